// People, cards, sheets and devices in plain words, and what is worked out about them. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/inbox/state.h"

namespace pillarbox::inbox {

std::string_view readsWords(PersonRole role);    // "Everything posted for safeguarding and for pastoral care."
std::string_view becomesWords(PersonRole role);  // who should be one: "Stands in for the safeguarding lead."
std::string personTitle(const Person& person);   // "Class teacher" or the role's own words
// The safeguarding lead, a deputy, a head or a chair, as the newest directory has the reader; null before that.
const Person* readerPerson(const State& state);
bool leads(const State& state);  // the reader is a lead or a deputy: devices and badges are theirs
std::vector<PersonRole> rolesToGive(const State& state);  // whom this reader may add; may be empty
bool mayChange(const State& state, const Person& person);
const Person* chosenPerson(const State& state);

// A card reported lost while it was the one in use, and still is.
struct LostCard {
  std::string entry, person, name, saidBy;
  WallTime at{};
};
std::vector<LostCard> lostCards(const State& state);  // the newest report of each

std::string_view sheetWords(std::string_view sheet);                 // "The sheet of the safeguarding lead"
std::string sheetOpens(const State& state, std::string_view sheet);  // whose postings, in words
std::optional<WallTime> sheetProved(const State& state, std::string_view sheet);  // the newest drill of it

// What a change means, before it is signed; empty if it cannot be made now.
std::optional<PeoplePreview> previewOf(const State& state, PeopleChange change);

// A page of this part for Engine::run and pictures: "inbox.people.person".
std::string_view peopleScreenName(const State& state);

}  // namespace pillarbox::inbox

// The people, sheets, devices and staff of an invented school, in an unlocked inbox. All people are invented.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "tests/unit/inbox/inbox_fixture.h"

namespace pillarbox::inbox {

inline Person somebody(const std::string& id, const std::string& name, PersonRole role) {
  Person person;
  person.id = id;
  person.name = name;
  person.role = role;
  person.cardId = "card-of-" + id;
  person.room = "Room 4, by the office";
  return person;
}

inline Directory peopleDirectory() {
  Directory directory;
  directory.schoolName = "Invented Primary School";
  directory.people = {somebody("dsl-1", "Anna Bell", PersonRole::dsl),
                      somebody("deputy-1", "Dev Rao", PersonRole::deputy),
                      somebody("slt-1", "Wilhelmina-Maximiliana Featherstonehaugh-Cholmondeley", PersonRole::slt),
                      somebody("head-1", "Hazel Head", PersonRole::head),
                      somebody("writer-1", "Will Writer", PersonRole::writer),
                      somebody("deputy-2", "Gone Away", PersonRole::deputy)};
  directory.people[4].title = "Class teacher, Year 4";
  directory.people[5].active = false;
  directory.sheets = {{"safeguarding", "", ""}, {"head-chair", "", ""}};
  directory.audiences = {{"safeguarding", {"dsl-1", "deputy-1"}, "safeguarding"},
                         {"pastoral", {"dsl-1", "deputy-1", "slt-1"}, "safeguarding"},
                         {"head", {"head-1"}, "head-chair"},
                         {"chair", {}, "head-chair"}};
  directory.devices = {{"device-1", "Staffroom terminal", "", "", false, "", 0},
                       {"device-2", "The tablet of the safeguarding lead", "", "", false, "", 0},
                       {"device-3", "Old terminal by the hall", "", "", true, "", 0}};
  return directory;
}

inline Roster peopleRoster() {
  Roster roster;
  for (int i = 0; i < 40; ++i) {
    roster.staff.push_back({"s-" + std::to_string(100 + i), "Pat Lee the " + std::to_string(i) + "th",
                            "Lunchtime supervisor", "",
                            i % 3 == 0 ? std::vector<std::string>{} : std::vector<std::string>{"hash"}, ""});
  }
  roster.staff[1].name = "Theodosia-Philippa Winterbottom-Huntington";
  return roster;
}

inline SchoolFacts factsOf(Directory directory) {
  SchoolFacts facts;
  facts.directory = std::make_shared<const Directory>(std::move(directory));
  facts.roster = std::make_shared<const Roster>(peopleRoster());
  facts.pupils = std::make_shared<const PupilIndex>(*facts.roster);
  return facts;
}

inline CaseEntry lostReport(Sample& sample, int minutes, const std::string& person, const std::string& card,
                            const std::string& saidBy = "Pat Lee") {
  CaseEntry made = sample.work(Kind::cardLost, minutes, {});
  made.entry.author = {"", saidBy, "", VerifiedBy::typed};
  made.entry.casework.person = person;
  made.entry.casework.what = card;
  return made;
}

// In Manage, with "People, keys and devices" open, unlocked by `reader`.
inline State inPeople(std::vector<CaseEntry> entries = {}, const std::string& reader = "dsl-1") {
  State state = unlocked(std::move(entries));
  state.reader.id = reader;
  (void)apply(state, SchoolKnown{factsOf(peopleDirectory())});
  (void)apply(state, ManageOpened{});
  (void)apply(state, ManagePartChosen{ManagePart::people});
  PeopleFacts facts;
  facts.starters = {"slt-1"};
  facts.keysHere = {"dsl-1", "deputy-1", "slt-1"};
  facts.deviceId = "device-1";
  facts.connected = true;
  (void)inbox::apply(state, Event(PeopleEvent{PeopleTold{std::move(facts)}}));
  return state;
}

// The last thing asked of the worker in this part.
template <class E>
const E* lastAsked(const Robot& robot) {
  for (auto effect = robot.effects.rbegin(); effect != robot.effects.rend(); ++effect) {
    if (const auto* people = std::get_if<PeopleEffect>(&*effect)) {
      if (const E* found = std::get_if<E>(people)) return found;
    }
  }
  return nullptr;
}

}  // namespace pillarbox::inbox

#include "kiosk/inbox/people_words.h"

#include <algorithm>

#include "kiosk/inbox/apply.h"
#include "kiosk/inbox/fields.h"
#include "kiosk/inbox/words.h"

namespace pillarbox::inbox {
namespace {

using enum PersonRole;

constexpr PersonRole leadsGive[] = {deputy, dsl, slt, writer};
constexpr PersonRole headsGive[] = {head, chair};

std::string listed(const std::vector<std::string>& words) {
  std::string all;
  for (std::size_t i = 0; i < words.size(); ++i) {
    all += (i == 0 ? "" : i + 1 == words.size() ? " and " : ", ") + words[i];
  }
  return all;
}

}  // namespace

std::string_view readsWords(PersonRole role) {
  switch (role) {
    case dsl:
      return "Reads everything posted for safeguarding and for pastoral care. Leads: staff are sent to them first.";
    case deputy:
      return "Reads everything posted for safeguarding and for pastoral care, and stands in for the lead.";
    case slt:
      return "Reads what is posted for pastoral care. Nothing about safeguarding, child protection or children in "
             "need.";
    case head:
      return "Reads concerns about adults who work here.";
    case chair:
      return "Reads concerns about the headteacher.";
    case writer:
      return "Reads and acts on only what they wrote themselves or were alerted to.";
  }
  return {};
}

std::string_view becomesWords(PersonRole role) {
  switch (role) {
    case dsl:
      return "A safeguarding lead";
    case deputy:
      return "A deputy safeguarding lead";
    case slt:
      return "A senior leader";
    case head:
      return "A headteacher";
    case chair:
      return "A chair of governors";
    case writer:
      return "A member of staff with a key";
  }
  return {};
}

std::string personTitle(const Person& person) {
  return person.title.empty() ? std::string(personRoleWords(person.role)) : person.title;
}

const Person* readerPerson(const State& state) {
  return state.school.directory ? state.school.directory->person(state.reader.id) : nullptr;
}

bool leads(const State& state) {
  const Person* reader = readerPerson(state);
  return reader != nullptr && reader->active && isLead(reader->role);
}

std::vector<PersonRole> rolesToGive(const State& state) {
  const Person* reader = readerPerson(state);
  if (reader == nullptr || !reader->active) return {};
  if (isLead(reader->role)) return {std::begin(leadsGive), std::end(leadsGive)};
  if (isHeadOrChair(reader->role)) return {std::begin(headsGive), std::end(headsGive)};
  return {};
}

bool mayChange(const State& state, const Person& person) {
  const Person* reader = readerPerson(state);
  if (reader == nullptr || !reader->active) return false;
  return isHeadOrChair(person.role) ? isHeadOrChair(reader->role) : isLead(reader->role);
}

const Person* chosenPerson(const State& state) {
  return state.school.directory ? state.school.directory->person(state.inbox.manage.people.person) : nullptr;
}

std::vector<LostCard> lostCards(const State& state) {
  std::vector<LostCard> lost;
  const auto reports = state.inbox.view.apart.find(Kind::cardLost);
  if (reports == state.inbox.view.apart.end() || !state.school.directory) return lost;
  for (const std::string& id : reports->second) {
    const Entry* entry = entryOf(state, id);
    if (entry == nullptr) continue;
    const Person* person = state.school.directory->person(entry->casework.person);
    // Which card it was is in the report, so that no clock is asked whether it is another one now.
    if (person == nullptr || !person->active || entry->casework.what != person->cardId) continue;
    std::erase_if(lost, [&](const LostCard& one) { return one.person == person->id; });
    lost.push_back({id, person->id, person->name, entry->author.name, entry->writtenAt.wall});
  }
  return lost;
}

std::string_view sheetWords(std::string_view sheet) {
  if (sheet == "safeguarding") return "The safeguarding sheet";
  if (sheet == "head-chair") return "The head's and the chair's sheet";
  return sheet;
}

std::string sheetOpens(const State& state, std::string_view sheet) {
  std::vector<std::string> opens;
  if (!state.school.directory) return {};
  for (const Audience& audience : state.school.directory->audiences) {
    if (audience.sheet != sheet) continue;
    if (audience.id == "safeguarding") opens.emplace_back("safeguarding");
    if (audience.id == "pastoral") opens.emplace_back("pastoral care");
    if (audience.id == "head") opens.emplace_back("the headteacher");
    if (audience.id == "chair") opens.emplace_back("the chair of governors");
  }
  return "Opens what is posted for " + listed(opens) + ".";
}

std::optional<WallTime> sheetProved(const State& state, std::string_view sheet) {
  std::optional<WallTime> proved;
  const auto reviews = state.inbox.view.apart.find(Kind::reviewed);
  if (reviews == state.inbox.view.apart.end()) return proved;
  for (const std::string& id : reviews->second) {
    const Entry* entry = entryOf(state, id);
    if (entry == nullptr || entry->casework.report != "drill" || entry->body != sheet) continue;
    if (!proved || *proved < entry->writtenAt.wall) proved = entry->writtenAt.wall;
  }
  return proved;
}

std::string_view peopleScreenName(const State& state) {
  const PeopleState& people = state.inbox.manage.people;
  if (people.preview) return "inbox.people.preview";
  switch (people.page) {
    case PeoplePage::menu:
      return "inbox.people";
    case PeoplePage::people:
      return "inbox.people.list";
    case PeoplePage::person:
      return "inbox.people.person";
    case PeoplePage::edit:
      return "inbox.people.edit";
    case PeoplePage::newCard:
      return "inbox.people.new-card";
    case PeoplePage::role:
      return "inbox.people.role";
    case PeoplePage::add:
      return "inbox.people.add";
    case PeoplePage::papers:
      return "inbox.people.papers";
    case PeoplePage::sheets:
      return "inbox.people.sheets";
    case PeoplePage::sheet:
      return "inbox.people.sheet";
    case PeoplePage::devices:
      return "inbox.people.devices";
    case PeoplePage::device:
      return "inbox.people.device";
    case PeoplePage::invitation:
      return "inbox.people.invitation";
    case PeoplePage::alerts:
      return "inbox.people.alerts";
    case PeoplePage::badges:
      return "inbox.people.badges";
    case PeoplePage::badge:
      return "inbox.people.badge";
  }
  return "inbox.people";
}

}  // namespace pillarbox::inbox

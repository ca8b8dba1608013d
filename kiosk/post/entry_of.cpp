#include "kiosk/post/entry_of.h"

#include <algorithm>
#include <cctype>

#include "kiosk/post/paper.h"
#include "kiosk/post/words.h"
#include "shared/base/secret_bytes.h"

namespace pillarbox::post {

namespace {

// "Saturday 21 November 2026, 12:41" without the time.
std::string dayOf(WallTime time) {
  const std::string whole = formatForPeople(time);
  return whole.substr(0, whole.rfind(','));
}

std::string lowered(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

bool wordIn(std::string_view text, std::string_view word) {
  const auto letter = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; };
  for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    if ((at == 0 || !letter(text[at - 1])) && (end == text.size() || !letter(text[end]))) return true;
  }
  return false;
}

// A typed name that is exactly a person's, or one of theirs with a title left out.
const Person* personTyped(const Directory& directory, std::string_view typed) {
  const std::string wanted = lowered(typed);
  if (wanted.empty()) return nullptr;
  for (const Person& person : directory.people) {
    const std::string name = lowered(person.name);
    if (name == wanted ||
        (wanted.size() >= 3 && name.substr(name.rfind(' ') + 1) == wanted.substr(wanted.rfind(' ') + 1))) {
      return &person;
    }
  }
  return nullptr;
}

std::string adultPersonIdOf(const Directory* directory, const Draft& draft) {
  if (!draft.adultPersonId.empty() || !draft.adultRef.empty() || directory == nullptr) return draft.adultPersonId;
  // Better once too often to the chair than once to the person it is about.
  const Person* person = personTyped(*directory, adultNameOf(draft));
  return person == nullptr ? std::string() : person->id;
}

}  // namespace

std::string happenedAt(const Draft& draft) {
  const std::string day = dayOf(draft.whenChosenAt);
  const std::string hour = formatHourMinute(draft.whenChosenAt);
  switch (draft.when) {
    case When::unsaid:
      return {};
    case When::justNow:
      return filled(words::entryNow, {day, hour});
    case When::atBreak:
      return filled(words::entryBreak, {day});
    case When::atLunch:
      return filled(words::entryLunch, {day});
    case When::earlierToday:
      return filled(words::entryEarlier, {day, hour});
    case When::anotherTime:
      return std::string(draft.text(Field::whenOther).text());
  }
  return {};
}

std::string happenedWhere(const Draft& draft) {
  return draft.whereOther ? std::string(draft.text(Field::whereOther).text()) : draft.where;
}

std::string toldWhoOf(const Draft& draft) {
  return draft.toldWhoOther ? std::string(draft.text(Field::toldWho).text()) : draft.toldWho;
}

std::string whereToFind(const Person& person) {
  std::string out = person.room;
  if (!person.extension.empty()) {
    if (!out.empty()) out += ", ";
    out += filled(words::extension, {person.extension});
  }
  return out;
}

std::string joined(const std::vector<std::string>& names) {
  std::string out;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) out += i + 1 == names.size() ? words::andWord : std::string_view(", ");
    out += names[i];
  }
  return out;
}

std::string namesOf(const std::vector<const Person*>& people) {
  std::vector<std::string> names;
  for (const Person* person : people) names.push_back(person->name);
  return joined(names);
}

std::string tellWhom(const Directory* directory, const Draft& draft) {
  const auto people = peopleToTell(directory, draft);
  if (!people.empty()) return people.front()->name;
  return std::string(aboutAdult(draft) ? words::theHeadOrChair : words::findADsl);
}

Route routeOf(const Directory* directory, const Draft& draft) {
  Route none;
  none.nobodyEligible = true;
  if (directory == nullptr) return none;
  RouteQuestion question;
  question.aboutAdult = aboutAdult(draft);
  question.adultPersonId = question.aboutAdult ? adultPersonIdOf(directory, draft) : std::string();
  auto route = routeFor(*directory, question);
  return route.ok() ? *std::move(route) : none;
}

std::vector<const Person*> dslsToTell(const Directory* directory) {
  std::vector<const Person*> all, onDuty;
  if (directory == nullptr) return all;
  // The lead DSL first, then deputies, as the directory has them.
  for (const PersonRole role : {PersonRole::dsl, PersonRole::deputy}) {
    for (const Person& person : directory->people) {
      if (!person.active || person.role != role) continue;
      all.push_back(&person);
      if (person.onDuty) onDuty.push_back(&person);
    }
  }
  return onDuty.empty() ? all : onDuty;
}

std::vector<const Person*> peopleToTell(const Directory* directory, const Draft& draft) {
  if (!aboutAdult(draft) || directory == nullptr) return dslsToTell(directory);
  std::vector<const Person*> out;
  const Audience* audience = directory->audience(routeOf(directory, draft).audience);
  if (audience == nullptr) return out;
  const std::string about = adultPersonIdOf(directory, draft);
  for (const std::string& id : audience->people) {
    const Person* person = directory->person(id);
    if (person != nullptr && person->active && person->id != about) out.push_back(person);
  }
  return out;
}

const Person* readerMentioned(const Directory* directory, const Draft& draft) {
  if (directory == nullptr || aboutAdult(draft)) return nullptr;
  const Audience* audience = directory->audience(routeOf(directory, draft).audience);
  if (audience == nullptr) return nullptr;
  std::string account = lowered(draft.text(Field::account).text());
  const Person* found = nullptr;
  for (const std::string& id : audience->people) {
    const Person* person = directory->person(id);
    if (person == nullptr || !person->active) continue;
    const std::string name = lowered(person->name);
    const std::string surname = name.substr(name.rfind(' ') + 1);
    if (surname.size() >= 3 && wordIn(account, surname)) {
      found = person;
      break;
    }
  }
  wipe(account);
  return found;
}

Entry entryOf(const Directory* directory, const Author& author, const Draft& draft) {
  Entry entry;
  entry.kind = Kind::concern;
  entry.author = author;
  entry.audience = routeOf(directory, draft).audience;
  entry.happenedAt = draft.when == When::unsaid ? happenedOnPaper(draft) : happenedAt(draft);
  entry.happenedWhere = happenedWhere(draft);
  entry.urgent = draft.urgent;
  entry.recordKind = recordKindName(draft.kind);
  if (aboutAdult(draft)) {
    entry.aboutAdult = true;
    entry.adultName = adultNameOf(draft);
    const std::string person = adultPersonIdOf(directory, draft);
    entry.adultRef = person.empty() ? draft.adultRef : person;
  }
  for (const ChosenPupil& pupil : draft.pupils) {
    PupilPart part;
    part.ref = pupil.ref;
    part.name = pupil.name;
    part.className = pupil.className;
    part.part = partName(pupil.part);
    part.description = pupil.description;
    entry.pupils.push_back(std::move(part));
  }
  entry.account = draft.text(Field::account).text();
  if (entry.account.empty() && !draft.pages.empty()) entry.account = words::entryOnPaper;
  entry.exactWords = draft.text(Field::exactWords).text();
  if (draft.told == Answer::yes) {
    Done told;
    const bool dsl = !aboutAdult(draft) || entry.audience == "safeguarding";
    told.what = dsl ? "told-dsl" : "told-" + entry.audience;
    told.who = toldWhoOf(draft);
    if (draft.toldWhen != ToldWhen::unsaid) {
      const std::string day = dayOf(draft.toldChosenAt);
      const std::string hour = formatHourMinute(draft.toldChosenAt);
      if (draft.toldWhen == ToldWhen::justNow) told.when = filled(words::entryNow, {day, hour});
      if (draft.toldWhen == ToldWhen::earlierToday) told.when = filled(words::entryEarlier, {day, hour});
      if (draft.toldWhen == ToldWhen::beforeToday) told.when = "before " + day;
    }
    entry.dslToldInPerson = dsl;
    entry.done.push_back(std::move(told));
  }
  if (draft.spokeToChild) entry.done.push_back({"spoke-to-child", "", "", ""});
  if (draft.rangParent) {
    entry.done.push_back({"rang-parent", std::string(draft.text(Field::parentWho).text()), "", ""});
  }
  if (draft.adviceGiven) {
    entry.done.push_back({"advice-given", std::string(draft.text(Field::adviceBy).text()), "", ""});
  }
  entry.pages = pagesOf(draft);
  return entry;
}

Entry buildEntry(const State& state) {
  return entryOf(state.directory.get(), state.session.author, state.draft);
}

}  // namespace pillarbox::post

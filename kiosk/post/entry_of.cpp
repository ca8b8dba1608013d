#include "kiosk/post/entry_of.h"

#include <algorithm>
#include <cctype>

#include "kiosk/post/paper.h"
#include "kiosk/post/words.h"
#include "shared/base/secret_bytes.h"
#include "shared/record/mentions.h"
#include "shared/record/rota.h"
#include "shared/record/staff_link.h"

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

// Whom of the directory the adult named may be; none of them reads it.
std::vector<std::string> adultsMeant(const Directory* directory, const Draft& draft) {
  if (directory == nullptr || !aboutAdult(draft)) return {};
  return peopleMeant(*directory, draft.adultPersonId, adultNameOf(draft));
}

// The one person of the directory whom the name says in full.
std::string adultPersonIdOf(const Directory* directory, const Draft& draft) {
  if (!draft.adultPersonId.empty() || !draft.adultRef.empty() || directory == nullptr) return draft.adultPersonId;
  const std::vector<std::string> meant = adultsMeant(directory, draft);
  if (meant.size() != 1) return {};
  const bool full = wordsWithoutTitle(directory->person(meant[0])->name) == wordsWithoutTitle(adultNameOf(draft));
  return full ? meant[0] : std::string();
}

// It goes to others than the safeguarding team: about an adult, or added to something that was.
bool roundTheTeam(const Draft& draft) {
  return aboutAdult(draft) || (!draft.adding.id.empty() && draft.adding.audience != "safeguarding");
}

// What was picked, and what was typed because it is only known roughly.
std::string pickedOrRoughly(const Draft& draft) {
  std::string out = draft.picked.roughly ? std::string() : pickedWords(draft.picked);
  const std::string_view typed = draft.text(Field::whenOther).text();
  if (draft.picked.roughly && !typed.empty()) out = typed;
  return out;
}

// "Saturday 21 November 2026, about 12:41", as the choices of the done screen mean it.
std::string toldAt(ToldWhen when, WallTime chosenAt) {
  const std::string day = dayOf(chosenAt);
  const std::string hour = formatHourMinute(chosenAt);
  switch (when) {
    case ToldWhen::unsaid:
      return {};
    case ToldWhen::justNow:
      return filled(words::entryNow, {day, hour});
    case ToldWhen::earlierToday:
      return filled(words::entryEarlier, {day, hour});
    case ToldWhen::beforeToday:
      return "before " + day;
  }
  return {};
}

std::string_view parentHowKept(ParentHow how) {
  switch (how) {
    case ParentHow::unsaid:
      return {};
    case ParentHow::phone:
      return "by telephone";
    case ParentHow::inPerson:
      return "in person";
    case ParentHow::message:
      return "by message";
  }
  return {};
}

std::vector<Done> alsoDone(const Draft& draft) {
  std::vector<Done> out;
  const auto typed = [&draft](Field which) { return std::string(draft.text(which).text()); };
  if (draft.spokeToChild) {
    const std::string child = draft.pupils.size() == 1 ? draft.pupils.front().name : std::string();
    out.push_back({"spoke-to-child", child, "", ""});
  }
  if (draft.rangParent) {
    out.push_back({"contacted-parent", typed(Field::parentWho), toldAt(draft.parentWhen, draft.parentChosenAt),
                   std::string(parentHowKept(draft.parentHow))});
  }
  if (draft.adviceGiven) out.push_back({"advice-given", typed(Field::adviceBy), "", typed(Field::adviceWhat)});
  if (draft.agreed) out.push_back({"agreed", "", "", typed(Field::agreedWhat)});
  return out;
}

bool mentionedByReference(const Draft& draft, const std::string& id) {
  const std::string wanted = mentionTag(MentionKind::staff, id);
  const auto& tags = draft.text(Field::account).tags();
  return std::any_of(tags.begin(), tags.end(), [&](const ui::TextTag& tag) { return tag.tag.text() == wanted; });
}

void fillPupils(const Draft& draft, Entry& entry) {
  for (const ChosenPupil& pupil : draft.pupils) {
    PupilPart part;
    part.ref = pupil.ref;
    part.name = pupil.name;
    part.className = pupil.className;
    part.part = partName(pupil.part);
    part.description = pupil.description;
    entry.pupils.push_back(std::move(part));
  }
  // Whoever reads it sees first whom it is about, in whatever order they were named.
  std::stable_partition(entry.pupils.begin(), entry.pupils.end(),
                        [](const PupilPart& one) { return one.part == partName(Part::worriedAbout); });
}

}  // namespace

std::string happenedFrom(const Draft& draft) {
  switch (draft.when) {
    case When::unsaid:
      return {};
    case When::justNow:
      return formatTime(draft.whenChosenAt);
    case When::atBreak:
    case When::atLunch:
    case When::earlierToday:
      return isoDay(dayOn(draft.whenChosenAt));
    case When::anotherTime:
      return draft.picked.roughly ? std::string() : pickedFrom(draft.picked);
  }
  return {};
}

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
      return pickedOrRoughly(draft);
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

std::string tellWhom(const Directory* directory, const Draft& draft, WallTime now) {
  const auto people = peopleToTell(directory, draft, now);
  if (!people.empty()) return people.front()->name;
  return std::string(roundTheTeam(draft) ? words::theHeadOrChair : words::findADsl);
}

Route routeOf(const Directory* directory, const Draft& draft) {
  Route none;
  none.nobodyEligible = true;
  if (directory == nullptr) return none;
  RouteQuestion question;
  question.audience = draft.adding.audience;
  question.aboutAdult = aboutAdult(draft);
  if (draft.shouldKnow == ShouldKnow::seniorLeaders && mayBePastoral(directory, draft)) question.audience = "pastoral";
  question.alsoMeant = adultsMeant(directory, draft);
  auto route = routeFor(*directory, question);
  return route.ok() ? *std::move(route) : none;
}

std::vector<const Person*> dslsToTell(const Directory* directory, WallTime now) {
  return directory == nullptr ? std::vector<const Person*>() : dutyToday(*directory, now);
}

std::vector<const Person*> peopleToTell(const Directory* directory, const Draft& draft, WallTime now) {
  if (!roundTheTeam(draft) || directory == nullptr) return dslsToTell(directory, now);
  std::vector<const Person*> out;
  const Audience* audience = directory->audience(routeOf(directory, draft).audience);
  if (audience == nullptr) return out;
  const std::vector<std::string> about = adultsMeant(directory, draft);
  for (const std::string& id : audience->people) {
    const Person* person = directory->person(id);
    if (person != nullptr && person->active && std::find(about.begin(), about.end(), id) == about.end())
      out.push_back(person);
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
    if (mentionedByReference(draft, person->id) || (surname.size() >= 3 && wordIn(account, surname))) {
      found = person;
      break;
    }
  }
  wipe(account);
  return found;
}

std::string mentionTag(MentionKind kind, std::string_view ref) {
  return std::string(mentionKindName(kind)) + ":" + std::string(ref);
}

std::optional<std::pair<MentionKind, std::string>> mentionOf(std::string_view tag) {
  for (const MentionKind kind : {MentionKind::pupil, MentionKind::staff}) {
    const std::string_view name = mentionKindName(kind);
    if (tag.size() > name.size() && tag.starts_with(name) && tag[name.size()] == ':') {
      return std::pair(kind, std::string(tag.substr(name.size() + 1)));
    }
  }
  return std::nullopt;
}

void fillAccount(const Directory* directory, const Draft& draft, Entry& entry) {
  const ui::TextModel& model = draft.text(Field::account);
  std::vector<MentionAt> at;
  for (const ui::TextTag& tag : model.tags()) {
    auto mention = mentionOf(tag.tag.text());
    if (!mention || at.size() >= maxMentions) continue;
    const auto known = std::find_if(entry.mentions.begin(), entry.mentions.end(),
                                    [&](const EntryMention& one) { return one.ref == mention->second; });
    if (known == entry.mentions.end()) {
      entry.mentions.push_back(
          {mention->second, mention->first, std::string(model.text().substr(tag.begin, tag.end - tag.begin))});
    }
    at.push_back({tag.begin, tag.end, std::move(mention->second)});
  }
  entry.account = withTokens(model.text(), at);
  entry.linkedInitials = directory != nullptr && directory->policies.linkedNames == LinkedNames::initials;
}

std::string accountAsRead(const Directory* directory, const Draft& draft) {
  Entry entry;
  fillPupils(draft, entry);
  fillAccount(directory, draft, entry);
  std::string shown = shownText(entry.account, entry, entry.linkedInitials ? LinkedNames::initials : LinkedNames::full);
  wipe(entry.account);
  return shown;
}

Entry entryOf(const Directory* directory, const Author& author, const Draft& draft) {
  Entry entry;
  entry.kind = Kind::concern;
  if (!draft.adding.id.empty()) {
    entry.kind = draft.adding.isMistake ? Kind::mistake : Kind::addition;
    entry.subject = draft.adding.id;
    if (draft.adding.isMistake) entry.body = mistakeInEntry(draft.adding.mistake);
  }
  entry.author = author;
  entry.audience = routeOf(directory, draft).audience;
  entry.happenedAt = draft.when == When::unsaid ? happenedOnPaper(draft) : happenedAt(draft);
  entry.happenedFrom = happenedFrom(draft);
  entry.happenedWhere = happenedWhere(draft);
  entry.urgent = isUrgent(draft);
  entry.recordKind = recordKindName(draft.kind);
  if (aboutAdult(draft)) {
    entry.aboutAdult = true;
    entry.adultName = adultNameOf(draft);
    const std::string person = adultPersonIdOf(directory, draft);
    entry.adultRef = person.empty() ? draft.adultRef : person;
  }
  fillPupils(draft, entry);
  fillAccount(directory, draft, entry);
  if (entry.account.empty() && !draft.pages.empty()) entry.account = words::entryOnPaper;
  for (const SaidWords& said : draft.said) {
    if (said.words.empty() && said.asked.empty()) continue;
    Speaker speaker = speakerOf(draft, said);
    entry.exactWords.push_back({std::move(speaker.ref), std::move(speaker.name), std::string(said.words.text()),
                                std::string(said.asked.text())});
  }
  if (draft.told == Answer::yes) {
    Done told;
    const bool dsl = !aboutAdult(draft) || entry.audience == "safeguarding";
    told.what = dsl ? "told-dsl" : "told-" + entry.audience;
    told.who = toldWhoOf(draft);
    told.when = toldAt(draft.toldWhen, draft.toldChosenAt);
    entry.dslToldInPerson = dsl;
    entry.done.push_back(std::move(told));
  }
  for (Done& done : alsoDone(draft)) entry.done.push_back(std::move(done));
  if (entry.audience == "pastoral") {
    entry.shouldKnow = "pastoral";
  } else if (draft.shouldKnow == ShouldKnow::person && !aboutAdult(draft)) {
    entry.shouldKnow = "person";
    entry.shouldKnowRef = draft.shouldKnowRef;
    entry.shouldKnowName = draft.shouldKnowName;
  }
  const auto offered = categoriesOffered(directory);
  if (std::find(offered.begin(), offered.end(), draft.category) != offered.end()) entry.category = draft.category;
  if (!draft.bodyMap.empty()) entry.bodyMap = draft.bodyMap;
  entry.pages = pagesOf(draft);
  return entry;
}

Entry buildEntry(const State& state) {
  return entryOf(state.directory.get(), state.session.author, state.draft);
}

}  // namespace pillarbox::post

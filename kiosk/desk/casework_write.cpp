#include "kiosk/desk/casework_write.h"

#include <algorithm>
#include <map>
#include <utility>

#include "kiosk/desk/casework_move.h"
#include "kiosk/desk/inbox_entries.h"
#include "kiosk/office/poster.h"
#include "shared/record/seats.h"

namespace pillarbox::desk {
namespace {

using casework::Case;
using casework::CaseEntries;
using casework::CaseEntry;
using casework::CaseView;
using casework::Step;

Fault bad(std::string sentence) {
  return Fault{FaultCode::badInput, std::move(sentence)};
}

// Kinds that say something about one entry; the others are about the concern as a whole.
bool aboutOneEntry(Kind kind) {
  return kind == Kind::outcome || kind == Kind::correction || kind == Kind::read || kind == Kind::understood ||
         kind == Kind::exported || isMessage(kind);
}

// As the newest directory has this person, which may be newer than the unlocking.
Result<Person> personNow(const office::School& school, const Unlocked& person) {
  const Person* now = school.directory().person(person.person.id);
  if (!now || !now->active) return Fault{FaultCode::notPermitted, "You are no longer one of this school's readers."};
  return *now;
}

std::string ownAudience(const Directory& directory, const Person& person) {
  if (mayRead(directory, person, "safeguarding")) return "safeguarding";
  if (person.role == PersonRole::writer) return directory.audience(person.id) != nullptr ? person.id : std::string();
  for (const Audience& audience : directory.audiences) {
    if (mayRead(directory, person, audience.id)) return audience.id;
  }
  return {};
}

// What a writer adds to what they wrote or were alerted to reaches the leads through the writer's own audience.
Result<std::string> writersAudience(const Person& writer, const CaseEntries& entries, const Step& step) {
  switch (step.kind) {
    case Kind::action:
    case Kind::outcome:
    case Kind::note:
    case Kind::correction:
    case Kind::read:
    case Kind::understood:
      break;
    default:
      return Fault{FaultCode::notPermitted, "Only a safeguarding lead or a deputy can do this."};
  }
  if (!entries.contains(step.subject)) return Fault{FaultCode::notFound, "That is not here."};
  return writer.id;
}

// Whose entry a step becomes: those who read the case now. What a writer adds to a concern after it was passed on still
// reaches its readers before; they can say that they have read it, answer, and send it after the concern.
Result<std::string> audienceFor(const Directory& directory, const Person& person, const CaseEntries& entries,
                                const Case& made, const Step& step) {
  if (mayRead(directory, person, made.audience)) return made.audience;
  if (person.role == PersonRole::writer) return writersAudience(person, entries, step);
  const auto about = entries.find(step.subject);
  const bool theirs = about != entries.end() && mayRead(directory, person, about->second.entry.audience);
  const bool after = step.kind == Kind::move && step.work.toAudience == made.audience;
  if (theirs && (step.kind == Kind::read || step.kind == Kind::understood || isMessage(step.kind) || after)) {
    return about->second.entry.audience;
  }
  return Fault{FaultCode::notPermitted, "Other people read this concern now, so you cannot add to it."};
}

// The audience as one of which this person has an entry: its own or, of what was passed on, that of the move.
std::string hadAs(const Directory& directory, const Person& person, const CaseEntries& entries, const Entry& entry) {
  if (mayRead(directory, person, entry.audience)) return entry.audience;
  if (person.role == PersonRole::writer) return person.id;
  for (const auto& [id, other] : entries) {
    const Entry& move = other.entry;
    if (move.kind == Kind::move && move.subject == entry.id && mayRead(directory, person, move.audience)) {
      return move.audience;
    }
  }
  return {};
}

Entry entryOf(const Step& step, const Person& person, std::string audience) {
  Entry entry;
  entry.kind = step.kind;
  entry.subject = step.subject;
  entry.audience = std::move(audience);
  entry.author = {person.id, person.name, std::string(personRoleWords(person.role)), VerifiedBy::keyCard};
  entry.body = step.body;
  entry.category = step.category;
  entry.pupils = step.pupils;
  entry.casework = step.work;
  return entry;
}

Result<CaseEntry> post(office::School& school, const Unlocked& person, Entry entry,
                       std::span<const seal::Attachment> files) {
  PB_TRY_VALUE(const store::Posting posted,
               office::postEntry(school, std::move(entry), files, {}, &person.keys.signing));
  PB_TRY_VALUE(Checked checked, EntryReader(school, person).open(posted));
  return caseEntryOf(std::move(checked), posted.state);
}

Status checkMessage(const Step& step, const CaseEntries& entries) {
  const auto about = entries.find(step.subject);
  if (about == entries.end()) return Fault{FaultCode::notFound, "That is not here."};
  const Author& writer = about->second.entry.author;
  const bool badge = writer.verifiedBy == VerifiedBy::badge || writer.verifiedBy == VerifiedBy::badgeAndPin;
  if (badge && !writer.id.empty()) return {};
  return bad("whoever wrote this did not show a badge, so a message would not reach them");
}

// Into the concern that the other one is part of by now, and only where the same people read both.
Status checkMerge(Step& step, const Case& made, const CaseEntries& entries, const CaseView& view) {
  if (step.work.into.empty()) return {};  // checkStep says so
  const Case* into = findCase(view, step.work.into);
  if (!into) return Fault{FaultCode::notFound, "The concern that this should be part of is not here."};
  if (into == &made) return bad("It is part of that concern already.");
  if (into->audience != made.audience) {
    return bad("Other people read that concern. Pass this one on to them first.");
  }
  step.work.into = caseId(*into, entries);
  return {};
}

Result<CaseEntry> postApart(office::School& school, const Unlocked& person, const Person& now, const Step& step,
                            std::span<const seal::Attachment> files) {
  const std::string audience = ownAudience(school.directory(), now);
  if (audience.empty()) return Fault{FaultCode::notPermitted, "You do not read what is posted at this school."};
  return post(school, person, entryOf(step, now, audience), files);
}

}  // namespace

const Case* findCase(const CaseView& view, std::string_view entryId) {
  if (const auto found = view.cases.find(entryId); found != view.cases.end()) return &found->second;
  for (const auto& [id, made] : view.cases) {
    if (made.head == entryId || std::find(made.later.begin(), made.later.end(), entryId) != made.later.end()) {
      return &made;
    }
  }
  return nullptr;
}

std::string caseId(const Case& made, const CaseEntries& entries) {
  if (!made.headMissing) return made.head;
  const auto head = entries.find(made.head);
  return head == entries.end() || head->second.entry.subject.empty() ? made.head : head->second.entry.subject;
}

Result<CaseEntry> postStep(office::School& school, const Unlocked& person, const CaseEntries& entries, Step step,
                           std::span<const seal::Attachment> files) {
  return postStep(school, person, entries, casework::project(entries, {}), std::move(step), files);
}

Result<CaseEntry> postStep(office::School& school, const Unlocked& person, const CaseEntries& entries,
                           const CaseView& view, Step step, std::span<const seal::Attachment> files) {
  if (!isCasework(step.kind)) return Fault{FaultCode::notPermitted, "Concerns are written at the kiosk."};
  PB_TRY_VALUE(const Person now, personNow(school, person));
  if (step.subject.empty()) {
    if (!standsApart(step.kind, {})) return bad("Choose the concern first.");
    return postApart(school, person, now, step, files);
  }
  if (standsApart(step.kind, step.subject)) return postApart(school, person, now, step, files);
  const Case* made = findCase(view, step.subject);
  if (!made) return Fault{FaultCode::notFound, "That concern is not here."};
  PB_TRY_VALUE(const std::string audience, audienceFor(school.directory(), now, entries, *made, step));
  const bool goesAfter = audience != made->audience && step.kind == Kind::move;
  const bool unmerge = step.kind == Kind::merge && step.work.removed;  // about the concern that was made part of it
  if (!aboutOneEntry(step.kind) && !unmerge) step.subject = caseId(*made, entries);
  if (step.kind == Kind::merge && !unmerge) PB_TRY(checkMerge(step, *made, entries, view));
  if (isMessage(step.kind)) PB_TRY(checkMessage(step, entries));
  // Passed to one person's own audience it is an alert: those who read the concern stay its readers.
  if (step.kind == Kind::move && isWritersOwn(school.directory(), step.work.toAudience)) {
    step.work.person = step.work.toAudience;
    step.work.forWhom = school.directory().person(step.work.person)->name;
  }
  casework::fillIn(step, *made);
  const bool mayReserve = isLead(now.role);
  if (goesAfter && step.body.empty()) return bad("Write why they need to know.");
  if (!goesAfter) PB_TRY(casework::checkStep(step, *made, school.directory().categories, mayReserve));
  if (step.kind == Kind::move) return passCaseOn(school, person, entries, *made, step, audience);
  return post(school, person, entryOf(step, now, audience), files);
}

Result<std::vector<CaseEntry>> postSeen(office::School& school, const Unlocked& person, const CaseEntries& entries,
                                        std::vector<SeenEntry> seen) {
  PB_TRY_VALUE(const Person now, personNow(school, person));
  std::map<std::string, std::vector<SeenEntry>> byAudience;
  for (SeenEntry& one : seen) {
    const auto entry = entries.find(one.id);
    if (entry == entries.end()) continue;
    const std::string audience = hadAs(school.directory(), now, entries, entry->second.entry);
    if (!audience.empty()) byAudience[audience].push_back(std::move(one));
  }
  std::vector<CaseEntry> posted;
  for (auto& [audience, rows] : byAudience) {
    Step step;
    step.kind = Kind::seen;
    step.work.seen = std::move(rows);
    PB_TRY_VALUE(CaseEntry one, post(school, person, entryOf(step, now, audience), {}));
    posted.push_back(std::move(one));
  }
  return posted;
}

}  // namespace pillarbox::desk

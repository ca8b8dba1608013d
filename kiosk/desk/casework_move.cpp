#include "kiosk/desk/casework_move.h"

#include <algorithm>
#include <array>
#include <set>

#include "kiosk/office/poster.h"
#include "kiosk/office/read_status.h"
#include "shared/record/seats.h"
#include "shared/record/staff_link.h"

namespace pillarbox::desk {
namespace {

// Never to anybody who may be the adult whom it is about.
bool maybeAbout(const office::School& school, const Entry& entry, const Audience& readers) {
  if (!entry.aboutAdult) return false;
  const Staff* member = school.roster.member(entry.adultRef);
  const std::string& person = member && !member->personId.empty() ? member->personId : entry.adultRef;
  const std::vector<std::string> meant = peopleMeant(school.directory(), person, entry.adultName);
  return std::any_of(readers.people.begin(), readers.people.end(),
                     [&](const std::string& one) { return std::find(meant.begin(), meant.end(), one) != meant.end(); });
}

bool hasReader(const Directory& directory, const Audience& audience) {
  return std::any_of(audience.people.begin(), audience.people.end(), [&](const std::string& id) {
    const Person* person = directory.person(id);
    return person && person->active;
  });
}

// What members of staff wrote in it that those readers have not got, the concern first: casework stays with those who
// did it. The concern itself even if they had it once, so that they hear that it is theirs again.
Result<std::vector<std::string>> toPassOn(office::School& school, const casework::CaseEntries& entries,
                                          const casework::Case& made, const std::string& readers) {
  std::vector<std::string> ids;
  if (made.audience != readers) {
    // Somebody alerted keeps what they have; only a concern that comes back is posted to its readers again.
    PB_TRY_VALUE(const std::set<std::string> have, office::audiencesOf(school, made.head, made.audience));
    if (!isWritersOwn(school.directory(), readers) || !have.contains(readers)) ids.push_back(made.head);
  }
  for (const std::string& id : made.later) {
    const auto entry = entries.find(id);
    if (entry == entries.end() || isCasework(entry->second.entry.kind)) continue;
    PB_TRY_VALUE(const std::set<std::string> have, office::audiencesOf(school, id, entry->second.entry.audience));
    if (!have.contains(readers)) ids.push_back(id);
  }
  return ids;
}

Entry moveOf(const Person& person, const casework::Step& step, std::string subject, std::string audience) {
  Entry entry;
  entry.kind = Kind::move;
  entry.subject = std::move(subject);
  entry.audience = std::move(audience);
  entry.author = {person.id, person.name, std::string(personRoleWords(person.role)), VerifiedBy::keyCard};
  entry.body = step.body;
  entry.casework.toAudience = step.work.toAudience;
  entry.casework.person = step.work.person;
  entry.casework.forWhom = step.work.forWhom;
  return entry;
}

Status postCopy(office::School& school, const Unlocked& person, EntryReader& reader, const casework::Step& step,
                const std::string& id) {
  PB_TRY_VALUE(const PassedOn original, reader.openAny(id));
  const std::array<seal::Attachment, 2> with{
      seal::Attachment{std::string(originalName), "application/x-tar", original.checked.opened.archive.view()},
      seal::Attachment{std::string(originalSlipName), "application/json", viewOf(original.envelope)}};
  const auto posted =
      office::postEntry(school, moveOf(person.person, step, id, step.work.toAudience), with, {}, &person.keys.signing);
  if (!posted && posted.fault().code == FaultCode::tooLarge) {
    return Fault{FaultCode::tooLarge, "its pictures are too large to be passed on in one piece"};
  }
  return posted ? Status{} : Status{posted.fault()};
}

}  // namespace

Result<casework::CaseEntry> passCaseOn(office::School& school, const Unlocked& person,
                                       const casework::CaseEntries& entries, const casework::Case& made,
                                       const casework::Step& step, const std::string& from) {
  const Directory& directory = school.directory();
  const Audience* readers = directory.audience(step.work.toAudience);
  if (!readers) return Fault{FaultCode::badInput, "This school has no such group of readers."};
  if (!hasReader(directory, *readers)) {
    return Fault{FaultCode::badInput, "Nobody in that group has a key card, so nobody could read it."};
  }
  const bool alert = isWritersOwn(directory, readers->id);
  if (alert != !step.work.person.empty() || (alert && step.work.person != readers->id)) {
    return Fault{FaultCode::badInput, "Somebody with their own readers is alerted, and the concern stays where it is."};
  }
  if (made.headMissing) return Fault{FaultCode::notFound, "The concern itself is not here, so it cannot be passed on."};
  PB_TRY_VALUE(const std::vector<std::string> ids, toPassOn(school, entries, made, readers->id));
  if (ids.empty()) return Fault{FaultCode::badInput, "Those readers have it already."};
  for (const std::string& id : ids) {
    if (maybeAbout(school, entries.at(id).entry, *readers)) {
      return Fault{FaultCode::badInput, "It is about an adult who would read it there."};
    }
  }
  EntryReader reader(school, person);
  // The log last: it makes those before its readers no longer, and must not say what was not done.
  for (const std::string& id : ids) PB_TRY(postCopy(school, person, reader, step, id));
  PB_TRY_VALUE(const store::Posting log, office::postEntry(school, moveOf(person.person, step, step.subject, from), {},
                                                           {}, &person.keys.signing));
  PB_TRY_VALUE(Checked checked, reader.open(log));
  return caseEntryOf(std::move(checked), log.state);
}

}  // namespace pillarbox::desk

#include "kiosk/desk/recovery.h"

#include <algorithm>
#include <utility>

#include "kiosk/office/poster.h"
#include "kiosk/office/server_calls.h"
#include "shared/open/open_entry.h"
#include "shared/record/seats.h"
#include "shared/record/slip.h"
#include "shared/seal/dsse.h"
#include "shared/seal/recipient.h"

namespace pillarbox::desk {
namespace {

Author authorOf(const std::string& sheet) {
  return {sheet, "Recovery sheet (" + sheet + ")", "Recovery sheet", VerifiedBy::keyCard};
}

Result<const office::KnownDirectory*> baseOf(const office::School& school, const std::optional<std::int64_t>& from) {
  if (!from) return &school.directories.back();
  for (const office::KnownDirectory& known : school.directories) {
    if (known.directory.version == *from) return &known;
  }
  return Fault{FaultCode::notFound, "version " + std::to_string(*from) + " of the directory is not known here"};
}

Person* personIn(Directory& directory, const std::string& id) {
  const auto at = std::find_if(directory.people.begin(), directory.people.end(),
                               [&](const Person& person) { return person.id == id; });
  return at == directory.people.end() ? nullptr : &*at;
}

Fault nobody(const std::string& id) {
  return {FaultCode::notFound, "there is nobody called " + id + " in that version of the directory"};
}

// What is to change, in `next`; the new people's keys are made here.
Status change(Directory& next, RecoverWhat& what, std::vector<MadePerson>& made, Random& random) {
  for (const std::string& id : what.end) {
    Person* person = personIn(next, id);
    if (person == nullptr) return nobody(id);
    person->active = false;
  }
  for (const std::string& id : what.replace) {
    Person* person = personIn(next, id);
    if (person == nullptr) return nobody(id);
    if (!person->active) return Fault{FaultCode::badInput, id + " has left: add them anew"};
    PB_TRY_VALUE(NewKeys keys, makeKeys(*person, std::nullopt, next.policies.passphraseMix, random));
    *person = keys.made.person;
    made.push_back(std::move(keys.made));
  }
  for (PersonToMake& wanted : what.add) {
    std::optional<SecretBytes> passphrase = std::move(wanted.passphrase);
    std::string id = freshPersonId(next, wanted.role);
    Person person = personOf(std::move(wanted), std::move(id));
    PB_TRY_VALUE(NewKeys keys, makeKeys(std::move(person), std::move(passphrase), next.policies.passphraseMix, random));
    next.people.push_back(keys.made.person);
    made.push_back(std::move(keys.made));
  }
  seatEverybody(next);
  return {};
}

Status keep(office::School& school, const std::string& envelope, bool withoutServer) {
  PB_TRY_VALUE(auto server, office::serverOf(school));
  if (server && !withoutServer) {
    PB_TRY_VALUE(office::ServerCalls calls, office::ServerCalls::make(std::move(*server)));
    const Status put = calls.putDirectory(school, envelope, school.directories.back().sha256);
    if (!put.ok() && put.fault().code == FaultCode::busy) {
      return Fault{FaultCode::busy,
                   "the server has a newer version: run pillarbox sync DIR --once, then name with --from the last "
                   "version that is to be believed"};
    }
    PB_TRY(put);
  }
  return office::adoptDirectory(school, envelope);
}

}  // namespace

Result<std::string> whichSheet(const Directory& directory, const open::RecoverySheet& sheet) {
  const std::string recipient = seal::formatRecipient(sheet.identity.recipient());
  const std::string verifyKey = seal::formatVerifyKey(sheet.signing.verifyKey());
  for (const Sheet& one : directory.sheets) {
    if (one.recipient == recipient && one.verifyKey == verifyKey) return one.id;
  }
  return Fault{FaultCode::notTrusted, "this recovery sheet is not one of this school's"};
}

Result<Recovered> recoverSchool(office::School& school, const open::RecoverySheet& sheet, RecoverWhat what,
                                const KeepPapers& papers) {
  PB_TRY(office::refresh(school));
  PB_TRY_VALUE(const office::KnownDirectory* base, baseOf(school, what.from));
  PB_TRY_VALUE(const std::string sheetId, whichSheet(base->directory, sheet));
  const std::int64_t newestEpoch = school.directory().epoch;

  Recovered recovered;
  Directory next = base->directory;
  PB_TRY(change(next, what, recovered.people, *school.random));
  next.epoch = newestEpoch + 1;
  next.version = firstVersionOf(next.epoch);
  next.previousSha256 = base->sha256;
  next.createdAt = school.clock->now();
  PB_TRY(mayRecover(base->directory, base->sha256, newestEpoch, next, sheetId));
  recovered.version = next.version;
  recovered.epoch = next.epoch;

  std::vector<const MadePerson*> made;
  for (const MadePerson& one : recovered.people) made.push_back(&one);
  if (papers) {
    for (const MadePerson& one : recovered.people) PB_TRY(papers(one));
  }
  PB_TRY(layKeyFilesReady(school, made));
  const std::string envelope = seal::encode(seal::sign(directoryType, viewOf(encodeDirectory(next)), sheet.signing));
  const Status kept = keep(school, envelope, what.withoutServer);
  if (!kept) {
    dropKeyFilesReady(school, made);
    return kept.fault();
  }
  PB_TRY(putKeyFilesInPlace(school, made));
  if (!what.grant) return recovered;
  const Granter by{sheet.identity, sheet.signing, authorOf(sheetId)};
  for (const MadePerson& one : recovered.people) {
    PB_TRY_VALUE(const GrantMade grants, grantAll(school, by, one.person.id));
    recovered.grants.granted += grants.granted;
    recovered.grants.unreadable += grants.unreadable;
    recovered.grants.entries.insert(recovered.grants.entries.end(), grants.entries.begin(), grants.entries.end());
  }
  return recovered;
}

Result<Drilled> drillSheet(office::School& school, const open::RecoverySheet& sheet) {
  Drilled drilled;
  const Directory& directory = school.directory();
  PB_TRY_VALUE(drilled.sheet, whichSheet(directory, sheet));
  drilled.at = school.clock->now();
  PB_TRY_VALUE(const std::vector<store::Posting> postings, school.store->postings({}));
  std::string audienceForLog;
  for (const Audience& audience : directory.audiences) {
    if (audience.sheet == drilled.sheet && audienceForLog.empty()) audienceForLog = audience.id;
  }
  for (const store::Posting& posting : postings) {
    const Audience* audience = directory.audience(posting.slip.audience);
    if (audience == nullptr || audience->sheet != drilled.sheet) continue;
    ++drilled.entries;
    if (!drilled.opened.empty()) continue;
    const Result<Bytes> sealed = school.store->sealed(posting.slip.id);
    if (!sealed) continue;
    PB_TRY_VALUE(const open::OpenedEntry opened,
                 open::openEntry(posting.slip, *sealed, {&sheet.identity, 1}, directory.schoolName));
    if (!opened.problems.empty()) return Fault{FaultCode::damaged, "what the sheet opened is not what was posted"};
    drilled.opened = posting.slip.id;
  }
  Entry entry;
  entry.kind = Kind::reviewed;
  entry.audience = audienceForLog;
  entry.author = authorOf(drilled.sheet);
  entry.casework.report = drillReport;
  entry.body = drilled.sheet;
  PB_TRY(office::postEntry(school, std::move(entry), {}, {}, &sheet.signing));
  return drilled;
}

}  // namespace pillarbox::desk

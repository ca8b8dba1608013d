#include "kiosk/desk/people.h"

#include <algorithm>
#include <utility>

#include "kiosk/desk/next_directory.h"
#include "kiosk/desk/papers.h"
#include "kiosk/office/badges.h"
#include "kiosk/office/poster.h"
#include "kiosk/office/settings.h"
#include "shared/base/files.h"
#include "shared/base/log.h"
#include "shared/open/key_card.h"
#include "shared/open/passphrase.h"
#include "shared/record/seats.h"
#include "shared/record/staff_link.h"
#include "shared/seal/recipient.h"

namespace pillarbox::desk {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t longestName = 200, longestDetail = 200;

bool isTeam(PersonRole role) {
  return isLead(role) || role == PersonRole::slt;
}

fs::path readyFile(const office::School& school, const std::string& personId) {
  return office::keyFilePath(school, personId).string() + ".next";
}

Status checkWords(const std::string& what, const std::string& text, std::size_t most) {
  const bool control =
      std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
  if (text.size() <= most && isUtf8(text) && !control) return {};
  return Fault{FaultCode::badInput, "the " + what + " is too long or cannot be used"};
}

Status checkPerson(const Person& person) {
  if (person.name.find_first_not_of(' ') == std::string::npos) {
    return Fault{FaultCode::badInput, "the name is missing"};
  }
  PB_TRY(checkWords("name", person.name, longestName));
  PB_TRY(checkWords("e-mail address", person.email, longestDetail));
  PB_TRY(checkWords("room", person.room, longestDetail));
  PB_TRY(checkWords("extension", person.extension, longestDetail));
  return checkWords("title", person.title, longestDetail);
}

Status mustMayChange(const Directory& directory, const Unlocked& signer, const Person& person) {
  const Person* now = directory.person(signer.person.id);
  if (now != nullptr && mayChange(directory, *now, person)) return {};
  return Fault{FaultCode::notPermitted, isHeadOrChair(person.role)
                                            ? "only a headteacher or a chair may change who reads about adults"
                                            : "only a safeguarding lead or a deputy may change this person"};
}

Result<Person> findPerson(const Directory& directory, const std::string& id) {
  const Person* person = directory.person(id);
  if (person == nullptr) {
    return Fault{FaultCode::notFound, "there is nobody called " + id + " in this school's directory"};
  }
  return *person;
}

Person* personIn(Directory& directory, const std::string& id) {
  const auto at = std::find_if(directory.people.begin(), directory.people.end(),
                               [&](const Person& person) { return person.id == id; });
  return at == directory.people.end() ? nullptr : &*at;
}

// The new keys' way into the directory: papers, then the key file beside the old one, then the signature.
Status sign(office::School& school, const Unlocked& signer, const MadePerson& made, const KeepPapers& papers,
            const std::function<Status(Directory&)>& change) {
  if (papers) PB_TRY(papers(made));
  const std::vector<const MadePerson*> all{&made};
  PB_TRY(layKeyFilesReady(school, all));
  const Result<std::int64_t> version = changeDirectory(school, signer, change);
  if (!version) {
    dropKeyFilesReady(school, all);
    return version.fault();
  }
  return putKeyFilesInPlace(school, all);
}

// Whoever is on the staff list too is known by their badge from now on: a concern about them goes round them, and a
// writer reads what they wrote. The other devices get the list at the next sync.
Status linkNew(office::School& school) {
  Roster roster = school.roster;
  if (linkStaff(roster, school.directory()) == 0) return {};
  PB_TRY(office::saveRoster(school, roster));
  return office::rosterIsDueForOthers(school);
}

constexpr int starterWords = 5;

}  // namespace

bool mayChange(const Directory& directory, const Person& signer, const Person& person) {
  const Person* now = directory.person(signer.id);
  if (now == nullptr || !now->active) return false;
  return isHeadOrChair(person.role) ? isHeadOrChair(now->role) : isLead(now->role);
}

Result<NewKeys> makeKeys(Person person, std::optional<SecretBytes> passphrase, bool mix, Random& random) {
  NewKeys made{{}, open::PersonKeys::generate(person.id, random)};
  if (passphrase) {
    PB_TRY(open::acceptablePassphrase(*passphrase, mix));
    made.made.passphrase = std::move(*passphrase);
  } else {
    made.made.passphrase = open::offerPassphrase(random, starterWords, mix);
    made.made.starter = true;
  }
  made.made.cardSecret = open::newCardSecret(random);
  person.recipient = seal::formatRecipient(made.keys.identity.recipient());
  person.verifyKey = seal::formatVerifyKey(made.keys.signing.verifyKey());
  person.cardId = open::cardId(made.made.cardSecret);
  made.made.person = std::move(person);
  PB_TRY_VALUE(made.made.keyFile, open::sealKeyFile(made.keys, made.made.cardSecret, made.made.passphrase, random));
  return made;
}

Status layKeyFilesReady(const office::School& school, const std::vector<const MadePerson*>& made) {
  for (const MadePerson* one : made) PB_TRY(writeFileDurable(readyFile(school, one->person.id), one->keyFile));
  return {};
}

Status putKeyFilesInPlace(office::School& school, const std::vector<const MadePerson*>& made) {
  for (const MadePerson* one : made) {
    const std::string& id = one->person.id;
    PB_TRY(writeFileDurable(office::keyFilePath(school, id), one->keyFile));
    PB_TRY(school.store->setSetting(std::string(office::settingStarterPrefix) + id, one->starter ? "1" : "0"));
  }
  dropKeyFilesReady(school, made);
  return {};
}

void dropKeyFilesReady(const office::School& school, const std::vector<const MadePerson*>& made) {
  std::error_code ignored;
  for (const MadePerson* one : made) fs::remove(readyFile(school, one->person.id), ignored);
}

Result<NewKeys> addPerson(office::School& school, const Unlocked& signer, PersonToMake wanted,
                          const KeepPapers& papers) {
  const Directory& directory = school.directory();
  std::optional<SecretBytes> passphrase = std::move(wanted.passphrase);
  const bool neverStarter = wanted.neverStarter;
  std::string id = freshPersonId(directory, wanted.role);
  Person person = personOf(std::move(wanted), std::move(id));
  PB_TRY(checkPerson(person));
  PB_TRY(mustMayChange(directory, signer, person));
  PB_TRY_VALUE(NewKeys made,
               makeKeys(std::move(person), std::move(passphrase), directory.policies.passphraseMix, *school.random));
  made.made.starter = made.made.starter && !neverStarter;
  PB_TRY(sign(school, signer, made.made, papers, [&made](Directory& next) -> Status {
    next.people.push_back(made.made.person);
    seatEverybody(next);
    return {};
  }));
  if (const Status linked = linkNew(school); !linked) log::fault("staff-not-linked", linked.fault());
  return made;
}

Status endPerson(office::School& school, const Unlocked& signer, const std::string& personId) {
  const Directory& directory = school.directory();
  PB_TRY_VALUE(const Person person, findPerson(directory, personId));
  PB_TRY(mustMayChange(directory, signer, person));
  if (!person.active) return Fault{FaultCode::badInput, personId + " can open nothing already"};
  if (person.id == signer.person.id) {
    return Fault{FaultCode::badInput, "nobody ends their own access: somebody else has to be here to read"};
  }
  const Result<std::int64_t> version = changeDirectory(school, signer, [&](Directory& next) -> Status {
    personIn(next, personId)->active = false;
    seatEverybody(next);
    return {};
  });
  return version ? Status{} : Status{version.fault()};
}

Result<NewKeys> replaceKeyCard(office::School& school, const Unlocked& signer, const std::string& personId,
                               std::optional<SecretBytes> passphrase, const KeepPapers& papers) {
  const Directory& directory = school.directory();
  PB_TRY_VALUE(const Person person, findPerson(directory, personId));
  PB_TRY(mustMayChange(directory, signer, person));
  if (!person.active) return Fault{FaultCode::badInput, personId + " has left: add them anew"};
  PB_TRY_VALUE(NewKeys made, makeKeys(person, std::move(passphrase), directory.policies.passphraseMix, *school.random));
  PB_TRY(sign(school, signer, made.made, papers, [&](Directory& next) -> Status {
    *personIn(next, personId) = made.made.person;
    return {};
  }));
  return made;
}

Status changeDetails(office::School& school, const Unlocked& signer, const std::string& personId,
                     const PersonChange& change) {
  PB_TRY_VALUE(Person person, findPerson(school.directory(), personId));
  PB_TRY(mustMayChange(school.directory(), signer, person));
  if (!person.active) return Fault{FaultCode::badInput, personId + " has left"};
  if (change.role && *change.role != person.role) {
    if (!isTeam(person.role) || !isTeam(*change.role)) {
      return Fault{FaultCode::badInput,
                   "only leads, deputies and senior leaders change roles among them: end this one and add them anew"};
    }
    person.role = *change.role;
  }
  if (change.name) person.name = *change.name;
  if (change.email) person.email = *change.email;
  if (change.room) person.room = *change.room;
  if (change.extension) person.extension = *change.extension;
  if (change.title) person.title = *change.title;
  PB_TRY(checkPerson(person));
  if (person == *school.directory().person(personId)) return {};
  const Result<std::int64_t> version = changeDirectory(school, signer, [&](Directory& next) -> Status {
    *personIn(next, personId) = person;
    seatEverybody(next);
    return {};
  });
  return version ? Status{} : Status{version.fault()};
}

Result<std::vector<fs::path>> writePersonPapers(const fs::path& folder, const std::string& schoolName,
                                                const MadePerson& made) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) return faultFromErrno(error.value(), "make the folder " + folder.string());
  const Person& person = made.person;
  const std::string role(personRoleWords(person.role));
  std::vector<fs::path> written;
  const auto write = [&](const std::string& file, const Result<SecretBytes>& pdf) -> Status {
    PB_TRY(pdf);
    PB_TRY(writeFileDurable(folder / file, pdf->view(), 0600, Existing::refuse));
    written.push_back(folder / file);
    return {};
  };
  Status done = write("key-card-" + person.id + ".pdf", keyCardPdf({schoolName, person.name, role, made.cardSecret}));
  if (done && made.starter) {
    done = write("starter-passphrase-" + person.id + ".pdf",
                 starterPassphrasePdf({schoolName, person.name, role, made.passphrase}));
  }
  if (done) return written;
  for (const fs::path& paper : written) fs::remove(paper, error);
  return done.fault();
}

Result<store::Posting> postCardLost(office::School& school, const std::string& personId, const std::string& saidBy) {
  PB_TRY_VALUE(const Person person, findPerson(school.directory(), personId));
  PB_TRY(checkWords("name", saidBy, longestName));
  if (!person.active) return Fault{FaultCode::badInput, personId + " has left: their card opens nothing new"};
  Entry entry;
  entry.kind = Kind::cardLost;
  entry.author.name = saidBy.empty() ? "Somebody who did not say who they are" : saidBy;
  entry.author.verifiedBy = VerifiedBy::typed;
  entry.casework.person = personId;
  entry.casework.what = person.cardId;  // which card: so that no clock is asked whether it is another one by now
  // The card of a head tells those who read about adults; if the other of the two has no key, the sheet's holder.
  if (isHeadOrChair(person.role)) {
    entry.audience = person.role == PersonRole::head ? "chair" : "head";
    const Audience* other = school.directory().audience(entry.audience);
    if (other == nullptr || other->people.empty()) entry.audience = person.role == PersonRole::head ? "head" : "chair";
  } else {
    entry.audience = "safeguarding";
  }
  return office::postEntry(school, std::move(entry), {}, {}, nullptr);
}

}  // namespace pillarbox::desk

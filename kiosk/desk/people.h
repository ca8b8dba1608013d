// People of a school and their keys: adding, ending, a new key card, other details. Each is one signed version of the
// directory. Belongs to the School's thread; a new key takes half a second, on purpose.
//
// Faults of all of them: notPermitted, with a sentence, for somebody whom the signer may not change (only a head or a
// chair changes a head or a chair); notFound; badInput; busy if the directory was changed elsewhere meanwhile, and the
// server's.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/desk/school_setup.h"
#include "kiosk/desk/unlock.h"
#include "kiosk/office/school_folder.h"

namespace pillarbox::desk {

// Called with the new keys before anything is signed or replaced: write the papers here. If it fails, nothing is
// changed, so that nobody ever has a key whose card was not printed.
using KeepPapers = std::function<Status(const MadePerson&)>;

// A person's new keys; nobody else ever has them. Let go of them when the older entries are granted.
struct NewKeys {
  MadePerson made;
  open::PersonKeys keys;
};

// Makes the keys, seats the person in the audiences of their role (shared/record/seats.h) and writes their key file to
// this folder's keys/. Older entries stay closed to them until they are granted (grant.h).
Result<NewKeys> addPerson(office::School& school, const Unlocked& signer, PersonToMake person,
                          const KeepPapers& papers);

// They open nothing that is posted from now on; what they have copied cannot be taken back. badInput for the last lead
// or deputy, and for oneself.
Status endPerson(office::School& school, const Unlocked& signer, const std::string& personId);

// New keys, a new card and, without `passphrase`, a starter passphrase, for somebody else or for oneself: after one's
// own the signer's keys are worth nothing and the inbox must be locked. The old card opens nothing posted from now on.
// Older entries are to be granted to the new key (grant.h).
Result<NewKeys> replaceKeyCard(office::School& school, const Unlocked& signer, const std::string& personId,
                               std::optional<SecretBytes> passphrase, const KeepPapers& papers);

// What is not given stays. A role changes within leads, deputies and senior leaders only: a writer's and a head's keys
// stand for something else, so those are ended and added anew.
struct PersonChange {
  std::optional<std::string> name, email, room, extension, title;
  std::optional<PersonRole> role;
};
Status changeDetails(office::School& school, const Unlocked& signer, const std::string& personId,
                     const PersonChange& change);

// May this signer change that person at all? For greying out a button.
bool mayChange(const Directory& directory, const Person& signer, const Person& person);

// Key card and, if it is one, starter passphrase of one person, as PDFs that only their owner may read. alreadyExists
// rather than replace one. Give it to KeepPapers.
Result<std::vector<std::filesystem::path>> writePersonPapers(const std::filesystem::path& folder,
                                                             const std::string& schoolName, const MadePerson& made);

// "My key card is lost": by anybody, with no key. Sealed to the other readers (safeguarding, or head and chair for the
// card of one of those), signed by the device alone. `saidBy` as typed.
Result<store::Posting> postCardLost(office::School& school, const std::string& personId, const std::string& saidBy);

// --- for recovery.cpp ---
// Keys for `person`, whose recipient, verify key and card id are filled in; nothing is written.
// A passphrase that is made up keeps to the school's policy passphrase_mix (`mix`), and so must one that is given.
Result<NewKeys> makeKeys(Person person, std::optional<SecretBytes> passphrase, bool mix, Random& random);
// The key files beside the old ones until the directory that names them is signed, then in their place.
Status layKeyFilesReady(const office::School& school, const std::vector<const MadePerson*>& made);
Status putKeyFilesInPlace(office::School& school, const std::vector<const MadePerson*>& made);
void dropKeyFilesReady(const office::School& school, const std::vector<const MadePerson*>& made);

}  // namespace pillarbox::desk

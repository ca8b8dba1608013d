// A new school, all of it in memory: people and their key files, recovery sheets, this device's keys, and directory
// version 1 signed by the first DSL. Nothing is written here.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "shared/base/clock.h"
#include "shared/base/random.h"
#include "shared/base/result.h"
#include "shared/base/secret_bytes.h"
#include "shared/open/recovery.h"
#include "shared/record/directory.h"
#include "shared/seal/device_keys.h"

namespace pillarbox::desk {

struct PersonToMake {
  PersonRole role = PersonRole::dsl;
  std::string name, email, room, extension, title;
  std::optional<SecretBytes> passphrase;  // their own; without it a starter passphrase is generated
  bool neverStarter = false;              // the demonstration's generated passphrases are not starters
};
// Everything of them but keys and passphrase.
Person personOf(PersonToMake&& wanted, std::string id);
// 'NAME <EMAIL>', and if wanted '; ROOM; EXTENSION' after it. wrongUsage naming `option` if there is no name or no
// plausible e-mail address.
Result<PersonToMake> readPerson(PersonRole role, std::string_view option, const std::string& text);
// "dsl-1" for the first DSL, and so on, in the order given.
std::vector<std::string> idsFor(const std::vector<PersonToMake>& people);

struct MadePerson {
  Person person;
  SecretBytes cardSecret;
  SecretBytes passphrase;
  bool starter = false;
  Bytes keyFile;
};
struct MadeSheet {
  Sheet sheet;
  open::RecoverySheet secret;
  std::vector<std::string> audiences;
};
struct MadeSchool {
  Directory directory;
  std::string envelope;  // directory version 1, signed
  std::vector<MadePerson> people;
  std::vector<MadeSheet> sheets;
  seal::DeviceKeys device;
  std::string deviceId;
};

// wrongUsage if there is no DSL; badInput for a passphrase that will not do. About half a second a person: the key
// files are slow to open on purpose.
Result<MadeSchool> makeSchool(const std::string& name, std::vector<PersonToMake> people, bool demo, const Clock& clock,
                              Random& random);

}  // namespace pillarbox::desk

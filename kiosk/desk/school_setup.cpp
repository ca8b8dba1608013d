#include "kiosk/desk/school_setup.h"

#include <algorithm>
#include <future>
#include <map>

#include "kiosk/desk/demo_data.h"
#include "shared/open/key_card.h"
#include "shared/open/key_file.h"
#include "shared/open/passphrase.h"
#include "shared/record/ids.h"
#include "shared/record/seats.h"
#include "shared/record/slip.h"
#include "shared/seal/dsse.h"
#include "shared/seal/recipient.h"
#include "shared/wire/server_card.h"

namespace pillarbox::desk {
namespace {

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

bool hasControl(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

bool looksLikeEmail(std::string_view text) {
  const auto at = text.find('@');
  return at != std::string_view::npos && at > 0 && at + 1 < text.size() &&
         text.find('@', at + 1) == std::string_view::npos && text.find_first_of(" <>,;\"") == std::string_view::npos &&
         text.size() <= 254;
}

MadeSheet makeSheet(std::string id, std::vector<std::string> audiences, Random& random) {
  MadeSheet made{{}, open::RecoverySheet::generate(random), std::move(audiences)};
  made.sheet.id = std::move(id);
  made.sheet.recipient = seal::formatRecipient(made.secret.identity.recipient());
  made.sheet.verifyKey = seal::formatVerifyKey(made.secret.signing.verifyKey());
  return made;
}

}  // namespace

Person personOf(PersonToMake&& wanted, std::string id) {
  Person person;
  person.id = std::move(id);
  person.role = wanted.role;
  person.name = std::move(wanted.name);
  person.email = std::move(wanted.email);
  person.room = std::move(wanted.room);
  person.extension = std::move(wanted.extension);
  person.title = std::move(wanted.title);
  return person;
}

Result<PersonToMake> readPerson(PersonRole role, std::string_view option, const std::string& text) {
  const auto wrong = [&](const std::string& why) {
    return Fault{FaultCode::wrongUsage,
                 "school new: --" + std::string(option) + " takes 'NAME <EMAIL>', but in '" + text + "' " + why};
  };
  const auto open = text.find('<');
  const auto close = text.find('>', open == std::string::npos ? 0 : open);
  if (open == std::string::npos || close == std::string::npos) return wrong("there is no <EMAIL>");
  PersonToMake person;
  person.role = role;
  person.name = trimmed(std::string_view(text).substr(0, open));
  person.email = trimmed(std::string_view(text).substr(open + 1, close - open - 1));
  if (person.name.empty()) return wrong("there is no name");
  if (person.name.size() > 200 || !isUtf8(text) || hasControl(text)) return wrong("the name cannot be used");
  if (!looksLikeEmail(person.email)) return wrong("the e-mail address does not look like one");
  std::string_view rest = trimmed(std::string_view(text).substr(close + 1));
  if (rest.empty()) return person;
  if (rest.front() != ';') return wrong("something follows the e-mail address");
  rest.remove_prefix(1);
  const auto next = rest.find(';');
  person.room = trimmed(rest.substr(0, next));
  if (next != std::string_view::npos) person.extension = trimmed(rest.substr(next + 1));
  return person;
}

std::vector<std::string> idsFor(const std::vector<PersonToMake>& people) {
  std::map<PersonRole, int> counts;
  std::vector<std::string> ids;
  ids.reserve(people.size());
  for (const PersonToMake& person : people) {
    ids.push_back(std::string(personRoleName(person.role)) + "-" + std::to_string(++counts[person.role]));
  }
  return ids;
}

Result<MadeSchool> makeSchool(const std::string& name, std::vector<PersonToMake> people, bool demo, const Clock& clock,
                              Random& random) {
  if (std::none_of(people.begin(), people.end(), [](const PersonToMake& one) { return one.role == PersonRole::dsl; })) {
    return Fault{FaultCode::wrongUsage, "school new: --dsl 'NAME <EMAIL>' is missing"};
  }
  MadeSchool school{{}, {}, {}, {}, seal::DeviceKeys::generate(random), localIdFrom("device", random)};
  const std::vector<std::string> ids = idsFor(people);

  std::vector<open::PersonKeys> keys;
  keys.reserve(people.size());
  for (std::size_t i = 0; i < people.size(); ++i) {
    PersonToMake& wanted = people[i];
    MadePerson made;
    if (wanted.passphrase) {
      const Status fine = open::acceptablePassphrase(*wanted.passphrase);
      if (!fine.ok())
        return Fault{fine.fault().code, "the passphrase for " + ids[i] + " will not do: " + fine.fault().detail};
      made.passphrase = std::move(*wanted.passphrase);
    } else {
      made.passphrase = open::offerPassphrase(random);
      made.starter = !wanted.neverStarter;
    }
    made.cardSecret = open::newCardSecret(random);
    keys.push_back(open::PersonKeys::generate(ids[i], random));
    made.person = personOf(std::move(wanted), ids[i]);
    Person& person = made.person;
    person.recipient = seal::formatRecipient(keys.back().identity.recipient());
    person.verifyKey = seal::formatVerifyKey(keys.back().signing.verifyKey());
    person.cardId = open::cardId(made.cardSecret);
    school.people.push_back(std::move(made));
  }
  // Two at a time: each takes half a second and 128 MiB, and a cheap terminal has 2 cores and 2 GiB.
  for (std::size_t i = 0; i < keys.size(); i += 2) {
    std::vector<std::future<Result<Bytes>>> sealing;
    for (std::size_t j = i; j < std::min(i + 2, keys.size()); ++j) {
      sealing.push_back(std::async(std::launch::async, [&, j] {
        return open::sealKeyFile(keys[j], school.people[j].cardSecret, school.people[j].passphrase, random);
      }));
    }
    for (std::size_t j = 0; j < sealing.size(); ++j) {
      PB_TRY_VALUE(school.people[i + j].keyFile, sealing[j].get());
    }
  }

  Directory& directory = school.directory;
  directory.schoolId = localIdFrom("school", random);
  directory.schoolName = name;
  directory.demo = demo;
  directory.createdAt = clock.now();
  for (const MadePerson& made : school.people) directory.people.push_back(made.person);
  school.sheets.push_back(makeSheet("safeguarding", {"safeguarding", "pastoral"}, random));
  school.sheets.push_back(makeSheet("head-chair", {"head", "chair"}, random));
  for (const MadeSheet& made : school.sheets) directory.sheets.push_back(made.sheet);
  directory.audiences = {{"safeguarding", {}, "safeguarding"},
                         {"pastoral", {}, "safeguarding"},
                         {"head", {}, "head-chair"},
                         {"chair", {}, "head-chair"}};
  seatEverybody(directory);
  Device device;
  device.id = school.deviceId;
  device.name = demo ? "Staffroom terminal" : "First terminal";
  device.verifyKey = seal::formatVerifyKey(school.device.signing.verifyKey());
  device.boxKey = wire::formatBoxKey(school.device.boxPublic);
  directory.devices.push_back(device);
  directory.categories = defaultCategories();
  if (demo) directory.categoryGuidance = demoCategoryGuidance();
  directory.places = defaultPlaces();
  if (demo) {
    // So that a demonstration shows a rota and a call; in a school both are the DSL's to set up.
    for (const Person& person : directory.people) {
      if (person.role == PersonRole::dsl) {
        for (int day = 1; day <= 7; ++day) directory.rota.push_back({person.id, day});
      } else if (person.role == PersonRole::deputy) {
        for (const int day : {1, 3, 5}) directory.rota.push_back({person.id, day});
      }
    }
    directory.policies.alertTestedAt = directory.createdAt;
  }
  PB_TRY(validate(directory));

  const auto firstDsl = std::find_if(school.people.begin(), school.people.end(),
                                     [](const MadePerson& made) { return made.person.role == PersonRole::dsl; });
  const open::PersonKeys& signer = keys[static_cast<std::size_t>(firstDsl - school.people.begin())];
  school.envelope = seal::encode(seal::sign(directoryType, viewOf(encodeDirectory(directory)), signer.signing));
  return school;
}

}  // namespace pillarbox::desk

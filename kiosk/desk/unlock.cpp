#include "kiosk/desk/unlock.h"

#include <algorithm>

#include "kiosk/desk/soft_keys.h"
#include "kiosk/office/settings.h"
#include "shared/base/files.h"
#include "shared/open/key_card.h"
#include "shared/open/passphrase.h"
#include "shared/seal/recipient.h"

namespace pillarbox::desk {
namespace {

constexpr std::size_t keyFileLimit = 64 * 1024;

Result<Person> whoseCard(const Directory& directory, const std::optional<std::string>& named, std::string_view cardId) {
  if (named) {
    const Person* person = directory.person(*named);
    if (!person) return Fault{FaultCode::notFound, "there is nobody called " + *named + " in this school's directory"};
    return *person;
  }
  const auto at = std::find_if(directory.people.begin(), directory.people.end(),
                               [&](const Person& person) { return person.cardId == cardId; });
  if (at == directory.people.end()) {
    return Fault{FaultCode::wrongSecret, "this key card belongs to nobody in this school's directory"};
  }
  return *at;
}

// A key card that was replaced here while the power failed: the directory names the new card already, and its key file
// still lies beside the old one (people.h).
Status takeNewKeyFile(const office::School& school, const Person& person, const SecretBytes& cardSecret) {
  const auto path = office::keyFilePath(school, person.id);
  std::filesystem::path next = path;
  next += ".next";
  std::error_code error;
  if (!std::filesystem::exists(next, error) || open::cardId(cardSecret) != person.cardId) return {};
  std::filesystem::rename(next, path, error);
  return error ? Status{faultFromErrno(error.value(), "take the new key file")} : Status{};
}

}  // namespace

Result<Unlocked> unlock(office::School& school, const std::optional<std::string>& personId, SecretBytes cardSecret,
                        SecretBytes passphrase, Starter starter) {
  PB_TRY_VALUE(Person person, whoseCard(school.directory(), personId, open::cardId(cardSecret)));
  if (!person.active) return Fault{FaultCode::notPermitted, person.id + " can no longer open this school's inbox"};
  const auto path = office::keyFilePath(school, person.id);
  PB_TRY(takeNewKeyFile(school, person, cardSecret));
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored)) {
    return Fault{FaultCode::notFound, "this device has no key file for " + person.id};
  }
  PB_TRY_VALUE(const Bytes file, readFile(path, keyFileLimit));
  PB_TRY_VALUE(open::PersonKeys keys, open::openKeyFile(file, cardSecret, passphrase));
  // A key file put in another's place would open nothing, but say so rather than list an empty inbox.
  if (keys.personId != person.id || seal::formatRecipient(keys.identity.recipient()) != person.recipient ||
      seal::formatVerifyKey(keys.signing.verifyKey()) != person.verifyKey) {
    return Fault{FaultCode::notPermitted,
                 "the key file of " + person.id + " is not the one in the school's directory: the card was replaced"};
  }
  PB_TRY_VALUE(const NewPassphrase needed, newPassphraseNeeded(school, person.id));
  if (needed == NewPassphrase::old && starter == Starter::refuse) {
    return Fault{FaultCode::starterPassphrase,
                 "this school asks for a new passphrase every " +
                     std::to_string(school.directory().policies.passphraseDays) +
                     " days, and this one is older: choose a new one first, with pillarbox passphrase"};
  }
  if (needed == NewPassphrase::starter && starter == Starter::refuse) {
    return Fault{FaultCode::starterPassphrase,
                 "this starter passphrase was made by whoever set up the school: choose your own first, with pillarbox "
                 "passphrase"};
  }
  return Unlocked{std::move(person), std::move(keys), std::move(cardSecret), std::move(passphrase)};
}

Status changePassphrase(office::School& school, const Unlocked& person, const SecretBytes& chosen, Random& random) {
  if (equalConstantTime(chosen.view(), person.passphrase.view())) {
    return Fault{FaultCode::badInput, "The new passphrase is the old one."};
  }
  PB_TRY(open::acceptablePassphrase(chosen, school.directory().policies.passphraseMix));
  PB_TRY_VALUE(const Bytes file, open::sealKeyFile(person.keys, person.cardSecret, chosen, random));
  // The file first: cut off in between, the new passphrase still counts as a starter and only has to be changed once
  // more.
  PB_TRY(writeFileDurable(office::keyFilePath(school, person.person.id), file));
  renewSoftKey(school, person, chosen, random);
  PB_TRY(school.store->setSetting(std::string(office::settingPassphraseChangedPrefix) + person.person.id,
                                  formatTime(school.clock->now())));
  return school.store->setSetting(std::string(office::settingStarterPrefix) + person.person.id, "0");
}

Result<NewPassphrase> newPassphraseNeeded(office::School& school, std::string_view personId) {
  PB_TRY_VALUE(const bool starter, hasStarterPassphrase(school, personId));
  if (starter) return NewPassphrase::starter;
  const int days = school.directory().policies.passphraseDays;
  if (days <= 0) return NewPassphrase::notNeeded;
  PB_TRY_VALUE(const auto kept,
               school.store->setting(std::string(office::settingPassphraseChangedPrefix) + std::string(personId)));
  const std::optional<WallTime> changed = kept ? parseTime(*kept) : std::nullopt;
  const bool old = !changed || school.clock->now() - *changed > std::chrono::hours(24) * days;
  return old ? NewPassphrase::old : NewPassphrase::notNeeded;
}

Result<bool> hasStarterPassphrase(office::School& school, std::string_view personId) {
  PB_TRY_VALUE(const auto value,
               school.store->setting(std::string(office::settingStarterPrefix) + std::string(personId)));
  return value == "1";
}

bool mayRead(const Directory& directory, const Person& person, std::string_view audience) {
  const Audience* found = directory.audience(audience);
  return found && person.active &&
         std::find(found->people.begin(), found->people.end(), person.id) != found->people.end();
}

}  // namespace pillarbox::desk

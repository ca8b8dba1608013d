// Key card and passphrase to a person's keys, for the inbox and the command line alike.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "kiosk/office/school_folder.h"
#include "shared/base/result.h"
#include "shared/base/secret_bytes.h"
#include "shared/open/key_file.h"
#include "shared/record/directory.h"

namespace pillarbox::desk {

struct Unlocked {
  Person person;
  open::PersonKeys keys;
  SecretBytes cardSecret;
  SecretBytes passphrase;
};

enum class Starter { refuse, allow };
// Half a second, on purpose. wrongSecret if card and passphrase do not fit; notPermitted for a cancelled card or
// somebody who is no longer active; notFound if this device has no key file for them; starterPassphrase, with the
// reason, until they have chosen their own, or a new one because theirs is older than the school allows.
// Without `personId` the card tells whose it is.
Result<Unlocked> unlock(office::School& school, const std::optional<std::string>& personId, SecretBytes cardSecret,
                        SecretBytes passphrase, Starter starter);
// Seals the key file anew; the passphrase is then the person's own, of today. badInput says what is wrong with
// `chosen`.
Status changePassphrase(office::School& school, const Unlocked& person, const SecretBytes& chosen, Random& random);

// True until the person has chosen a passphrase of their own.
Result<bool> hasStarterPassphrase(office::School& school, std::string_view personId);

// Why somebody must choose a passphrase before anything is opened: it was made by somebody else, or it is older than
// the school's policy passphrase_days (or nobody knows how old, since it was chosen before the school decided so).
enum class NewPassphrase { notNeeded, starter, old };
Result<NewPassphrase> newPassphraseNeeded(office::School& school, std::string_view personId);

// May this person read what is sealed for that audience?
bool mayRead(const Directory& directory, const Person& person, std::string_view audience);

}  // namespace pillarbox::desk

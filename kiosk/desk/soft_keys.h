// Soft keys: on a device of their own, a person's card secret kept by its TPM, so that only the passphrase is asked for
// (kiosk/softkey). The file keys/PERSON.softkey lies beside the key file and is of no use without this device's TPM.
// The card and the passphrase open as before, whatever becomes of the TPM. Belongs to the School's thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/desk/unlock.h"

namespace pillarbox::desk {

// Is there a TPM to keep one in? Not offered otherwise.
bool softKeysPossible();

// Active people who have one on this device, as the directory lists them.
std::vector<Person> softKeysHere(const office::School& school);

// In the place of one that is there. notFound without a TPM.
Status addSoftKey(office::School& school, const Unlocked& person, Random& random);
// Whoever has one has it under `passphrase` from now on; if the TPM will not, they have none any more.
void renewSoftKey(office::School& school, const Unlocked& person, const SecretBytes& passphrase, Random& random);
// notFound if there is none.
Status removeSoftKey(office::School& school, std::string_view personId);

// As unlock(), with the card's secret from the TPM. notFound: no soft key of theirs here, or a TPM that is gone or was
// cleared; retryLater: the TPM refuses after too many wrong passphrases; otherwise as unlock().
Result<Unlocked> unlockSoftly(office::School& school, std::string_view personId, SecretBytes passphrase,
                              Starter starter);

}  // namespace pillarbox::desk

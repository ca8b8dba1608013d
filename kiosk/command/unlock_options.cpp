#include "kiosk/command/unlock_options.h"

#include "shared/base/files.h"
#include "shared/open/key_card.h"

namespace pillarbox::command {

using namespace desk;

Result<desk::Unlocked> unlockFrom(const Args& args, office::School& school, desk::Starter starter) {
  const std::string cardFile = args.value("card-file"), passphraseFile = args.value("passphrase-file");
  if (cardFile == "-" && passphraseFile == "-") {
    return Fault{FaultCode::wrongUsage, "standard input can be only one of card and passphrase"};
  }
  PB_TRY_VALUE(const SecretBytes typed, readSecretLine(cardFile));
  PB_TRY_VALUE(SecretBytes passphrase, readSecretLine(passphraseFile));
  PB_TRY_VALUE(SecretBytes cardSecret, open::parseCardCode(typed.text()));
  return desk::unlock(school, args.valueIf("person"), std::move(cardSecret), std::move(passphrase), starter);
}

}  // namespace pillarbox::command

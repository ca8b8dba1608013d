// passphrase: a person's own instead of the old one or the starter.
#include <array>

#include "kiosk/command/open_folder.h"
#include "kiosk/command/output.h"
#include "kiosk/command/program.h"
#include "kiosk/command/unlock_options.h"
#include "kiosk/office/settings.h"
#include "shared/base/files.h"
#include "shared/open/passphrase.h"

namespace pillarbox::command {

using namespace desk;
namespace {

const Syntax passphraseSyntax{
    "passphrase",
    "Change a person's passphrase; needed once after a starter passphrase",
    {{"DIR", true}},
    {cardFileOption,
     passphraseFileOption,
     {"new-passphrase-file", '\0', "F", "the file with the new passphrase", false, true},
     personOption},
    "The key card stays the same. A passphrase has at least 8 characters; five unconnected words are best.\n"};

Result<int> runPassphrase(const Args& args, Program& program) {
  const std::string newFile = args.value("new-passphrase-file");
  if (newFile == "-" && (args.value("card-file") == "-" || args.value("passphrase-file") == "-")) {
    return Fault{FaultCode::wrongUsage, "passphrase: standard input can be only one of card, old and new passphrase"};
  }
  PB_TRY_VALUE(office::School school, openFolder(args.required("DIR"), program));
  PB_TRY_VALUE(const Unlocked person, unlockFrom(args, school, Starter::allow));
  PB_TRY_VALUE(const SecretBytes chosen, readSecretLine(newFile));
  PB_TRY(changePassphrase(school, person, chosen, program.random));
  PB_TRY(print("The passphrase of " + person.person.id + " is changed on this device.\n"));
  return exitOk;
}

const std::array commands{Command{passphraseSyntax, runPassphrase}};

}  // namespace

std::span<const Command> passphraseCommands() {
  return commands;
}

}  // namespace pillarbox::command

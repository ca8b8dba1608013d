// softkey add, softkey remove, softkey status, softkey try: a person's card secret in this device's TPM.
#include <array>
#include <nlohmann/json.hpp>

#include "kiosk/command/open_folder.h"
#include "kiosk/command/output.h"
#include "kiosk/command/program.h"
#include "kiosk/command/unlock_options.h"
#include "kiosk/desk/soft_keys.h"
#include "shared/base/files.h"

namespace pillarbox::command {

using namespace desk;
namespace {

using Json = nlohmann::ordered_json;

const Syntax addSyntax{"softkey add",
                       "On a person's own device: only the passphrase is asked for from now on",
                       {{"DIR", true}},
                       {cardFileOption, passphraseFileOption, personOption},
                       "The card's secret is kept by the device's security chip (TPM 2.0), which gives it for the "
                       "passphrase and refuses\n"
                       "after a few wrong ones. The key card works as before. Not for a device that others use.\n"};

Result<int> add(const Args& args, Program& program) {
  PB_TRY_VALUE(office::School school, openFolder(args.required("DIR"), program));
  PB_TRY_VALUE(const Unlocked person, unlockFrom(args, school, Starter::refuse));
  PB_TRY(addSoftKey(school, person, program.random));
  PB_TRY(print("On this device " + person.person.id + " is now asked for the passphrase only.\n"));
  return exitOk;
}

const Syntax removeSyntax{
    "softkey remove", "The key card is asked for again", {{"DIR", true}, {"PERSON", true}}, {}, ""};

Result<int> remove(const Args& args, Program& program) {
  PB_TRY_VALUE(office::School school, openFolder(args.required("DIR"), program));
  PB_TRY(removeSoftKey(school, args.required("PERSON")));
  PB_TRY(print("On this device " + args.required("PERSON") + " needs the key card again.\n"));
  return exitOk;
}

const Syntax statusSyntax{"softkey status",
                          "Whether this device can keep soft keys, and whose it keeps",
                          {{"DIR", true}},
                          {{"json", '\0', "", "print {\"possible\",\"people\"}"}},
                          ""};

Result<int> status(const Args& args, Program& program) {
  PB_TRY_VALUE(const office::School school, openFolder(args.required("DIR"), program));
  const bool possible = softKeysPossible();
  Json people = Json::array();
  std::string said = possible ? "This device has a security chip that can keep soft keys.\n"
                              : "This device has no security chip (TPM 2.0) that Pillarbox can use.\n";
  for (const Person& person : softKeysHere(school)) {
    people.push_back(person.id);
    said += person.id + "  " + person.name + "\n";
  }
  PB_TRY(print(args.has("json") ? Json{{"possible", possible}, {"people", people}}.dump() + "\n" : said));
  return exitOk;
}

const Syntax trySyntax{"softkey try",
                       "Whether a person's soft key opens with their passphrase",
                       {{"DIR", true}, {"PERSON", true}},
                       {passphraseFileOption},
                       "Opens nothing else. After a few wrong passphrases the security chip refuses for a while.\n"};

Result<int> tryIt(const Args& args, Program& program) {
  PB_TRY_VALUE(office::School school, openFolder(args.required("DIR"), program));
  PB_TRY_VALUE(SecretBytes passphrase, readSecretLine(args.value("passphrase-file")));
  PB_TRY_VALUE(const Unlocked person,
               unlockSoftly(school, args.required("PERSON"), std::move(passphrase), Starter::allow));
  PB_TRY(print("The soft key of " + person.person.id + " opens with this passphrase.\n"));
  return exitOk;
}

const std::array commands{Command{addSyntax, add}, Command{removeSyntax, remove}, Command{statusSyntax, status},
                          Command{trySyntax, tryIt}};

}  // namespace

std::span<const Command> softkeyCommands() {
  return commands;
}

}  // namespace pillarbox::command

// alert test, alert status: e-mails that say there is something to read.
#include <array>
#include <iostream>

#include "kiosk/command/open_folder.h"
#include "kiosk/command/output.h"
#include "kiosk/command/program.h"
#include "kiosk/command/unlock_options.h"
#include "kiosk/desk/alerts.h"

namespace pillarbox::command {
namespace {

constexpr int mostTries = 3;
constexpr Milliseconds mailTakes = std::chrono::seconds(90);

// --- alert test ------------------------------------------------------------------------------------------------------

const Syntax testSyntax{
    "alert test",
    "Prove the whole way from here to your e-mails, and date it",
    {{"DIR", true}},
    {cardFileOption, passphraseFileOption, personOption},
    "Sends an e-mail with a six-digit number to whoever's key card it is, and asks for the number on standard\n"
    "input. Typed in rightly it is noted in the school's directory: for a while from then on (policy\n"
    "alert_test_days) terminals offer to call the safeguarding lead.\n"};

Result<int> test(const Args& args, Program& program) {
  PB_TRY_VALUE(office::School school, openFolder(args.required("DIR"), program));
  PB_TRY_VALUE(const desk::Unlocked who, unlockFrom(args, school, desk::Starter::refuse));
  PB_TRY_VALUE(const std::string number, desk::sendTestAlert(school, who, mailTakes));
  PB_TRY(print("An e-mail with a six-digit number is on its way to you. Type the number:\n"));
  for (int tries = 0; tries < mostTries; ++tries) {
    std::string typed;
    if (!std::getline(std::cin, typed)) break;
    if (desk::digitsOf(std::move(typed)) != number) {
      complain("that is not the number in the newest e-mail; please try again");
      continue;
    }
    PB_TRY_VALUE(const std::int64_t version, desk::noteAlertTest(school, who));
    PB_TRY(print("The way to you works. It is noted: directory version " + std::to_string(version) + ".\n"));
    return exitOk;
  }
  return Fault{FaultCode::wrongSecret, "the number was not typed in, so nothing was noted"};
}

// --- alert status ----------------------------------------------------------------------------------------------------

const Syntax statusSyntax{"alert status",
                          "Show which alert e-mails were sent, and which could not be",
                          {{"DIR", true}},
                          {},
                          "Asks the main server for the last two weeks.\n"};

Result<int> status(const Args& args, Program& program) {
  PB_TRY_VALUE(office::School school, openFolder(args.required("DIR"), program));
  PB_TRY_VALUE(const desk::AlertsSaid said, desk::alertsSaid(school));
  std::string text = said.configured ? "" : "The server has no mail server set up: nobody gets e-mails.\n";
  for (const desk::AlertSaid& line : said.lines) {
    text += line.when + "  to " + line.to + ", " + line.about + ": " + line.became + "\n";
  }
  if (text.empty()) text = "No alert e-mails in the last two weeks.\n";
  PB_TRY(print(text));
  return exitOk;
}

const std::array commands{Command{testSyntax, test}, Command{statusSyntax, status}};

}  // namespace

std::span<const Command> alertCommands() {
  return commands;
}

}  // namespace pillarbox::command

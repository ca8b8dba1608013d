// alert test, alert status: e-mails that say there is something to read.
#include <algorithm>
#include <array>
#include <iostream>
#include <thread>

#include "kiosk/command/open_folder.h"
#include "kiosk/command/output.h"
#include "kiosk/command/program.h"
#include "kiosk/command/unlock_options.h"
#include "kiosk/desk/next_directory.h"
#include "kiosk/office/server_calls.h"
#include "shared/alert/mail.h"
#include "shared/record/ids.h"

namespace pillarbox::command {
namespace {

constexpr int mostTries = 3;
constexpr Milliseconds mailTakes = std::chrono::seconds(90);
constexpr Milliseconds askEvery = std::chrono::seconds(1);

// --- alert test ------------------------------------------------------------------------------------------------------

const Syntax testSyntax{
    "alert test",
    "Prove the whole way from here to your e-mails, and date it",
    {{"DIR", true}},
    {cardFileOption, passphraseFileOption, personOption},
    "Sends an e-mail with a six-digit number to whoever's key card it is, and asks for the number on standard\n"
    "input. Typed in rightly it is noted in the school's directory: for a while from then on (policy\n"
    "alert_test_days) terminals offer to call the safeguarding lead.\n"};

std::string sixDigits(Random& random) {
  std::string number = std::to_string(random.below(1'000'000));
  return std::string(6 - number.size(), '0') + number;
}

Result<office::Server> serverFor(office::School& school) {
  PB_TRY_VALUE(const std::optional<office::Server> server, office::serverOf(school));
  if (server) return *server;
  return Fault{FaultCode::notFound, "this school has no main server; see pillarbox connect --help"};
}

// Once the server has handed the e-mail over; what went wrong if it could not.
Status waitForMail(office::ServerCalls& calls, office::School& school, const std::string& test) {
  const Milliseconds until = school.clock->monotonic() + mailTakes;
  std::string problem = "The server did not send it in time.";
  while (school.clock->monotonic() < until) {
    PB_TRY_VALUE(const wire::AlertAnswer answer, calls.askAlerts(school));
    const auto line = std::find_if(answer.lines.begin(), answer.lines.end(),
                                   [&](const wire::AlertLine& one) { return one.test == test; });
    if (line != answer.lines.end()) {
      if (line->state == "sent") return {};
      if (!line->problem.empty()) problem = line->problem;
      // A wrong password or a dead mail server does not mend while somebody waits.
      if (line->state == "refused" || line->attempts > 1) return Fault{FaultCode::refused, problem};
    }
    std::this_thread::sleep_for(askEvery);
  }
  return Fault{FaultCode::timedOut, problem};
}

Result<int> test(const Args& args, Program& program) {
  PB_TRY_VALUE(office::School school, openFolder(args.required("DIR"), program));
  PB_TRY_VALUE(const office::Server server, serverFor(school));
  PB_TRY_VALUE(const desk::Unlocked who, unlockFrom(args, school, desk::Starter::refuse));
  const Person* const person = school.directory().person(who.person.id);
  if (person == nullptr || !alert::isMailAddress(person->email)) {
    return Fault{FaultCode::badInput, "the directory has no e-mail address for you; see pillarbox people details"};
  }
  const wire::TestAlert asked{newId(program.clock, program.random), person->id, sixDigits(program.random)};
  PB_TRY_VALUE(office::ServerCalls calls, office::ServerCalls::make(server));
  PB_TRY(calls.askTestAlert(school, asked));
  PB_TRY(waitForMail(calls, school, asked.id));
  PB_TRY(print("An e-mail with a six-digit number is on its way to you. Type the number:\n"));
  for (int tries = 0; tries < mostTries; ++tries) {
    std::string typed;
    if (!std::getline(std::cin, typed)) break;
    typed.erase(std::remove_if(typed.begin(), typed.end(), [](char c) { return c < '0' || c > '9'; }), typed.end());
    if (typed != asked.number) {
      complain("that is not the number in the newest e-mail; please try again");
      continue;
    }
    PB_TRY_VALUE(const std::int64_t version, desk::changeDirectory(school, who, [&](Directory& directory) -> Status {
                   directory.policies.alertTestedAt = program.clock.now();
                   return {};
                 }));
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
  PB_TRY_VALUE(const office::Server server, serverFor(school));
  PB_TRY_VALUE(office::ServerCalls calls, office::ServerCalls::make(server));
  PB_TRY_VALUE(const wire::AlertAnswer answer, calls.askAlerts(school));
  std::string text = answer.configured ? "" : "The server has no mail server set up: nobody gets e-mails.\n";
  for (const wire::AlertLine& line : answer.lines) {
    const Person* const person = school.directory().person(line.person);
    const std::string to = person == nullptr ? line.person : person->name;
    const std::string what = !line.test.empty()                   ? "a test"
                             : line.posting.starts_with("digest") ? "the daily e-mail"
                             : line.posting.empty()               ? "an alert"
                                                                  : "about " + referenceOf(line.posting);
    text += formatShort(line.since) + "  to " + to + ", " + what + ": ";
    text += line.state == "sent"       ? "sent"
            : line.state == "refused"  ? "could not be delivered. " + line.problem
            : line.state == "needless" ? "not needed any more"
            : line.problem.empty()     ? "on its way"
                                       : "is tried again. " + line.problem;
    text += "\n";
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

// alert setup, send, test, status: e-mails that say there is something to read.
#include <array>
#include <charconv>
#include <iostream>

#include "kiosk/command/open_folder.h"
#include "kiosk/command/output.h"
#include "kiosk/command/program.h"
#include "kiosk/command/unlock_options.h"
#include "kiosk/desk/alerts.h"
#include "kiosk/office/alert_pass.h"
#include "shared/base/files.h"

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

// --- alert setup -----------------------------------------------------------------------------------------------------

const Syntax setupSyntax{
    "alert setup",
    "Let this device send alert e-mails itself, where there is no server",
    {{"DIR", true}},
    {{"host", '\0', "HOST", "the mail server, for example smtp.school.example"},
     {"port", '\0', "PORT", "587 if left out, or 465 with --tls implicit"},
     {"tls", '\0', "HOW", "starttls, implicit, or none (for a mail server on this machine only)"},
     {"from", '\0', "ADDRESS", "whom the e-mails are from"},
     {"user", '\0', "NAME", "who signs in to the mail server"},
     {"password-file", '\0', "F", "the file with the mail password; - for standard input"},
     {"ca", '\0', "FILE", "the certificate (PEM) of the school's own authority, if the mail server's is from it"},
     {"remove", '\0', "", "send none from here any more"}},
    "Writes DIR/mail.conf and DIR/mail.password, for this user's eyes only. A terminal that is running takes\n"
    "them up within seconds. With a server nothing is sent from here: the server does it. Prove the whole way\n"
    "with pillarbox alert test.\n"};

Result<alert::SmtpSettings> settingsFrom(const Args& args) {
  const auto wrong = [](const std::string& says) { return Fault{FaultCode::wrongUsage, "alert setup: " + says}; };
  std::string text;
  for (const char* name : {"host", "from", "port", "tls", "user"}) {
    const auto value = args.valueIf(name);
    if (!value) continue;
    const std::string line = std::string(name) + " = " + *value + "\n";
    // Each alone first, so that what is wrong can be named.
    const std::string rest = std::string(name) == "host"   ? "from = a@b.example\n"
                             : std::string(name) == "from" ? "host = localhost\n"
                                                           : "from = a@b.example\nhost = localhost\n";
    const std::string pair = std::string(name) == "user" ? "password_file = x\n" : "";
    const bool fine =
        value->find('\n') == std::string::npos && !value->empty() && alert::parseSmtpSettings(rest + pair + line).ok();
    if (!fine) return wrong("--" + std::string(name) + " is not understood");
    text += line;
  }
  if (!args.has("host") || !args.has("from")) return wrong("--host and --from are needed");
  if (args.has("user") != args.has("password-file")) return wrong("--user and --password-file belong together");
  if (args.has("user")) text += "password_file = " + std::string(alert::mailPasswordName) + "\n";
  return alert::parseSmtpSettings(text, alert::mailFileName);
}

Result<int> setup(const Args& args, Program& program) {
  PB_TRY_VALUE(office::School school, openFolder(args.required("DIR"), program));
  if (args.has("remove")) {
    PB_TRY(alert::removeMailAccount(school.folder));
    PB_TRY(print("No e-mails are sent from here any more.\n"));
    return exitOk;
  }
  PB_TRY_VALUE(alert::SmtpSettings settings, settingsFrom(args));
  SecretBytes password;
  if (args.has("password-file")) {
    PB_TRY_VALUE(password, readSecretLine(args.value("password-file")));
  }
  if (const auto ca = args.valueIf("ca")) settings.ca = std::filesystem::absolute(*ca);
  PB_TRY(alert::writeMailAccount(school.folder, settings, password));
  PB_TRY_VALUE(const office::Mailer mailer, office::mailerOf(school));
  PB_TRY(print(mailer == office::Mailer::server
                   ? "Kept. But this school has a server, and it is the server that sends e-mails.\n"
                   : "Kept. Now prove the whole way: pillarbox alert test " + args.required("DIR") + "\n"));
  return exitOk;
}

// --- alert send ------------------------------------------------------------------------------------------------------

const Syntax sendSyntax{"alert send",
                        "Send the alert e-mails that are due from this device",
                        {{"DIR", true}},
                        {},
                        "A running terminal does this by itself; for a device that is not, run it from cron every\n"
                        "few minutes. With a server nothing is sent from here. Exit code 4 means that something\n"
                        "could not be handed over yet: it is tried again.\n"};

Result<int> sendNow(const Args& args, Program& program) {
  PB_TRY_VALUE(office::School school, openFolder(args.required("DIR"), program));
  PB_TRY_VALUE(const office::AlertPass pass, office::sendAlerts(school));
  if (pass.mailer != office::Mailer::here) {
    PB_TRY(print(pass.mailer == office::Mailer::server
                     ? "Nothing is sent from here: the school's server does it.\n"
                     : "No e-mails are set up here; see pillarbox alert setup --help\n"));
    return exitOk;
  }
  const alert::Round::Done& done = pass.done;
  PB_TRY(print("Sent " + std::to_string(done.sent) + ", tried again later " + std::to_string(done.later) +
               ", could not be delivered " + std::to_string(done.refused) + ".\n"));
  if (!done.problem.empty()) complain(done.problem);
  return done.later > 0 ? exitWaiting : done.refused > 0 ? exitFailed : exitOk;
}

// --- alert status ----------------------------------------------------------------------------------------------------

const Syntax statusSyntax{"alert status",
                          "Show which alert e-mails were sent, and which could not be",
                          {{"DIR", true}},
                          {},
                          "The last two weeks, as the main server has them or, without one, this device.\n"};

// How this device hands them over, without the password.
std::string howFromHere(const office::School& school) {
  const auto settings = alert::readSmtpSettings(school.folder, alert::mailFileName);
  if (!settings.ok()) return settings.fault().detail + "\n";
  if (!*settings) return "No e-mails are set up here, and there is no server: nobody gets any.\n";
  const alert::SmtpSettings& how = **settings;
  std::string text =
      "This device sends e-mails by " + how.host + ", port " + std::to_string(how.port) + ", from " + how.from;
  if (!how.user.empty()) text += ", signed in as " + how.user;
  return text + ".\n";
}

Result<int> status(const Args& args, Program& program) {
  PB_TRY_VALUE(office::School school, openFolder(args.required("DIR"), program));
  PB_TRY_VALUE(const desk::AlertsSaid said, desk::alertsSaid(school));
  std::string text;
  if (said.fromHere) {
    text = howFromHere(school);
  } else if (!said.configured) {
    text = "The server has no mail server set up: nobody gets e-mails.\n";
  }
  if (!said.trouble.empty()) text += "The last time none could be sent: " + said.trouble + "\n";
  for (const desk::AlertSaid& line : said.lines) {
    text += line.when + "  to " + line.to + ", " + line.about + ": " + line.became + "\n";
  }
  if (said.lines.empty()) text += "No alert e-mails in the last two weeks.\n";
  PB_TRY(print(text));
  return exitOk;
}

const std::array commands{Command{setupSyntax, setup}, Command{sendSyntax, sendNow}, Command{testSyntax, test},
                          Command{statusSyntax, status}};

}  // namespace

std::span<const Command> alertCommands() {
  return commands;
}

}  // namespace pillarbox::command

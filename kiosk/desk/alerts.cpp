#include "kiosk/desk/alerts.h"

#include <algorithm>
#include <functional>
#include <thread>

#include "kiosk/desk/next_directory.h"
#include "kiosk/office/alert_pass.h"
#include "kiosk/office/server_calls.h"
#include "shared/alert/mail.h"
#include "shared/record/ids.h"

namespace pillarbox::desk {
namespace {

constexpr Milliseconds askEvery = std::chrono::seconds(1);

std::string sixDigits(Random& random) {
  std::string number = std::to_string(random.below(1'000'000));
  return std::string(6 - number.size(), '0') + number;
}

Result<office::ServerCalls> callsOf(office::School& school) {
  PB_TRY_VALUE(const std::optional<office::Server> server, office::serverOf(school));
  if (!server) return Fault{FaultCode::notFound, "this school has no main server; see pillarbox connect --help"};
  return office::ServerCalls::make(*server);
}

Result<std::vector<wire::AlertLine>> linesOfServer(office::ServerCalls& calls, office::School& school) {
  PB_TRY_VALUE(wire::AlertAnswer answer, calls.askAlerts(school));
  return std::move(answer.lines);
}

// As a server tells them: that there is something for the head or the chair is theirs to know.
Result<std::vector<wire::AlertLine>> linesFromHere(office::School& school) {
  PB_TRY_VALUE(const std::vector<alert::Report> reports, office::alertReports(school));
  std::vector<wire::AlertLine> lines;
  for (const alert::Report& report : reports) {
    if (report.pleaseLook && report.state != alert::stateName(alert::State::refused)) continue;
    wire::AlertLine line;
    if (report.reason == alert::reasonName(alert::Reason::test)) {
      line.test = report.posting;
    } else if (!report.pleaseLook) {
      line.posting = report.posting;
    }
    line.person = report.person;
    line.reason = report.reason;
    line.state = report.state;
    line.problem = report.problem;
    line.attempts = report.attempts;
    line.since = report.createdAt;
    lines.push_back(std::move(line));
  }
  return lines;
}

using AskLines = std::function<Result<std::vector<wire::AlertLine>>()>;

// Once the e-mail has been handed over; what went wrong if it could not.
Status waitForMail(const AskLines& askLines, office::School& school, const std::string& test, Milliseconds patience) {
  const Milliseconds until = school.clock->monotonic() + patience;
  std::string problem = "It was not sent in time.";
  while (school.clock->monotonic() < until) {
    PB_TRY_VALUE(const std::vector<wire::AlertLine> lines, askLines());
    const auto line =
        std::find_if(lines.begin(), lines.end(), [&](const wire::AlertLine& one) { return one.test == test; });
    if (line != lines.end()) {
      if (line->state == "sent") return {};
      if (!line->problem.empty()) problem = line->problem;
      // A wrong password or a dead mail server does not mend while somebody waits.
      if (line->state != "waiting" || line->attempts > 1) return Fault{FaultCode::refused, problem};
    }
    std::this_thread::sleep_for(askEvery);
  }
  return Fault{FaultCode::timedOut, problem};
}

// Without a server. Where another user's kiosk holds the mail password, it is the kiosk that sends it.
Status testFromHere(office::School& school, const wire::TestAlert& asked, Milliseconds patience) {
  const auto account = alert::readSmtpAccount(school.folder, alert::mailFileName);
  const bool readable = account.ok() || account.fault().code != FaultCode::notPermitted;
  if (!account.ok() && readable) return account.fault();
  PB_TRY(office::queueTestAlert(school, asked.id, asked.person, asked.number));
  if (readable) PB_TRY(office::sendAlerts(school));
  return waitForMail([&] { return linesFromHere(school); }, school, asked.id, patience);
}

AlertSaid saidOf(const office::School& school, const wire::AlertLine& line) {
  AlertSaid said;
  const Person* const person = school.directory().person(line.person);
  said.when = formatShort(line.since);
  said.to = person == nullptr ? line.person : person->name;
  said.about = !line.test.empty()                   ? "a test"
               : line.posting.starts_with("digest") ? "the daily e-mail"
               : line.posting.empty()               ? "an alert"
                                                    : "about " + referenceOf(line.posting);
  said.failed = line.state == "refused";
  said.became = line.state == "sent"       ? "sent"
                : said.failed              ? "could not be delivered. " + line.problem
                : line.state == "needless" ? "not needed any more"
                : line.problem.empty()     ? "on its way"
                                           : "is tried again. " + line.problem;
  return said;
}

}  // namespace

Result<AlertsSaid> alertsSaid(office::School& school) {
  AlertsSaid said;
  std::vector<wire::AlertLine> lines;
  PB_TRY_VALUE(const office::Mailer mailer, office::mailerOf(school));
  if (mailer == office::Mailer::server) {
    PB_TRY_VALUE(office::ServerCalls calls, callsOf(school));
    PB_TRY_VALUE(wire::AlertAnswer answer, calls.askAlerts(school));
    said.configured = answer.configured;
    lines = std::move(answer.lines);
  } else {
    said.fromHere = true;
    said.configured = mailer == office::Mailer::here;
    PB_TRY_VALUE(said.trouble, office::alertTrouble(school));
    PB_TRY_VALUE(lines, linesFromHere(school));
  }
  for (const wire::AlertLine& line : lines) said.lines.push_back(saidOf(school, line));
  return said;
}

Result<std::string> sendTestAlert(office::School& school, const Unlocked& who, Milliseconds patience) {
  const Person* const person = school.directory().person(who.person.id);
  if (person == nullptr || !alert::isMailAddress(person->email)) {
    return Fault{FaultCode::badInput, "there is no e-mail address for you yet: a lead adds it to your details"};
  }
  const wire::TestAlert asked{newId(*school.clock, *school.random), person->id, sixDigits(*school.random)};
  PB_TRY_VALUE(const office::Mailer mailer, office::mailerOf(school));
  switch (mailer) {
    case office::Mailer::nobody:
      return Fault{FaultCode::notFound, "no e-mails are set up here; see pillarbox alert setup --help"};
    case office::Mailer::here:
      PB_TRY(testFromHere(school, asked, patience));
      break;
    case office::Mailer::server: {
      PB_TRY_VALUE(office::ServerCalls calls, callsOf(school));
      PB_TRY(calls.askTestAlert(school, asked));
      PB_TRY(waitForMail([&] { return linesOfServer(calls, school); }, school, asked.id, patience));
      break;
    }
  }
  return asked.number;
}

Result<std::int64_t> noteAlertTest(office::School& school, const Unlocked& person) {
  return changeDirectory(school, person, [&](Directory& directory) -> Status {
    directory.policies.alertTestedAt = school.clock->now();
    return {};
  });
}

std::string digitsOf(std::string typed) {
  std::erase_if(typed, [](char c) { return c < '0' || c > '9'; });
  return typed;
}

}  // namespace pillarbox::desk

#include "kiosk/desk/alerts.h"

#include <algorithm>
#include <thread>

#include "kiosk/desk/next_directory.h"
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

// Once the server has handed the e-mail over; what went wrong if it could not.
Status waitForMail(office::ServerCalls& calls, office::School& school, const std::string& test, Milliseconds patience) {
  const Milliseconds until = school.clock->monotonic() + patience;
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
  PB_TRY_VALUE(office::ServerCalls calls, callsOf(school));
  PB_TRY_VALUE(const wire::AlertAnswer answer, calls.askAlerts(school));
  AlertsSaid said{answer.configured, {}};
  for (const wire::AlertLine& line : answer.lines) said.lines.push_back(saidOf(school, line));
  return said;
}

Result<std::string> sendTestAlert(office::School& school, const Unlocked& who, Milliseconds patience) {
  PB_TRY_VALUE(office::ServerCalls calls, callsOf(school));
  const Person* const person = school.directory().person(who.person.id);
  if (person == nullptr || !alert::isMailAddress(person->email)) {
    return Fault{FaultCode::badInput, "there is no e-mail address for you yet: a lead adds it to your details"};
  }
  const wire::TestAlert asked{newId(*school.clock, *school.random), person->id, sixDigits(*school.random)};
  PB_TRY(calls.askTestAlert(school, asked));
  PB_TRY(waitForMail(calls, school, asked.id, patience));
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

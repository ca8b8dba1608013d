#include "kiosk/office/alert_pass.h"

#include <algorithm>

#include "kiosk/office/alert_book.h"
#include "kiosk/office/settings.h"
#include "shared/base/log.h"

namespace pillarbox::office {

namespace {

constexpr Milliseconds reportsOf = std::chrono::hours(24 * 14);

Status keepTrouble(School& school, const std::string& says) {
  PB_TRY_VALUE(const std::optional<std::string> before, school.store->setting(settingAlertTrouble));
  if (before.value_or("") == says) return {};
  return school.store->setSetting(settingAlertTrouble, says);
}

Result<AlertPass> passWith(School& school, AlertPass pass, const std::stop_token& stop) {
  PB_TRY_VALUE(const std::unique_ptr<AlertBook> book, AlertBook::open(school));
  store::AlertTable& table = book->table();
  if (pass.mailer != Mailer::here) {
    PB_TRY(table.stopWaiting());
    PB_TRY_VALUE(const bool boxes, table.anyRouting());
    if (pass.mailer == Mailer::nobody && boxes) PB_TRY(table.dropAllRouting());
    return pass;
  }
  PB_TRY_VALUE(const std::optional<alert::SmtpAccount> account,
               alert::readSmtpAccount(school.folder, alert::mailFileName));
  if (!account) return pass;
  const Clock& clock = *school.clock;
  const std::string& name = school.directory().schoolId;
  alert::Round round(*book, clock);
  PB_TRY(round.plan(name));
  PB_TRY_VALUE(pass.done, round.send(*account, stop));
  // Once more: what was just told has its next step, and something may have been posted meanwhile.
  PB_TRY_VALUE(pass.next, round.plan(name));
  PB_TRY_VALUE(const std::optional<WallTime> queued, table.nextAt());
  if (queued && (!pass.next || *queued < *pass.next)) pass.next = queued;
  const WallTime now = clock.now();
  PB_TRY_VALUE(const auto unseen, book->postingsSince(name, now - alert::digestLooksBack));
  const std::optional<WallTime> digest = alert::nextDigest(school.directory(), unseen, now);
  if (digest && (!pass.next || *digest < *pass.next)) pass.next = digest;
  PB_TRY_VALUE(const bool boxes, table.anyRouting());
  if (boxes) PB_TRY(table.dropRoutingNoticedBefore(now - alert::noteLife));
  PB_TRY(table.forgetBefore(now - alert::reportedFor));
  return pass;
}

}  // namespace

Result<Mailer> mailerOf(School& school) {
  PB_TRY_VALUE(const std::optional<Server> server, serverOf(school));
  if (server) return Mailer::server;
  std::error_code ignored;
  return std::filesystem::exists(school.folder / alert::mailFileName, ignored) ? Mailer::here : Mailer::nobody;
}

Result<AlertPass> sendAlerts(School& school, const std::stop_token& stop) {
  AlertPass begun;
  PB_TRY_VALUE(begun.mailer, mailerOf(school));
  Result<AlertPass> pass = passWith(school, std::move(begun), stop);
  const Status kept = keepTrouble(school, pass.ok() ? std::string() : pass.fault().detail);
  if (!kept.ok()) log::fault("alert-trouble", kept.fault());
  return pass;
}

Status queueTestAlert(School& school, const std::string& id, const std::string& person, const std::string& number) {
  PB_TRY_VALUE(const std::unique_ptr<AlertBook> book, AlertBook::open(school));
  alert::Due due;
  due.posting = id;
  due.person = person;
  due.reason = alert::Reason::test;
  due.urgent = true;
  PB_TRY(book->add("", due, number, school.clock->now()));
  // The office of a kiosk that has this folder open looks at it every ten seconds.
  return school.store->setSetting(settingAlertAsked, id);
}

Result<std::string> alertTrouble(School& school) {
  PB_TRY_VALUE(const std::optional<std::string> says, school.store->setting(settingAlertTrouble));
  if (says && !says->empty()) return *says;
  const std::vector<Person>& people = school.directory().people;
  const bool anybody = std::any_of(people.begin(), people.end(), [](const Person& person) {
    return person.active && isLead(person.role) && alert::isMailAddress(person.email);
  });
  return std::string(anybody ? "" : "No safeguarding lead has an e-mail address in the school's directory.");
}

Result<std::vector<alert::Report>> alertReports(School& school) {
  PB_TRY_VALUE(const std::unique_ptr<AlertBook> book, AlertBook::open(school));
  PB_TRY_VALUE(const auto stored, book->table().madeSince(school.clock->now() - reportsOf));
  std::vector<alert::Report> reports;
  for (const store::StoredAlert& one : stored) {
    reports.push_back({one.posting, one.person, one.reason, one.state, one.problem, one.pleaseLook, one.attempts,
                       one.createdAt, one.doneAt});
  }
  return reports;
}

}  // namespace pillarbox::office

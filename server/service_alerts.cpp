// What became of alert e-mails, and a test of the whole way.
#include "server/request_parts.h"
#include "server/service.h"
#include "shared/alert/smtp_settings.h"
#include "shared/base/log.h"
#include "shared/wire/alerts.h"
#include "shared/wire/api.h"
#include "shared/wire/http_signature.h"

namespace pillarbox::server {

namespace {

constexpr std::size_t largestTest = 1024;
constexpr Milliseconds reportsOf = std::chrono::hours(24 * 14);
constexpr Milliseconds betweenTests = std::chrono::minutes(1);
constexpr int mostTestsTogether = 3;

bool isTest(const AlertReport& report) {
  return report.reason == alert::reasonName(alert::Reason::test);
}

}  // namespace

Service::Admission Service::getAlerts(const RequestHead& head) {
  auto caller = callerOf(head, Needs::reader);
  if (auto* refused = std::get_if<Response>(&caller)) return std::move(*refused);
  return reading(
      [this, school = std::get<Caller>(caller).school, has = head.header("if-none-match")](Store&) -> Result<Response> {
        PB_TRY_VALUE(const std::vector<AlertReport> reports, m_alerts->reports(school, m_clock.now() - reportsOf));
        wire::AlertAnswer answer;
        const auto account = alert::readSmtpAccount(m_folder);
        answer.configured = account.ok() && account->has_value();
        for (const AlertReport& report : reports) {
          wire::AlertLine line;
          // That there is something for the head or the chair is theirs to know.
          if (report.pleaseLook && report.state != alertStateName(AlertState::refused)) continue;
          if (isTest(report)) {
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
          answer.lines.push_back(std::move(line));
        }
        return tagged({200, std::string(wire::jsonType), wire::encodeAlerts(answer), {}}, has);
      });
}

Service::Admission Service::postTestAlert(const RequestHead& head) {
  auto caller = callerOf(head, Needs::reader);
  if (auto* refused = std::get_if<Response>(&caller)) return std::move(*refused);
  if (head.contentLength > largestTest) return refusal(413);
  return Call{[this, who = std::get<Caller>(caller), digest = head.header("content-digest")](const Bytes& body,
                                                                                             const Reply& reply) {
    const Status whole = wire::checkDigest(digest, body);
    if (!whole.ok()) return reply(problem(400, "bad-body", "Not the same", whole.fault().detail));
    const auto test = wire::decodeTestAlert(textOf(body));
    if (!test.ok()) return reply(problem(400, "bad-test", "Not understood", test.fault().detail));
    const Person* person = who.about->directory.person(test->person);
    if (person == nullptr || !person->active || person->email.empty()) {
      return reply(problem(404, "no-address", "Not known", "The school's directory has no e-mail address for them."));
    }
    m_reader->run([this, who, asked = *test, reply](Store&) {
      const WallTime now = m_clock.now();
      const auto account = alert::readSmtpAccount(m_folder);
      if (!account.ok() || !*account) {
        return reply(
            problem(409, "no-mail-server", "Not set up",
                    account.ok() ? "This server has no mail server to hand e-mails to." : account.fault().detail));
      }
      const auto recent = m_alerts->reports(who.school, now - betweenTests);
      if (!recent.ok()) return reply(notNow(recent.fault()));
      int tests = 0;
      for (const AlertReport& report : *recent) tests += isTest(report) && report.posting != asked.id ? 1 : 0;
      if (tests >= mostTestsTogether) {
        Response response = problem(429, "too-often", "Not now", "There were several tests just now; wait a minute.");
        response.headers.emplace_back("Retry-After", "60");
        return reply(std::move(response));
      }
      alert::Due due;
      due.posting = asked.id;
      due.person = asked.person;
      due.reason = alert::Reason::test;
      due.urgent = true;
      const Status added = m_alerts->add(who.school, due, asked.number, now);
      if (!added.ok()) return reply(notNow(added.fault()));
      log::info("test-alert-asked", {{"school", who.school}, {"device", who.device}});
      m_alerter->wake(who.school);
      reply(Response{202, std::string(wire::jsonType), "{\"id\":\"" + asked.id + "\"}", {}});
    });
  }};
}

}  // namespace pillarbox::server

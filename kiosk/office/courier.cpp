#include "kiosk/office/courier.h"

#include <algorithm>

#include "kiosk/office/settings.h"
#include "shared/base/log.h"

namespace pillarbox::office {

namespace {

// What a receipt says that does not fit what is known, whichever posting it is for: one sent again in another's place
// proves nothing against the server.
std::optional<std::string> contradiction(const std::string& envelope, const Expected& expected) {
  const Result<seal::Envelope> document = seal::decode(envelope);
  if (!document.ok()) return std::nullopt;
  const Result<Receipt> receipt = decodeReceipt(textOf(document->payload));
  if (!receipt.ok()) return std::nullopt;
  const auto checked = wire::checkReceipt(envelope, expected.serverKey, receipt->id, receipt->slipSha256,
                                          expected.school, expected.known);
  return checked.ok() ? std::nullopt : std::optional(checked.fault().detail);
}

constexpr Milliseconds lease = Http::longestExchange + std::chrono::minutes(1);
// So many no's in a row, each to another posting, mean the server and not the posting.
constexpr int failuresThatMeanTrouble = 3;

}  // namespace

Courier::Courier(School& school, Http& http, Listener listener, Milliseconds betweenFetches)
    : m_school(school), m_http(http), m_listener(std::move(listener)), m_betweenFetches(betweenFetches) {}

bool Courier::refreshServer() {
  const Result<std::optional<Server>> server = serverOf(m_school);
  if (!server.ok()) {
    troubled(server.fault(), std::nullopt);
    return false;
  }
  if (server->has_value()) m_server = *server;
  return server->has_value();
}

void Courier::step() {
  if (m_school.clock->monotonic() < m_notBefore) return;
  if (!refreshServer()) {
    m_nothingDue = true;
    m_fetchedOnce = true;
    return;
  }
  if (!m_uploading) upload();
  // What people have posted goes first.
  if (!m_uploading && !m_fetching && m_school.clock->monotonic() >= m_fetchAt) fetch();
  const bool mayWait = m_waitsForNews && m_fetchedOnce && !m_awaiting && !busy() && !m_trouble;
  if (mayWait && m_school.clock->monotonic() >= m_awaitAt) awaitNews();
}

Milliseconds Courier::untilNext(Milliseconds most) {
  if (!m_server) return most;
  const Milliseconds now = m_school.clock->monotonic();
  Milliseconds wait = most;
  if (!m_uploading) {
    const Result<std::optional<Milliseconds>> due = m_school.store->untilNextDue();
    if (due.ok() && *due) wait = std::min(wait, **due);
  }
  if (!busy()) wait = std::min(wait, m_fetchAt - now);
  if (!busy() && m_waitsForNews && !m_awaiting && !m_trouble) wait = std::min(wait, m_awaitAt - now);
  return std::clamp(std::max(wait, m_notBefore - now), Milliseconds(0), most);
}

void Courier::hurryForCall() {
  nudge();
  if (m_fetching || !m_server || m_school.clock->monotonic() < m_serverSaid) return;
  m_fetching = true;
  m_statusOnly = true;
  m_fetched = 0;
  askStatus();
}

void Courier::nudge() {
  m_notBefore = std::min(m_notBefore, m_serverSaid);
}

void Courier::hurry() {
  m_notBefore = Milliseconds(0);
  m_fetchAt = Milliseconds(0);
  m_failuresInARow = 0;
  m_trouble = false;
  const Status due = m_school.store->makeAllDueNow();
  if (!due.ok()) log::fault("outbox", due.fault());
}

void Courier::upload() {
  const Result<std::optional<Milliseconds>> until = m_school.store->untilNextDue();
  m_nothingDue = until.ok() && (!*until || **until > Milliseconds(0));
  if (m_nothingDue) {
    m_tried.clear();
    return;
  }
  const Result<std::optional<store::Store::ToSend>> due = m_school.store->takeDue(lease);
  if (!due.ok()) {
    troubled(due.fault(), std::nullopt);
    return;
  }
  m_nothingDue = !due->has_value();
  if (m_nothingDue) return;
  const store::Store::ToSend& what = **due;
  // Its turn again already: in one pass that is the end; for the office the next round begins.
  if (!m_tried.insert(what.posting.slip.id).second) m_nothingDue = true;
  m_uploading = true;
  m_listener(SentOne{what.posting.slip.id});
  m_http.start(*m_server, uploadRequest(what),
               [this, what](const Result<wire::Answer>& answer) { uploaded(what, answer); });
}

wire::KnownHead Courier::knownHead() {
  const Result<std::optional<std::string>> text = m_school.store->setting(settingNewestHead);
  if (!text.ok() || !*text) return {};
  const Result<wire::KnownHead> known = wire::parseKnownHead(**text);
  return known.ok() ? *known : wire::KnownHead{};
}

void Courier::keepHead(const wire::CheckedReceipt& checked) {
  if (checked.head == knownHead()) return;
  for (const auto& [key, value] : {std::pair{settingNewestHead, wire::formatKnownHead(checked.head)},
                                   std::pair{settingServerTime, formatTime(checked.receipt.receivedAt)}}) {
    const Status kept = m_school.store->setSetting(key, value);
    if (!kept.ok()) log::fault("newest-head", kept.fault());
  }
}

void Courier::uploaded(const store::Store::ToSend& what, const Result<wire::Answer>& answer) {
  m_uploading = false;
  const Slip& slip = what.posting.slip;
  const Result<std::string> hash = slipHashOf(what.posting.envelope);
  const Expected expected{slip.id, hash.ok() ? *hash : std::string(), slip.school, m_server->signKey, knownHead()};
  const Outcome outcome = classify(answer, expected, m_school.clock->now());
  Status done;
  switch (outcome.verdict) {
    case Outcome::Verdict::delivered:
      done = m_school.store->markDelivered(slip.id, outcome.receipt);
      if (done.ok()) {
        keepHead(*outcome.checked);
        well();
        m_listener(DeliveredOne{slip.id});
      }
      break;
    case Outcome::Verdict::refused:
      done = m_school.store->markRefused(slip.id, faultName(outcome.problem.code));
      log::fault("posting-refused", outcome.problem);
      well();
      m_listener(RefusedOne{slip.id});
      break;
    case Outcome::Verdict::retry: {
      const Milliseconds wait =
          std::max(backoff(what.posting.attempts, *m_school.random), outcome.notBefore.value_or(Milliseconds(0)));
      done = m_school.store->markRetry(slip.id, wait, faultName(outcome.problem.code));
      if (answer.ok() && outcome.problem.code == FaultCode::notTrusted) {
        if (const auto wrong = contradiction(answer->body, expected)) doubtSigned(answer->body, *wrong);
      }
      if (outcome.wholeServer) {
        troubled(outcome.problem, outcome.notBefore);
      } else {
        log::fault("posting-waits", outcome.problem);
      }
      break;
    }
  }
  // It stays leased until the lease ends and is then sent again; the server knows it by its id.
  if (!done.ok()) troubled(done.fault(), std::nullopt);
}

void Courier::troubled(const Fault& problem, std::optional<Milliseconds> notBefore) {
  ++m_failuresInARow;
  const bool answered = problem.code == FaultCode::retryLater;
  m_trouble = !answered || m_failuresInARow >= failuresThatMeanTrouble;
  // One posting that the server chokes on must not hold up the others, so the first answers of that kind cost no pause.
  const Milliseconds pause = m_trouble ? backoff(m_failuresInARow, *m_school.random) : Milliseconds(0);
  const Milliseconds now = m_school.clock->monotonic();
  m_serverSaid = now + notBefore.value_or(Milliseconds(0));
  m_notBefore = std::max(now + pause, m_serverSaid);
  m_saidWell = false;
  if (!m_trouble && !notBefore) return;
  m_trouble = true;
  const std::string name(faultName(problem.code));
  if (m_saidTrouble != name) log::fault("server-trouble", problem);
  m_saidTrouble = name;
  m_listener(ServerTrouble{problem});
}

void Courier::well() {
  m_failuresInARow = 0;
  m_trouble = false;
  m_notBefore = Milliseconds(0);
  m_saidTrouble.clear();
  if (!m_saidWell) m_listener(ServerWell{});
  m_saidWell = true;
}

}  // namespace pillarbox::office

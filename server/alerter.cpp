#include "server/alerter.h"

#include <algorithm>

#include "shared/base/log.h"

namespace pillarbox::server {

namespace {

constexpr Milliseconds lookEvery = std::chrono::seconds(30);  // other processes, the rota, the hours of the day

}  // namespace

Alerter::Alerter(std::filesystem::path folder, std::unique_ptr<AlertQueue> queue, SchoolBook& book,
                 const seal::DeviceKeys& keys, const Clock& clock)
    : m_folder(std::move(folder)),
      m_alerts(std::move(queue), book, keys),
      m_queue(m_alerts.queue()),
      m_round(m_alerts, clock),
      m_clock(clock),
      m_thread([this](const std::stop_token& stop) { run(stop); }) {}

void Alerter::run(const std::stop_token& stop) {
  std::set<std::string> schools;
  while (!stop.stop_requested()) {
    const Status done = pass(stop, schools);
    // The same trouble is said once, not every half minute.
    const std::string says = done.ok() ? std::string() : done.fault().detail;
    if (!says.empty() && says != m_saidTrouble) log::fault("alerts-failed", done.fault());
    m_saidTrouble = says;
    schools.clear();
    if (auto school = m_wake.takeFor(stop, done.ok() ? untilNext() : lookEvery)) {
      schools.insert(std::move(*school));
      while (auto more = m_wake.tryTake()) schools.insert(std::move(*more));
    }
  }
}

Milliseconds Alerter::untilNext() {
  Milliseconds wait = lookEvery;
  const WallTime now = m_clock.now();
  const auto sooner = [&](const std::optional<WallTime>& time) {
    if (time) wait = std::clamp(*time - now, Milliseconds(0), wait);
  };
  sooner(m_next);
  if (const auto queued = m_queue.nextAt(); queued.ok()) sooner(*queued);
  return std::max(wait, Milliseconds(50));
}

Status Alerter::plan(const std::string& school) {
  PB_TRY_VALUE(const std::optional<WallTime> next, m_round.plan(school));
  if (next && (!m_next || *next < *m_next)) m_next = next;
  return {};
}

Status Alerter::pass(const std::stop_token& stop, const std::set<std::string>& schools) {
  const WallTime now = m_clock.now();
  const bool all = schools.empty() || schools.contains("") || now - m_allAt >= lookEvery || now < m_allAt;
  if (all) {
    PB_TRY(m_queue.dropRoutingBefore(now - alert::noteLife));
    PB_TRY(m_queue.forgetBefore(now - alert::reportedFor));
    m_next.reset();
  }
  PB_TRY_VALUE(const std::optional<alert::SmtpAccount> account, alert::readSmtpAccount(m_folder));
  if (!account) return {};
  if (all) {
    PB_TRY_VALUE(const std::vector<std::string> every, m_queue.schools());
    for (const std::string& school : every) PB_TRY(plan(school));
    m_allAt = now;
  } else {
    for (const std::string& school : schools) PB_TRY(plan(school));
  }
  PB_TRY_VALUE(const alert::Round::Done done, m_round.send(*account, stop));
  static_cast<void>(done);
  return {};
}

}  // namespace pillarbox::server

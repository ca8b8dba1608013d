#include "kiosk/office/alert_desk.h"

#include <sys/prctl.h>

#include <algorithm>

#include "kiosk/office/alert_pass.h"
#include "shared/base/log.h"

namespace pillarbox::office {

namespace {

constexpr Milliseconds afterTrouble = std::chrono::minutes(1);
constexpr Milliseconds shortestSleep{50};
constexpr Milliseconds longestSleep = std::chrono::hours(24);

}  // namespace

AlertDesk::AlertDesk(std::filesystem::path folder, const Clock& clock, Random& random)
    : m_folder(std::move(folder)), m_clock(clock), m_random(random), m_thread([this](const std::stop_token& stop) {
        prctl(PR_SET_NAME, "alerts");
        run(stop);
      }) {}

void AlertDesk::wakeIfDue() {
  const std::int64_t next = m_nextAt.load();
  if (next != 0 && m_clock.now().time_since_epoch().count() >= next) wake();
}

void AlertDesk::run(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    const std::optional<WallTime> next = pass(stop);
    m_nextAt = next ? next->time_since_epoch().count() : 0;
    if (next) {
      m_wake.takeFor(stop, std::clamp(*next - m_clock.now(), shortestSleep, longestSleep));
    } else {
      m_wake.take(stop);
    }
    while (m_wake.tryTake()) {
    }
  }
}

std::optional<WallTime> AlertDesk::pass(const std::stop_token& stop) {
  const auto once = [&]() -> Result<AlertPass> {
    if (!m_school) {
      PB_TRY_VALUE(School opened, openSchool(m_folder, m_clock, m_random));
      m_school.emplace(std::move(opened));
    }
    PB_TRY(refresh(*m_school));
    return sendAlerts(*m_school, stop);
  };
  const Result<AlertPass> passed = once();
  // The same trouble is said once, not every minute.
  const std::string says = passed.ok() ? std::string() : passed.fault().detail;
  if (!says.empty() && says != m_saidTrouble) log::fault("alerts-failed", passed.fault());
  m_saidTrouble = says;
  if (!passed.ok()) return m_clock.now() + afterTrouble;
  return passed->next;
}

}  // namespace pillarbox::office

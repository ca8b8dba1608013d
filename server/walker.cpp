#include "server/walker.h"

#include <sys/resource.h>

#include "shared/base/log.h"
#include "shared/base/mailbox.h"

namespace pillarbox::server {

namespace {

constexpr Milliseconds walkAgainAfter = std::chrono::hours(24);
constexpr Milliseconds betweenBatches{50};
// Routing notes are for alerts of the moment; one that was not used by then is no longer wanted.
constexpr Milliseconds routingLife = std::chrono::hours(72);
constexpr int background = 15;  // nice

bool waited(const std::stop_token& stop, Milliseconds time) {
  Mailbox<int> nothing;
  nothing.takeFor(stop, time);
  return !stop.stop_requested();
}

}  // namespace

Walker::Walker(std::unique_ptr<Store> store, const seal::VerifyKey& serverKey, const Clock& clock, Milliseconds every)
    : m_store(std::move(store)),
      m_serverKey(serverKey),
      m_clock(clock),
      m_thread([this, every](const std::stop_token& stop) {
        ::setpriority(PRIO_PROCESS, 0, background);  // on Linux of this thread alone
        do {
          lookAround(stop);
        } while (waited(stop, every));
      }) {}

void Walker::lookAround(const std::stop_token& stop) {
  const auto failed = [](const Fault& fault) {
    if (fault.code != FaultCode::busy) log::fault("walk-failed", fault);
  };
  const WallTime now = m_clock.now();
  if (const Status dropped = m_store->dropRoutingBefore(now - routingLife); !dropped.ok()) failed(dropped.fault());
  const auto schools = m_store->schools();
  const auto before = m_store->walked();
  if (!schools.ok() || !before.ok()) return failed(schools.ok() ? before.fault() : schools.fault());
  for (const std::string& school : *schools) {
    bool fresh = false;
    for (const Walked& walked : *before) {
      fresh = fresh || (walked.school == school && walked.at <= now && now - walked.at < walkAgainAfter);
    }
    if (fresh) continue;
    const auto walk = walkSchool(*m_store, school, m_serverKey, [&] { return waited(stop, betweenBatches); });
    if (!walk.ok()) return failed(walk.fault());
    if (walk->faultCount > 0) {
      log::error("walk-found-faults", {{"school", school}, {"faults", walk->faultCount}});
    } else {
      log::info("walk-done", {{"school", school}, {"entries", walk->entries}});
    }
    const Status kept = m_store->setWalked({school, m_clock.now(), walk->entries, walk->sealedBytes, walk->faultCount});
    if (!kept.ok()) return failed(kept.fault());
  }
}

}  // namespace pillarbox::server

// A clock that moves only when a test moves it. Safe to read from any thread.
#pragma once

#include <atomic>
#include <mutex>
#include <string>
#include <utility>

#include "shared/base/clock.h"

namespace pillarbox::support {

class FakeClock final : public Clock {
 public:
  // Saturday 21 November 2026, 12:00 UTC, one hour after the machine started.
  explicit FakeClock(WallTime now = WallTime(Milliseconds(1795262400000))) : m_now(now.time_since_epoch().count()) {}

  WallTime now() const override { return WallTime(Milliseconds(m_now.load())); }
  Milliseconds monotonic() const override { return Milliseconds(m_monotonic.load()); }
  std::string bootId() const override {
    const std::lock_guard lock(m_mutex);
    return m_bootId;
  }

  // Time passes, for both clocks.
  void advance(Milliseconds by) {
    m_now += by.count();
    m_monotonic += by.count();
  }
  // The wall clock is set, by somebody or by the network; no time passes.
  void jump(Milliseconds by) { m_now += by.count(); }
  // The machine is started again.
  void reboot(std::string bootId) {
    const std::lock_guard lock(m_mutex);
    m_bootId = std::move(bootId);
    m_monotonic = 0;
  }

 private:
  std::atomic<Milliseconds::rep> m_now;
  std::atomic<Milliseconds::rep> m_monotonic = 3'600'000;
  mutable std::mutex m_mutex;
  std::string m_bootId = "11111111-2222-4333-8444-555555555555";
};

}  // namespace pillarbox::support

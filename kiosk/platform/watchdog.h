// Tells systemd that the screen has started and that its loop still turns (sd_notify(3): datagrams to $NOTIFY_SOCKET),
// so that a hung terminal is ended and started again. A program started from here cannot answer for this one: Child
// hands the socket's name to nobody. UI thread.
#pragma once

#include <optional>
#include <string>

#include "shared/base/clock.h"

namespace pillarbox::platform {

class Watchdog {
 public:
  // Without $NOTIFY_SOCKET it does nothing for ever.
  static Watchdog fromEnvironment();

  // In every round of the loop: READY=1 the first time, then WATCHDOG=1 at half of $WATCHDOG_USEC.
  void turned(Milliseconds now);
  // When turned() must be called next; empty if nobody waits for it.
  std::optional<Milliseconds> due() const;

 private:
  void say(const char* words) const;

  std::string m_socket;
  Milliseconds m_every{0};  // 0: only READY is wanted
  Milliseconds m_next{0};
  bool m_ready = false;
};

}  // namespace pillarbox::platform

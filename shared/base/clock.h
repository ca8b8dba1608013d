// Time is passed in, never reached for: programs pass a SystemClock, tests a FakeClock.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace pillarbox {

using WallTime = std::chrono::sys_time<std::chrono::milliseconds>;  // UTC
using Milliseconds = std::chrono::milliseconds;

class Clock {
 public:
  virtual ~Clock() = default;
  virtual WallTime now() const = 0;            // may jump either way
  virtual Milliseconds monotonic() const = 0;  // since boot; never goes back
  virtual std::string bootId() const = 0;      // changes at each boot
};

class SystemClock final : public Clock {
 public:
  WallTime now() const override;
  Milliseconds monotonic() const override;
  std::string bootId() const override;
};

// RFC 3339 in UTC with milliseconds: 2026-11-21T12:41:07.123Z. Parsing takes exactly that form.
std::string formatTime(WallTime time);
std::optional<WallTime> parseTime(std::string_view text);

// For people, in the machine's time zone: "Saturday 21 November 2026, 12:41", "21 Nov 2026, 12:41" and "12:41".
std::string formatForPeople(WallTime time);
std::string formatShort(WallTime time);
std::string formatHourMinute(WallTime time);

}  // namespace pillarbox

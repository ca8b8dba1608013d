// Days and times as reports name them, in the machine's time zone.
#pragma once

#include <string>
#include <string_view>

#include "shared/base/clock.h"
#include "shared/record/entry.h"

namespace pillarbox::report {

std::string isoDay(WallTime time);      // "2026-11-21"
std::string shortDay(WallTime time);    // "Sat 21 Nov 2026"
std::string monthWords(WallTime time);  // "November 2026"
// "21 Nov 2026" of "2026-11-21"; anything else is its own words.
std::string dayWords(std::string_view isoDayText);

// Where an entry stands in a chronology: when it happened, as far as that is known, otherwise when it was written.
struct StandsAt {
  WallTime at{};
  bool timeKnown = true;  // otherwise only the day
};
StandsAt standsAt(const Entry& entry);

}  // namespace pillarbox::report

// Days and times as reports name them, in the machine's time zone.
#pragma once

#include <string>
#include <string_view>

#include "shared/base/clock.h"
#include "shared/record/entry.h"

namespace pillarbox::report {

std::string shortDay(WallTime time);    // "Sat 21 Nov 2026"
std::string monthWords(WallTime time);  // "November 2026"
// "21 Nov 2026" of "2026-11-21"; anything else is its own words.
std::string dayWords(std::string_view day);
// When it happened, as far as that is known: "Sat 21 Nov 2026", the time after `between`; else when it was written.
std::string whenWords(const Entry& entry, std::string_view between);

}  // namespace pillarbox::report

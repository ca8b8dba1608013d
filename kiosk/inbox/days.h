// Days of the calendar, as entries keep them ("2026-11-30") and as people say them. Pure, but for the time zone.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "shared/base/clock.h"

namespace pillarbox::inbox {

std::string dayOf(WallTime time);                      // in the machine's time zone
std::string dayAfter(std::string_view day, int days);  // empty if `day` is none
std::string dayWords(std::string_view day);            // "Monday 30 November 2026"; `day` itself if it is none
std::string dayShort(std::string_view day);            // "30 Nov 2026"
// As people type one: "30/11/2026", "30.11.26", "30 Nov 2026", "30 November", "2026-11-30". Without a year the next
// such day from `today` on. Nothing if it is none.
std::optional<std::string> dayFrom(std::string_view typed, std::string_view today);

}  // namespace pillarbox::inbox

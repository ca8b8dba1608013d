// Days, as entries keep them ("2026-11-30"; shared/casework/calendar.h reckons with them), as people say and type them.
// Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace pillarbox::inbox {

std::string dayWords(std::string_view day);  // "Monday 30 November 2026"; `day` itself if it is none
std::string dayShort(std::string_view day);  // "30 Nov 2026"
// As people type one: "30/11/2026", "30.11.26", "30 Nov 2026", "30 November", "2026-11-30". Without a year the next
// such day from `today` on. Nothing if it is none.
std::optional<std::string> dayFrom(std::string_view typed, std::string_view today);

}  // namespace pillarbox::inbox

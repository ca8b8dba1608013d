// What Find, a child's chronology and a report are narrowed to, as days and filters. Pure.
#pragma once

#include <string>
#include <string_view>

#include "kiosk/inbox/state.h"

namespace pillarbox::inbox {

// Days, both included; empty: open.
struct Days {
  std::string from, to;
  bool operator==(const Days&) const = default;
};
Days daysOf(const Narrowing& narrow, std::string_view today);
// What is typed as a day and is none: one sentence. Empty: nothing is wrong.
std::string dayProblem(const Narrowing& narrow, std::string_view today);

search::Filters searchFilters(const Narrowing& narrow, std::string_view today);
casework::ChildFilter childFilter(const Narrowing& narrow, std::string_view today);

std::string_view spanWords(Span span);             // "Last 30 days"
std::string_view sortWords(Sort sort);             // "What staff wrote"
bool narrows(const Narrowing& narrow);             // anything at all
std::string narrowWords(const Narrowing& narrow);  // of its button: "Narrowed to: last 30 days, Home"; "Filter"

// What stands open now: of the report, of the child or of Find.
Narrowing& openNarrowing(State& state);

}  // namespace pillarbox::inbox

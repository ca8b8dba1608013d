#include "shared/casework/patterns.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace pillarbox::casework {

namespace {

using Counts = std::map<std::string, std::size_t>;

std::vector<CountOf> mostFirst(const Counts& counts) {
  std::vector<CountOf> out;
  for (const auto& [words, count] : counts) out.push_back({words, count});
  std::stable_sort(out.begin(), out.end(), [](const CountOf& a, const CountOf& b) { return a.count > b.count; });
  return out;
}

// An addition says neither when nor where: it tells of what its concern is about.
bool tellsOfItself(RowKind kind) {
  return kind == RowKind::concern || kind == RowKind::significantEvent || kind == RowKind::parentContact;
}

}  // namespace

Patterns patternsOf(const std::vector<ChildRow>& rows, const CaseEntries& entries, const ChildFilter& filter) {
  Patterns out;
  for (const int weekday : {1, 2, 3, 4, 5, 6, 7, 0}) out.weekdays.push_back({std::string(weekdayWords(weekday)), 0});
  for (const TimeOfDay time : allTimesOfDay) out.times.push_back({std::string(timeOfDayWords(time)), 0});
  Counts places, writers;
  std::string last;
  for (const ChildRow& row : rows) {
    if (!tellsOfItself(row.kind) && row.kind != RowKind::addition) continue;
    const auto found = entries.find(row.entryId);
    if (found == entries.end()) continue;
    const Entry& entry = found->second.entry;
    ++writers[entry.author.name];
    if (!last.empty() && daysBetween(last, row.day) >= filter.gapDays) {
      out.gaps.push_back({last, row.day, daysBetween(last, row.day)});
    }
    last = std::max(last, row.day);
    if (!tellsOfItself(row.kind)) continue;
    const int weekday = row.happened ? weekdayOf(row.day) : 0;
    ++out.weekdays[weekday == 0 ? 7 : static_cast<std::size_t>(weekday - 1)].count;
    ++out.times[static_cast<std::size_t>(timeOfDay(entry, filter.hours))].count;
    ++places[entry.happenedWhere.empty() ? "Place not said" : entry.happenedWhere];
  }
  out.places = mostFirst(places);
  out.writers = mostFirst(writers);
  return out;
}

}  // namespace pillarbox::casework

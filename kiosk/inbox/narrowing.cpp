#include "kiosk/inbox/narrowing.h"

#include <array>

#include "kiosk/inbox/days.h"
#include "shared/casework/calendar.h"

namespace pillarbox::inbox {
namespace {

using casework::RowKind;

// A day without its year is one that has been: nobody looks for what will happen.
std::string pastDay(std::string_view typed, std::string_view today) {
  std::optional<std::string> day = dayFrom(typed, today);
  if (!day) return {};
  if (!today.empty() && *day > today) {
    const std::string before = std::to_string(std::stoi(day->substr(0, 4)) - 1) + day->substr(4);
    if (casework::isDay(before)) return before;
  }
  return *day;
}

std::string schoolYearFrom(std::string_view today) {
  if (today.size() != 10) return {};
  const int year = std::stoi(std::string(today.substr(0, 4)));
  const bool autumn = today.substr(5, 2) >= "09";
  return std::to_string(autumn ? year : year - 1) + "-09-01";
}

}  // namespace

Days daysOf(const Narrowing& narrow, std::string_view today) {
  switch (narrow.span) {
    case Span::any:
      return {};
    case Span::week:
      return {today.empty() ? std::string() : casework::daysLater(today, -7), {}};
    case Span::month:
      return {today.empty() ? std::string() : casework::daysLater(today, -30), {}};
    case Span::schoolYear:
      return {schoolYearFrom(today), {}};
    case Span::between:
      return {pastDay(narrow.from.text(), today), pastDay(narrow.to.text(), today)};
  }
  return {};
}

std::string dayProblem(const Narrowing& narrow, std::string_view today) {
  if (narrow.span != Span::between) return {};
  const Days days = daysOf(narrow, today);
  for (const bool to : {false, true}) {
    const std::string_view typed = to ? narrow.to.text() : narrow.from.text();
    if (!typed.empty() && (to ? days.to : days.from).empty()) return "Type a day like 21/11/2026.";
  }
  if (!days.from.empty() && !days.to.empty() && days.to < days.from) return "The first day is after the last one.";
  return {};
}

search::Filters searchFilters(const Narrowing& narrow, std::string_view today) {
  search::Filters filters;
  const Days days = daysOf(narrow, today);
  if (!days.from.empty()) filters.from = casework::startOf(days.from);
  if (!days.to.empty()) filters.to = casework::startOf(casework::daysLater(days.to, 1));
  filters.category = narrow.category;
  if (narrow.sort == Sort::staff) filters.kinds = {Kind::concern, Kind::addition, Kind::mistake, Kind::call};
  if (narrow.sort == Sort::readers) {
    filters.kinds = {Kind::action, Kind::outcome, Kind::decision, Kind::correction, Kind::close,
                     Kind::reopen, Kind::note,    Kind::triage,   Kind::child,      Kind::link,
                     Kind::merge,  Kind::move,    Kind::exported};
  }
  return filters;
}

casework::ChildFilter childFilter(const Narrowing& narrow, std::string_view today) {
  casework::ChildFilter filter;
  Days days = daysOf(narrow, today);
  filter.from = std::move(days.from);
  filter.to = std::move(days.to);
  filter.category = narrow.category;
  if (narrow.sort == Sort::staff) {
    filter.kinds = {RowKind::concern, RowKind::significantEvent, RowKind::parentContact, RowKind::addition,
                    RowKind::mistake};
  }
  if (narrow.sort == Sort::readers) {
    filter.kinds = {RowKind::action,    RowKind::outcome, RowKind::decision, RowKind::correction, RowKind::closing,
                    RowKind::reopening, RowKind::note,    RowKind::status,   RowKind::otherSchool};
  }
  if (narrow.sort == Sort::family) filter.kinds = {RowKind::significantEvent, RowKind::parentContact, RowKind::status};
  return filter;
}

std::string_view spanWords(Span span) {
  constexpr std::array<std::string_view, 5> words{"Any time", "Last 7 days", "Last 30 days", "This school year",
                                                  "Between two days"};
  return words[static_cast<std::size_t>(span)];
}

std::string_view sortWords(Sort sort) {
  constexpr std::array<std::string_view, 4> words{"Everything", "What staff wrote", "What was done and decided",
                                                  "Family and parents"};
  return words[static_cast<std::size_t>(sort)];
}

bool narrows(const Narrowing& narrow) {
  return narrow.span != Span::any || narrow.sort != Sort::any || !narrow.category.empty();
}

std::string narrowWords(const Narrowing& narrow) {
  if (!narrows(narrow)) return "Filter";
  std::string words;
  const auto add = [&](std::string_view part) { words += (words.empty() ? "" : ", ") + std::string(part); };
  if (narrow.span != Span::any) add(spanWords(narrow.span));
  if (narrow.sort != Sort::any) add(sortWords(narrow.sort));
  if (!narrow.category.empty()) add(narrow.category);
  return "Only: " + words;
}

Narrowing& openNarrowing(State& state) {
  InboxState& inbox = state.inbox;
  if (inbox.report) return inbox.report->narrow;
  return inbox.side == Side::child ? inbox.child.narrow : inbox.find.narrow;
}

}  // namespace pillarbox::inbox

#include "kiosk/inbox/days.h"

#include <array>
#include <cctype>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <vector>

#include "shared/casework/calendar.h"

namespace pillarbox::inbox {
namespace {

using std::chrono::day;
using std::chrono::month;
using std::chrono::year;
using std::chrono::year_month_day;

constexpr std::array<std::string_view, 12> months{"January",   "February", "March",    "April",
                                                  "May",       "June",     "July",     "August",
                                                  "September", "October",  "November", "December"};
std::optional<unsigned> number(std::string_view text) {
  unsigned value = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (fault != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<year_month_day> parse(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto y = number(text.substr(0, 4)), m = number(text.substr(5, 2)), d = number(text.substr(8, 2));
  if (!y || !m || !d) return std::nullopt;
  const year_month_day date{year(static_cast<int>(*y)), month(*m), day(*d)};
  return date.ok() ? std::optional(date) : std::nullopt;
}

std::string format(const year_month_day& date) {
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return text.data();
}

std::optional<unsigned> monthFrom(std::string_view word) {
  if (const auto value = number(word)) return value;
  if (word.size() < 3) return std::nullopt;
  for (unsigned i = 0; i < months.size(); ++i) {
    if (word.size() > months[i].size()) continue;
    bool same = true;
    for (std::size_t k = 0; k < word.size(); ++k) {
      same = same && std::tolower(static_cast<unsigned char>(word[k])) ==
                         std::tolower(static_cast<unsigned char>(months[i][k]));
    }
    if (same) return i + 1;
  }
  return std::nullopt;
}

}  // namespace

std::string dayWords(std::string_view day) {
  if (!casework::isDay(day)) return std::string(day);
  return std::string(casework::weekdayWords(casework::weekdayOf(day))) + " " + casework::dayWords(day);
}

std::string dayShort(std::string_view text) {
  const auto date = parse(text);
  if (!date) return std::string(text);
  return std::to_string(static_cast<unsigned>(date->day())) + " " +
         std::string(months[static_cast<unsigned>(date->month()) - 1].substr(0, 3)) + " " +
         std::to_string(static_cast<int>(date->year()));
}

std::optional<std::string> dayFrom(std::string_view typed, std::string_view today) {
  std::vector<std::string> parts(1);
  for (const char c : typed) {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0) {
      parts.back() += c;
    } else if (!parts.back().empty()) {
      parts.emplace_back();
    }
  }
  if (parts.back().empty()) parts.pop_back();
  if (parts.size() < 2 || parts.size() > 3) return std::nullopt;
  if (parts[0].size() == 4) {
    const std::string iso = parts[0] + "-" + parts[1] + "-" + (parts.size() == 3 ? parts[2] : "");
    return parse(iso) ? std::optional(iso) : std::nullopt;
  }
  const auto d = number(parts[0]), m = monthFrom(parts[1]);
  const auto now = parse(today);
  if (!d || !m) return std::nullopt;
  if (parts.size() == 3) {
    const auto y = number(parts[2]);
    if (!y || (parts[2].size() != 4 && parts[2].size() != 2)) return std::nullopt;
    const year_month_day date{year(static_cast<int>(parts[2].size() == 2 ? 2000 + *y : *y)), month(*m), day(*d)};
    return date.ok() ? std::optional(format(date)) : std::nullopt;
  }
  if (!now) return std::nullopt;
  year_month_day date{now->year(), month(*m), day(*d)};
  if (!date.ok() || date < *now) date = year_month_day{now->year() + std::chrono::years(1), month(*m), day(*d)};
  return date.ok() ? std::optional(format(date)) : std::nullopt;
}

}  // namespace pillarbox::inbox

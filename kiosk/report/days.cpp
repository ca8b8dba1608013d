#include "kiosk/report/days.h"

#include <time.h>

#include <charconv>
#include <optional>

namespace pillarbox::report {
namespace {

tm localOf(WallTime time) {
  const std::time_t seconds = std::chrono::system_clock::to_time_t(time);
  tm parts{};
  localtime_r(&seconds, &parts);
  return parts;
}

std::string twoDigits(int number) {
  return (number < 10 ? "0" : "") + std::to_string(number);
}

// Noon of that day by UTC, which is the same day wherever there are British schools.
std::optional<WallTime> noonOf(std::string_view text) {
  int year = 0;
  unsigned month = 0, day = 0;
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto number = [&](std::size_t at, std::size_t size, auto& into) {
    const char* end = text.data() + at + size;
    const auto read = std::from_chars(text.data() + at, end, into);
    return read.ec == std::errc() && read.ptr == end;
  };
  if (!number(0, 4, year) || !number(5, 2, month) || !number(8, 2, day)) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)};
  if (!date.ok()) return std::nullopt;
  return WallTime(std::chrono::sys_days(date)) + std::chrono::hours(12);
}

}  // namespace

std::string isoDay(WallTime time) {
  const tm parts = localOf(time);
  return std::to_string(parts.tm_year + 1900) + "-" + twoDigits(parts.tm_mon + 1) + "-" + twoDigits(parts.tm_mday);
}

std::string shortDay(WallTime time) {
  const std::string day = formatShort(time);
  return formatForPeople(time).substr(0, 3) + " " + day.substr(0, day.find(','));
}

std::string monthWords(WallTime time) {
  std::string words = formatForPeople(time);
  words.erase(std::min(words.size(), words.find(',')));
  for (int i = 0; i < 2; ++i) words.erase(0, std::min(words.size(), words.find(' ') + 1));
  return words;
}

std::string dayWords(std::string_view isoDayText) {
  const auto noon = noonOf(isoDayText);
  if (!noon) return std::string(isoDayText);
  const std::string words = formatShort(*noon);
  return words.substr(0, words.find(','));
}

StandsAt standsAt(const Entry& entry) {
  if (const auto exact = parseTime(entry.happenedFrom)) return {*exact, true};
  if (const auto noon = noonOf(entry.happenedFrom)) {
    if (isoDay(entry.writtenAt.wall) == entry.happenedFrom) return {entry.writtenAt.wall, false};
    return {*noon - std::chrono::hours(12), false};
  }
  return {entry.writtenAt.wall, true};
}

}  // namespace pillarbox::report

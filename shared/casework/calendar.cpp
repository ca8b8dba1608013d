#include "shared/casework/calendar.h"

#include <algorithm>
#include <cctype>
#include <cstdio>
#include <ctime>

namespace pillarbox::casework {

namespace {

namespace ch = std::chrono;

std::tm localOf(WallTime time) {
  const std::time_t seconds = ch::system_clock::to_time_t(ch::floor<ch::seconds>(time));
  std::tm local{};
  localtime_r(&seconds, &local);
  return local;
}

std::string isoDay(ch::year_month_day date) {
  std::array<char, 32> text{};
  const int length = std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", static_cast<int>(date.year()),
                                   static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return {text.data(), static_cast<std::size_t>(length)};
}

std::optional<ch::sys_days> daysOf(std::string_view day) {
  if (day.size() != 10) return std::nullopt;
  const auto time = parseTime(std::string(day) + "T00:00:00.000Z");
  return time ? std::optional(ch::floor<ch::days>(*time)) : std::nullopt;
}

std::string lowerOf(std::string_view words) {
  std::string out(words);
  std::transform(out.begin(), out.end(), out.begin(), [](unsigned char c) { return std::tolower(c); });
  return out;
}

// Minutes of the first "12:40" in it.
std::optional<int> clockIn(std::string_view words) {
  const auto digit = [&](std::size_t at) { return at < words.size() && words[at] >= '0' && words[at] <= '9'; };
  for (std::size_t colon = words.find(':'); colon != std::string_view::npos; colon = words.find(':', colon + 1)) {
    if (colon == 0 || !digit(colon - 1) || !digit(colon + 1) || !digit(colon + 2) || digit(colon + 3)) continue;
    const bool two = colon >= 2 && digit(colon - 2);
    const int hour = (two ? (words[colon - 2] - '0') * 10 : 0) + words[colon - 1] - '0';
    const int minute = (words[colon + 1] - '0') * 10 + words[colon + 2] - '0';
    if (hour < 24 && minute < 60) return hour * 60 + minute;
  }
  return std::nullopt;
}

TimeOfDay bandOf(int minutes, const SchoolDay& hours) {
  if (minutes < hours.begins) return TimeOfDay::beforeSchool;
  if (minutes >= hours.ends) return TimeOfDay::afterSchool;
  if (minutes >= hours.breakFrom && minutes < hours.breakTo) return TimeOfDay::breakTime;
  if (minutes >= hours.lunchFrom && minutes < hours.lunchTo) return TimeOfDay::lunch;
  return TimeOfDay::lesson;
}

}  // namespace

std::string dayOn(WallTime time) {
  const std::tm local = localOf(time);
  return isoDay({ch::year(local.tm_year + 1900), ch::month(static_cast<unsigned>(local.tm_mon + 1)),
                 ch::day(static_cast<unsigned>(local.tm_mday))});
}

int minutesOn(WallTime time) {
  const std::tm local = localOf(time);
  return local.tm_hour * 60 + local.tm_min;
}

WallTime startOf(std::string_view day) {
  const auto days = daysOf(day);
  if (!days) return {};
  const ch::year_month_day date(*days);
  std::tm local{};
  local.tm_year = static_cast<int>(date.year()) - 1900;
  local.tm_mon = static_cast<int>(static_cast<unsigned>(date.month())) - 1;
  local.tm_mday = static_cast<int>(static_cast<unsigned>(date.day()));
  local.tm_isdst = -1;
  return ch::floor<Milliseconds>(ch::system_clock::from_time_t(std::mktime(&local)));
}

bool isDay(std::string_view day) {
  return daysOf(day).has_value();
}

int weekdayOf(std::string_view day) {
  const auto days = daysOf(day);
  return days ? static_cast<int>(ch::weekday(*days).iso_encoding()) : 0;
}

std::string mondayOf(std::string_view day) {
  return daysLater(day, 1 - weekdayOf(day));
}

std::string daysLater(std::string_view day, int count) {
  const auto days = daysOf(day);
  return days ? isoDay(ch::year_month_day(*days + ch::days(count))) : std::string();
}

int daysBetween(std::string_view from, std::string_view to) {
  const auto a = daysOf(from), b = daysOf(to);
  return a && b ? static_cast<int>((*b - *a).count()) : 0;
}

std::string yearsLater(std::string_view day, int years) {
  const auto days = daysOf(day);
  if (!days) return {};
  const ch::year_month_day later = ch::year_month_day(*days) + ch::years(years);
  return isoDay(later.ok() ? later : ch::year_month_day(later.year(), ch::March, ch::day(1)));
}

std::string_view weekdayWords(int weekday) {
  constexpr std::array<std::string_view, 8> words{"Day not known", "Monday", "Tuesday",  "Wednesday",
                                                  "Thursday",      "Friday", "Saturday", "Sunday"};
  return words[static_cast<std::size_t>(std::clamp(weekday, 0, 7))];
}

std::string dayWords(std::string_view day) {
  constexpr std::array<std::string_view, 12> months{"January",   "February", "March",    "April",
                                                    "May",       "June",     "July",     "August",
                                                    "September", "October",  "November", "December"};
  const auto days = daysOf(day);
  if (!days) return "a day not known";
  const ch::year_month_day date(*days);
  return std::to_string(static_cast<unsigned>(date.day())) + " " +
         std::string(months[static_cast<unsigned>(date.month()) - 1]) + " " +
         std::to_string(static_cast<int>(date.year()));
}

When whenOf(const Entry& entry) {
  if (entry.happenedFrom.size() == 10 && isDay(entry.happenedFrom)) {
    return {startOf(entry.happenedFrom), entry.happenedFrom, false};
  }
  if (const auto time = parseTime(entry.happenedFrom)) return {*time, dayOn(*time), true};
  return {entry.writtenAt.wall, {}, false};
}

std::string_view timeOfDayWords(TimeOfDay time) {
  switch (time) {
    case TimeOfDay::beforeSchool:
      return "Before school";
    case TimeOfDay::lesson:
      return "Lesson";
    case TimeOfDay::breakTime:
      return "Break";
    case TimeOfDay::lunch:
      return "Lunch";
    case TimeOfDay::afterSchool:
      return "After school";
    case TimeOfDay::weekend:
      return "Weekend";
    case TimeOfDay::unknown:
      break;
  }
  return "Time not known";
}

TimeOfDay timeOfDay(const Entry& entry, const SchoolDay& hours) {
  const When when = whenOf(entry);
  const std::string said = lowerOf(entry.happenedAt);
  const auto says = [&](std::string_view word) { return said.find(word) != std::string::npos; };
  if (weekdayOf(when.day) > 5) return TimeOfDay::weekend;
  if (says("before school")) return TimeOfDay::beforeSchool;
  if (says("after school")) return TimeOfDay::afterSchool;
  if (says("at break") || says("playtime")) return TimeOfDay::breakTime;
  if (says("lunch")) return TimeOfDay::lunch;
  if (when.timeKnown) return bandOf(minutesOn(when.at), hours);
  if (says("earlier") || says("before")) return TimeOfDay::unknown;  // the hour is that of the writing
  const auto minutes = clockIn(said);
  return minutes ? bandOf(*minutes, hours) : TimeOfDay::unknown;
}

}  // namespace pillarbox::casework

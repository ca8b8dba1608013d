#include "kiosk/post/event_time.h"

#include <array>
#include <cstdio>
#include <ctime>

#include "kiosk/post/words.h"

namespace pillarbox::post {

namespace {

namespace ch = std::chrono;

ch::year_month_day dateOf(const Day& day) {
  return {ch::year(day.year), ch::month(static_cast<unsigned>(day.month)), ch::day(static_cast<unsigned>(day.day))};
}

std::string hourMinute(int hour, int minute) {
  std::array<char, 32> text{};
  const int length = std::snprintf(text.data(), text.size(), "%02d:%02d", hour, minute);
  return {text.data(), static_cast<std::size_t>(length)};
}

}  // namespace

Day dayOn(WallTime time) {
  const std::time_t seconds = ch::system_clock::to_time_t(ch::floor<ch::seconds>(time));
  std::tm local{};
  localtime_r(&seconds, &local);
  return {local.tm_year + 1900, local.tm_mon + 1, local.tm_mday};
}

int minutesOn(WallTime time) {
  const std::time_t seconds = ch::system_clock::to_time_t(ch::floor<ch::seconds>(time));
  std::tm local{};
  localtime_r(&seconds, &local);
  return local.tm_hour * 60 + local.tm_min;
}

WallTime timeOn(const Day& day, int hour, int minute) {
  std::tm local{};
  local.tm_year = day.year - 1900;
  local.tm_mon = day.month - 1;
  local.tm_mday = day.day;
  local.tm_hour = hour;
  local.tm_min = minute;
  local.tm_isdst = -1;
  return ch::floor<Milliseconds>(ch::system_clock::from_time_t(std::mktime(&local)));
}

int daysIn(int year, int month) {
  const ch::year_month_day_last last{ch::year(year), ch::month_day_last(ch::month(static_cast<unsigned>(month)))};
  return static_cast<int>(static_cast<unsigned>(last.day()));
}

int weekdayOf(const Day& day) {
  return static_cast<int>(ch::weekday(ch::sys_days(dateOf(day))).iso_encoding());
}

Day monthFrom(const Day& day, int by) {
  const int months = day.year * 12 + (day.month - 1) + by;
  return {months / 12, months % 12 + 1, 1};
}

std::string dayWords(const Day& day) {
  if (!day.said()) return {};
  const std::string whole = formatForPeople(timeOn(day, 12, 0));
  return whole.substr(0, whole.rfind(','));
}

std::string monthWords(const Day& day) {
  const std::string whole = dayWords({day.year, day.month, 1});  // "Sunday 1 November 2026"
  return whole.substr(whole.find(" 1 ") + 3);
}

std::string pickedWords(const PickedTime& picked) {
  if (!picked.day.said()) return {};
  const std::string day = dayWords(picked.day);
  if (picked.timeUnknown || picked.hour < 0) return filled(words::entryNoTime, {day});
  if (picked.minute < 0) {
    const std::string from = hourMinute(picked.hour, 0), to = hourMinute((picked.hour + 1) % 24, 0);
    return filled(words::entryBetween, {day, from, to});
  }
  return filled(picked.about ? words::entryAbout : words::entryAt, {day, hourMinute(picked.hour, picked.minute)});
}

std::string isoDay(const Day& day) {
  if (!day.said()) return {};
  std::array<char, 40> text{};
  const int length = std::snprintf(text.data(), text.size(), "%04d-%02d-%02d", day.year, day.month, day.day);
  return {text.data(), static_cast<std::size_t>(length)};
}

std::string pickedFrom(const PickedTime& picked) {
  if (picked.timeUnknown || picked.hour < 0 || !picked.day.said()) return isoDay(picked.day);
  return formatTime(timeOn(picked.day, picked.hour, picked.minute < 0 ? 0 : picked.minute));
}

}  // namespace pillarbox::post

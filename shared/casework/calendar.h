// Days and times of day, as a school reckons them, where this machine stands. A day is a text like "2026-11-30", which
// sorts as it should; an empty one is a day that is not known. Pure but for the machine's time zone.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "shared/base/clock.h"
#include "shared/record/entry.h"

namespace pillarbox::casework {

std::string dayOn(WallTime time);
int minutesOn(WallTime time);                // since midnight
WallTime startOf(std::string_view day);      // its midnight; the epoch if it is no day
bool isDay(std::string_view day);            // a real one
int weekdayOf(std::string_view day);         // ISO 8601: 1 is Monday; 0 if it is no day
std::string mondayOf(std::string_view day);  // of its week; empty if it is no day
std::string daysLater(std::string_view day, int days);
int daysBetween(std::string_view from, std::string_view to);  // 0 if either is no day
// The same day `years` later; of 29 February the 1st of March where there is none, so that nothing comes a day early.
std::string yearsLater(std::string_view day, int years);
std::string_view weekdayWords(int weekday);  // "Monday"
std::string dayWords(std::string_view day);  // "30 November 2026"

// When something happened, as well as it is known.
struct When {
  WallTime at{};           // of a day without a time its midnight
  std::string day;         // empty: not known when it happened; then `at` is when it was written
  bool timeKnown = false;  // the hour, not only the day
  bool operator==(const When&) const = default;
};
When whenOf(const Entry& entry);

// Minutes since midnight at which the parts of a school's day end. The defaults are an ordinary English primary
// school's; a screen may let the school say its own.
struct SchoolDay {
  int begins = 8 * 60 + 50;
  int breakFrom = 10 * 60 + 30, breakTo = 10 * 60 + 50;
  int lunchFrom = 12 * 60, lunchTo = 13 * 60 + 10;
  int ends = 15 * 60 + 15;
  bool operator==(const SchoolDay&) const = default;
};
enum class TimeOfDay { beforeSchool, lesson, breakTime, lunch, afterSchool, weekend, unknown };
inline constexpr std::array<TimeOfDay, 7> allTimesOfDay{
    TimeOfDay::beforeSchool, TimeOfDay::lesson,  TimeOfDay::breakTime, TimeOfDay::lunch,
    TimeOfDay::afterSchool,  TimeOfDay::weekend, TimeOfDay::unknown};
std::string_view timeOfDayWords(TimeOfDay time);  // "Lunch"
// By what the writer said ("Today, at lunch", "at about 10:15"), else by the time that happenedFrom has.
TimeOfDay timeOfDay(const Entry& entry, const SchoolDay& hours);

}  // namespace pillarbox::casework

// The day and time of what happened, as somebody picks them: calendar days and hours where the terminal stands. Pure
// but for the machine's time zone.
#pragma once

#include <compare>
#include <string>

#include "shared/base/clock.h"

namespace pillarbox::post {

struct Day {
  int year = 0, month = 0, day = 0;  // all 0: not said
  auto operator<=>(const Day&) const = default;
  bool said() const { return year != 0; }
};

// What was picked. Hour and minute are -1 until they are said.
struct PickedTime {
  Day day;
  int hour = -1, minute = -1;
  bool about = true;         // "about 10:15": people seldom know the minute
  bool timeUnknown = false;  // "I don't know the time"
  bool roughly = false;      // not even the day is sure: the typed words say it
  bool operator==(const PickedTime&) const = default;
};

Day dayOn(WallTime time);
int minutesOn(WallTime time);  // since midnight
WallTime timeOn(const Day& day, int hour, int minute);
int daysIn(int year, int month);
int weekdayOf(const Day& day);  // ISO 8601: 1 is Monday
// The month `by` months later, as the first of it.
Day monthFrom(const Day& day, int by);

// English, as entries keep it: "Tuesday 17 November 2026", "November 2026".
std::string dayWords(const Day& day);
std::string monthWords(const Day& day);
// "Tuesday 17 November 2026, at about 10:15"; ", between 10:00 and 11:00"; ", time not known". Empty without a day.
std::string pickedWords(const PickedTime& picked);
// For chronologies: "2026-11-17", or with the time in UTC as formatTime() has it. Empty without a day.
std::string pickedFrom(const PickedTime& picked);
std::string isoDay(const Day& day);

}  // namespace pillarbox::post

// Who is on duty on a day, and whether they can be called. Pure; days are those of the machine's time zone.
#pragma once

#include <vector>

#include "shared/base/clock.h"
#include "shared/record/directory.h"

namespace pillarbox {

// ISO 8601: 1 is Monday, 7 is Sunday; here, not in UTC.
int weekdayOf(WallTime time);
// "mon" to "sun"; 0 for anything else.
int weekdayFrom(std::string_view name);
std::string_view weekdayName(int weekday);   // "mon"
std::string_view weekdayWords(int weekday);  // "Monday"

// Active people whom the rota names for that day: DSLs first, then deputies, then whoever else, each as the directory
// has them. With no rota at all: the DSLs and deputies who are marked as on duty. Empty where nobody is.
std::vector<const Person*> onDuty(const Directory& directory, WallTime now);
// The same, but every active DSL and deputy where nobody is on duty: somebody has to be told.
std::vector<const Person*> dutyToday(const Directory& directory, WallTime now);
// Whom to go to when those on duty do not answer: the other DSLs and deputies, then heads. Without the chair, who is
// hardly ever in school.
std::vector<const Person*> nextAfter(const Directory& directory, WallTime now);

// Whether the way from "I need the DSL now" to a DSL is there and was proved not too long ago (Policies::alertTestedAt,
// alertTestDays): by a number that came by e-mail, from the server or from a device of a school without one.
bool callsAreProved(const Directory& directory, WallTime now);

}  // namespace pillarbox

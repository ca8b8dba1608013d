// What a school tells its governors, its trust or an inspector: numbers of concerns without names, with small ones
// hidden (small_numbers.h). Pure.
//
// Every table counts the same concerns, each once, so that all have the same total and none can be subtracted from
// another. Classes are never shown beside their years, which would be such a difference. Two reports of periods that
// overlap can still be subtracted from each other: whoever gives them out must choose periods that do not overlap.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "shared/casework/calendar.h"
#include "shared/casework/case_view.h"
#include "shared/casework/small_numbers.h"
#include "shared/record/roster.h"

namespace pillarbox::casework {

struct FiguresAsked {
  std::string from, to;  // days on which concerns were written, both included; empty: all
  enum class ChildrenBy { year, schoolClass } childrenBy = ChildrenBy::year;
  SchoolDay hours;
  std::vector<std::string> categories;  // those of the school, shown even if nothing has them
  // Those of the school. What a writer typed instead may name somebody ("at Sam's house"): it counts as another place.
  std::vector<std::string> places;
  bool adults = false;  // concerns about adults who work here: left out unless asked for
};

struct FigureRow {
  std::string words;
  Shown shown;
  bool operator==(const FigureRow&) const = default;
};
struct FigureTable {
  // `state`: open, or how long until it was closed. One table and not two, because one of them would give away what the
  // other hides.
  enum class Of { week, category, place, children, timeOfDay, timeToRead, state };
  Of of = Of::week;
  std::string title;
  std::vector<FigureRow> rows;  // empty: it cannot be shown without giving a number away
  bool operator==(const FigureTable&) const = default;
};

struct Figures {
  std::string from, to;  // as asked, or of the first and last concern
  Shown total;
  std::vector<FigureTable> tables;  // one of each, in the order of FigureTable::Of
  // Hours from the writing of a concern to its first reading, and days to its close; of those read or closed so far.
  // Nothing if there are fewer than five.
  std::optional<double> medianHoursToRead, medianDaysToClose;
  bool operator==(const Figures&) const = default;
};

// A concern counts once, also if others were made part of it; under its week of writing, its category in force, its
// place, the year or class of the first child it is about, and its time of day.
Figures figuresOf(const CaseView& view, const CaseEntries& entries, const Roster& roster, const FiguresAsked& asked);

// "fewer than 5" and the rest in one sentence, for the foot of a page.
std::string_view howSmallNumbersAreHidden();

}  // namespace pillarbox::casework

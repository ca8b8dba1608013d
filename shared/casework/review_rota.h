// Who looks through the records next, and by when: out of the reviews that are finished, so that nobody keeps a list.
// Pure. A reminder for a task, never a count of who did how many.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/casework/case_view.h"
#include "shared/record/directory.h"

namespace pillarbox::casework {

inline constexpr std::string_view reviewReport = "review";  // Casework::report of a finished one

// A review that somebody finished.
struct ReviewDone {
  std::string entry;         // its id
  std::string person, name;  // who
  std::string day;           // "2026-11-30"
  bool operator==(const ReviewDone&) const = default;
};
// In the order they were finished.
std::vector<ReviewDone> reviewsDone(const CaseView& view, const CaseEntries& entries);

// The people who take turns, in turn: those whom the school named, of whom it still knows; else its DSLs, then its
// deputies. May be empty.
std::vector<const Person*> reviewersOf(const Directory& directory);

struct ReviewTurn {
  std::string person;  // whose turn it is
  std::string due;     // "2026-11-30"
  std::string last;    // day of the last review; empty: never
  bool operator==(const ReviewTurn&) const = default;
};
// The one after whoever did the last. Due so many weeks (Policies::reviewEveryWeeks) after the last or, before the
// first, after the first concern. Nothing if the school wants no reminder, has nobody for it, or has no concern yet. A
// review dated after `today` (a clock was wrong) counts as today's: no clock puts the reminder off for years.
std::optional<ReviewTurn> reviewTurn(const Directory& directory, const CaseView& view, const CaseEntries& entries,
                                     std::string_view today);

}  // namespace pillarbox::casework

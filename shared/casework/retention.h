// How long each child's records are kept, and which are due to be looked at: date of birth and 25 years, unless
// somebody holds them. It makes a list for people to review and nothing else. It never deletes: no clock alone destroys
// a record.
//
// 25 years from birth, then review: Information and Records Management Society, "Toolkit for Schools" (child protection
// files); a school may set another number.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "shared/casework/calendar.h"
#include "shared/casework/case_view.h"
#include "shared/record/roster.h"

namespace pillarbox::casework {

inline constexpr int retentionYears = 25;

struct RetentionAsked {
  std::string today;
  int years = retentionYears;
  std::map<std::string, std::string, std::less<>> bornOn;  // by pupil reference: "2015-04-03"; rosters have none
  std::map<std::string, std::string, std::less<>> holds;   // by pupil reference: why the records must be kept
};

struct RetentionRow {
  enum class State { due, held, bornOnUnknown, kept };
  std::string ref, name;
  State state = State::kept;
  std::string bornOn;               // empty: not known
  std::string reviewOn;             // the day from which it is to be looked at; empty: not known
  std::string hold;                 // why, if it is held
  bool left = false;                // no longer in the roster
  std::vector<std::string> cases;   // that the child is linked to
  std::vector<std::string> shared;  // those of them that another child's time or hold still keeps, or may keep
  std::string last;                 // the day anything was last written about the child
  std::string sentence;             // what stands in the list, without the name
  bool operator==(const RetentionRow&) const = default;
};

// Everybody whom a case or a status names by reference: what is due first, then what is held, then those
// whose date of birth is not known, then the others by their day.
std::vector<RetentionRow> retentionOf(const CaseView& view, const CaseEntries& entries, const Roster& roster,
                                      const RetentionAsked& asked);

}  // namespace pillarbox::casework

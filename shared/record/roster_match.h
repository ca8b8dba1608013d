// Which child of the roster each row of a file is. Pure. For roster_merge.cpp; the order of the rules is said at
// mergeRoster (roster_import.h).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/record/roster_import.h"

namespace pillarbox {

struct PupilMatch {
  std::optional<std::size_t> known;  // index into the roster's pupils; none if the child is new
  bool leftOut = false;              // it cannot be told from a row before it
  bool ownIdBelieved = true;
  std::vector<std::string> keys;  // of this row, for Pupil::matchKeys
};

// One for each row of `rows.pupils`, in order. Adds problems and warnings to `rows`.
std::vector<PupilMatch> matchPupils(const Roster& current, BytesView key, RosterRows& rows);

// "i:…": hex of the first 16 bytes of keyedHash(key, "pillarbox pupil i " + value).
std::string matchKey(BytesView key, char kind, std::string_view value);
// "Year 4", "Y4", "04" → "4"; "R", "Year R" → "Reception"; "N1" → "Nursery"; others as they are.
std::string cleanYear(std::string_view year);
// The local id of a number of the school's own ("00123" → "p-00123"); empty if it has none.
std::string idFromColumn(std::string_view prefix, std::string_view cell);

}  // namespace pillarbox

// Pupils and staff from other systems into the roster: what a file says (readRosterCsv here; the CTF in kiosk/desk),
// and what that changes (mergeRoster). Pure. Nothing here ever puts a name into a problem, a warning or a fault.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/bytes.h"
#include "shared/base/random.h"
#include "shared/base/result.h"
#include "shared/record/roster.h"

namespace pillarbox {

enum class RosterKind { pupils, staff };

struct RosterRemark {
  int row = 0;       // line of the CSV, number of the <Pupil> in a CTF; 0 for the file as a whole
  std::string says;  // one sentence; names a column, never a child
};

// What a row says. Nothing (rather than empty) where the file has no such column: what the roster knows then stays.
struct PupilRow {
  int row = 0;
  std::string forename, surname;
  std::optional<std::string> otherSurname, knownAs, className, year;
  std::optional<std::string> family;  // of a column of siblings or addresses, as it stands there
  std::string ownId;                  // admission number or the like
  std::string upn, bornOn;            // normalised; ISO 8601. Used to know the child again, and not kept
};
struct StaffRow {
  int row = 0;
  std::string name;
  std::optional<std::string> role;
  std::string ownId;
  std::string badge;  // as written
};

struct RosterRows {
  RosterKind what = RosterKind::pupils;
  std::vector<PupilRow> pupils;
  std::vector<StaffRow> staff;
  std::vector<RosterRemark> problems;  // rows that are left out
  std::vector<RosterRemark> warnings;  // rows that are taken all the same
};

// CSV with comma, semicolon or tab (RFC 4180), in UTF-8, UTF-16 or Windows-1252, with title lines before the headings,
// in the styles of SIMS, Arbor, Bromcom, Wonde and others (roster_headings.h). badInput, in one sentence that says what
// to do, if it is not a CSV file, the headings fit neither pupils nor staff, or both, or a needed column is missing or
// named twice.
Result<RosterRows> readRosterCsv(BytesView file);

struct RosterChange {
  enum class What { added, changed, missing } what = What::added;
  int row = 0;     // 0 for missing
  std::string id;  // in the new roster; in the old one for missing
};

struct MergeOptions {
  bool removeMissing = false;  // otherwise whoever is not in the file stays
};

struct RosterImport {
  RosterKind what = RosterKind::pupils;
  int added = 0, changed = 0, unchanged = 0, missing = 0, removed = 0;
  std::vector<RosterChange> changes;  // rows in order, then the missing
  std::vector<RosterRemark> problems, warnings;
  Roster roster;  // the whole new roster
};

// Who is known again, in this order, and never two rows as the same: the school's own number; the UPN; name and date of
// birth; name, class and year; the name alone, if it fits one child in the file and one in the roster whose year is the
// same or the one before. A number that two rows share, or that belongs to a child of quite another name, is not
// believed. Of UPN, date of birth and own number only BLAKE2b under the roster's key is kept (Pupil::matchKeys). That
// key travels with the roster, so the hashes keep numbers from being read by chance, not from somebody who has the
// opened roster and tries them all. badInput if the roster would be larger than a kiosk takes.
Result<RosterImport> mergeRoster(const Roster& current, const RosterRows& rows, Random& random,
                                 const MergeOptions& options = {});

// Both at once, nobody removed.
Result<RosterImport> importRosterCsv(const Roster& current, std::string_view csv, Random& random);

}  // namespace pillarbox

// Roster: pupils and staff as the terminal knows them. Sealed to devices; the server never sees it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shared/base/bytes.h"
#include "shared/base/random.h"
#include "shared/base/result.h"

namespace pillarbox {

struct Pupil {
  std::string id;
  std::string forename;
  std::string surname;
  std::string knownAs;
  std::string className;
  std::string year;
  bool operator==(const Pupil&) const = default;
  std::string displayName() const;  // "Amina Okafor" or "Mo (Mohammed) Ali"
};

struct Staff {
  std::string id;
  std::string name;
  std::string role;
  std::string personId;                  // if this member of staff is also a person of the directory
  std::vector<std::string> badgeHashes;  // hex of keyedHash(badgeKey, normalised code)
  bool operator==(const Staff&) const = default;
};

struct Roster {
  Bytes badgeKey;  // 32 random bytes
  std::vector<Pupil> pupils;
  std::vector<Staff> staff;
  bool operator==(const Roster&) const = default;

  const Pupil* pupil(std::string_view id) const;
  const Staff* member(std::string_view id) const;
  // The member of staff with that badge, or null if none or more than one has it.
  const Staff* staffWithBadge(std::string_view normalisedCode) const;
};

std::string badgeHash(const Roster& roster, std::string_view normalisedCode);
// A badge's code as every reader would give it: trimmed, upper case, inner spaces removed. Empty if it cannot be a
// badge.
std::string normaliseBadge(std::string_view code);

std::string encodeRoster(const Roster& roster);
Result<Roster> decodeRoster(std::string_view json);

// Import from CSV (RFC 4180; comma, semicolon or tab; optional byte-order mark) with heading synonyms (FIELD.md).
struct RosterImport {
  enum class What { pupils, staff } what = What::pupils;
  int added = 0, changed = 0, unchanged = 0;
  struct Problem {
    int row = 0;       // 1 is the heading
    std::string says;  // one sentence; names a column, never a child
  };
  std::vector<Problem> problems;  // rows with a problem are left out
  Roster roster;                  // the whole new roster
};
// badInput if the headings fit neither pupils nor staff, or both, or a needed column is missing or named twice.
Result<RosterImport> importRosterCsv(const Roster& current, std::string_view csv, Random& random);

// Pupils whose forename, surname, known-as name or class match every word typed: accents, case and apostrophes do not
// count, each word matches the beginning of a word. Best first, at most `most`.
std::vector<const Pupil*> findPupils(const Roster& roster, std::string_view typed, std::size_t most);
std::vector<const Staff*> findStaff(const Roster& roster, std::string_view typed, std::size_t most);

}  // namespace pillarbox

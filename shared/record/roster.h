// Roster: pupils and staff as the terminal knows them. Sealed to devices; the server never sees it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shared/base/bytes.h"
#include "shared/base/result.h"

namespace pillarbox {

struct Pupil {
  std::string id;
  std::string forename;
  std::string surname;
  std::string knownAs;
  std::string className;
  std::string year;
  std::string otherSurname;            // a legal surname that differs from the everyday one: found by, never shown
  std::string family;                  // the same opaque text for brothers and sisters; empty if not known
  std::vector<std::string> matchKeys;  // how the next import knows the child again (roster_import.h); never a UPN
  bool operator==(const Pupil&) const = default;
  std::string displayName() const;  // "Amina Okafor" or "Mo (Mohammed) Ali"
};

struct Staff {
  std::string id;
  std::string name;
  std::string role;
  std::string personId;                  // if this member of staff is also a person of the directory
  std::vector<std::string> badgeHashes;  // one for each badge: keptOfBadge() of badge_code.h
  std::string pin;                       // slowHash() of the PIN that goes with the badge; empty if there is none
  bool operator==(const Staff&) const = default;
};

struct Roster {
  Bytes badgeKey;  // 32 random bytes
  std::vector<Pupil> pupils;
  std::vector<Staff> staff;
  bool operator==(const Roster&) const = default;

  const Pupil* pupil(std::string_view id) const;
  const Staff* member(std::string_view id) const;
  // The member of staff with that badge, or null if none or more than one has it; matchBadge() tells which.
  const Staff* staffWithBadge(std::string_view code) const;
};

// Of one form of a code.
std::string badgeHash(const Roster& roster, std::string_view form);
// A badge's code as every reader would give it: trimmed, upper case, inner spaces removed. Empty if it cannot be a
// badge.
std::string normaliseBadge(std::string_view code);

std::string encodeRoster(const Roster& roster);
Result<Roster> decodeRoster(std::string_view json);

// Staff of whose name every word typed begins a word: accents, case and apostrophes do not count. Best first, at most
// `most`. (Pupils: pupil_search.h.)
std::vector<const Staff*> findStaff(const Roster& roster, std::string_view typed, std::size_t most);

}  // namespace pillarbox

// Finding a child as a name is typed: an index made once, when the roster arrives, then asked at every key. Pure.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "shared/record/roster.h"

namespace pillarbox {

struct PupilHits {
  std::vector<std::size_t> pupils;  // indices into roster.pupils, best first
  std::size_t exact = 0;            // so many of them, the first, fit what was typed letter by letter
  bool more = false;                // there are more than were asked for
};

// Every word typed must begin a word of forename, surname, known-as name, class or year ("5b sam", "Y4", "year 4"), or,
// from four letters on, do so with one letter left out, added, changed or swapped with the next. Accents, case,
// apostrophes and hyphens do not count, and "Mc Donald", "Anne-Marie" are found as one word or two. Those that fit
// exactly come first; then whole words before beginnings, first names before surnames, and names in alphabetical order.
class PupilIndex {
 public:
  PupilIndex() = default;
  explicit PupilIndex(const Roster& roster);

  PupilHits find(std::string_view typed, std::size_t most) const;

  // Another child is called the same (in any of their names); and is in the same class and year too, so that nothing
  // on the screen tells them apart.
  bool sharesName(std::size_t pupil) const { return m_sharesName.at(pupil) != 0; }
  bool sharesEverything(std::size_t pupil) const { return m_sharesEverything.at(pupil) != 0; }
  // The others with the same `family`, in the order of the roster. Empty if it is not known.
  std::vector<std::size_t> familyOf(std::size_t pupil) const;

 private:
  struct Use {
    std::uint32_t word = 0;
    std::uint8_t place = 0;  // 0 the names used first, 1 surname, 2 class and year
  };
  struct Entry {
    std::size_t pupil = 0;
    std::size_t from = 0, to = 0;  // in m_uses
  };
  std::uint32_t wordNumber(std::string_view word);

  std::string m_letters;                 // all distinct words, one after the other
  std::vector<std::uint32_t> m_ends;     // of each in m_letters
  std::vector<std::uint8_t> m_forgives;  // a typo is forgiven in it: not in classes and years
  std::vector<Use> m_uses;
  std::vector<Entry> m_entries;  // alphabetical
  std::vector<std::uint8_t> m_sharesName, m_sharesEverything;
  std::vector<std::vector<std::size_t>> m_families;
  std::vector<std::uint32_t> m_familyOf;  // 0 none, otherwise 1 + index into m_families
};

}  // namespace pillarbox

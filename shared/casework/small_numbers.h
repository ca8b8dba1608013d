// Hiding small numbers in a table whose total is known, so that nobody can be picked out by counting. Pure.
//
// What is promised: out of the table as shown, its total, and the whole of this method, every number that is hidden can
// still have been at least two different ones. So the choice of what is hidden besides the small numbers depends only
// on what is seen anyway: which rows are 0, which are 1 to 4 and which are 5 or more. A row is never chosen for its
// size, because the choice would then give it away ("minimality attack"; Wong, Fu, Wang and Pei, VLDB 2007).
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace pillarbox::casework {

inline constexpr std::size_t leastShown = 5;

struct Shown {
  enum class As {
    number,
    fewerThanFive,  // 1 to 4
    notShown,       // 5 or more; hidden so that a small one cannot be worked out from the total
  };
  As as = As::number;
  std::size_t count = 0;  // 0 unless it is shown
  bool operator==(const Shown&) const = default;
};
std::string shownWords(const Shown& shown);  // "12", "fewer than 5", "not shown"

// The total itself, which is small too if there is little.
Shown showTotal(std::size_t total);
// The rows of a table that add up to a total which is shown. Empty: the table cannot be shown at all.
std::vector<Shown> hideSmall(const std::vector<std::size_t>& rows);

}  // namespace pillarbox::casework

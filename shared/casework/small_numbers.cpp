#include "shared/casework/small_numbers.h"

#include <numeric>

namespace pillarbox::casework {

namespace {

bool isSmall(std::size_t count) {
  return count > 0 && count < leastShown;
}

}  // namespace

std::string shownWords(const Shown& shown) {
  if (shown.as == Shown::As::number) return std::to_string(shown.count);
  return shown.as == Shown::As::fewerThanFive ? "fewer than 5" : "not shown";
}

Shown showTotal(std::size_t total) {
  return isSmall(total) ? Shown{Shown::As::fewerThanFive, 0} : Shown{Shown::As::number, total};
}

std::vector<Shown> hideSmall(const std::vector<std::size_t>& rows) {
  constexpr std::size_t none = static_cast<std::size_t>(-1);
  const std::size_t total = std::accumulate(rows.begin(), rows.end(), std::size_t{0});
  if (isSmall(total)) return {};
  // That a table is not shown says something too: of two rows that add up to 8 only 4 and 4, and of five that add up to
  // 5 only five times 1, would be refused below. So nothing of that size is shown, whatever the numbers.
  if ((rows.size() == 2 && total == 8) || (rows.size() == 5 && total == 5)) return {};
  std::vector<Shown> out(rows.size());
  std::size_t small = 0, hiddenSum = 0, last = none;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (isSmall(rows[i])) {
      out[i].as = Shown::As::fewerThanFive;
      ++small;
      hiddenSum += rows[i];
    } else {
      out[i].count = rows[i];
      if (rows[i] != 0) last = i;
    }
  }
  if (small == 0) return out;
  if (last == none) {
    // Only small ones: their sum is the total. All 1 or all 4 would be the only way to make it.
    if (hiddenSum == small || hiddenSum == small * (leastShown - 1)) return {};
    return out;
  }
  // One more is hidden: always, and always the last that is not small, whatever its size. Then the sum of what is
  // hidden can be made in more than one way unless it is as small as can be.
  hiddenSum += rows[last];
  out[last] = {Shown::As::notShown, 0};
  if (hiddenSum == small + leastShown) return {};
  return out;
}

}  // namespace pillarbox::casework

#include "shared/casework/small_numbers.h"

#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <numeric>
#include <random>
#include <set>

namespace pillarbox::casework {
namespace {

using Rows = std::vector<std::size_t>;

std::string pictureOf(const Rows& rows) {
  std::string picture;
  for (const Shown& shown : hideSmall(rows)) picture += shownWords(shown) + "|";
  return picture;
}

TEST(SmallNumbers, AreShownAsFewerThanFive) {
  EXPECT_EQ(pictureOf({12, 0, 7}), "12|0|7|");
  EXPECT_EQ(pictureOf({12, 3, 20, 0, 7}), "12|fewer than 5|20|0|not shown|");
  EXPECT_EQ(pictureOf({2, 1, 3}), "fewer than 5|fewer than 5|fewer than 5|");
  EXPECT_EQ(shownWords(showTotal(4)), "fewer than 5");
  EXPECT_EQ(shownWords(showTotal(0)), "0");
  EXPECT_EQ(shownWords(showTotal(5)), "5");
}

TEST(SmallNumbers, ATableThatCannotBeMadeSafeIsNotShown) {
  EXPECT_TRUE(hideSmall({1, 2}).empty());           // the total is small itself
  EXPECT_TRUE(hideSmall({5, 1}).empty());           // with a total of 6 nothing else is possible
  EXPECT_TRUE(hideSmall({1, 1, 1, 1, 1}).empty());  // five that add up to 5
  EXPECT_TRUE(hideSmall({4, 4}).empty());
  EXPECT_TRUE(hideSmall({4, 4, 4}).empty());
}

// Everybody who knows the method, the rows' names, the total and what is shown may try every table that would be shown
// like that: what is hidden is never the same in all of them.
TEST(SmallNumbers, NoHiddenNumberCanBeWorkedOutEvenByWhoKnowsTheMethod) {
  for (std::size_t width = 2; width <= 5; ++width) {
    for (std::size_t total = 5; total <= (width <= 3 ? 40u : width == 4 ? 26u : 21u); ++total) {
      struct Possible {
        std::vector<std::set<std::size_t>> values;
        std::vector<bool> hidden;
      };
      std::map<std::string, Possible> pictures;
      Rows rows(width, 0);
      const std::function<void(std::size_t, std::size_t)> fill = [&](std::size_t at, std::size_t left) {
        if (at + 1 < width) {
          for (std::size_t n = 0; n <= left; ++n) {
            rows[at] = n;
            fill(at + 1, left - n);
          }
          return;
        }
        rows[at] = left;
        const std::vector<Shown> shown = hideSmall(rows);
        std::string picture;
        for (const Shown& each : shown) picture += std::to_string(static_cast<int>(each.as)) + shownWords(each) + "|";
        Possible& possible = pictures[picture];
        possible.values.resize(width);
        possible.hidden.assign(width, true);
        for (std::size_t i = 0; i < width; ++i) {
          possible.values[i].insert(rows[i]);
          if (!shown.empty()) possible.hidden[i] = shown[i].as != Shown::As::number;
        }
      };
      fill(0, total);
      for (const auto& [picture, possible] : pictures) {
        for (std::size_t i = 0; i < width; ++i) {
          if (!possible.hidden[i]) continue;
          EXPECT_GE(possible.values[i].size(), 2u) << "row " << i << " of " << picture << ", total " << total;
        }
      }
    }
  }
}

// Larger tables, by arithmetic alone: the least and the most that each hidden row can be, given the rest.
TEST(SmallNumbers, NoCellTotalOrDifferenceGivesOneAway) {
  std::mt19937 dice(5);
  for (int round = 0; round < 20'000; ++round) {
    Rows rows(2 + dice() % 40);
    for (std::size_t& row : rows) row = dice() % 3 == 0 ? dice() % 60 : dice() % 6;
    const std::vector<Shown> shown = hideSmall(rows);
    if (shown.empty()) continue;
    std::size_t hiddenSum = std::accumulate(rows.begin(), rows.end(), std::size_t{0});
    std::size_t least = 0, small = 0, large = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      EXPECT_FALSE(shown[i].as == Shown::As::number && shown[i].count > 0 && shown[i].count < 5);
      if (shown[i].as == Shown::As::number) {
        EXPECT_EQ(shown[i].count, rows[i]);
        hiddenSum -= rows[i];
        continue;
      }
      EXPECT_EQ(shown[i].count, 0u);
      (shown[i].as == Shown::As::notShown ? large : small) += 1;
      least += shown[i].as == Shown::As::notShown ? 5 : 1;
    }
    if (small == 0) {
      EXPECT_EQ(large, 0u);
      continue;
    }
    const std::size_t spare = hiddenSum - least;  // to be given out among the hidden rows
    EXPECT_GE(spare, 1u);                         // so no row must be at its least…
    EXPECT_TRUE(large > 0 || spare < small * 3);  // …nor all at their most
    EXPECT_GE(small + large, 2u);
  }
}

}  // namespace
}  // namespace pillarbox::casework

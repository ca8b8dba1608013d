// The words of every screen can be read as they were painted: the contrast of the pixels themselves, in each of the
// ways that it can look. The sweep asks the Record for its colours; here nothing is believed but the picture.
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <map>
#include <set>

#include "kiosk/platform/renderer.h"
#include "kiosk/ui/theme.h"
#include "tests/unit/post/states.h"

namespace pillarbox::post::test {
namespace {

constexpr int width = 1280, height = 800;
constexpr double enough = 4.5;  // WCAG 2.2, 1.4.3, as for small words: more than is asked of large ones

struct Style {
  const char* name;
  bool dark, highContrast;
};
constexpr Style styles[] = {{"normal", false, false}, {"dark", true, false}, {"high contrast", false, true}};

ui::Colour colourOf(std::uint32_t rgb) {
  return {static_cast<std::uint8_t>(rgb >> 16), static_cast<std::uint8_t>(rgb >> 8 & 255U),
          static_cast<std::uint8_t>(rgb & 255U)};
}
std::string hex(std::uint32_t rgb) {
  char text[8];
  std::snprintf(text, sizeof text, "#%06x", rgb);
  return text;
}

struct Seen {
  std::uint32_t paper = 0, ink = 0;
  double contrast = 0;
};

// Of each line of words of an item: the commonest colour of the item, and of the line the one furthest from it of which
// there are some pixels, the stems of letters. Edges and rings are left out by `margin`.
std::vector<Seen> linesOf(const platform::OffscreenRenderer& picture, const ui::Item& item) {
  constexpr float margin = 6;
  const bool key = item.role == ui::Role::key;
  const int some = key ? 3 : 8;    // a comma has no more
  const int lowest = key ? 1 : 9;  // lower than a line of letters: a rule, a part of an arrow
  const int left = static_cast<int>(std::max(0.0F, item.rect.x + margin));
  const int top = static_cast<int>(std::max(0.0F, item.rect.y + margin));
  const int right = static_cast<int>(std::min(static_cast<float>(width), item.rect.right() - margin));
  const int bottom = static_cast<int>(std::min(static_cast<float>(height), item.rect.bottom() - margin));
  using Colours = std::map<std::uint32_t, int>;
  Colours all;
  std::vector<Colours> rows;
  for (int y = top; y < bottom; ++y) {
    Colours row;
    std::uint32_t last = 0;
    int* counter = nullptr;
    for (int x = left; x < right; ++x) {
      const std::uint32_t colour = picture.pixel(x, y);
      if (counter == nullptr || colour != last) counter = &row[colour];  // runs of paper are long
      last = colour;
      ++*counter;
    }
    for (const auto& [colour, count] : row) all[colour] += count;
    rows.push_back(std::move(row));
  }
  if (all.empty()) return {};
  const std::uint32_t paper =
      std::max_element(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.second < b.second; })->first;
  std::vector<Seen> lines;
  Colours line;
  int high = 0;
  rows.push_back({{paper, 1}});  // ends the last line
  for (const Colours& row : rows) {
    const bool last = &row == &rows.back();
    if (!last && (key || row.size() > 1 || row.begin()->first != paper)) {
      for (const auto& [colour, count] : row) line[colour] += count;
      ++high;
      continue;
    }
    Seen seen{paper, paper, 1};
    for (const auto& [colour, count] : line) {
      if (count < some) continue;
      const double contrast = ui::contrast(colourOf(colour), colourOf(paper));
      if (contrast > seen.contrast) seen = {paper, colour, contrast};
    }
    if (high >= lowest) lines.push_back(seen);
    line.clear();
    high = 0;
  }
  return lines;
}

// What holds no words: a picture (a page of paper with its name on it too), a bar that fills, a field with nothing in
// it or with dots for what is in it. What is scrolled half away is looked at where it is in sight, and what cannot be
// used is not asked of anybody.
bool hasWords(const ui::Item& item) {
  // A full stop on a key is smaller than what can be told from the edge of a letter.
  if (item.role == ui::Role::key && item.name.size() == 1 && std::ispunct(static_cast<unsigned char>(item.name[0]))) {
    return false;
  }
  return item.enabled && item.role != ui::Role::picture && item.id != "scan.steady" &&
         !item.id.starts_with("paper.page.") && item.id != "pin.pin" && item.rect.w > 20 &&
         item.rect.h > (item.clipped ? 56.0F : 20.0F) && (item.role != ui::Role::field || !item.value.empty());
}

TEST(Pixels, WordsAreSeenOnWhatIsBehindThemInEveryLook) {
  auto made = platform::OffscreenRenderer::make(width, height);
  ASSERT_TRUE(made.ok());
  std::set<std::string> known;
  int looked = 0;
  double least = 21;
  for (const Walk& walk : walks()) {
    Robot robot(width, height);
    walk.go(robot, [&](Robot& there) {
      const std::string where = drawnScreen(there.state);
      for (const Style& style : styles) {
        there.engine->setTheme(style.dark, style.highContrast);
        there.settle();
        (*made)->draw(there.engine->drawData());
        for (const ui::Item& item : there.engine->record().items) {
          if (!hasWords(item)) continue;
          // Once for each, in each of its colours: what is chosen, pressed or focused has others.
          std::string key = where + item.id + item.name.substr(0, 40) + style.name;
          for (const ui::Colour& one : {item.ink, item.paper}) {
            key += hex(static_cast<std::uint32_t>(one.r << 16 | one.g << 8 | one.b));
          }
          if (!known.insert(key).second) continue;
          const std::vector<Seen> lines = linesOf(**made, item);
          EXPECT_FALSE(lines.empty()) << item.id << " on " << where << " in " << style.name << " is nowhere to be seen";
          for (const Seen& seen : lines) {
            EXPECT_GE(seen.contrast, enough)
                << item.id << " on " << where << " in " << style.name << ": " << hex(seen.ink) << " on "
                << hex(seen.paper) << ", \"" << item.name << '"';
            least = std::min(least, seen.contrast);
            ++looked;
          }
        }
      }
      there.engine->setTheme(false, false);
      there.settle();
    });
  }
  EXPECT_GT(looked, 2000);
  RecordProperty("looked", looked);
  RecordProperty("least", std::to_string(least));
}

}  // namespace
}  // namespace pillarbox::post::test

// Every screen, in every state, size, text scale and language: each control has a name of its own, is large enough, is
// on the screen and does not lie over another; nothing that is to be read is cut off; words can be read on what is
// behind them; and every control can be reached with the Tab key.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "kiosk/ui/theme.h"
#include "tests/unit/post/states.h"

namespace pillarbox::post::test {
namespace {

struct Size {
  float width, height, scale;
  std::string language = "en";
};

// What a person reads must be wholly there; the words of a control may be smaller, but not shortened.
bool scrolls(const ui::Item& item) {
  return item.id.ends_with(".up") || item.id.ends_with(".down");
}

class Sweep : public testing::TestWithParam<Size> {
 protected:
  void look(Robot& robot) {
    robot.settle();
    const Size size = GetParam();
    const std::string where = drawnScreen(robot.state);
    std::set<std::string> ids;
    for (const ui::Item& item : robot.engine->record().items) {
      EXPECT_TRUE(ids.insert(item.id).second) << item.id << " twice on " << where;
      EXPECT_FALSE(item.name.empty()) << item.id << " on " << where;
      if (item.enabled && item.rect.h > 0) {
        EXPECT_GE(ui::contrast(item.ink, item.paper), 4.5) << item.id << " on " << where;
      }
      if (item.rect.h > 0) {
        EXPECT_FALSE(item.shortened) << item.id << " is cut off on " << where << ": " << item.name;
      }
      if (item.clipped) continue;
      EXPECT_GE(item.rect.x, -0.5F) << item.id << " on " << where;
      EXPECT_GE(item.rect.y, -0.5F) << item.id << " on " << where;
      EXPECT_LE(item.rect.right(), size.width + 0.5F) << item.id << " on " << where;
      EXPECT_LE(item.rect.bottom(), size.height + 0.5F) << item.id << " on " << where;
    }
    const auto controls = robot.engine->record().controls();
    for (const ui::Item* one : controls) {
      const bool small = one->role == ui::Role::key || scrolls(*one);
      if (!one->clipped) {
        EXPECT_GE(one->rect.w, small ? 44.0F : 64.0F) << one->id << " on " << where;
        EXPECT_GE(one->rect.h, small ? 44.0F : 64.0F) << one->id << " on " << where;
      }
      for (const ui::Item* other : controls) {
        if (one >= other) continue;
        const ui::Rect &a = one->rect, &b = other->rect;
        const bool apart =
            a.right() <= b.x + 0.5F || b.right() <= a.x + 0.5F || a.bottom() <= b.y + 0.5F || b.bottom() <= a.y + 0.5F;
        EXPECT_TRUE(apart) << one->id << " lies over " << other->id << " on " << where;
      }
    }
    ++m_looks;
    if (size.language == "en" && size.scale == 1) tabThrough(robot, where);
  }

  // Tab comes to every control there is, in one round, and shows where it is. Afterwards the focus is where it was.
  void tabThrough(Robot& robot, const std::string& where) {
    if (!m_tabbed.insert(where).second) return;
    std::set<std::string> wanted, reached;
    for (const ui::Item* one : robot.engine->record().controls()) {
      // The arrows of a column come and go while Tab itself scrolls it.
      if (one->role != ui::Role::key && !one->clipped && !scrolls(*one)) wanted.insert(one->id);
    }
    const auto focused = [&]() -> const ui::Item* {
      const auto& items = robot.engine->record().items;
      const auto found = std::find_if(items.begin(), items.end(), [](const ui::Item& item) { return item.focused; });
      return found == items.end() ? nullptr : &*found;
    };
    const std::string before = focused() == nullptr ? std::string() : focused()->id;
    for (std::size_t i = 0; i < wanted.size() + 80; ++i) {
      robot.key(ui::Key::tab);
      ASSERT_NE(focused(), nullptr) << "no focus on " << where;
      EXPECT_GT(focused()->rect.h, 0) << focused()->id << " has the focus out of sight on " << where;
      if (!reached.insert(focused()->id).second) break;
    }
    for (const std::string& id : wanted) EXPECT_TRUE(reached.contains(id)) << id << " has no focus on " << where;
    for (std::size_t i = 0; i < reached.size() + 1 && !before.empty() && focused()->id != before; ++i) {
      robot.key(ui::Key::tab);
    }
  }

  int m_looks = 0;
  std::set<std::string> m_tabbed;
};

std::vector<Size> sizes() {
  std::vector<Size> out;
  for (const auto& [width, height] :
       {std::pair{1024.0F, 600.0F}, std::pair{1280.0F, 800.0F}, std::pair{800.0F, 1280.0F}, std::pair{1920.0F, 1200.0F},
        std::pair{600.0F, 1024.0F}}) {
    for (const float scale : {1.0F, 1.5F, 2.0F}) {
      if (width > 600 || scale < 2) out.push_back({width, height, scale});  // 600 wide at 200 % is not promised
    }
  }
  // 40 % longer everywhere: what a translation into German or Welsh would need.
  out.push_back({1280, 800, 1, "en-XA"});
  out.push_back({800, 1280, 1, "en-XA"});
  out.push_back({1024, 600, 1, "en-XA"});
  out.push_back({1280, 800, 1.5F, "en-XA"});
  out.push_back({1280, 800, 1, "cy"});
  return out;
}

TEST_P(Sweep, EveryScreenInEveryState) {
  for (const Walk& walk : walks()) {
    SCOPED_TRACE("on the walk \"" + walk.name + "\"");
    Robot robot(GetParam().width, GetParam().height, GetParam().scale, GetParam().language);
    walk.go(robot, [this](Robot& there) { look(there); });
  }
  EXPECT_GT(m_looks, 60);
}

INSTANTIATE_TEST_SUITE_P(Sizes, Sweep, testing::ValuesIn(sizes()), [](const testing::TestParamInfo<Size>& one) {
  std::string name = std::to_string(static_cast<int>(one.param.width)) + "x" +
                     std::to_string(static_cast<int>(one.param.height)) + "at" +
                     std::to_string(static_cast<int>(one.param.scale * 100));
  for (const char c : one.param.language == "en" ? std::string() : "_" + one.param.language) {
    name += c == '-' ? '_' : c;
  }
  return name;
});

}  // namespace
}  // namespace pillarbox::post::test

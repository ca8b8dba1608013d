// Every screen, in every size and text scale: each control has a name, is large enough, is on the screen and does not
// lie over another; words can be read on what is behind them; and the whole way can be gone in each.
#include <set>

#include "kiosk/ui/theme.h"
#include "tests/unit/post/states.h"

namespace pillarbox::post::test {
namespace {

struct Size {
  float width, height, scale;
};

class Sweep : public testing::TestWithParam<Size> {
 protected:
  void look(Robot& robot) {
    robot.settle();
    const Size size = GetParam();
    const std::string where = drawnScreen(robot.state) + " at " + std::to_string(static_cast<int>(size.width)) + "x" +
                              std::to_string(static_cast<int>(size.height));
    std::set<std::string> ids;
    for (const ui::Item& item : robot.engine->record().items) {
      EXPECT_TRUE(ids.insert(item.id).second) << item.id << " twice on " << where;
      EXPECT_FALSE(item.name.empty()) << item.id << " on " << where;
      if (item.enabled && item.rect.h > 0) {
        EXPECT_GE(ui::contrast(item.ink, item.paper), 4.5) << item.id << " on " << where;
      }
      if (item.clipped) continue;
      EXPECT_GE(item.rect.x, -0.5F) << item.id << " on " << where;
      EXPECT_GE(item.rect.y, -0.5F) << item.id << " on " << where;
      EXPECT_LE(item.rect.right(), size.width + 0.5F) << item.id << " on " << where;
      EXPECT_LE(item.rect.bottom(), size.height + 0.5F) << item.id << " on " << where;
    }
    const auto controls = robot.engine->record().controls();
    for (const ui::Item* one : controls) {
      if (one->rect.w <= 0 || one->rect.h <= 0) continue;
      const bool small = one->role == ui::Role::key || one->id.ends_with(".up") || one->id.ends_with(".down");
      if (!one->clipped) {
        EXPECT_GE(one->rect.w, small ? 44.0F : 64.0F) << one->id << " on " << where;
        EXPECT_GE(one->rect.h, small ? 44.0F : 64.0F) << one->id << " on " << where;
      }
      for (const ui::Item* other : controls) {
        if (one >= other || other->rect.w <= 0 || other->rect.h <= 0) continue;
        const ui::Rect &a = one->rect, &b = other->rect;
        const bool apart =
            a.right() <= b.x + 0.5F || b.right() <= a.x + 0.5F || a.bottom() <= b.y + 0.5F || b.bottom() <= a.y + 0.5F;
        EXPECT_TRUE(apart) << one->id << " lies over " << other->id << " on " << where;
      }
    }
  }
};

TEST_P(Sweep, EveryScreenInEveryState) {
  for (const Walk& walk : walks()) {
    SCOPED_TRACE("on the walk \"" + walk.name + "\"");
    Robot robot(GetParam().width, GetParam().height, GetParam().scale);
    walk.go(robot, [this](Robot& there) { look(there); });
  }
}

INSTANTIATE_TEST_SUITE_P(Sizes, Sweep,
                         testing::Values(Size{1280, 800, 1}, Size{1280, 800, 2}, Size{1024, 600, 1},
                                         Size{1024, 600, 1.5F}, Size{1024, 600, 2}, Size{800, 1280, 1},
                                         Size{800, 1280, 2}, Size{1920, 1080, 1}, Size{1920, 1200, 2},
                                         Size{1200, 1920, 1.5F}),
                         [](const testing::TestParamInfo<Size>& one) {
                           return std::to_string(static_cast<int>(one.param.width)) + "x" +
                                  std::to_string(static_cast<int>(one.param.height)) + "at" +
                                  std::to_string(static_cast<int>(one.param.scale * 100));
                         });

}  // namespace
}  // namespace pillarbox::post::test

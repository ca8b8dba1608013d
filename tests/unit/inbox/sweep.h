// What holds on every screen of the inbox in every state and shape: each control has a name, is big enough to touch,
// and lies on the screen on no other; there is Cover and a way to end it.
#pragma once

#include <string>

#include "kiosk/ui/theme.h"
#include "tests/unit/inbox/inbox_fixture.h"

namespace pillarbox::inbox {

struct Shape {
  float width, height, scale;
};

inline void sweep(Robot& robot, const Shape& shape, const std::string& where) {
  robot.settle();
  ASSERT_FALSE(robot.engine->record().items.empty()) << where;
  const auto controls = robot.engine->record().controls();
  for (const ui::Item* item : controls) {
    const std::string what = where + ": " + item->id;
    EXPECT_FALSE(item->name.empty()) << what;
    const bool row = item->id.starts_with("list.case.") || item->id.starts_with("list.select.") ||
                     item->id.starts_with("find.entry.") || item->id.starts_with("child.");
    EXPECT_TRUE(row || item->role == ui::Role::field || !item->shortened) << what << ": " << item->name;
    if (item->rect.w <= 0 || item->rect.h <= 0) continue;  // scrolled out of view
    EXPECT_GE(item->rect.x, -0.5F) << what;
    EXPECT_GE(item->rect.y, -0.5F) << what;
    EXPECT_LE(item->rect.right(), shape.width + 0.5F) << what;
    EXPECT_LE(item->rect.bottom(), shape.height + 0.5F) << what;
    if (!item->clipped && item->role != ui::Role::key) {
      EXPECT_GE(item->rect.w, 63.5F) << what;
      EXPECT_GE(item->rect.h, 63.5F) << what;
    }
    for (const ui::Item* other : controls) {
      if (other == item) continue;
      const bool apart = other->rect.x >= item->rect.right() - 0.5F || item->rect.x >= other->rect.right() - 0.5F ||
                         other->rect.y >= item->rect.bottom() - 0.5F || item->rect.y >= other->rect.bottom() - 0.5F;
      EXPECT_TRUE(apart) << what << " lies on " << other->id;
    }
  }
  for (const ui::Item& item : robot.engine->record().items) {
    if (item.name.empty() || !item.enabled) continue;
    EXPECT_GE(ui::contrast(item.ink, item.paper), 4.5) << where << ": " << item.id;
  }
  const bool making = robot.state.screen == Screen::setupMaking;
  EXPECT_TRUE(robot.state.covered || robot.find("bar.cover") != nullptr) << where << " has no Cover";
  EXPECT_TRUE(robot.state.covered || making || robot.find("bar.lock") != nullptr) << where << " cannot be ended";
}

}  // namespace pillarbox::inbox

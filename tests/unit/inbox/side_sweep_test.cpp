// Find, a child's page and reports in every state and shape: each control has a name, is big enough to touch, and lies
// on the screen on no other.
#include "kiosk/ui/theme.h"
#include "tests/unit/inbox/search_robot.h"

namespace pillarbox::inbox {
namespace {

struct SideShape {
  float width, height, scale;
};
class EverySideScreen : public testing::TestWithParam<SideShape> {};

bool apart(const ui::Rect& a, const ui::Rect& b) {
  return b.x >= a.right() - 0.5F || a.x >= b.right() - 0.5F || b.y >= a.bottom() - 0.5F || a.y >= b.bottom() - 0.5F;
}

void sweep(Robot& robot, const SideShape& shape, const std::string& where) {
  robot.settle();
  const auto controls = robot.engine->record().controls();
  ASSERT_FALSE(controls.empty()) << where;
  for (const ui::Item* item : controls) {
    const std::string what = where + ": " + item->id;
    EXPECT_FALSE(item->name.empty()) << what;
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
      EXPECT_TRUE(other == item || apart(item->rect, other->rect)) << what << " lies on " << other->id;
    }
  }
  for (const ui::Item& item : robot.engine->record().items) {
    if (item.name.empty() || !item.enabled) continue;
    EXPECT_GE(ui::contrast(item.ink, item.paper), 4.5) << where << ": " << item.id;
  }
  EXPECT_NE(robot.find("bar.cover"), nullptr) << where;
  EXPECT_NE(robot.find("bar.lock"), nullptr) << where;
}

CaseEntry marked(Sample& sample, int minutes) {
  CaseEntry made = sample.concern(minutes, "Wilhelmina-Maximiliana Featherstonehaugh-Cholmondeley");
  for (int i = 0; i < 30; ++i) made.entry.account += " And then it went on and on as before.";
  made.entry.bodyMap.childRef = "p-014";
  made.entry.bodyMap.drawings = BodyFigures::edition;
  BodyMark mark;
  mark.figure = "front";
  mark.points = {{0.5, 0.3}};
  mark.place = "chest";
  mark.placedAt = made.entry.writtenAt.wall;
  made.entry.bodyMap.marks.push_back(mark);
  return made;
}

TEST_P(EverySideScreen, CanBeTouchedAndHasCover) {
  const SideShape shape = GetParam();
  Sample sample;
  std::vector<CaseEntry> entries;
  for (int i = 0; i < 30; ++i) entries.push_back(marked(sample, -i * 60 * 31));
  const std::string first = entries[0].entry.id;
  entries.push_back(sample.status(1, {"p-014", "Amina Okafor", "3B", "", ""}, "child-protection"));
  entries.push_back(sample.status(2, {"p-014", "Amina Okafor", "3B", "", ""}, "child-in-need"));
  State start = withRoster(unlocked(std::move(entries)));
  if (auto figures = readBodyFigures(std::string(PILLARBOX_SOURCE_DIR) + "/assets"); figures.ok()) {
    start.config.figures = std::make_shared<const BodyFigures>(*std::move(figures));
  }
  SearchRobot robot(std::move(start), shape.width, shape.height, shape.scale);
  robot.give(Tick{Milliseconds(0), sample.clock.now()});
  robot.give(FindOpened{});
  sweep(robot, shape, "find");
  robot.give(FindTyped{ui::InsertText{"ok"}});
  robot.answerAll();
  sweep(robot, shape, "found");
  robot.give(NamesToggled{});
  robot.give(NarrowToggled{});
  robot.give(SpanChosen{Span::between});
  robot.give(DayTyped{false, ui::InsertText{"soon"}});
  sweep(robot, shape, "narrowing");
  robot.give(SpanChosen{Span::schoolYear});
  robot.give(SortChosen{Sort::readers});
  robot.give(NarrowToggled{});
  sweep(robot, shape, "found, narrowed");
  robot.give(CaseChosen{first});
  sweep(robot, shape, "found and open");
  robot.give(ChildOpened{"p-014"});
  for (const ChildPart part :
       {ChildPart::chronology, ChildPart::family, ChildPart::marks, ChildPart::patterns, ChildPart::openings}) {
    robot.give(ChildPartChosen{part});
    sweep(robot, shape, "child, part " + std::to_string(static_cast<int>(part)));
  }
  robot.give(ChildPartChosen{ChildPart::chronology});
  robot.give(NarrowToggled{});
  sweep(robot, shape, "child, narrowing");
  robot.give(NarrowToggled{});
  robot.give(CaseChosen{first});
  sweep(robot, shape, "child and concern");
  robot.give(BackPressed{});
  robot.give(ReportOpened{ReportKind::chronology, "p-014"});
  robot.give(HideStaffToggled{});
  sweep(robot, shape, "report");
  robot.give(ReportPressed{});
  robot.give(ReportNotMade{{FaultCode::diskFull, "The disk is full. Make room, then try again."}});
  sweep(robot, shape, "report not made");
  robot.give(ReportPressed{});
  sweep(robot, shape, "report being made");
  robot.give(ReportMade{{"/home/safeguarding/Documents/pillarbox-chronology-2026-11-22-103031.pdf"}});
  sweep(robot, shape, "report made");
  robot.give(ReportClosed{});
  robot.give(Tick{Milliseconds(59'000)});
  sweep(robot, shape, "child in the last second");
}

INSTANTIATE_TEST_SUITE_P(Shapes, EverySideScreen,
                         testing::Values(SideShape{1280, 800, 1}, SideShape{800, 1280, 1}, SideShape{1280, 800, 2},
                                         SideShape{1920, 1080, 1}, SideShape{1024, 600, 1}, SideShape{800, 1280, 2}));

}  // namespace
}  // namespace pillarbox::inbox

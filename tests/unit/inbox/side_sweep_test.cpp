// Find, a child's page and reports in every state and shape.
#include "tests/unit/inbox/search_robot.h"
#include "tests/unit/inbox/sweep.h"

namespace pillarbox::inbox {
namespace {

class EverySideScreen : public testing::TestWithParam<Shape> {};

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
  const Shape shape = GetParam();
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
                         testing::Values(Shape{1280, 800, 1}, Shape{800, 1280, 1}, Shape{1280, 800, 2},
                                         Shape{1920, 1080, 1}, Shape{1024, 600, 1}, Shape{800, 1280, 2}));

}  // namespace
}  // namespace pillarbox::inbox

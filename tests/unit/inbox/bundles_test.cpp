// Copies of a child's records for others, on the screen: what they are for, and doubtful names decided one by one.
#include "tests/unit/inbox/search_robot.h"
#include "tests/unit/inbox/steps_fixture.h"
#include "tests/unit/inbox/sweep.h"

namespace pillarbox::inbox {
namespace {

State onTheChildsPage(Sample& sample) {
  State state = withRoster(unlocked({sample.concern(0), sample.concern(5)}));
  (void)apply(state, Tick{Milliseconds(0), sample.clock.now()});
  (void)apply(state, ChildOpened{"p-014"});
  (void)apply(state, ReportOpened{ReportKind::chronology, "p-014"});
  return state;
}

std::vector<DoubtfulName> twoNames() {
  return {{"01JD0000000000000000000001", "account", 12, "Will", "…and then Will pushed him over by the gate…",
           "Will Stone (Child A)", "first name, also a word"},
          {"01JD0000000000000000000002", "body", 40, "Rose", "…the children rose and Rose said that…", "Rose Hill",
           "first name, also a word"}};
}

TEST(BundleScreen, ACopyForThePoliceAsksForEveryDoubtfulName) {
  Sample sample;
  Robot robot(onTheChildsPage(sample), 1280, 1800);
  robot.settle();
  ASSERT_TRUE(robot.tap("report.kind.4"));
  EXPECT_TRUE(robot.shows("A copy for the police."));
  EXPECT_EQ(robot.find("report.others"), nullptr) << "the names of others are always hidden in it";
  robot.tap("report.for-whom");
  robot.type("West Yorkshire Police, DC 4411");
  ASSERT_TRUE(robot.tap("report.save"));
  const MakeReport* make = robot.last<MakeReport>();
  ASSERT_NE(make, nullptr);
  EXPECT_EQ(make->kind, ReportKind::police);
  EXPECT_TRUE(make->hideOthers);
  EXPECT_EQ(make->forWhom, "West Yorkshire Police, DC 4411");
  EXPECT_TRUE(make->decided.empty());

  robot.give(NamesFound{twoNames()});
  robot.settle();
  EXPECT_TRUE(robot.shows("0 of 2 decided."));
  EXPECT_TRUE(robot.shows("and then Will pushed him over"));
  EXPECT_EQ(robot.find("report.save"), nullptr) << "nothing is made while a name is doubtful";
  ASSERT_TRUE(robot.tap("report.name.1.1"));
  ASSERT_TRUE(robot.tap("report.name.2.3"));
  EXPECT_TRUE(robot.shows("2 of 2 decided."));
  ASSERT_TRUE(robot.tap("report.save"));
  make = robot.last<MakeReport>();
  ASSERT_EQ(make->decided.size(), 2u);
  EXPECT_TRUE(make->decided[0].hide());
  EXPECT_FALSE(make->decided[1].hide());
  robot.give(ReportMade{{"/home/x/Documents/pillarbox-police.pdf"}});
  robot.settle();
  EXPECT_TRUE(robot.shows("Saved."));
}

TEST(BundleScreen, WhatIsLeftCanBeHiddenAtOnce) {
  Sample sample;
  Robot robot(onTheChildsPage(sample), 1280, 1800);
  robot.give(ReportForChosen{ReportKind::subjectAccess});
  robot.give(ReportPressed{});
  robot.give(NamesFound{twoNames()});
  robot.settle();
  robot.tap("report.name.1.2");
  ASSERT_TRUE(robot.tap("report.hide-rest"));
  const std::vector<DoubtfulName>& names = robot.state.inbox.report->names;
  EXPECT_FALSE(names[0].hide());
  EXPECT_TRUE(names[1].hide());
  EXPECT_NE(robot.find("report.save"), nullptr);
}

// Deciding over forty names takes a while: a slip of the finger must not cost it.
TEST(BundleScreen, CancelAsksBeforeWhatWasDecidedIsLost) {
  Sample sample;
  Robot robot(onTheChildsPage(sample), 1280, 1800);
  robot.give(ReportForChosen{ReportKind::subjectAccess});
  robot.give(ReportPressed{});
  robot.give(NamesFound{twoNames()});
  robot.settle();
  robot.tap("report.name.1.2");
  ASSERT_TRUE(robot.tap("report.cancel"));
  EXPECT_TRUE(robot.shows("is not kept if you leave now"));
  ASSERT_TRUE(robot.tap("report.go-on"));
  ASSERT_TRUE(robot.state.inbox.report);
  EXPECT_NE(robot.state.inbox.report->names[0].decided, DoubtfulName::Decided::no);
  ASSERT_TRUE(robot.tap("report.cancel") && robot.tap("report.drop"));
  EXPECT_FALSE(robot.state.inbox.report);
}

TEST(BundleScreen, TheNextSchoolGetsAllOfItWithNoName) {
  Sample sample;
  State state = onTheChildsPage(sample);
  (void)apply(state, SpanChosen{Span::week});
  (void)apply(state, ReportForChosen{ReportKind::transfer});
  const Effects effects = apply(state, ReportPressed{});
  ASSERT_EQ(effects.size(), 1u);
  const auto& make = std::get<MakeReport>(effects[0]);
  EXPECT_TRUE(make.from.empty()) << "the whole file, whatever was looked at";
  EXPECT_FALSE(make.hideOthers);
}

class EveryBundleScreen : public testing::TestWithParam<Shape> {};

TEST_P(EveryBundleScreen, CanBeTouchedAndHasCover) {
  const Shape shape = GetParam();
  Sample sample;
  Robot robot(onTheChildsPage(sample), shape.width, shape.height, shape.scale);
  for (const ReportKind kind :
       {ReportKind::chronology, ReportKind::transfer, ReportKind::subjectAccess, ReportKind::police}) {
    robot.give(ReportForChosen{kind});
    sweep(robot, shape, "bundle " + std::to_string(static_cast<int>(kind)));
  }
  robot.tap("report.for-whom");
  sweep(robot, shape, "for whom");
  robot.give(ReportPressed{});
  robot.give(NamesFound{twoNames()});
  sweep(robot, shape, "names");
  robot.give(NamesAllHidden{});
  sweep(robot, shape, "names decided");
}

INSTANTIATE_TEST_SUITE_P(Shapes, EveryBundleScreen,
                         testing::Values(Shape{1280, 800, 1}, Shape{800, 1280, 1}, Shape{1280, 800, 2},
                                         Shape{1920, 1080, 1}, Shape{1024, 600, 1}, Shape{800, 1280, 2}));

}  // namespace
}  // namespace pillarbox::inbox

// The quality review on its screens: what stands out, records at random, notes, categories, turns and figures.
#include "tests/unit/inbox/steps_fixture.h"
#include "tests/unit/inbox/sweep.h"

namespace pillarbox::inbox {
namespace {

constexpr int day = 24 * 60;

struct Records {
  Sample sample;
  std::vector<CaseEntry> list;

  // A concern so many days before the sample's day, read and sorted.
  std::string add(int daysAgo, const std::string& category) {
    const CaseEntry concern = sample.concern(-daysAgo * day);
    const std::string id = concern.entry.id;
    list.push_back(concern);
    list.push_back(sample.read(-daysAgo * day + 1, id));
    list.push_back(sorted(sample, -daysAgo * day + 2, id, category));
    return id;
  }
  State state() { return working(list); }
};

void openReview(Robot& robot) {
  robot.give(ManageOpened{});
  robot.give(ManagePartChosen{ManagePart::review});
  robot.settle();
}

// What the worker answers to every step that was asked for since.
void answerSteps(Robot& robot, Sample& sample) {
  Effects asked = std::exchange(robot.effects, {});
  for (Effect& effect : asked) {
    const auto* take = std::get_if<TakeStep>(&effect);
    if (take == nullptr) continue;
    robot.give(taken(take->caseId, workOf(sample, 5, take->step)));
  }
  robot.settle();
}

TEST(QualityReviewScreen, WhatStandsOutLeadsToTheRecordAndBackAgain) {
  Records records;
  const std::string old = records.add(60, "Neglect");
  Robot robot(records.state());
  openReview(robot);
  EXPECT_TRUE(robot.shows("Open for a long time"));
  EXPECT_TRUE(robot.shows("It has been open for 60 days."));
  EXPECT_FALSE(robot.shows("Amina")) << "no child's name before it is touched";
  ASSERT_TRUE(robot.tap("review.found.1"));
  ASSERT_TRUE(robot.tap("review.case.1"));
  EXPECT_EQ(robot.state.inbox.chosen, old);
  EXPECT_EQ(robot.state.screen, Screen::concern);
  ASSERT_TRUE(robot.tap("bar.back"));
  EXPECT_EQ(robot.state.screen, Screen::manage);
  EXPECT_TRUE(robot.shows("It has been open for 60 days."));
  robot.tap("bar.back");
  EXPECT_TRUE(robot.shows("What to look at"));
}

TEST(QualityReviewScreen, ANoteOnARecordAtRandomIsKeptUnderIt) {
  Records records;
  const std::string id = records.add(10, "Neglect");
  Robot robot(records.state());
  openReview(robot);
  ASSERT_TRUE(robot.tap("review.sample"));
  ASSERT_TRUE(robot.tap("review.note-on.1"));
  EXPECT_FALSE(robot.find("review.save")->enabled);
  robot.tap("review.note");
  robot.type("Clear and complete.");
  ASSERT_TRUE(robot.tap("review.save"));
  ASSERT_NE(robot.last<TakeStep>(), nullptr);
  EXPECT_EQ(robot.last<TakeStep>()->step.kind, Kind::reviewed);
  EXPECT_EQ(robot.last<TakeStep>()->step.subject, id);
  answerSteps(robot, records.sample);
  EXPECT_TRUE(robot.shows("Your team's note: Clear and complete."));
  robot.tap("bar.back");
  EXPECT_TRUE(robot.shows("1 note so far."));
}

TEST(QualityReviewScreen, FinishingKeepsTheNumbersAndSaysWhoIsNext) {
  Records records;
  records.add(60, "Neglect");
  Robot robot(records.state());
  openReview(robot);
  EXPECT_TRUE(robot.shows("Nobody has looked through the records yet."));
  ASSERT_TRUE(robot.tap("review.finish"));
  EXPECT_TRUE(robot.shows("Finish with 1 record not looked at?"));
  ASSERT_TRUE(robot.tap("review.finish"));
  EXPECT_TRUE(robot.shows("Open for a long time: 1"));
  robot.tap("review.decided");
  robot.type("Close what is done.");
  ASSERT_TRUE(robot.tap("review.save"));
  const Step step = robot.last<TakeStep>()->step;
  EXPECT_TRUE(step.subject.empty());
  EXPECT_EQ(step.work.report, "review");
  EXPECT_TRUE(step.body.ends_with("\nDecided: Close what is done.")) << step.body;
  answerSteps(robot, records.sample);
  EXPECT_TRUE(robot.shows("This review is finished and signed."));
  EXPECT_TRUE(robot.shows("Last looked through on 21 Nov 2026 by Anna Bell. Next: Tom Reed, by 2 Jan 2027."));
}

TEST(QualityReviewScreen, WhoseTurnItIsSeesItAboveTheList) {
  Records records;
  records.add(60, "Neglect");
  Robot robot(records.state());
  robot.settle();
  EXPECT_TRUE(robot.shows("Your turn: review records by 3 Nov"));
  ASSERT_TRUE(robot.tap("list.notice.review"));
  EXPECT_TRUE(robot.shows("It is your turn, by 3 Nov 2026."));
  State other = records.state();
  other.reader.id = "dep-1";
  (void)apply(other, EntriesArrived{{}, {}, true});
  Robot deputy(std::move(other));
  deputy.settle();
  EXPECT_FALSE(deputy.shows("Your turn"));
}

TEST(QualityReviewScreen, JoiningTwoCategoriesIsShownFirstAndDoneOneByOne) {
  Records records;
  for (int i = 0; i < 3; ++i) records.add(10 + i, "Attendance");
  records.add(9, "Neglect");
  Robot robot(records.state(), 1280, 1600);
  openReview(robot);
  robot.tap("review.categories");
  robot.give(ReviewJoinOpened{"Attendance", {}});
  robot.settle();
  EXPECT_FALSE(robot.find("review.join")->enabled);
  robot.give(ReviewJoinInto{"Neglect"});
  robot.settle();
  EXPECT_TRUE(robot.shows("3 concerns are in “Attendance”. Each would be sorted again, as “Neglect”"));
  ASSERT_TRUE(robot.tap("review.join"));
  EXPECT_EQ(robot.last<TakeStep>(), nullptr) << "asked once more";
  ASSERT_TRUE(robot.tap("review.join"));
  std::size_t steps = 0;
  for (const Effect& effect : robot.effects) steps += std::holds_alternative<TakeStep>(effect) ? 1 : 0;
  EXPECT_EQ(steps, 1u) << "one at a time";
  EXPECT_TRUE(robot.shows("0 of 3 sorted again"));
  answerSteps(robot, records.sample);
  EXPECT_TRUE(robot.shows("1 of 3 sorted again"));
  // One that could not be saved stops it where it is; it can go on.
  const TakeStep second = *robot.last<TakeStep>();
  robot.give(StepNotTaken{Kind::triage, second.caseId, second.step.subject, {FaultCode::diskFull, ""}});
  robot.settle();
  robot.effects.clear();
  ASSERT_TRUE(robot.tap("review.go-on"));
  answerSteps(robot, records.sample);
  answerSteps(robot, records.sample);
  EXPECT_TRUE(robot.shows("Done: no concern is in “Attendance” any more."));
  ASSERT_TRUE(robot.tap("review.take-off"));
  const SignDirectory* sign = robot.last<SignDirectory>();
  ASSERT_NE(sign, nullptr);
  EXPECT_EQ(sign->next.categories, (std::vector<std::string>{"Bullying", "Neglect", "Online safety"}));
}

TEST(QualityReviewScreen, WhoTakesTurnsIsSignedAsChosen) {
  Records records;
  records.add(9, "Neglect");
  Robot robot(records.state());
  openReview(robot);
  ASSERT_TRUE(robot.tap("review.reviewers"));
  EXPECT_TRUE(robot.shows("1. Anna Bell"));
  robot.tap("review.reviewer.dsl-1");
  robot.tap("review.reviewer.head-1");
  ASSERT_TRUE(robot.tap("review.reviewers.save"));
  ASSERT_NE(robot.last<SignDirectory>(), nullptr);
  EXPECT_EQ(robot.last<SignDirectory>()->next.reviewers, (std::vector<std::string>{"dep-1", "head-1"}));
}

TEST(QualityReviewScreen, InitialsAndOpinionArePointedAtWithoutSayingThem) {
  Records records;
  records.add(3, "Neglect");
  records.list[0].entry.account = "T.B. was attention seeking and manipulative again.";
  records.list[0].entry.exactWords.clear();
  Robot robot(records.state());
  openReview(robot);
  auto rules = writing::Rules::loadFile(std::string(PILLARBOX_SOURCE_DIR) + "/assets/writing/rules.json");
  ASSERT_TRUE(rules.ok());
  robot.give(ReviewRulesKnown{std::make_shared<const writing::Rules>(*std::move(rules))});
  robot.settle();
  EXPECT_TRUE(robot.shows("May be hard to understand later"));
  robot.give(ReviewFindingsChosen{casework::Finding::Of::wording});
  robot.settle();
  EXPECT_TRUE(robot.shows("reads as an opinion"));
  EXPECT_FALSE(robot.shows("manipulative"));
}

TEST(QualityReviewScreen, FiguresHideSmallNumbersAsTablesDo) {
  Records records;
  for (int i = 0; i < 6; ++i) records.add(3, "Neglect");
  for (int i = 0; i < 2; ++i) records.add(4, "Bullying");
  Robot robot(records.state(), 1280, 2400);
  openReview(robot);
  ASSERT_TRUE(robot.tap("review.figures"));
  EXPECT_TRUE(robot.shows("Concerns this school year: 8"));
  EXPECT_TRUE(robot.shows("Bullying: fewer than 5"));
  EXPECT_TRUE(robot.shows("Neglect: not shown"));
  ASSERT_TRUE(robot.tap("review.figures.classes"));
  EXPECT_TRUE(robot.shows("By class"));
  ASSERT_TRUE(robot.tap("review.figures.print"));
  EXPECT_TRUE(robot.state.inbox.report->byClass);
  robot.give(ReportClosed{});
  EXPECT_EQ(robot.state.screen, Screen::manage);
}

class EveryReviewScreen : public testing::TestWithParam<Shape> {};

TEST_P(EveryReviewScreen, CanBeTouchedAndHasCover) {
  const Shape shape = GetParam();
  Records records;
  for (int i = 0; i < 12; ++i) records.add(60 + i, i % 2 == 0 ? "Neglect" : "Online bullying of a very long name");
  records.list.push_back(records.sample.concern(0));
  Robot robot(records.state(), shape.width, shape.height, shape.scale);
  sweep(robot, shape, "list with the reminder");
  openReview(robot);
  sweep(robot, shape, "review");
  robot.give(ReviewFindingsChosen{casework::Finding::Of::openTooLong});
  sweep(robot, shape, "one kind");
  robot.give(ReviewCaseOpened{records.list[0].entry.id});
  sweep(robot, shape, "a concern from the review");
  robot.give(BackPressed{});
  for (const ReviewPage page :
       {ReviewPage::categories, ReviewPage::sample, ReviewPage::finish, ReviewPage::reviewers, ReviewPage::figures}) {
    robot.give(ReviewPageChosen{page});
    sweep(robot, shape, "page " + std::to_string(static_cast<int>(page)));
  }
  robot.give(ReviewReviewersSaved{});
  robot.give(ReviewPageChosen{ReviewPage::reviewers});
  robot.give(ReviewReviewersSaved{});
  sweep(robot, shape, "reviewers being saved");
  robot.give(DirectorySigned{"Saved. They take turns in this order."});
  robot.give(ReviewNoteOpened{records.list[0].entry.id});
  robot.settle();
  sweep(robot, shape, "note");
  robot.tap("review.note");
  robot.type("Clear.");
  sweep(robot, shape, "note being written");
  robot.give(ReviewNotePosted{});
  robot.give(notTaken(Kind::reviewed, records.list[0].entry.id, FaultCode::diskFull));
  sweep(robot, shape, "note not saved");
  robot.give(ReviewJoinOpened{"Online bullying of a very long name", "Bullying"});
  sweep(robot, shape, "joining");
  robot.give(ReviewJoinPressed{});
  sweep(robot, shape, "joining, sure");
  robot.give(ReviewJoinPressed{});
  sweep(robot, shape, "joining, on its way");
  robot.give(ReviewJoinOpened{"Attendance", {}});
  sweep(robot, shape, "a category of no concern");
}

INSTANTIATE_TEST_SUITE_P(Shapes, EveryReviewScreen,
                         testing::Values(Shape{1280, 800, 1}, Shape{800, 1280, 1}, Shape{1280, 800, 2},
                                         Shape{1920, 1080, 1}, Shape{1024, 600, 1}, Shape{800, 1280, 2}));

}  // namespace
}  // namespace pillarbox::inbox

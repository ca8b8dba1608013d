// Destroying a child's records by two people's word, on the screen.
#include "tests/unit/inbox/search_robot.h"
#include "tests/unit/inbox/sweep.h"

namespace pillarbox::inbox {
namespace {

using Was = casework::Destruction::State;

DestroyingHere proposalOf(const std::string& who, const std::string& from, Was state = Was::proposed) {
  DestroyingHere made;
  casework::Destruction& what = made.what;
  what.id = "01a1fdfa-4600-7371-848f-a780ef7a133a";
  what.pupil = {"p-014", "Amina Okafor", "3B", "", ""};
  what.reason = "25 years have passed.";
  what.proposedOn = "2026-10-20";
  what.proposedBy = "Dev Shah";
  what.proposedById = who;
  what.covers = {"a", "b", "c"};
  what.state = state;
  if (state == Was::done) {
    what.agreedBy = "Jane Hill";
    what.endedOn = "2026-11-21";
  }
  made.agreeFrom = from;
  return made;
}

DestroyingPlan somePlan() {
  return {{"p-014", "Amina Okafor", "3B", "", ""},
          12,
          3,
          {{"K7M-4QX", "It is about another child too, whose records are still kept."},
           {"2FD-9XA", "Other people read it too, and you do not see all that they have."}},
          ""};
}

// On the page of Amina's record, which is due, with these proposals.
SearchRobot open(std::vector<DestroyingHere> proposals, float width = 1280, float height = 800, float scale = 1) {
  Sample sample;
  CaseEntry concern = sample.concern(0);
  CaseEntry born = sample.work(Kind::child, 5, {});
  born.entry.pupils = {{"p-014", "Amina Okafor", "3B", "", ""}};
  born.entry.casework.bornOn = "1999-03-04";
  SearchRobot robot(withRoster(unlocked({concern, born})), width, height, scale);
  robot.give(Tick{Milliseconds(0), sample.clock.now()});
  robot.give(ManageOpened{});
  robot.give(ManagePartChosen{ManagePart::keeping});
  KeepingHere here;
  here.destroying = std::move(proposals);
  robot.give(KeepingKnown{std::move(here)});
  robot.settle();
  return robot;
}
void openRecord(SearchRobot& robot) {
  robot.give(KeepingPageChosen{KeepingPage::due});
  robot.give(KeepingChildChosen{{"p-014", "Amina Okafor", "3B", "", ""}});
  robot.settle();
}
template <class T>
const T* asked(const Robot& robot) {
  const KeepingEffect* effect = robot.last<KeepingEffect>();
  return effect == nullptr ? nullptr : std::get_if<T>(effect);
}

TEST(InboxDestroying, ADueChildIsProposedWithAReasonAndAfterLookingThrough) {
  SearchRobot robot = open({});
  openRecord(robot);
  EXPECT_TRUE(robot.shows("Due to be looked at")) << robot.words();
  robot.give(DestroyingAsked{});
  ASSERT_NE(asked<PlanDestroying>(robot), nullptr);
  EXPECT_EQ(asked<PlanDestroying>(robot)->child, "p-014");
  robot.give(DestroyingPlanned{somePlan()});
  robot.settle();
  EXPECT_TRUE(robot.shows("12 records of 3 concerns")) << robot.words();
  EXPECT_TRUE(robot.shows("It is about another child too"));
  ASSERT_TRUE(robot.tap("keeping.propose"));
  EXPECT_TRUE(robot.shows("Write why")) << "no reason yet";
  robot.give(KeepingTyped{KeepingField::reason, ui::InsertText{"25 years have passed."}});
  ASSERT_TRUE(robot.tap("keeping.propose"));
  EXPECT_TRUE(robot.shows("Look through the records first"));
  EXPECT_EQ(asked<ProposeDestroying>(robot), nullptr);
  robot.give(DestroyingSureToggled{});
  robot.give(DestroyingProposed{});
  ASSERT_NE(asked<ProposeDestroying>(robot), nullptr);
  EXPECT_EQ(asked<ProposeDestroying>(robot)->reason, "25 years have passed.");
}

TEST(InboxDestroying, WhatMayNotBeProposedSaysWhyAndHasNoButton) {
  SearchRobot robot = open({});
  openRecord(robot);
  robot.give(DestroyingAsked{});
  DestroyingPlan plan = somePlan();
  plan.problem = "These records are held: nobody may destroy them.";
  robot.give(DestroyingPlanned{plan});
  robot.settle();
  EXPECT_TRUE(robot.shows("nobody may destroy them"));
  EXPECT_EQ(robot.find("keeping.propose"), nullptr);
}

TEST(InboxDestroying, TheSecondPersonAgreesWhenTheDayHasCome) {
  SearchRobot robot = open({proposalOf("deputy-1", "2026-11-20")});
  EXPECT_TRUE(robot.shows("1 proposal waits for your word")) << robot.words();
  robot.give(KeepingPageChosen{KeepingPage::destroying});
  robot.give(DestroyingChosen{"01a1fdfa-4600-7371-848f-a780ef7a133a"});
  robot.settle();
  ASSERT_TRUE(robot.tap("keeping.agree")) << robot.words();
  EXPECT_TRUE(robot.shows("Look through the records first"));
  EXPECT_EQ(asked<AgreeDestroying>(robot), nullptr);
  robot.give(DestroyingSureToggled{});
  robot.give(DestroyingAgreed{});
  ASSERT_NE(asked<AgreeDestroying>(robot), nullptr);
  // What went is gone from memory and lists too.
  ASSERT_FALSE(robot.state.inbox.view.items.empty());
  const std::string id = robot.state.inbox.view.items.front().id;
  robot.give(RecordsGone{{id}});
  EXPECT_FALSE(robot.state.inbox.entries.contains(id));
  EXPECT_TRUE(robot.state.inbox.view.items.empty());
}

TEST(InboxDestroying, TheRecordsAreATouchAway) {
  SearchRobot robot = open({proposalOf("deputy-1", "2026-11-20")});
  robot.give(KeepingPageChosen{KeepingPage::destroying});
  robot.give(DestroyingChosen{"01a1fdfa-4600-7371-848f-a780ef7a133a"});
  robot.settle();
  ASSERT_TRUE(robot.tap("keeping.look-through"));
  EXPECT_EQ(robot.state.screen, Screen::list);
  EXPECT_EQ(robot.state.inbox.child.ref, "p-014");
}

TEST(InboxDestroying, NobodyAgreesBeforeTheDayNorToTheirOwn) {
  SearchRobot early = open({proposalOf("deputy-1", "2026-12-20")});
  early.give(KeepingPageChosen{KeepingPage::destroying});
  early.give(DestroyingChosen{"01a1fdfa-4600-7371-848f-a780ef7a133a"});
  early.settle();
  EXPECT_EQ(early.find("keeping.agree"), nullptr);
  EXPECT_TRUE(early.shows("Another person may agree from 20 December 2026"));
  SearchRobot own = open({});
  KeepingHere here;
  here.destroying = {proposalOf(own.state.reader.id, "2026-11-20")};
  own.give(KeepingKnown{here});
  own.give(KeepingPageChosen{KeepingPage::destroying});
  own.give(DestroyingChosen{"01a1fdfa-4600-7371-848f-a780ef7a133a"});
  own.settle();
  EXPECT_EQ(own.find("keeping.agree"), nullptr);
  EXPECT_TRUE(own.shows("You proposed it"));
  own.give(DestroyingWithdrawn{});
  EXPECT_EQ(asked<WithdrawDestroying>(own), nullptr) << "why?";
  own.give(KeepingTyped{KeepingField::reason, ui::InsertText{"Somebody asked."}});
  own.give(DestroyingWithdrawn{});
  ASSERT_NE(asked<WithdrawDestroying>(own), nullptr);
}

class EveryDestroyingScreen : public testing::TestWithParam<Shape> {};

TEST_P(EveryDestroyingScreen, CanBeTouchedAndHasCover) {
  const Shape shape = GetParam();
  SearchRobot robot = open({proposalOf("deputy-1", "2026-11-20")}, shape.width, shape.height, shape.scale);
  sweep(robot, shape, "overview");
  robot.give(KeepingPageChosen{KeepingPage::destroying});
  sweep(robot, shape, "proposals");
  robot.give(DestroyingChosen{"01a1fdfa-4600-7371-848f-a780ef7a133a"});
  sweep(robot, shape, "agreeing");
  openRecord(robot);
  sweep(robot, shape, "record");
  robot.give(DestroyingAsked{});
  robot.give(DestroyingPlanned{somePlan()});
  sweep(robot, shape, "proposing");
  KeepingHere here;
  here.destroying = {proposalOf("deputy-1", "", Was::done)};
  robot.give(KeepingKnown{here});
  robot.give(KeepingPageChosen{KeepingPage::destroying});
  robot.give(DestroyingChosen{"01a1fdfa-4600-7371-848f-a780ef7a133a"});
  sweep(robot, shape, "destroyed");
}

INSTANTIATE_TEST_SUITE_P(Shapes, EveryDestroyingScreen,
                         testing::Values(Shape{1280, 800, 1}, Shape{800, 1280, 1}, Shape{1280, 800, 2},
                                         Shape{1024, 600, 1}, Shape{800, 1280, 2}));

}  // namespace
}  // namespace pillarbox::inbox

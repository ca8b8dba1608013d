// "Add them to this concern?": a child who is mentioned but not chosen. The real screens, driven by name.
#include "kiosk/post/mentioned.h"

#include "kiosk/post/entry_of.h"
#include "kiosk/post/words.h"
#include "tests/unit/post/mentioned_states.h"

namespace pillarbox::post::test {
namespace {

TEST(Mentioned, AChildWhoIsMentionedIsAddedWithAPart) {
  Robot robot;
  writeAbout(robot, {{"Zoe", "p-005"}});
  EXPECT_EQ(robot.nameOf("mentioned.name.1"), "You wrote about Zoë O'Connor, 2A class. Add them to this concern?");
  robot.tap("mentioned.add.1");
  EXPECT_EQ(drawnScreen(robot.state), "check");
  EXPECT_TRUE(robot.says("How is Zoë O'Connor, 2A class involved?"));
  EXPECT_EQ(robot.state.draft.pupils.size(), 1U) << "only with a part";
  robot.tap("mentioned.part.saw-it");
  ASSERT_EQ(robot.state.draft.pupils.size(), 2U);
  EXPECT_EQ(robot.state.draft.pupils[1].ref, "p-005");
  EXPECT_EQ(robot.state.draft.pupils[1].part, Part::sawIt);
  EXPECT_EQ(drawnScreen(robot.state), "check");
  EXPECT_FALSE(robot.shows("mentioned.add.1"));
  EXPECT_TRUE(robot.says("Zoë O'Connor, 2A class: Saw it"));
  const Entry entry = buildEntry(robot.state);
  ASSERT_EQ(entry.pupils.size(), 2U);
  EXPECT_EQ(entry.pupils[1].ref, "p-005");
}

TEST(Mentioned, ChildrenOfTheConcernStaffAndPlainNamesAreNotOffered) {
  Robot robot;
  writeAbout(robot, {{"Amina", "p-001"}, {"Jo Bell", "s-002"}});
  EXPECT_FALSE(robot.shows("mentioned.add.1"));
  robot.tap("check.change.account");
  robot.key(ui::Key::end);
  robot.type(" Then Zoe came.");
  robot.tap("page.next");
  EXPECT_FALSE(robot.shows("mentioned.add.1")) << "a name may be anybody's";
}

TEST(Mentioned, DecliningIsRememberedForThisDraftAndNothingWaits) {
  Robot robot;
  writeAbout(robot, {{"Zoe", "p-005"}, {"Noah", "p-007"}});
  robot.tap("mentioned.no.1");
  EXPECT_EQ(robot.nameOf("mentioned.name.1"), "You wrote about Noah Okafor, 1W class. Add them to this concern?");
  EXPECT_FALSE(robot.shows("mentioned.name.2"));
  robot.tap("mentioned.add.1");
  robot.tap("mentioned.no.1");  // thought better of it
  EXPECT_FALSE(robot.shows("mentioned.name.1"));
  robot.tap("check.change.account");
  robot.key(ui::Key::end);
  robot.type(" Again Zoe");
  robot.tap("write.mention.p-005");
  robot.tap("page.next");
  EXPECT_FALSE(robot.shows("mentioned.name.1"));
  EXPECT_EQ(robot.state.draft.pupils.size(), 1U);
  // It is kept with the draft when she is called away.
  robot.tap("page.leave");
  robot.tap("leave.keep");
  robot.tell(BadgeRead{"badge-dawn"});
  ASSERT_EQ(drawnScreen(robot.state), "check");
  EXPECT_FALSE(robot.shows("mentioned.name.1"));
  robot.post();
  EXPECT_EQ(robot.state.screen, Screen::posted);
}

TEST(Mentioned, AnUnansweredOfferNeverBlocks) {
  Robot robot;
  writeAbout(robot, {{"Zoe", "p-005"}});
  robot.tap("mentioned.add.1");
  robot.post();
  EXPECT_EQ(robot.state.screen, Screen::posted);
  EXPECT_TRUE(robot.state.draft.partAsked.empty());
}

TEST(Mentioned, AtMostThreeAtOnceAndTheNextWhenOneIsAnswered) {
  Robot robot;
  writeAbout(robot, {{"Zoe", "p-005"}, {"Noah", "p-007"}, {"Ella", "p-006"}, {"Sam Tay", "p-003"}, {"Zoe", "p-005"}});
  EXPECT_TRUE(robot.shows("mentioned.add.3"));
  EXPECT_FALSE(robot.shows("mentioned.add.4"));
  robot.tap("mentioned.add.2");
  robot.tap("mentioned.part.said-to-have-done-it");
  EXPECT_EQ(robot.nameOf("mentioned.name.3"), "You wrote about Sam Taylor, 5C class. Add them to this concern?");
  EXPECT_EQ(robot.state.draft.pupils.back().ref, "p-007");
}

TEST(Mentioned, TouchesThatMeanNothingDoNothing) {
  Robot robot;
  writeAbout(robot, {{"Zoe", "p-005"}});
  robot.tell(MentionedEvent(AddMentioned{"p-999"}));
  robot.tell(MentionedEvent(SetMentionedPart{Part::hurt}));
  robot.tell(MentionedEvent(LeaveMentioned{"p-007"}));
  robot.tap("mentioned.add.1");
  robot.tell(MentionedEvent(SetMentionedPart{Part::unsaid}));
  EXPECT_EQ(robot.state.draft.pupils.size(), 1U);
  EXPECT_TRUE(robot.state.draft.notAdded.empty());
  // The roster that comes meanwhile does not know the child.
  auto without = std::make_shared<Roster>(*roster());
  std::erase_if(without->pupils, [](const Pupil& pupil) { return pupil.id == "p-005"; });
  robot.tell(RosterArrived{without});
  EXPECT_FALSE(robot.shows("mentioned.add.1"));
  robot.tell(MentionedEvent(SetMentionedPart{Part::hurt}));
  EXPECT_EQ(robot.state.draft.pupils.size(), 1U);
  robot.tell(CoverNow{});
  robot.tell(MentionedEvent(AddMentioned{"p-005"}));
  EXPECT_TRUE(robot.state.cover != Cover::none);
}

}  // namespace
}  // namespace pillarbox::post::test

// "My postings": what became of them, adding to one, a mistake in one, and what the DSL said; on the real screens.
#include "tests/unit/post/call_states.h"

namespace pillarbox::post::test {
namespace {

class Adding : public testing::Test {
 protected:
  void openMine() {
    robot.tap("home.mine");
    robot.tell(BadgeRead{"badge-dawn"});
    robot.tell(MineArrived{"s-001", somePostings(robot.state.now)});
  }
  const PostNow* posted() { return find<PostNow>(robot.effects); }
  Robot robot;
};

TEST_F(Adding, EachPostingSaysWhatBecameOfItAndNeverWhatWasInIt) {
  openMine();
  EXPECT_EQ(robot.nameOf("mine.state.1"), "Saved here");
  EXPECT_EQ(robot.nameOf("mine.state.2"), "In the school's safe store");
  EXPECT_TRUE(robot.shows("mine.tell.2")) << "not read within the school's time";
  ASSERT_TRUE(robot.reveal("mine.add.4"));
  EXPECT_TRUE(robot.says("Acted on") || robot.says("Closed"));
}

TEST_F(Adding, WhatIsRememberedIsAddedToThePostingForTheSameReaders) {
  openMine();
  robot.tap("mine.add.2");
  EXPECT_EQ(robot.state.screen, Screen::write);
  robot.type("I remember now that her brother waited by the gate.");
  robot.tap("page.next");
  EXPECT_EQ(robot.state.screen, Screen::check);
  EXPECT_TRUE(robot.says("0LD-D4Y"));
  robot.tap("page.next");
  ASSERT_NE(posted(), nullptr);
  EXPECT_EQ(posted()->entry.kind, Kind::addition);
  EXPECT_EQ(posted()->entry.subject, somePostings(robot.state.now)[2].id);
  EXPECT_EQ(posted()->entry.audience, "safeguarding");
  EXPECT_EQ(posted()->entry.account, "I remember now that her brother waited by the gate.");
}

TEST_F(Adding, WhatIsAddedToAPostingAboutAnAdultGoesRoundTheSafeguardingTeamToo) {
  openMine();
  robot.tap("mine.add.4");
  robot.type("He said it twice.");
  robot.tap("page.next");
  EXPECT_TRUE(robot.says("Mrs Ruth Pemberton"));
  EXPECT_FALSE(robot.says("Mrs Grace Hartley"));
  robot.tap("page.next");
  ASSERT_NE(posted(), nullptr);
  EXPECT_EQ(posted()->entry.audience, "head");
  EXPECT_FALSE(posted()->entry.aboutAdult);
}

TEST_F(Adding, AMistakeIsChosenAndSaidInASentence) {
  openMine();
  robot.tap("mine.mistake.2");
  EXPECT_EQ(robot.state.screen, Screen::mistake);
  robot.tap("page.next");
  EXPECT_EQ(robot.state.screen, Screen::mistake) << "what it was is needed";
  robot.tap("mistake.wrong-child");
  robot.type("It was Sam in 5C.");
  robot.tap("page.next");
  EXPECT_EQ(robot.state.screen, Screen::check);
  robot.tap("page.next");
  ASSERT_NE(posted(), nullptr);
  EXPECT_EQ(posted()->entry.kind, Kind::mistake);
  EXPECT_EQ(posted()->entry.subject, somePostings(robot.state.now)[2].id);
  EXPECT_EQ(posted()->entry.body, "The writer says: the wrong child was named.");
  EXPECT_EQ(posted()->entry.account, "It was Sam in 5C.");
  robot.tell(PostDone{posted()->handle, "01930d5e-0000-7000-8000-0000000000aa", "M1S-T4K"});
  EXPECT_TRUE(robot.says("The safeguarding lead (DSL) sees it first"));
}

TEST_F(Adding, BackWithNothingWrittenIsMineAgain) {
  openMine();
  robot.tap("mine.add.1");
  robot.tap("page.back");
  EXPECT_EQ(robot.state.screen, Screen::mine);
}

TEST_F(Adding, WhatIsBegunIsKeptLikeAConcern) {
  openMine();
  robot.tap("mine.add.2");
  robot.type("I remember");
  robot.live(std::chrono::minutes(4));
  ASSERT_FALSE(robot.state.session.signedIn);
  const SaveDraft* saved = find<SaveDraft>(robot.effects);
  ASSERT_NE(saved, nullptr);
  EXPECT_EQ(saved->entry.kind, Kind::addition);
  robot.tell(BadgeRead{"badge-dawn"});
  EXPECT_EQ(robot.state.screen, Screen::write);
  EXPECT_EQ(robot.state.draft.adding.reference, "0LD-D4Y");
}

TEST_F(Adding, ATypedNameHasNoMine) {
  robot.tap("home.mine");
  EXPECT_FALSE(robot.shows("sign-in.no-badge"));
  robot.tell(PickSelf{"s-001"});
  EXPECT_NE(robot.state.screen, Screen::mine);
  robot.tell(MineArrived{"s-001", somePostings(robot.state.now)});
  EXPECT_TRUE(robot.state.mine.empty());
}

TEST_F(Adding, AMessageFromTheDslIsShownAtTheNextSignInAndOnlyOnce) {
  robot.tell(BadgeRead{"badge-dawn"});
  ASSERT_NE(find<AskMine>(robot.effects), nullptr) << "whatever they came for";
  std::vector<MineItem> items = somePostings(robot.state.now);
  items[2].messages = {message(items[2], Kind::seeMe, "01")};
  robot.tell(MineArrived{"s-001", items});
  EXPECT_EQ(drawnScreen(robot.state), "message");
  EXPECT_TRUE(robot.says("Mrs Grace Hartley: “Please come and see me.”"));
  EXPECT_TRUE(robot.says("0LD-D4Y"));
  EXPECT_TRUE(robot.says("Room 4, next to the office"));
  robot.wait(doneAfter);
  robot.tap("message.ok");
  EXPECT_EQ(drawnScreen(robot.state), "adult");
  const KeepMessageSeen* kept = find<KeepMessageSeen>(robot.effects);
  ASSERT_NE(kept, nullptr);
  EXPECT_EQ(kept->id, items[2].messages[0].id);
  items[2].messages[0].fresh = false;
  robot.tell(MineArrived{"s-001", items});
  EXPECT_EQ(drawnScreen(robot.state), "adult");
}

TEST_F(Adding, AMessageThatAsksForMoreLeadsThere) {
  robot.tell(BadgeRead{"badge-dawn"});
  std::vector<MineItem> items = somePostings(robot.state.now);
  items[2].messages = {message(items[2], Kind::morePlease, "01")};
  robot.tell(MineArrived{"s-001", items});
  robot.wait(doneAfter);
  robot.tap("message.add");
  EXPECT_EQ(robot.state.screen, Screen::write);
  EXPECT_EQ(robot.state.draft.adding.id, items[2].id);
}

TEST_F(Adding, ATapMeantForTheScreenUnderneathDoesNotTakeAMessageAway) {
  robot.tell(BadgeRead{"badge-dawn"});
  std::vector<MineItem> items = somePostings(robot.state.now);
  items[2].messages = {message(items[2], Kind::thanks, "01")};
  robot.tell(MineArrived{"s-001", items});
  robot.tell(MessageSeen{});
  EXPECT_EQ(drawnScreen(robot.state), "message");
}

}  // namespace
}  // namespace pillarbox::post::test

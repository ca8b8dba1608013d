// "I need the DSL now", driven on the real screens.
#include "kiosk/post/calling.h"
#include "tests/unit/post/call_states.h"

namespace pillarbox::post::test {
namespace {

using std::chrono::seconds;

// A hand that is on its way to it must not meet another button.
TEST(Call, StaysWhereItIsWhateverElseThereIsToSay) {
  struct Size {
    float width, height, scale;
  };
  for (const Size& size : {Size{1280, 800, 1}, Size{800, 1280, 1}, Size{800, 1280, 1.5F}, Size{800, 1280, 2},
                           Size{1280, 800, 2}, Size{1024, 600, 1}}) {
    Robot robot(size.width, size.height, size.scale);
    const auto said = std::to_string(size.width) + "x" + std::to_string(size.height) + " " + std::to_string(size.scale);
    ASSERT_NE(robot.find("home.call"), nullptr) << said;
    const ui::Rect before = robot.find("home.call")->rect;
    const auto stays = [&](const char* when) {
      ASSERT_NE(robot.find("home.call"), nullptr) << said << when;
      const ui::Rect now = robot.find("home.call")->rect;
      EXPECT_EQ(now.x, before.x) << said << when;
      EXPECT_EQ(now.y, before.y) << said << when;
    };
    robot.tell(CountsArrived{3, 0});
    stays(", not read yet");
    robot.tell(CountsArrived{3, 2});
    stays(", waiting to be sent");
    robot.tell(OfficeProblem{FaultCode::network});
    stays(", no network");
    robot.tell(BatteryTold{5, true});
    stays(", the battery almost empty");
  }
}

TEST(Call, AHeldButtonPostsAnUrgentCallWithNothingWritten) {
  Robot robot;
  robot.tell(DirectoryArrived{schoolThatCanBeCalled(robot.state.now)});
  hold(robot, "home.call");
  const PostNow* posted = find<PostNow>(robot.effects);
  ASSERT_NE(posted, nullptr);
  EXPECT_EQ(posted->entry.kind, Kind::call);
  EXPECT_TRUE(posted->entry.urgent);
  EXPECT_EQ(posted->entry.audience, "safeguarding");
  EXPECT_EQ(posted->entry.author.name, "Not signed in");
  EXPECT_EQ(posted->entry.author.verifiedBy, VerifiedBy::typed);
  EXPECT_TRUE(posted->entry.pupils.empty());
  EXPECT_EQ(drawnScreen(robot.state), "call");
  EXPECT_TRUE(robot.says("Mrs Grace Hartley"));
  EXPECT_TRUE(robot.says("Room 4, next to the office"));
  EXPECT_TRUE(robot.says("999"));
}

TEST(Call, AShortTouchCallsNobodyAndSaysHow) {
  Robot robot;
  robot.tell(DirectoryArrived{schoolThatCanBeCalled(robot.state.now)});
  robot.tap("home.call");
  EXPECT_EQ(find<PostNow>(robot.effects), nullptr);
  EXPECT_FALSE(robot.state.call.shown);
  EXPECT_EQ(robot.nameOf("home.call"), "Hold for a second");
}

TEST(Call, ByKeyboardItIsPressedTwice) {
  Robot robot;
  robot.tell(DirectoryArrived{schoolThatCanBeCalled(robot.state.now)});
  for (int i = 0; i < 20 && !(robot.find("home.call") != nullptr && robot.find("home.call")->focused); ++i) {
    robot.key(ui::Key::tab);
  }
  ASSERT_TRUE(robot.find("home.call")->focused);
  robot.key(ui::Key::enter);
  EXPECT_EQ(find<PostNow>(robot.effects), nullptr);
  EXPECT_EQ(robot.nameOf("home.call"), "Press again to call");
  robot.key(ui::Key::enter);
  EXPECT_NE(find<PostNow>(robot.effects), nullptr);
}

TEST(Call, WithoutAProvedAlertPathItGivesDirectionsOnlyAndSaysSo) {
  Robot robot;
  hold(robot, "home.call");
  EXPECT_EQ(find<PostNow>(robot.effects), nullptr);
  EXPECT_EQ(robot.nameOf("call.title"), "This screen cannot call anybody for you");
  EXPECT_TRUE(robot.says("Mrs Grace Hartley"));
  robot.tap("call.close");
  // A proof that is too old is none.
  auto old = std::make_shared<Directory>(*school());
  old->policies.alertTestedAt = robot.state.now - std::chrono::hours(24 * 36);
  robot.tell(DirectoryArrived{old});
  hold(robot, "home.call");
  EXPECT_EQ(find<PostNow>(robot.effects), nullptr);
}

TEST(Call, IsSeenOnlyWhenTheOfficeSaysThatADslSawIt) {
  Robot robot;
  makeCall(robot);
  EXPECT_EQ(robot.nameOf("call.title"), "Called " + formatHourMinute(robot.state.now) + ", not seen yet");
  EXPECT_NE(find<AskCall>(robot.effects), nullptr);
  robot.tell(Delivered{callId});
  robot.tell(CallHeard{callId, true, "", std::nullopt});
  EXPECT_TRUE(robot.says("not seen yet"));
  robot.tell(CallHeard{"01930d5e-0000-7000-8000-0000000000cb", true, "dsl-1", robot.state.now});
  EXPECT_TRUE(robot.says("not seen yet")) << "another call's";
  robot.tell(CallHeard{callId, true, "dsl-1", robot.state.now});
  EXPECT_EQ(robot.nameOf("call.title"), "Seen by Mrs Grace Hartley at " + formatHourMinute(robot.state.now));
}

TEST(Call, IsAskedAboutEveryFewSecondsAndAfterTwoMinutesSendsToOthers) {
  Robot robot;
  makeCall(robot);
  robot.effects.clear();
  robot.live(seconds(60));
  EXPECT_GE(count<AskCall>(robot.effects), 12U);
  EXPECT_LE(count<AskCall>(robot.effects), 20U);
  EXPECT_FALSE(robot.says("Nobody has seen your call"));
  robot.live(seconds(65));
  EXPECT_TRUE(robot.says("Nobody has seen your call for 2 minutes"));
  EXPECT_TRUE(robot.says("Mrs Ruth Pemberton"));
  EXPECT_TRUE(robot.says("999"));
}

TEST(Call, AgainWithinAMinuteIsTheSameCall) {
  Robot robot;
  makeCall(robot);
  robot.tap("call.close");
  robot.tap("home.call");  // it says what became of the call
  EXPECT_TRUE(robot.state.call.shown);
  robot.tell(CallNow{});
  EXPECT_EQ(count<PostNow>(robot.effects), 1U);
  robot.live(seconds(125));
  hold(robot, "call.again");
  EXPECT_EQ(count<PostNow>(robot.effects), 2U);
}

TEST(Call, PressedByMistakeIsToldToTheDslAndTheNextOneCallsAnew) {
  Robot robot;
  makeCall(robot);
  EXPECT_TRUE(robot.says("Mrs Ruth Pemberton")) << "whom to go to if nobody comes";
  robot.tap("call.mistake");
  ASSERT_EQ(count<PostNow>(robot.effects), 2U);
  const PostNow told = std::get<PostNow>(robot.effects.back());
  EXPECT_EQ(told.entry.kind, Kind::mistake);
  EXPECT_EQ(told.entry.subject, callId) << "the call itself stays in the record";
  EXPECT_FALSE(told.entry.urgent);
  EXPECT_TRUE(robot.says("Called " + formatHourMinute(robot.state.now) + ", by mistake"));
  EXPECT_FALSE(robot.shows("call.mistake"));
  robot.tell(PostDone{told.handle, "01930d5e-0000-7000-8000-0000000000cc", "M1S-T4K"});
  robot.tap("call.close");
  hold(robot, "home.call");
  EXPECT_EQ(count<PostNow>(robot.effects), 3U) << "also within the minute";
}

TEST(Call, AMistakeThatCouldNotBeToldLeavesTheCallOn) {
  Robot robot;
  makeCall(robot);
  robot.tap("call.mistake");
  robot.tell(PostFailed{std::get<PostNow>(robot.effects.back()).handle, Fault{FaultCode::diskError, ""}});
  EXPECT_TRUE(robot.says("not seen yet"));
  EXPECT_TRUE(robot.shows("call.mistake"));
}

TEST(Call, WhatIsBeingWrittenIsKeptAndNotShown) {
  Robot robot;
  robot.tell(DirectoryArrived{schoolThatCanBeCalled(robot.state.now)});
  robot.writeShortConcern();
  hold(robot, "page.call");
  EXPECT_EQ(drawnScreen(robot.state), "call");
  EXPECT_FALSE(robot.says("Amina"));
  const PostNow* posted = find<PostNow>(robot.effects);
  ASSERT_NE(posted, nullptr);
  EXPECT_EQ(posted->entry.author.id, "s-001");
  EXPECT_TRUE(posted->entry.exactWords.empty());
  robot.tell(PostDone{posted->handle, callId, "C4L-L1N"});
  EXPECT_EQ(robot.state.screen, Screen::check) << "the answer to a call is not the concern's";
  robot.tap("call.close");
  EXPECT_EQ(drawnScreen(robot.state), "check");
  EXPECT_TRUE(robot.says("At lunch Amina sat alone"));
}

TEST(Call, DirectionsStayWhileTheSessionUnderneathCloses) {
  Robot robot;
  robot.tell(DirectoryArrived{schoolThatCanBeCalled(robot.state.now)});
  robot.writeShortConcern();
  hold(robot, "page.call");
  robot.tell(PostDone{robot.state.call.handle, callId, "C4L-L1N"});
  robot.live(seconds(200));  // asking about the call keeps nobody signed in
  EXPECT_FALSE(robot.state.session.signedIn);
  EXPECT_EQ(drawnScreen(robot.state), "call");
  robot.tap("call.close");
  EXPECT_EQ(drawnScreen(robot.state), "home");
  EXPECT_TRUE(robot.says("not seen yet"));
}

TEST(Call, ThatCannotBePostedSaysSo) {
  Robot robot;
  robot.tell(DirectoryArrived{schoolThatCanBeCalled(robot.state.now)});
  hold(robot, "home.call");
  robot.tell(PostFailed{robot.state.call.handle, Fault{FaultCode::diskFull, "The disk is full."}});
  EXPECT_EQ(robot.nameOf("call.title"), "The call did not go out");
  hold(robot, "call.again");
  EXPECT_EQ(count<PostNow>(robot.effects), 2U);
}

TEST(Duty, HomeShowsWhoIsOnDutyToday) {
  Robot robot;  // its day is a Saturday
  auto rota = std::make_shared<Directory>(*school());
  rota->rota = {{"deputy-1", 6}, {"dsl-1", 1}};
  robot.tell(DirectoryArrived{rota});
  ASSERT_TRUE(robot.shows("home.dsl.deputy-1"));
  ASSERT_TRUE(robot.shows("home.else"));
  EXPECT_LT(robot.find("home.dsl.deputy-1")->rect.y, robot.find("home.else")->rect.y);
  ASSERT_TRUE(robot.shows("home.dsl.dsl-1")) << "who is not on duty can still be asked for next";
  EXPECT_GT(robot.find("home.dsl.dsl-1")->rect.y, robot.find("home.else")->rect.y);
}

TEST(Duty, WhenNobodyIsHomeGivesTheLocalAuthoritysNumber) {
  Robot robot;
  auto rota = std::make_shared<Directory>(*school());
  rota->rota = {{"dsl-1", 1}};
  robot.tell(DirectoryArrived{rota});
  EXPECT_TRUE(robot.says("No safeguarding lead (DSL) is on duty today."));
  EXPECT_TRUE(robot.says("01632 960 123"));
  EXPECT_TRUE(robot.shows("home.dsl.dsl-1")) << "somebody has to be told";
}

}  // namespace
}  // namespace pillarbox::post::test

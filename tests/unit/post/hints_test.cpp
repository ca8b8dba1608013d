// Hints are offers: late, few, left for good by a touch, and in nobody's way.
#include "kiosk/post/words.h"
#include "tests/unit/post/hints_states.h"

namespace pillarbox::post::test {
namespace {

const std::string fourThings =
    "At lunch TB was with him. He often cries. I promised not to tell. I think his dad is ill. He said \u201Che always "
    "hits "
    "me\u201D.";

TEST(Hints, atMostThreeAtOnceTheMostSeriousFirst) {
  Robot robot;
  writeForHints(robot, fourThings);
  ASSERT_TRUE(answerHints(robot));
  EXPECT_TRUE(robot.says("Please tell the DSL now"));
  EXPECT_TRUE(robot.shows("hint.leave.1"));
  EXPECT_TRUE(robot.shows("hint.leave.3"));
  EXPECT_FALSE(robot.shows("hint.leave.4"));
  EXPECT_EQ(robot.nameOf("hint.about.1"), "You wrote: \u201CI promised\u201D");
}

TEST(Hints, neverBeforeTheDslWasAskedAbout) {
  Robot robot;
  writeForHints(robot, fourThings);
  robot.state.draft.told = Answer::unsaid;
  ASSERT_TRUE(answerHints(robot));
  EXPECT_FALSE(robot.shows("hint.leave.1"));
}

TEST(Hints, oneThatIsLeftDoesNotComeBackAndTheNextMovesUp) {
  Robot robot;
  writeForHints(robot, fourThings);
  answerHints(robot);
  const std::string first = robot.nameOf("hint.message.1"), fourth = robot.nameOf("hint.message.3");
  robot.tap("hint.leave.1");
  EXPECT_NE(robot.nameOf("hint.message.1"), first);
  EXPECT_FALSE(robot.says(first));
  // Nor after something else was written.
  robot.tap("check.change.account");
  robot.type(" That is all.");
  robot.tap("page.next");
  ASSERT_TRUE(answerHints(robot));
  EXPECT_TRUE(robot.shows("hint.leave.3"));
  EXPECT_FALSE(robot.says(first));
}

TEST(Hints, changeGoesToThoseWordsAndBackAgain) {
  Robot robot;
  writeForHints(robot, fourThings);
  answerHints(robot);
  robot.tap("hint.change.1");
  EXPECT_EQ(robot.state.screen, Screen::write);
  const ui::TextModel& account = robot.state.draft.text(Field::account);
  EXPECT_EQ(account.text().substr(account.selectionStart(), account.selectionEnd() - account.selectionStart()),
            "I promised");
  robot.tap("page.next");
  EXPECT_EQ(robot.state.screen, Screen::check);
}

TEST(Hints, postingWaitsForNone) {
  Robot robot;
  writeForHints(robot, fourThings);
  answerHints(robot);
  robot.post();
  EXPECT_EQ(robot.state.screen, Screen::posted);
  EXPECT_TRUE(robot.state.hints.offered.empty());
  const Entry& entry = find<PostNow>(robot.effects)->entry;
  EXPECT_EQ(entry.account, fourThings) << "nothing is rewritten";
}

TEST(Hints, noneWithoutRulesAndNoneWhereTheSchoolWantsNone) {
  Robot without;
  writeForHints(without, fourThings, false);
  EXPECT_FALSE(answerHints(without));
  EXPECT_TRUE(without.says("Check, then post"));
  Robot off;
  auto directory = std::make_shared<Directory>(*school());
  directory->policies.writingHints = false;
  off.tell(DirectoryArrived{directory});
  writeForHints(off, fourThings);
  EXPECT_FALSE(answerHints(off));
}

TEST(Hints, anAnswerAboutAnotherTextIsDropped) {
  Robot robot;
  writeForHints(robot, fourThings);
  robot.tell(HintsEvent(HintsArrived{robot.state.draft.handle, 0, {{"Old", "", 0, 0, 1}}}));
  EXPECT_FALSE(robot.says("Old"));
}

TEST(Hints, nothingOfThemIsLeftAfterLock) {
  Robot robot;
  writeForHints(robot, fourThings);
  answerHints(robot);
  ASSERT_FALSE(robot.state.hints.offered.empty());
  robot.tell(WindowHidden{});
  EXPECT_TRUE(robot.state.hints.offered.empty() || robot.state.cover != Cover::none);
  EXPECT_FALSE(robot.says("promised"));
}

TEST(Hints, initialsAreOfferedOnlyWhereTheSchoolWantsFullNames) {
  Robot robot;
  writeForHints(robot, "At lunch TB pushed Amina off the bench.");
  answerHints(robot);
  EXPECT_TRUE(robot.says("TB"));
  EXPECT_TRUE(robot.shows("hint.leave.1"));
  Robot initials;
  auto directory = std::make_shared<Directory>(*school());
  directory->policies.linkedNames = LinkedNames::initials;
  initials.tell(DirectoryArrived{directory});
  writeForHints(initials, "At lunch TB pushed Amina off the bench.");
  answerHints(initials);
  EXPECT_FALSE(initials.shows("hint.leave.1"));
}

TEST(Hints, AMarkThatIsMentionedOffersTheBodyMapAndLeadsBack) {
  Robot robot;
  writeForHints(robot, "At lunch Amina had a bruise. She sat down and ate.");
  ASSERT_TRUE(answerHints(robot));
  ASSERT_TRUE(robot.shows("hint.body.1"));
  EXPECT_EQ(robot.nameOf("hint.body.1"), words::hintBody);
  robot.tap("hint.body.1");
  EXPECT_EQ(drawnScreen(robot.state), "body");
  robot.tap("page.back");
  EXPECT_EQ(drawnScreen(robot.state), "check");
  EXPECT_TRUE(robot.reachable(robot.find("check.body"))) << "where she was, not at the top";
  EXPECT_TRUE(robot.shows("hint.body.1")) << "no mark was made: it is still offered";
  robot.tap("hint.body.1");
  robot.tap("body.places");
  robot.tap("body.place.left-cheek");
  robot.tap("page.next");
  EXPECT_EQ(drawnScreen(robot.state), "check");
  EXPECT_TRUE(robot.reachable(robot.find("check.body")));
  EXPECT_EQ(robot.nameOf("check.body"), "Body map (1)");
  ASSERT_TRUE(answerHints(robot)) << "looked through again";
  EXPECT_FALSE(robot.shows("hint.body.1")) << "it is on the drawing now";
}

TEST(Hints, OnlyAHintAboutAMarkOffersTheBodyMap) {
  Robot robot;
  writeForHints(robot, "I promised not to tell. He had a bruise.");
  ASSERT_TRUE(answerHints(robot));
  EXPECT_TRUE(robot.shows("hint.change.1"));
  EXPECT_FALSE(robot.shows("hint.body.1"));
  EXPECT_TRUE(robot.shows("hint.body.2"));
  robot.tell(HintEvent(ShowOnBody{robot.state.hints.offered.front().sameAs}));
  EXPECT_EQ(drawnScreen(robot.state), "check");
  // Without the drawings there is nothing to open.
  robot.tell(BodyEvent(BodyFiguresArrived{}));
  EXPECT_FALSE(robot.shows("hint.body.2"));
  EXPECT_TRUE(robot.shows("hint.leave.2"));
}

}  // namespace
}  // namespace pillarbox::post::test

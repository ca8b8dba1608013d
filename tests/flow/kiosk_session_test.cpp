// One person after another at the same touchscreen: what is covered, locked, kept, given and forgotten.
#include <signal.h>

#include "tests/flow/windows.h"

namespace pillarbox::support {
namespace {

const std::string zebra = "Invented: he said the zebra bit him.";

class KioskSession : public Windows {};

TEST_F(KioskSession, BlursLocksAndGivesBackWhatWasWrittenToTheSameBadgeOnly) {
  RobotClient robot;
  ASSERT_TRUE(openKiosk(robot) && writeAs(robot, zebra)) << robot.error();

  ASSERT_TRUE(robot.advance(29s)) << robot.error();
  EXPECT_FALSE(on(robot, "cover.touch")) << "not yet 30 seconds";
  ASSERT_TRUE(robot.advance(2s) && robot.waitFor("cover.touch")) << robot.error();
  EXPECT_FALSE(shows(robot, "zebra"));
  EXPECT_FALSE(shows(robot, "red coat"));
  EXPECT_FALSE(shows(robot, school->badges().at(0).name)) << "not even who it is";
  EXPECT_FALSE(on(robot, "cover.closing"));
  ASSERT_TRUE(robot.tap("cover.touch") && robot.waitForValue("write.account", zebra)) << robot.error();

  // 30 seconds before it closes it says so, and one touch is enough to stay.
  ASSERT_TRUE(robot.advance(31s) && robot.waitFor("cover.touch") && robot.advance(121s)) << robot.error();
  ASSERT_TRUE(robot.waitFor("cover.closing")) << robot.error();
  EXPECT_NE(nameOf(robot, "cover.closing").find("What is written will be kept."), std::string::npos);
  ASSERT_TRUE(robot.tap("cover.touch") && robot.waitForValue("write.account", zebra)) << robot.error();

  ASSERT_TRUE(robot.advance(181s) && robot.waitFor("home.tell")) << robot.error();
  EXPECT_FALSE(shows(robot, "zebra"));
  EXPECT_TRUE(waitForCount("drafts", 1)) << "kept sealed as well";

  // Another badge: nothing of it, on any page.
  ASSERT_TRUE(signIn(robot, 1) && toWriting(robot)) << robot.error();
  EXPECT_EQ(valueOf(robot, "write.account"), "");
  EXPECT_FALSE(on(robot, "page.resumed"));
  EXPECT_FALSE(shows(robot, "zebra"));
  ASSERT_TRUE(robot.tap("page.leave") && robot.tap("leave.mistake") && robot.waitFor("home.tell")) << robot.error();

  ASSERT_TRUE(robot.badge(badge(0)) && robot.waitFor("page.resumed")) << robot.error();
  EXPECT_EQ(valueOf(robot, "write.account"), zebra);
  ASSERT_TRUE(toCheck(robot) && robot.tap("page.next") && robot.waitFor("posted.reference")) << robot.error();
  EXPECT_TRUE(robot.quit());
  const Json entry = onlyEntry();
  EXPECT_EQ(entry["account"], zebra);
  EXPECT_FALSE(entry.value("unfinished", false));
  EXPECT_TRUE(waitForCount("drafts", 0));
}

TEST_F(KioskSession, WhatWasKeptForLaterArrivesUnfinishedIfThePowerGoes) {
  {
    RobotClient robot;
    ASSERT_TRUE(openKiosk(robot) && writeAs(robot, zebra)) << robot.error();
    ASSERT_TRUE(robot.tap("page.leave") && robot.tap("leave.keep") && robot.waitFor("home.tell")) << robot.error();
    ASSERT_TRUE(waitForCount("drafts", 1));
    robot.kill(SIGKILL);
    robot.waitExit();
  }
  EXPECT_EQ(idsHere(), std::set<std::string>{});
  RobotClient again;
  ASSERT_TRUE(openKiosk(again)) << again.error();
  EXPECT_TRUE(waitForCount("postings", 1));
  EXPECT_TRUE(waitForCount("drafts", 0));
  const Json entry = onlyEntry();
  EXPECT_EQ(entry["unfinished"], true);
  EXPECT_EQ(entry["account"], zebra);
  // And on the DSL's screen it says so.
  ASSERT_TRUE(again.badge(school->person("dsl").cardCode) && again.waitFor("unlock.passphrase", 20s) &&
              unlock(again, school->person("dsl").passphrase) && again.waitFor("list.unread", 20s))
      << again.error();
  const std::string row = "list.case." + *idsHere().begin();
  ASSERT_TRUE(again.waitFor(row) && again.tap(row) && again.waitFor("concern.unfinished")) << again.error();
  EXPECT_TRUE(shows(again, zebra));
  EXPECT_TRUE(on(again, "concern.unchanged"));
}

TEST_F(KioskSession, CoverAndEscHideEveryWord) {
  RobotClient robot;
  ASSERT_TRUE(openKiosk(robot) && writeAs(robot, zebra)) << robot.error();
  const auto expectHidden = [&] {
    for (const std::string& word : {std::string("zebra"), std::string("red coat"), school->badges().at(0).name}) {
      EXPECT_FALSE(shows(robot, word)) << word;
    }
  };
  ASSERT_TRUE(robot.tap("page.cover") && robot.waitFor("cover.touch")) << robot.error();
  expectHidden();
  // What is typed while it is covered goes nowhere.
  ASSERT_TRUE(robot.type(" lion") && robot.tap("cover.touch")) << robot.error();
  ASSERT_TRUE(robot.waitForValue("write.account", zebra)) << robot.error();
  ASSERT_TRUE(robot.keys({"escape"}) && robot.waitFor("cover.touch")) << robot.error();
  expectHidden();
  ASSERT_TRUE(robot.tap("cover.touch") && toCheck(robot)) << robot.error();
  EXPECT_TRUE(shows(robot, "zebra")) << "the check page reads it back";
  ASSERT_TRUE(robot.keys({"escape"}) && robot.waitFor("cover.touch")) << robot.error();
  expectHidden();
  ASSERT_TRUE(robot.tap("cover.touch") && robot.tap("page.leave") && robot.waitFor("leave.stay")) << robot.error();
  EXPECT_FALSE(shows(robot, "zebra"));
  ASSERT_TRUE(robot.keys({"escape"}) && robot.waitFor("cover.touch")) << robot.error();
  expectHidden();
}

TEST_F(KioskSession, LeavingKeepsGivesOrForgetsAsAsked) {
  RobotClient robot;
  ASSERT_TRUE(openKiosk(robot) && writeAs(robot, zebra)) << robot.error();
  // Kept for later: goes on where it was.
  ASSERT_TRUE(robot.tap("page.leave") && robot.waitFor("leave.give") && robot.tap("leave.stay")) << robot.error();
  ASSERT_TRUE(robot.waitForValue("write.account", zebra)) << robot.error();
  ASSERT_TRUE(robot.tap("page.leave") && robot.tap("leave.keep") && robot.waitFor("home.tell")) << robot.error();
  ASSERT_TRUE(waitForCount("drafts", 1));
  ASSERT_TRUE(robot.badge(badge()) && robot.waitFor("page.resumed")) << robot.error();
  ASSERT_TRUE(robot.waitForValue("write.account", zebra)) << robot.error();
  // By mistake: asked once more, because something was written; then gone, the sealed copy too.
  ASSERT_TRUE(robot.tap("page.leave") && robot.tap("leave.mistake") && robot.tap("leave.sure-no")) << robot.error();
  ASSERT_TRUE(robot.tap("leave.mistake") && robot.tap("leave.sure-yes") && robot.waitFor("home.tell")) << robot.error();
  EXPECT_TRUE(waitForCount("drafts", 0));
  EXPECT_EQ(idsHere(), std::set<std::string>{});
  // Given as it is.
  ASSERT_TRUE(writeAs(robot, "Invented: half of it") && robot.tap("page.leave") && robot.tap("leave.give") &&
              robot.waitFor("posted.reference"))
      << robot.error();
  EXPECT_NE(nameOf(robot, "posted.safe").find("marked unfinished"), std::string::npos);
  ASSERT_TRUE(robot.quit()) << robot.error();
  const Json entry = onlyEntry();
  EXPECT_EQ(entry["unfinished"], true);
  EXPECT_EQ(entry["account"], "Invented: half of it");
}

TEST_F(KioskSession, WhatNobodyCameBackToArrivesAfterTwoHours) {
  RobotClient robot;
  ASSERT_TRUE(openKiosk(robot) && writeAs(robot, zebra)) << robot.error();
  ASSERT_TRUE(robot.advance(200s) && robot.waitFor("home.tell")) << robot.error();
  ASSERT_TRUE(robot.advance(119min) && robot.record()) << robot.error();
  EXPECT_EQ(idsHere(), std::set<std::string>{});
  ASSERT_TRUE(robot.advance(2min)) << robot.error();
  EXPECT_TRUE(waitForCount("postings", 1));
  EXPECT_EQ(onlyEntry()["unfinished"], true);
  // Its writer comes too late to go on, and begins anew.
  ASSERT_TRUE(signIn(robot)) << robot.error();
  EXPECT_FALSE(on(robot, "page.resumed"));
}

TEST_F(KioskSession, ATypedNameNeverResumes) {
  RobotClient robot;
  ASSERT_TRUE(openKiosk(robot) && signInByName(robot, "Robin Supply") && toWriting(robot) && write(robot, zebra))
      << robot.error();
  ASSERT_TRUE(robot.tap("page.leave") && robot.waitFor("leave.give")) << robot.error();
  EXPECT_FALSE(on(robot, "leave.keep")) << "a name that anybody can type is no key";
  ASSERT_TRUE(robot.tap("leave.stay") && robot.advance(151s) && robot.waitFor("cover.closing")) << robot.error();
  EXPECT_NE(nameOf(robot, "cover.closing").find("will go to the safeguarding lead (DSL)"), std::string::npos);
  ASSERT_TRUE(robot.advance(31s) && robot.waitFor("home.tell")) << robot.error();
  EXPECT_TRUE(waitForCount("postings", 1)) << "given at once";
  EXPECT_EQ(onlyEntry()["unfinished"], true);
  EXPECT_EQ(onlyEntry()["account"], zebra);
  ASSERT_TRUE(signInByName(robot, "Robin Supply")) << robot.error();
  EXPECT_FALSE(on(robot, "page.resumed"));
  ASSERT_TRUE(toWriting(robot)) << robot.error();
  EXPECT_EQ(valueOf(robot, "write.account"), "");
}

}  // namespace
}  // namespace pillarbox::support

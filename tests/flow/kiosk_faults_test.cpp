// What goes wrong around a person who is writing: nothing is lost, nothing is doubled, and the screen says what it is.
#include <signal.h>

#include "shared/base/fault.h"
#include "tests/flow/windows.h"
#include "tests/support/small_disk.h"

namespace pillarbox::support {
namespace {

class KioskFaults : public Windows {};

class KioskDiskFull : public Windows {
 protected:
  void makeSchool() override {
    if (::geteuid() != 0) GTEST_SKIP() << "only root can make a small disk";
    disk = std::make_unique<SmallDisk>(temp / "disk");
    if (!disk->mounted()) GTEST_SKIP() << "a small disk cannot be mounted here";
    school = std::make_unique<DemoSchool>(*disk / "school");
    ASSERT_EQ(school->problem(), "");
  }
  std::unique_ptr<SmallDisk> disk;
};

TEST_F(KioskDiskFull, SaysSoInThreeSentencesKeepsWhatWasTypedAndPostsItOnceThereIsRoom) {
  RobotClient robot;
  ASSERT_TRUE(openKiosk(robot)) << robot.error();
  ASSERT_TRUE(disk->fill());
  // What fits into pages that are already there may still be posted; then no more.
  int posted = 0;
  const std::string account = "Invented: written when the disk was full. " + std::string(3000, '.');
  for (; posted < 6; ++posted) {
    ASSERT_TRUE(writeAs(robot, account) && toCheck(robot) && robot.tap("page.next")) << robot.error();
    ASSERT_TRUE(waitUntil([&] { return on(robot, "check.fault") || on(robot, "posted.reference"); }));
    if (on(robot, "check.fault")) break;
    ASSERT_TRUE(robot.tap("page.next") && robot.waitFor("home.tell")) << robot.error();
  }
  const FaultWords full = faultWords(FaultCode::diskFull);
  std::string said(full.what);
  said.append(" ").append(full.safe).append(" ").append(full.next);
  ASSERT_EQ(nameOf(robot, "check.fault"), said);
  EXPECT_EQ(nameOf(robot, "page.next"), "Try again");
  EXPECT_TRUE(shows(robot, "written when the disk was full")) << "what was typed is still here";
  EXPECT_EQ(idsHere().size(), static_cast<std::size_t>(posted));

  ASSERT_TRUE(robot.tap("page.next") && robot.waitForName("page.next", "Try again")) << robot.error();
  EXPECT_TRUE(on(robot, "check.fault")) << "still full, and said so again";
  disk->makeRoom();
  ASSERT_TRUE(robot.tap("page.next") && robot.waitFor("posted.reference")) << robot.error();
  ASSERT_TRUE(robot.quit()) << robot.error();
  EXPECT_EQ(idsHere().size(), static_cast<std::size_t>(posted) + 1) << "each once";
  EXPECT_TRUE(waitForCount("drafts", 0));
  expectVerified();
}

TEST_F(KioskFaults, AnotherProgramHoldingTheDatabaseOnlyMakesItWait) {
  RobotClient robot;
  ASSERT_TRUE(openKiosk(robot) && writeAs(robot, "Invented: while it was locked.") && toCheck(robot)) << robot.error();
  Background other;
  ASSERT_TRUE(other.start({"sqlite3", "-cmd", ".timeout 10000", database()},
                          "BEGIN IMMEDIATE;\n.shell echo locked; sleep 2\nCOMMIT;\n"));
  ASSERT_TRUE(other.waitForLine("locked"));
  ASSERT_TRUE(robot.tap("page.next") && robot.waitForName("page.next", "Saving…")) << robot.error();
  // The screen goes on answering meanwhile.
  const auto begin = std::chrono::steady_clock::now();
  ASSERT_TRUE(robot.tap("page.cover") && robot.tap("cover.touch") && robot.record()) << robot.error();
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 1s);
  ASSERT_TRUE(robot.waitFor("posted.reference")) << robot.error();
  EXPECT_EQ(other.waitExit(), 0);
  EXPECT_EQ(onlyEntry()["account"], "Invented: while it was locked.");
}

TEST_F(KioskFaults, AServerThatAppearsWhileItRunsIsSentToWithoutBeingAsked) {
  RobotClient robot;
  ASSERT_TRUE(openKiosk(robot) && writeAs(robot, "Invented: before there was a server.") && toCheck(robot) &&
              robot.tap("page.next") && robot.waitFor("posted.reference"))
      << robot.error();
  serve();
  if (HasFatalFailure()) return;
  connect();
  EXPECT_TRUE(waitUntil([&] { return idsAtServer() == idsHere(); })) << "nobody touched the kiosk";
  EXPECT_TRUE(waitUntil([&] { return shows(robot, "It has reached the school's safe store."); })) << wordsOn(robot);
  EXPECT_TRUE(robot.quit());
  EXPECT_EQ(stateOf(*idsHere().begin()), "delivered");
}

TEST_F(KioskFaults, EndedWhileSomebodyWasWritingKeepsTheLastWords) {
  {
    RobotClient robot;
    ASSERT_TRUE(openKiosk(robot) && writeAs(robot, "Invented: the very last words.")) << robot.error();
    robot.kill(SIGTERM);
    EXPECT_EQ(robot.waitExit(), 0);
  }
  EXPECT_EQ(sql(database(), "SELECT count(*) FROM drafts"), "1\n");
  RobotClient again;
  ASSERT_TRUE(openKiosk(again)) << again.error();
  EXPECT_TRUE(waitForCount("postings", 1));
  EXPECT_EQ(onlyEntry()["unfinished"], true);
  EXPECT_EQ(onlyEntry()["account"], "Invented: the very last words.");
}

TEST_F(KioskFaults, PostItFiftyTimesAsFastAsPossibleIsOnePosting) {
  RobotClient robot;
  ASSERT_TRUE(openKiosk(robot) && writeAs(robot, "Invented: tapped in a hurry.") && toCheck(robot)) << robot.error();
  for (int i = 0; i < 50; ++i) (void)robot.tap("page.next", 0ms);
  EXPECT_TRUE(waitForCount("postings", 1));
  ASSERT_TRUE(robot.tap("page.next") && robot.waitFor("home.tell")) << robot.error();

  // With the keys all at once: nothing waits until the button can be pressed again.
  ASSERT_TRUE(writeAs(robot, "Invented: Enter held down.") && toCheck(robot)) << robot.error();
  const auto onPostIt = [&] {
    const auto now = robot.record();
    const RobotItem* next = now ? now->find("page.next") : nullptr;
    return next != nullptr && next->focused;
  };
  for (int i = 0; i < 40 && !onPostIt(); ++i) ASSERT_TRUE(robot.keys({"tab"})) << robot.error();
  ASSERT_TRUE(onPostIt());
  ASSERT_TRUE(robot.keys(std::vector<std::string>(50, "enter"))) << robot.error();
  EXPECT_TRUE(robot.waitFor("posted.reference")) << robot.error();
  ASSERT_TRUE(robot.quit()) << robot.error();
  EXPECT_EQ(idsHere().size(), 2U);
  EXPECT_TRUE(waitForCount("drafts", 0));
}

TEST_F(KioskFaults, TheSecondOfTwoQuickTapsDoesNotTakeTheReferenceAway) {
  RobotClient robot;
  ASSERT_TRUE(openKiosk(robot) && writeAs(robot, "Invented: tapped twice.") && toCheck(robot)) << robot.error();
  ASSERT_TRUE(robot.tap("page.next") && robot.waitFor("posted.reference")) << robot.error();
  // "Done" stands where "Post it" stood.
  (void)robot.tap("page.next", 0ms);
  EXPECT_TRUE(on(robot, "posted.reference"));
  ASSERT_TRUE(robot.tap("page.next") && robot.waitFor("home.tell")) << robot.error();
}

TEST_F(KioskFaults, ABadgeShownInTheMiddleOfTypingPutsNoLettersIntoTheText) {
  RobotClient robot;
  ASSERT_TRUE(openKiosk(robot) && writeAs(robot, "Invented: she sa")) << robot.error();
  ASSERT_TRUE(robot.badge(badge()) && robot.type("id she was cold.")) << robot.error();
  ASSERT_TRUE(robot.waitForValue("write.account", "Invented: she said she was cold.")) << robot.error();
  // A card of a bus company: covered, in case it was somebody else; nothing of it in the text.
  ASSERT_TRUE(robot.badge("BUS-0099123") && robot.waitFor("cover.touch")) << robot.error();
  EXPECT_FALSE(shows(robot, "0099123"));
  ASSERT_TRUE(robot.tap("cover.touch") && robot.waitForValue("write.account", "Invented: she said she was cold."))
      << robot.error();
  // A colleague's: his own session, and the writer's words wait for her.
  ASSERT_TRUE(robot.badge(badge(1)) && robot.waitFor("adult.no")) << robot.error();
  EXPECT_FALSE(shows(robot, "cold"));
  ASSERT_TRUE(robot.badge(badge()) && robot.waitForValue("write.account", "Invented: she said she was cold."))
      << robot.error();
}

}  // namespace
}  // namespace pillarbox::support

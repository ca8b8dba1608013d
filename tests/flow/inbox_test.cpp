// The inbox as its readers meet it: what it shows to whom, what it hides, and when it goes.
#include <signal.h>

#include <cstdlib>

#include "tests/flow/windows.h"

namespace pillarbox::support {
namespace {

class InboxWindow : public Windows {
 protected:
  static std::string row(const std::string& id) { return "list.case." + id; }
};

TEST_F(InboxWindow, AWrongPassphraseIsSaidKindlyAndTheRightOneOpens) {
  const std::string id = school->post("Invented: the marker zebra.");
  const DemoPerson& dsl = school->person("dsl");
  RobotClient robot;
  ASSERT_TRUE(robot.start(program("pillarbox-inbox"), {school->folder(), "--window"}) &&
              robot.waitFor("unlock.card", 30s))
      << robot.error();
  // The code may be typed, with its spaces and small letters; a staff badge is told from a key card.
  ASSERT_TRUE(robot.badge(badge()) && robot.waitFor("unlock.problem")) << robot.error();
  EXPECT_EQ(nameOf(robot, "unlock.problem"), "That is not a key card. Use your own folded key card, not your badge.");
  ASSERT_TRUE(robot.tap("unlock.card") && robot.type(dsl.cardCode) && robot.tap("unlock.card.next") &&
              robot.waitFor("unlock.passphrase"))
      << robot.error();
  ASSERT_TRUE(unlock(robot, "not her passphrase") && robot.waitFor("unlock.problem", 20s)) << robot.error();
  EXPECT_EQ(nameOf(robot, "unlock.problem"), "That card and passphrase do not fit together. Try again.");
  EXPECT_FALSE(shows(robot, "not her passphrase"));
  ASSERT_TRUE(unlock(robot, dsl.passphrase) && robot.waitFor(row(id), 20s)) << robot.error();
  EXPECT_FALSE(shows(robot, "zebra")) << "nothing of it until it is touched";
  ASSERT_TRUE(robot.tap(row(id)) && robot.waitFor("concern.account")) << robot.error();
  EXPECT_TRUE(shows(robot, "zebra"));

  ASSERT_TRUE(robot.tap("bar.cover") && robot.waitFor("cover.lift")) << robot.error();
  EXPECT_FALSE(shows(robot, "zebra"));
  ASSERT_TRUE(robot.tap("cover.lift") && robot.waitFor("concern.account") && robot.keys({"escape"}) &&
              robot.waitFor("cover.lift"))
      << robot.error();
  EXPECT_FALSE(shows(robot, "zebra"));
  ASSERT_TRUE(robot.tap("cover.lift") && robot.tap("bar.lock")) << robot.error();
  EXPECT_EQ(robot.waitExit(), 0) << "locking ends the process";
}

TEST_F(InboxWindow, LocksAfterAMinuteAndTheKioskIsBack) {
  const std::string id = school->post("Invented: the marker zebra.");
  RobotClient robot;
  ASSERT_TRUE(openKiosk(robot) && robot.badge(school->person("dsl").cardCode) &&
              robot.waitFor("unlock.passphrase", 20s) && unlock(robot, school->person("dsl").passphrase) &&
              robot.waitFor(row(id), 20s) && robot.tap(row(id)) && robot.waitFor("concern.account"))
      << robot.error();
  ASSERT_TRUE(robot.advance(46s) && robot.waitFor("bar.countdown")) << robot.error();
  ASSERT_TRUE(robot.tap("bar.names") && robot.waitGone("bar.countdown")) << robot.error();
  const auto inboxes = [&] { return run({"pgrep", "-P", std::to_string(robot.pid()), "pillarbox-inbox"}).out; };
  EXPECT_NE(inboxes(), "");
  ASSERT_TRUE(robot.advance(61s) && robot.waitFor("home.tell", 20s)) << robot.error();
  EXPECT_FALSE(shows(robot, "zebra"));
  EXPECT_EQ(inboxes(), "") << "the process and all its memory are gone";
  ASSERT_TRUE(signIn(robot)) << "and the kiosk works: " << robot.error();
}

TEST_F(InboxWindow, NeitherProgramOutlivesTheOtherOnTheScreen) {
  const DemoPerson& dsl = school->person("dsl");
  RobotClient robot;
  ASSERT_TRUE(openKiosk(robot)) << robot.error();
  const auto inboxPid = [&] {
    return static_cast<pid_t>(
        std::atoi(run({"pgrep", "-P", std::to_string(robot.pid()), "pillarbox-inbox"}).out.c_str()));
  };
  const auto open = [&] {
    return robot.badge(dsl.cardCode) && robot.waitFor("unlock.passphrase", 20s) && unlock(robot, dsl.passphrase) &&
           robot.waitFor("list.unread", 20s);
  };
  ASSERT_TRUE(open()) << robot.error();
  ASSERT_GT(inboxPid(), 0);
  ::kill(inboxPid(), SIGKILL);
  ASSERT_TRUE(robot.waitFor("home.tell", 20s)) << "the inbox broke, and the kiosk is there: " << robot.error();
  ASSERT_TRUE(open()) << robot.error();
  const pid_t inbox = inboxPid();
  ASSERT_GT(inbox, 0);
  robot.kill(SIGKILL);
  EXPECT_TRUE(waitUntil([&] {
    return ::kill(inbox, 0) != 0 || readText("/proc/" + std::to_string(inbox) + "/cmdline").empty();
  })) << "an unlocked inbox with no kiosk under it";
}

TEST_F(InboxWindow, EachReaderSeesOnlyWhatIsSealedForThem) {
  const std::string child = school->post("Invented: about a child, marker zebra.");
  {
    RobotClient robot;
    ASSERT_TRUE(openKiosk(robot) && signIn(robot) && robot.tap("adult.yes") && robot.waitFor("adult.name") &&
                robot.type("Mr Invented") && robot.tap("adult.use-typed") && robot.waitFor("adult.change"))
        << robot.error();
    EXPECT_EQ(nameOf(robot, "adult.readers"), "Only Margaret Hallam will be able to read this.");
    ASSERT_TRUE(robot.tap("page.next") && robot.tap("who.none") && robot.tap("what.kind.i-saw") &&
                robot.tap("page.next") && robot.waitFor("write.account") &&
                write(robot, "Invented: about an adult, marker lion.") && toCheck(robot) && robot.tap("page.next") &&
                robot.waitFor("posted.reference") && robot.quit())
        << robot.error();
  }
  std::set<std::string> ids = idsHere();
  ids.erase(child);
  ASSERT_EQ(ids.size(), 1U);
  const std::string adult = *ids.begin();
  {
    RobotClient head;
    ASSERT_TRUE(openInbox(head, "head") && head.waitFor(row(adult))) << head.error();
    EXPECT_FALSE(on(head, row(child)));
    EXPECT_FALSE(on(head, "list.set-aside")) << "not even as something that cannot be opened";
    ASSERT_TRUE(head.tap(row(adult)) && head.waitFor("concern.account")) << head.error();
    EXPECT_TRUE(shows(head, "lion"));
    EXPECT_FALSE(shows(head, "zebra"));
  }
  RobotClient dsl;
  ASSERT_TRUE(openInbox(dsl, "dsl") && dsl.waitFor(row(child))) << dsl.error();
  EXPECT_FALSE(on(dsl, row(adult)));
  EXPECT_FALSE(on(dsl, "list.set-aside"));
}

TEST_F(InboxWindow, WhatWasChangedOnTheDiskIsNeverShownAsFine) {
  const std::string swapped = school->post("Invented: the marker zebra.");
  const std::string broken = school->post("Invented: the marker lion.");
  const std::string fine = school->post("Invented: the marker heron.");
  const std::string relabelled = school->post("Invented: the marker toad.");
  const std::string number = "(SELECT n FROM postings WHERE id = '";
  // Another true posting's sealed body in its place, as somebody could who cannot open either; one turned byte; and
  // what is not sealed but signed.
  sql(database(), "DROP TRIGGER bodies_unchanged; UPDATE bodies SET sealed = (SELECT sealed FROM bodies WHERE n = " +
                      number + fine + "')) WHERE n = " + number + swapped +
                      "'); UPDATE bodies SET sealed = CAST(substr(sealed, 1, length(sealed) - 1) || x'00' AS BLOB) "
                      "WHERE n = " +
                      number + broken + "')");
  sql(database(), "DROP TRIGGER postings_unchanged; UPDATE postings SET urgent = 1 WHERE id = '" + relabelled + "'");
  RobotClient robot;
  ASSERT_TRUE(openInbox(robot, "dsl") && robot.waitFor(row(fine))) << robot.error();
  ASSERT_TRUE(robot.tap(row(fine)) && robot.waitFor("concern.unchanged")) << robot.error();
  EXPECT_TRUE(shows(robot, "heron"));
  ASSERT_TRUE(robot.tap(row(relabelled)) && robot.waitFor("concern.changed")) << robot.error();
  EXPECT_FALSE(on(robot, "concern.unchanged"));
  EXPECT_TRUE(nameOf(robot, "concern.changed").starts_with("Something is not as it was posted."));
  EXPECT_TRUE(shows(robot, "toad")) << "still to be read";
  ASSERT_TRUE(robot.tap("list.set-aside") && robot.waitFor("set-aside." + swapped)) << robot.error();
  for (const std::string& id : {swapped, broken}) {
    EXPECT_NE(nameOf(robot, "set-aside." + id + ".what").find("The stored copy is damaged."), std::string::npos);
    EXPECT_NE(nameOf(robot, "set-aside." + id + ".advice").find("tell you again in person"), std::string::npos);
  }
  EXPECT_FALSE(on(robot, "set-aside." + fine));
}

TEST_F(InboxWindow, WhatIsPostedWhileItIsOpenAppearsByItself) {
  RobotClient robot;
  ASSERT_TRUE(openInbox(robot, "dsl") && robot.waitFor("list.empty")) << robot.error();
  const std::string id = school->post("Invented: posted meanwhile.");
  ASSERT_TRUE(robot.waitFor(row(id))) << robot.error();
  EXPECT_NE(nameOf(robot, "bar.title").find("1 unread"), std::string::npos);
}

}  // namespace
}  // namespace pillarbox::support

// A new badge, from unknown to signing in after a restart, with the real programs.
#include "tests/flow/windows.h"

namespace pillarbox::support {
namespace {

class NewBadge : public Windows {
 protected:
  static bool tapPin(RobotClient& robot, const std::string& digits) {
    for (const char digit : digits) {
      if (!robot.tap("pin.digit." + std::string(1, digit))) return false;
    }
    return robot.tap("pin.ok");
  }
  std::string oneTimePin() const {
    const Ran made = DemoSchool::pillarbox({"badge", "pin", school->folder()});
    EXPECT_EQ(made.exit, 0) << made.err;
    return made.out.substr(0, 6);
  }
};

TEST_F(NewBadge, IsJoinedAtTheTerminalAndKnownAfterARestartByAnotherReader) {
  const std::string name = school->badges().at(0).name, staff = school->badges().at(0).staff;
  {
    RobotClient robot;
    ASSERT_TRUE(openKiosk(robot)) << robot.error();
    const std::string pin = oneTimePin();
    const std::string wrong = pin == "918273" ? "918274" : "918273";
    ASSERT_TRUE(robot.badge("04:A1:B2:C3:D4:E5:F6") && robot.waitFor("sign-in.unknown") && robot.tap("sign-in.join") &&
                robot.waitFor("join.name") && robot.type(name.substr(0, 4)) && robot.tap("join.staff." + staff) &&
                tapPin(robot, wrong) && robot.waitFor("pin.trouble"))
        << robot.error();
    ASSERT_TRUE(tapPin(robot, pin) && robot.waitFor("adult.no", 20s)) << robot.error();
    ASSERT_TRUE(toWriting(robot) && write(robot, "Invented: he said the zebra bit him.") && toCheck(robot) &&
                robot.tap("page.next") && robot.waitFor("posted.reference"))
        << robot.error();
    EXPECT_TRUE(robot.quit());
    robot.waitExit();
  }
  const Json entry = onlyEntry();
  EXPECT_EQ(entry["author"]["id"], staff);
  EXPECT_EQ(entry["author"]["verified_by"], "badge");

  // Backwards and in decimal, as another maker's reader gives it.
  RobotClient again;
  ASSERT_TRUE(openKiosk(again) && again.badge("69495546249912580") && again.waitFor("adult.no")) << again.error();
  ASSERT_TRUE(again.tap("page.leave") && again.waitFor("home.tell")) << again.error();
  // Lost: it is as unknown as any, at once.
  ASSERT_EQ(DemoSchool::pillarbox({"badge", "revoke", school->folder(), "--code-stdin"}, "04A1B2C3D4E5F6\n").exit, 0);
  EXPECT_TRUE(again.advance(11s));  // the office looks round every ten seconds
  for (int i = 0; i < 30 && !on(again, "sign-in.unknown"); ++i) {
    ASSERT_TRUE(again.badge("04A1B2C3D4E5F6")) << again.error();
    if (on(again, "page.leave")) again.tap("page.leave");
    std::this_thread::sleep_for(500ms);
  }
  EXPECT_TRUE(on(again, "sign-in.unknown"));
}

}  // namespace
}  // namespace pillarbox::support

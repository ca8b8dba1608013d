// HARDCASES: a tablet whose battery dies in the middle of a sentence, with the real programs; a folder made as Linux
// makes it says how full it is.
#include "tests/flow/windows.h"

namespace pillarbox::support {
namespace {

TEST_F(Windows, BatteryDyingMidSentenceLosesNothing) {
  const std::filesystem::path supply = temp.path() / "power" / "BAT0";
  std::filesystem::create_directories(supply);
  const auto battery = [&](const char* percent) {
    writeText(supply / "type", "Battery\n");
    writeText(supply / "status", "Discharging\n");
    writeText(supply / "capacity", std::string(percent) + "\n");
  };
  battery("14");
  const std::map<std::string, std::string> tablet{{"PILLARBOX_POWER", supply.parent_path()}};
  {
    RobotClient robot;
    ASSERT_TRUE(robot.start(program("pillarbox-kiosk"), {school->folder(), "--window", "--size", "800x1280"}, tablet) &&
                robot.waitFor("home.battery", 30s))
        << robot.error();
    ASSERT_TRUE(robot.tap("home.tell") && writeAs(robot, "Invented: she had just begun to say")) << robot.error();
    battery("4");
    // It is looked at every twenty seconds.
    ASSERT_TRUE(robot.advance(21s) && waitForCount("drafts", 1)) << robot.error();
    robot.kill();  // and the tablet goes off
    robot.waitExit();
  }
  EXPECT_EQ(idsHere(), std::set<std::string>{});
  battery("30");
  RobotClient again;
  ASSERT_TRUE(again.start(program("pillarbox-kiosk"), {school->folder(), "--window"}, tablet) &&
              again.waitFor("home.tell", 30s) && waitForCount("postings", 1))
      << again.error();
  EXPECT_FALSE(on(again, "home.battery"));
  const Json entry = onlyEntry();
  EXPECT_EQ(entry["unfinished"], true);
  EXPECT_NE(entry["account"].get<std::string>().find("she had just begun"), std::string::npos);
  EXPECT_TRUE(again.quit());
}

}  // namespace
}  // namespace pillarbox::support

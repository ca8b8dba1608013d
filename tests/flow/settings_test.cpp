// What the school decides in the real inbox reaches the staff's screens; and the list of who did what keeps it.
#include "tests/flow/windows.h"

namespace pillarbox::support {
namespace {

class SettingsWindow : public Windows {
 protected:
  bool openSettings(RobotClient& robot) {
    return openInbox(robot, "dsl") && robot.tap("list.manage") && robot.tap("manage.settings") &&
           robot.waitFor("settings.tab.1");
  }
  static bool sign(RobotClient& robot) {
    return robot.tap("settings.check") && robot.waitFor("settings.change.1") && robot.tap("settings.sign") &&
           robot.waitFor("manage.done", 20s);
  }
  std::string hintsOf(const std::string& text) {
    const std::string file = temp / "sentence.txt";
    writeText(file, text + "\n");
    return DemoSchool::pillarbox({"hints", "--json", "--school", school->folder(), file}).out;
  }
};

TEST_F(SettingsWindow, ACategoryWithGuidanceIsAddedAndARuleOfHintsSwitchedOffWithOneSignature) {
  ASSERT_NE(hintsOf("He probably fell.").find("speculation"), std::string::npos);
  RobotClient robot;
  ASSERT_TRUE(openSettings(robot)) << robot.error();
  ASSERT_TRUE(robot.tap("settings.tab.1") && robot.tap("settings.name") && robot.type("Young carers") &&
              robot.tap("settings.add") && robot.tap("settings.guidance") &&
              robot.type("Looks after somebody at home.") && robot.tap("settings.source") &&
              robot.type("Our policy, September 2026"))
      << robot.error();
  ASSERT_TRUE(robot.tap("settings.tab.3") && robot.tap("settings.sentence") && robot.type("He probably fell.") &&
              robot.waitFor("settings.tried", 20s))
      << robot.error();
  EXPECT_NE(nameOf(robot, "settings.tried").find("probably"), std::string::npos) << "as staff see it";
  ASSERT_TRUE(robot.tap("settings.hint.speculation-words") && robot.waitForName("settings.tried", "No hint for that."))
      << robot.error();
  ASSERT_TRUE(robot.tap("settings.phrase") && robot.type("by the shed") && robot.tap("settings.says") &&
              robot.type("Which side of it?") && robot.tap("settings.add"))
      << robot.error();
  ASSERT_TRUE(sign(robot)) << robot.error();
  EXPECT_EQ(hintsOf("He probably fell.").find("speculation"), std::string::npos);
  // Who did what: the version is told as what changed, with who signed it.
  ASSERT_TRUE(robot.tap("bar.back") && robot.tap("manage.audit") && robot.waitFor("audit.item.1", 20s))
      << robot.error();
  EXPECT_TRUE(shows(robot, "Category added: Young carers."));
  EXPECT_TRUE(shows(robot, school->person("dsl").name));
  ASSERT_TRUE(robot.quit());
  const Ran audit =
      DemoSchool::pillarbox({"inbox", "audit", school->folder(), "--json", "--card-file", school->cardFile("dsl"),
                             "--passphrase-file", school->passphraseFile("dsl")});
  EXPECT_NE(audit.out.find("Hint switched off: “speculation words”."), std::string::npos) << audit.out << audit.err;

  // The staff's screens have both.
  ASSERT_EQ(DemoSchool::pillarbox({"policy", "set", school->folder(), "staff_choose_category", "yes", "--card-file",
                                   school->cardFile("dsl"), "--passphrase-file", school->passphraseFile("dsl")})
                .exit,
            0);
  RobotClient kiosk;
  ASSERT_TRUE(openKiosk(kiosk) && writeAs(kiosk, "Invented: he probably fell by the shed at lunch today.") &&
              toCheck(kiosk) && kiosk.waitFor("hint.message.1", 20s))
      << kiosk.error();
  EXPECT_TRUE(shows(kiosk, "“by the shed”: Which side of it?")) << wordsOn(kiosk);
  EXPECT_FALSE(shows(kiosk, "“probably”"));
  ASSERT_TRUE(kiosk.tap("check.change.category") && !kiosk.waitForPart("category.not-sure").empty()) << kiosk.error();
  EXPECT_TRUE(shows(kiosk, "Young carers")) << wordsOn(kiosk);
  EXPECT_TRUE(shows(kiosk, "Looks after somebody at home.")) << "the school's words beside it";
}

TEST_F(SettingsWindow, LeavingWithUnsignedChangesAsksAndThrowingThemAwayChangesNothing) {
  RobotClient robot;
  ASSERT_TRUE(openSettings(robot) && robot.tap("settings.rule.practice") && robot.waitFor("settings.check") &&
              robot.tap("bar.back") && robot.waitFor("settings.discard") && robot.tap("settings.discard") &&
              robot.waitFor("manage.settings"))
      << robot.error();
  const Json policies = json(DemoSchool::pillarbox({"policy", "list", school->folder(), "--json"}));
  for (const Json& policy : policies) {
    EXPECT_TRUE(policy["name"] != "practice" || policy["value"] == "yes");
  }
}

}  // namespace
}  // namespace pillarbox::support

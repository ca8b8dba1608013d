// What another device uploads appears before whoever reads, because their device waits for it at the server.
#include "tests/flow/windows.h"

namespace pillarbox::support {
namespace {

// Much less than the minute after which a terminal asks by the clock, and enough for a busy machine: of two in a row
// the clock can bring only one in time.
constexpr auto inTime = 20s;

class News : public Windows {
 protected:
  void makeSchool() override {
    Windows::makeSchool();
    if (HasFatalFailure()) return;
    serve();
    if (HasFatalFailure()) return;
    connect();
    const std::string invite = temp / "invite.txt";
    ASSERT_EQ(withKey({"invite", school->folder(), "-o", invite}).exit, 0);
    const Json joined = json(DemoSchool::pillarbox({"join", hall, "--invite", invite, "--json"}));
    ASSERT_EQ(withKey({"approve", school->folder(), joined["device"]}).exit, 0);
  }
  Ran withKey(std::vector<std::string> words) const {
    words.insert(words.end(), {"--card-file", school->cardFile(), "--passphrase-file", school->passphraseFile()});
    return DemoSchool::pillarbox(words);
  }
  // On the terminal in the hall; gives its id.
  std::string uploadFromTheHall() const {
    const Json entry{{"author", {{"name", "Pat Example"}}}, {"account", "Invented: posted in the hall."}};
    const std::string id = json(DemoSchool::pillarbox({"post", hall, "--entry", "-", "--json"}, entry.dump()))["id"];
    EXPECT_EQ(DemoSchool::pillarbox({"sync", hall, "--once"}).exit, 0);
    return id;
  }
  void expectTwoInTime(RobotClient& robot) {
    for (const char* which : {"first_ms", "second_ms"}) {
      const std::string id = uploadFromTheHall();
      const auto uploaded = std::chrono::steady_clock::now();
      ASSERT_TRUE(robot.waitFor("list.case." + id, inTime)) << which << ": " << robot.error();
      const auto took = std::chrono::steady_clock::now() - uploaded;
      RecordProperty(which, std::to_string(std::chrono::duration_cast<std::chrono::milliseconds>(took).count()));
    }
  }

  std::string hall = temp / "hall";
};

TEST_F(News, WhoReadsOnATerminalSeesIt) {
  RobotClient robot;
  const DemoPerson& dsl = school->person("dsl");
  ASSERT_TRUE(openKiosk(robot) && robot.badge(dsl.cardCode) && robot.waitFor("unlock.passphrase", 30s) &&
              unlock(robot, dsl.passphrase) && robot.waitFor("list.unread", 20s))
      << robot.error();
  expectTwoInTime(robot);
  // Nobody reads any more: the terminal is the staff's again and asks now and then.
  ASSERT_TRUE(robot.tap("bar.lock") && robot.waitFor("home.tell", 20s)) << robot.error();
}

TEST_F(News, WhoReadsOnADeviceOfTheirOwnSeesIt) {
  RobotClient robot;
  ASSERT_TRUE(openInbox(robot, "dsl")) << robot.error();
  expectTwoInTime(robot);
}

}  // namespace
}  // namespace pillarbox::support

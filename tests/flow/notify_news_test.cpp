// What another device uploads is told on a DSL's own desktop because her device waits at the server for it, not because
// it asks now and then; and while nothing comes, the program rests.
#include <chrono>
#include <fstream>
#include <sstream>

#include "kiosk/notify/desktop.h"
#include "tests/faults/story.h"
#include "tests/flow/notifications.h"

namespace pillarbox::support {
namespace {

class NotifyNews : public Story {
 protected:
  void SetUp() override {
    if (const std::string lacks = bus.missing(); !lacks.empty()) GTEST_SKIP() << lacks;
    Story::SetUp();
    if (HasFatalFailure()) return;
    serve();
    if (HasFatalFailure()) return;
    connect();
    const std::string invite = temp / "invite.txt";
    ASSERT_EQ(withKey({"invite", school->folder(), "-o", invite}).exit, 0);
    const Json joined = json(DemoSchool::pillarbox({"join", desk, "--invite", invite, "--json"}));
    ASSERT_EQ(withKey({"approve", school->folder(), joined["device"]}).exit, 0);
    ASSERT_EQ(DemoSchool::pillarbox({"sync", desk, "--once"}).exit, 0);
  }
  Ran withKey(std::vector<std::string> words) const {
    words.insert(words.end(), {"--card-file", school->cardFile(), "--passphrase-file", school->passphraseFile()});
    return DemoSchool::pillarbox(words);
  }
  // Asked for by the clock once a day: whatever comes sooner was waited for.
  void start() {
    ASSERT_TRUE(
        notifier.start({program("pillarbox-notify"), desk, "--person", school->person("dsl").id, "--every", "86400"}));
  }
  void upload(const std::string& account) {
    ASSERT_NE(school->post(account), "");
    ASSERT_EQ(school->sync().exit, 0);
  }
  // Of the program with all its threads, in clock ticks (hundredths of a second).
  long ticksUsed() {
    std::ifstream file("/proc/" + std::to_string(notifier.pid()) + "/stat");
    std::string line;
    std::getline(file, line);
    std::istringstream after(line.substr(line.rfind(')') + 1));
    std::string skipped;
    for (int i = 0; i < 11; ++i) after >> skipped;
    long user = 0, system = 0;
    after >> user >> system;
    return user + system;
  }

  std::string desk = temp / "desk";
  SessionBus bus;
  Background notifier;
};

TEST_F(NotifyNews, WhatAnotherDeviceUploadsIsToldWithoutWaitingForTheNextAsking) {
  Notifications desktop;
  upload("Invented: there before the session began.");
  start();
  ASSERT_TRUE(desktop.shownInTime(1)) << notifier.err();
  upload("Invented: he said the zebra bit him.");
  const auto uploaded = std::chrono::steady_clock::now();
  ASSERT_TRUE(desktop.shownInTime(2)) << notifier.err();
  const auto took = std::chrono::steady_clock::now() - uploaded;
  RecordProperty("upload_to_notification_ms",
                 std::to_string(std::chrono::duration_cast<std::chrono::milliseconds>(took).count()));
  for (const Shown& one : desktop.shown()) {
    EXPECT_EQ(one.summary, notify::wordsNew);
    EXPECT_EQ(one.body, "");
  }
  EXPECT_EQ(notifier.err().find("zebra"), std::string::npos);
}

TEST_F(NotifyNews, WhileNothingComesItRests) {
  Notifications desktop;
  upload("Invented: there before the session began.");
  start();
  ASSERT_TRUE(desktop.shownInTime(1)) << notifier.err();
  const auto settled = [&] {
    return sql(desk + "/pillarbox.db", "SELECT value FROM settings WHERE key = 'notify.up-to'") != "";
  };
  ASSERT_TRUE(Notifications::inTime(settled));
  const long before = ticksUsed();
  // What is measured is the processor's time, whatever else the machine does in these seconds.
  EXPECT_FALSE(notifier.waitExit(std::chrono::seconds(3)).has_value());
  const long used = ticksUsed() - before;
  RecordProperty("idle_cpu_ms_in_3_s", std::to_string(used * 10));
  EXPECT_LE(used, 15) << "more than a twentieth of a processor";
  EXPECT_EQ(desktop.shown().size(), 1U);
}

}  // namespace
}  // namespace pillarbox::support

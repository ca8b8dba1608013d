// The touchscreen program, driven as a person would and killed with -9: what it showed as posted is stored, and what
// somebody was in the middle of arrives as unfinished. PILLARBOX_KIOSK_ROUNDS and PILLARBOX_SEED change how often.
#include <signal.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <thread>

#include "shared/record/ids.h"
#include "tests/faults/story.h"
#include "tests/support/robot_client.h"

namespace pillarbox::support {
namespace {

using namespace std::chrono_literals;

constexpr std::uint64_t usualRounds = 20;
constexpr std::chrono::seconds draftKeptBy{8};
constexpr int latestMoment = 12'000;  // microseconds after the tap
constexpr std::uint64_t usualSeed = 20261122;

std::uint64_t numberFrom(const char* variable, std::uint64_t otherwise) {
  const char* text = std::getenv(variable);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

class KioskKill : public Story {
 protected:
  void SetUp() override {
    if (::access(program("pillarbox-kiosk").c_str(), X_OK) != 0) GTEST_SKIP() << "pillarbox-kiosk has not been built";
    screen = std::make_unique<Xvfb>(1280, 800);
    ASSERT_TRUE(screen->ok()) << "no display, and no Xvfb";
    Story::SetUp();
  }

  bool startKiosk(RobotClient& robot) {
    return robot.start(program("pillarbox-kiosk"), {school->folder(), "--window"}) && robot.waitFor("home.tell", 30s);
  }
  // As far as the page where it is checked once more; the least that anybody must do.
  bool write(RobotClient& robot, const std::string& account) {
    return robot.tap("home.tell") && robot.waitFor("sign-in.no-badge") && robot.badge(school->badges().at(0).code) &&
           robot.waitFor("adult.no") && robot.tap("adult.no") && robot.waitFor("who.unknown") &&
           robot.tap("who.unknown") && robot.waitFor("who.description") && robot.type("A boy in a red coat") &&
           robot.tap("page.next") && robot.waitFor("who.part.1.worried-about") &&
           robot.tap("who.part.1.worried-about") && robot.tap("page.next") && robot.waitFor("what.kind.i-saw") &&
           robot.tap("what.kind.i-saw") && robot.tap("what.when.now") && robot.tap("page.next") &&
           robot.waitFor("write.account") && robot.tap("write.account") && robot.type(account);
  }
  static bool toCheck(RobotClient& robot) {
    return robot.tap("page.next") && robot.waitFor("done.told.no") && robot.tap("done.told.no") &&
           robot.tap("page.next") && robot.waitFor("check.facts");
  }
  bool waitForRows(const std::string& query, const std::string& rows, std::chrono::seconds patience = 20s) {
    const auto until = std::chrono::steady_clock::now() + patience;
    while (sql(database(), query) != rows + "\n") {
      if (std::chrono::steady_clock::now() > until) return false;
      std::this_thread::sleep_for(20ms);
    }
    return true;
  }
  std::set<std::string> referencesHere() const {
    std::set<std::string> references;
    for (const std::string& id : idsHere()) references.insert(referenceOf(id));
    return references;
  }

  std::unique_ptr<Xvfb> screen;
};

TEST_F(KioskKill, WhatSomebodyWasWritingArrivesUnfinished) {
  {
    RobotClient robot;
    ASSERT_TRUE(startKiosk(robot)) << robot.error();
    ASSERT_TRUE(write(robot, "Invented: she had just begun to say")) << robot.error();
    ASSERT_TRUE(robot.tap("page.next")) << robot.error();
    ASSERT_TRUE(robot.advance(draftKeptBy)) << robot.error();
    ASSERT_TRUE(waitForRows("SELECT count(*) FROM drafts", "1"));
    robot.kill();
    robot.waitExit();
  }
  EXPECT_EQ(idsHere(), std::set<std::string>{}) << "it was not posted, so it is not there yet";
  RobotClient again;
  ASSERT_TRUE(startKiosk(again)) << again.error();
  EXPECT_TRUE(waitForRows("SELECT count(*) FROM postings", "1"));
  EXPECT_TRUE(waitForRows("SELECT count(*) FROM drafts", "0"));
  const Json shown = json(school->inbox({"show", *idsHere().begin()}));
  EXPECT_EQ(shown["entry"]["unfinished"], true);
  EXPECT_NE(shown["entry"]["account"].get<std::string>().find("she had just begun"), std::string::npos);
  EXPECT_TRUE(again.quit());
  expectVerified();
}

TEST_F(KioskKill, AtAnyMomentAroundPostingNothingShownAsPostedIsLost) {
  const std::uint64_t rounds = numberFrom("PILLARBOX_KIOSK_ROUNDS", usualRounds);
  std::mt19937_64 random(numberFrom("PILLARBOX_SEED", usualSeed));
  std::set<std::string> shown;
  int unseen = 0;
  for (std::uint64_t i = 0; i < rounds; ++i) {
    SCOPED_TRACE("round " + std::to_string(i));
    RobotClient robot;
    ASSERT_TRUE(startKiosk(robot)) << robot.error();
    ASSERT_TRUE(write(robot, "Invented: round " + std::to_string(i)) && toCheck(robot)) << robot.error();
    // People are not robots: by the time they have come this far, what they wrote has long been kept as a draft.
    ASSERT_TRUE(robot.advance(draftKeptBy)) << robot.error();
    ASSERT_TRUE(waitForRows("SELECT count(*) FROM drafts", "1"));
    // Killed by its own clock, whatever is going on: before the tap is felt, while it is stored, once it is shown.
    const std::chrono::microseconds moment(std::uniform_int_distribution<int>(0, latestMoment)(random));
    std::thread killer([&, pid = robot.pid()] {
      std::this_thread::sleep_for(moment);
      ::kill(pid, SIGKILL);
    });
    bool seen = false;
    if (robot.tap("page.next", 2s)) {
      while (const auto now = robot.record()) {
        const RobotItem* reference = now->find("posted.reference");
        if (reference == nullptr) continue;
        seen = true;
        const std::string text = reference->name + " " + reference->value;
        const std::set<std::string> here = referencesHere();
        EXPECT_TRUE(std::any_of(here.begin(), here.end(),
                                [&](const std::string& one) {
                                  const bool is = text.find(one) != std::string::npos;
                                  if (is) shown.insert(one);
                                  return is;
                                }))
            << text << " is on the screen and not on the disk";
        break;
      }
    }
    killer.join();
    EXPECT_EQ(robot.waitExit(), 128 + SIGKILL);
    unseen += seen ? 0 : 1;
  }
  {
    // Whatever was not posted in time was a draft by then, and arrives as one.
    RobotClient robot;
    ASSERT_TRUE(startKiosk(robot)) << robot.error();
    EXPECT_TRUE(waitForRows("SELECT count(*) FROM drafts", "0"));
    EXPECT_TRUE(robot.quit());
  }
  const std::set<std::string> here = referencesHere();
  EXPECT_TRUE(std::includes(here.begin(), here.end(), shown.begin(), shown.end()));
  EXPECT_EQ(here.size(), rounds) << "each concern that was written is there, once";
  expectVerified();
  std::printf("kiosk kill: rounds=%d shown=%d killed_before_shown=%d stored=%d losses=%d\n", static_cast<int>(rounds),
              static_cast<int>(shown.size()), unseen, static_cast<int>(here.size()), HasFailure() ? 1 : 0);
}

}  // namespace
}  // namespace pillarbox::support

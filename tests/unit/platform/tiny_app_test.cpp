#include "tests/unit/platform/tiny_app.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <string>
#include <thread>

#include "kiosk/platform/app.h"
#include "kiosk/platform/hardening.h"
#include "kiosk/process/child.h"
#include "shared/base/mailbox.h"
#include "tests/support/robot_client.h"

namespace {

using namespace pillarbox;
using namespace std::chrono_literals;

const std::string self = std::filesystem::read_symlink("/proc/self/exe").string();

}  // namespace

int runTinyApp(int robotFd) {
  platform::harden();
  platform::AppOptions options;
  options.window = {"tiny", 800, 600, false, true, false, 0};
  options.engine.assets = PILLARBOX_SOURCE_DIR "/assets";
  if (robotFd >= 0) options.robotFd = robotFd;
  auto made = platform::App::make(options);
  if (!made) {
    std::fprintf(stderr, "%s\n", made.fault().detail.c_str());
    return 1;
  }
  platform::App& app = **made;
  int touched = 0;
  std::string badge = "none";
  ui::TextModel text(1000, true);
  bool locked = false;
  Mailbox<int> mail;
  std::string news = "none";
  std::unique_ptr<process::Child> child;
  Mailbox<int> ended;

  platform::AppHooks hooks;
  hooks.screenName = [&] { return locked ? std::string("locked") : std::string("tiny"); };
  hooks.draw = [&](ui::Frame& frame) {
    if (locked) {
      frame.text("locked", {20, 20, 400, 40}, "Locked");
      return;
    }
    frame.text("count", {20, 20, 300, 40}, "Touched " + std::to_string(touched));
    frame.text("badge", {320, 20, 300, 40}, "Badge " + badge);
    frame.text("news", {620, 20, 160, 40}, "News " + news);
    if (frame.button("touch", {20, 80, 200, 72}, "Touch me")) ++touched;
    if (frame.button("post", {240, 80, 200, 72}, "Ask")) {
      std::thread([&] {
        mail.push(7);
        app.wake();
      }).detach();
    }
    if (frame.button("child", {460, 80, 200, 72}, "Other program")) {
      app.handOver();
      process::ChildOptions start;
      start.program = self;
      start.arguments = {"--tiny-app"};
      start.inherit = {{"--robot-fd", *app.robotFd()}};
      start.ended = [&](process::ChildEnd end) {
        ended.push(end.exitCode);
        app.wake();
      };
      auto started = process::Child::start(std::move(start));
      if (started) child = std::move(*started);
    }
    frame.focusOnce("field");
    for (const auto& action : frame.editor("field", {20, 160, 400, 120}, text, {"Words", "", false, false})) {
      text.apply(action);
    }
    frame.flow("column", {20, 300, 600, 280}, [&](ui::Flow& flow) {
      for (int i = 0; i < 40; ++i) {
        if (flow.button("row." + std::to_string(i), "Row " + std::to_string(i))) touched += 100 + i;
      }
    });
  };
  hooks.onBadge = [&](std::string_view code) { badge = code; };
  hooks.onCamera = [&](const std::string& path) -> Status {
    if (path == "/nothing") return Fault{FaultCode::notFound, "there is no such picture"};
    news = "camera " + path;
    return {};
  };
  hooks.onTick = [&](Milliseconds now) -> std::optional<Milliseconds> {
    const Milliseconds due = app.lastInput() + 180s;
    if (now >= due) locked = true;
    return locked ? std::nullopt : std::optional(due);
  };
  hooks.onWake = [&] {
    while (const auto got = mail.tryTake()) news = std::to_string(*got);
    while (const auto code = ended.tryTake()) {
      news = "ended " + std::to_string(*code);
      child.reset();
      app.takeBack();
    }
  };
  app.run(hooks);
  return 0;
}

namespace {

class TinyApp : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(m_display.ok());
    ASSERT_TRUE(m_robot.start(self, {"--tiny-app"}));
    ASSERT_TRUE(m_robot.waitFor("touch")) << m_robot.error();
  }
  std::string nameOf(const std::string& id) {
    const auto screen = m_robot.record();
    if (!screen || screen->find(id) == nullptr) return "missing: " + m_robot.error();
    return screen->find(id)->name;
  }
  std::string valueOf(const std::string& id) {
    const auto screen = m_robot.record();
    if (!screen || screen->find(id) == nullptr) return "missing: " + m_robot.error();
    return screen->find(id)->value;
  }

  support::Xvfb m_display;
  support::RobotClient m_robot;
};

TEST_F(TinyApp, ButtonIsTouchedByTheRobotAndTheProgramEndsCleanly) {
  for (int i = 0; i < 10; ++i) ASSERT_TRUE(m_robot.tap("touch")) << m_robot.error();
  EXPECT_EQ(nameOf("count"), "Touched 10");
  EXPECT_TRUE(m_robot.quit());
  EXPECT_EQ(m_robot.waitExit(), 0);
}

TEST_F(TinyApp, DrawsNothingAndUsesNoProcessorWhileNobodyTouchesIt) {
  const auto before = m_robot.stats();
  ASSERT_TRUE(before);
  std::this_thread::sleep_for(2s);
  const auto after = m_robot.stats();
  ASSERT_TRUE(after);
  EXPECT_EQ(after->frames, before->frames);
  EXPECT_LT(after->cpuSeconds - before->cpuSeconds, 0.02);
  EXPECT_GT(after->p50Ms, 0);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
  EXPECT_LT(after->rssKb, 64 * 1024);
#endif
}

TEST_F(TinyApp, TypedWordsArriveWholeAndABadgeAmongThemLeavesNoLetters) {
  ASSERT_TRUE(m_robot.tap("field")) << m_robot.error();
  ASSERT_TRUE(m_robot.type("She said Zoë"));
  ASSERT_TRUE(m_robot.badge("0012345678"));
  ASSERT_TRUE(m_robot.type(" was upset"));
  EXPECT_EQ(valueOf("field"), "She said Zoë was upset");
  EXPECT_EQ(nameOf("badge"), "Badge 0012345678");
}

TEST_F(TinyApp, TheRobotHoldsAPictureBeforeTheCamera) {
  ASSERT_TRUE(m_robot.camera("/form.png")) << m_robot.error();
  EXPECT_EQ(nameOf("news"), "News camera /form.png");
  EXPECT_FALSE(m_robot.camera("/nothing"));
  EXPECT_EQ(m_robot.error(), "there is no such picture");
}

TEST_F(TinyApp, RobotScrollsToWhatIsOutOfView) {
  ASSERT_TRUE(m_robot.tap("row.31")) << m_robot.error();
  EXPECT_EQ(nameOf("count"), "Touched 131");
  ASSERT_TRUE(m_robot.tap("row.2")) << m_robot.error();
  EXPECT_EQ(nameOf("count"), "Touched 233");
}

TEST_F(TinyApp, AMessageFromAnotherThreadIsShown) {
  ASSERT_TRUE(m_robot.tap("post"));
  EXPECT_TRUE(m_robot.waitForName("news", "News 7")) << m_robot.error();
}

TEST_F(TinyApp, LocksWhenItsOwnTimeHasMovedOn) {
  ASSERT_TRUE(m_robot.advance(179s - 5s));
  EXPECT_EQ(nameOf("count"), "Touched 0");
  ASSERT_TRUE(m_robot.advance(10s));
  EXPECT_TRUE(m_robot.waitFor("locked")) << m_robot.error();
}

TEST_F(TinyApp, WaitingForWhatNeverComesFailsAndSaysSo) {
  EXPECT_FALSE(m_robot.waitFor("nothing", 100ms));
  EXPECT_NE(m_robot.error().find("nothing"), std::string::npos);
  EXPECT_FALSE(m_robot.tap("nothing", 50ms));
  EXPECT_TRUE(m_robot.waitGone("nothing"));
}

TEST_F(TinyApp, SavesAPictureOnlyTheUserCanRead) {
  const auto path = std::filesystem::temp_directory_path() / ("pillarbox-shot-" + std::to_string(::getpid()) + ".png");
  ASSERT_TRUE(m_robot.shot(path.string())) << m_robot.error();
  EXPECT_GT(std::filesystem::file_size(path), 1000U);
  EXPECT_EQ(std::filesystem::status(path).permissions(),
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  std::filesystem::remove(path);
}

TEST_F(TinyApp, AnotherProgramTakesOverTheRobotAndGivesItBack) {
  ASSERT_TRUE(m_robot.tap("touch"));
  ASSERT_TRUE(m_robot.tap("child"));
  ASSERT_TRUE(m_robot.waitFor("touch"));
  EXPECT_EQ(nameOf("count"), "Touched 0");  // the other program's
  ASSERT_TRUE(m_robot.quit());
  EXPECT_TRUE(m_robot.waitForName("news", "News ended 0")) << m_robot.error();
  EXPECT_EQ(nameOf("count"), "Touched 1");
}

TEST_F(TinyApp, EndsWhenToldBySigterm) {
  m_robot.kill(15);
  EXPECT_EQ(m_robot.waitExit(3s), 0);
}

TEST_F(TinyApp, EndsWhenTheRobotGoesAway) {
  const pid_t pid = m_robot.pid();
  EXPECT_GT(pid, 0);
  m_robot.hangUp();
  EXPECT_EQ(m_robot.waitExit(3s), 0);
}

}  // namespace

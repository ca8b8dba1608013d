#include "kiosk/platform/robot.h"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <nlohmann/json.hpp>
#include <semaphore>

#include "kiosk/platform/robot_commands.h"

namespace pillarbox::platform {
namespace {

using namespace std::chrono_literals;

TEST(RobotCommands, AreParsed) {
  const auto tap = parseRobotCommand(R"({"do":"tap","id":"what.next","n":4})");
  ASSERT_TRUE(tap);
  EXPECT_EQ(tap->number, 4);
  EXPECT_EQ(std::get<RobotTap>(tap->action).id, "what.next");
  const auto type = parseRobotCommand(R"({"do":"type","text":"aë€"})");
  ASSERT_TRUE(type);
  EXPECT_EQ(std::get<RobotType>(type->action).characters, (std::vector<std::string>{"a", "ë", "€"}));
  const auto keys = parseRobotCommand(R"({"do":"keys","keys":["tab","shift_tab","enter"]})");
  ASSERT_TRUE(keys);
  EXPECT_EQ(std::get<RobotKeys>(keys->action).keys,
            (std::vector<ui::Key>{ui::Key::tab, ui::Key::shiftTab, ui::Key::enter}));
  const auto wait = parseRobotCommand(R"({"do":"wait","id":"x","value":"on","timeout_ms":50})");
  ASSERT_TRUE(wait);
  EXPECT_EQ(std::get<RobotWait>(wait->action).value, "on");
  EXPECT_EQ(std::get<RobotWait>(wait->action).timeoutMs, 50);
  const auto camera = parseRobotCommand(R"({"do":"camera","path":"/tmp/page.png"})");
  ASSERT_TRUE(camera);
  EXPECT_EQ(std::get<RobotCamera>(camera->action).path, "/tmp/page.png");
  EXPECT_FALSE(parseRobotCommand(R"({"do":"camera"})"));
}

TEST(RobotCommands, NonsenseIsRefusedInOneSentence) {
  for (const char* line :
       {"", "{", "[]", "3", "{}", R"({"do":7})", R"({"do":"dance"})", R"({"do":"tap"})", R"({"do":"tap","id":5})",
        R"({"do":"keys"})", R"({"do":"keys","keys":["any"]})", R"({"do":"keys","keys":[1]})", R"({"do":"advance"})",
        R"({"do":"advance","ms":-1})", "{\"do\":\"type\",\"text\":\"\xff\"}"}) {
    const auto parsed = parseRobotCommand(line);
    ASSERT_FALSE(parsed) << line;
    EXPECT_EQ(parsed.fault().code, FaultCode::badInput);
    EXPECT_FALSE(parsed.fault().detail.empty());
  }
}

TEST(RobotCommands, TheRecordIsAnsweredAsJson) {
  ui::Record record;
  record.items.push_back(
      {"go", ui::Role::button, "Go \"now\"", "", {1, 2, 3, 4}, true, true, false, {1, 2, 3}, {255, 255, 255}});
  const auto answer = nlohmann::json::parse(robotAnswer(9, record, "home"));
  EXPECT_EQ(answer["n"], 9);
  EXPECT_EQ(answer["screen"], "home");
  EXPECT_EQ(answer["items"][0]["id"], "go");
  EXPECT_EQ(answer["items"][0]["name"], "Go \"now\"");
  EXPECT_EQ(answer["items"][0]["ink"], "#010203");
  EXPECT_EQ(answer["items"][0]["rect"][3], 4);
}

class RobotWire : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, m_ends), 0);
    auto made = Robot::make(m_ends[1], [this] { m_ready.release(); });
    ASSERT_TRUE(made);
    m_robot = std::move(*made);
  }
  void TearDown() override { ::close(m_ends[0]); }
  void send(std::string_view text) const {
    ASSERT_EQ(::send(m_ends[0], text.data(), text.size(), 0), static_cast<ssize_t>(text.size()));
  }
  std::string next() {
    if (!m_ready.try_acquire_for(5s)) return "nothing";
    return m_robot->nextLine().value_or("gone");
  }

  int m_ends[2] = {-1, -1};
  std::counting_semaphore<100> m_ready{0};
  std::unique_ptr<Robot> m_robot;
};

TEST_F(RobotWire, LinesComeOneAtATimeEachAfterTheLastWasAnswered) {
  send("one\ntwo\nthr");
  EXPECT_EQ(next(), "one");
  EXPECT_FALSE(m_ready.try_acquire_for(50ms));
  m_robot->answer("yes");
  EXPECT_EQ(next(), "two");
  m_robot->answer("yes");
  send("ee\n");
  EXPECT_EQ(next(), "three");
}

TEST_F(RobotWire, WhileSuspendedTheLinesAreAnotherPrograms) {
  send("start\nfor the other\n");
  EXPECT_EQ(next(), "start");
  m_robot->suspend();
  m_robot->answer("started");
  EXPECT_FALSE(m_ready.try_acquire_for(50ms));
  std::array<char, 64> got{};
  const ssize_t size = ::recv(m_ends[1], got.data(), got.size(), 0);
  EXPECT_EQ(std::string(got.data(), static_cast<std::size_t>(size)), "for the other\n");
  m_robot->resume();
  send("back\n");
  EXPECT_EQ(next(), "back");
}

TEST_F(RobotWire, TheEndOfTheOtherSideIsNoticed) {
  ::shutdown(m_ends[0], SHUT_RDWR);
  EXPECT_EQ(next(), "gone");
  EXPECT_TRUE(m_robot->gone());
}

TEST(Robot, OnlyASocketWillDo) {
  EXPECT_FALSE(Robot::make(-1, [] {}));
  EXPECT_FALSE(Robot::make(0, [] {}));
}

}  // namespace
}  // namespace pillarbox::platform

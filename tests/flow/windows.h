// What the stories of this folder begin with: a display, a demonstration school, and the steps that everybody takes at
// the touchscreen. Ids are those of kiosk/post and kiosk/inbox.
#pragma once

#include <unistd.h>

#include <chrono>
#include <functional>
#include <string>
#include <thread>

#include "tests/faults/story.h"
#include "tests/support/robot_client.h"

namespace pillarbox::support {

using namespace std::chrono_literals;

// Every word on the screen: names, values and nothing else.
inline std::string wordsOn(RobotClient& robot) {
  std::string words;
  if (const auto screen = robot.record()) {
    for (const RobotItem& item : screen->items) words += item.name + "\n" + item.value + "\n";
  }
  return words;
}
inline bool shows(RobotClient& robot, const std::string& words) {
  return wordsOn(robot).find(words) != std::string::npos;
}
inline std::string nameOf(RobotClient& robot, const std::string& id) {
  const auto screen = robot.record();
  const RobotItem* item = screen ? screen->find(id) : nullptr;
  return item == nullptr ? std::string() : item->name;
}
inline std::string valueOf(RobotClient& robot, const std::string& id) {
  const auto screen = robot.record();
  const RobotItem* item = screen ? screen->find(id) : nullptr;
  return item == nullptr ? std::string("(not on the screen)") : item->value;
}
inline bool on(RobotClient& robot, const std::string& id) {
  const auto screen = robot.record();
  return screen && screen->find(id) != nullptr;
}

class Windows : public Story {
 protected:
  void SetUp() override {
    for (const char* name : {"pillarbox-kiosk", "pillarbox-inbox"}) {
      if (::access(program(name).c_str(), X_OK) != 0) GTEST_SKIP() << name << " has not been built";
    }
    screen = std::make_unique<Xvfb>(1280, 800);
    ASSERT_TRUE(screen->ok()) << "no display, and no Xvfb";
    makeSchool();
  }
  virtual void makeSchool() { Story::SetUp(); }

  bool openKiosk(RobotClient& robot) const {
    return robot.start(program("pillarbox-kiosk"), {school->folder(), "--window"}) && robot.waitFor("home.tell", 30s);
  }
  const std::string& badge(std::size_t number = 0) const { return school->badges().at(number).code; }

  // --- at the kiosk
  bool signIn(RobotClient& robot, std::size_t number = 0) const {
    return robot.badge(badge(number)) && robot.waitFor("adult.no");
  }
  static bool signInByName(RobotClient& robot, const std::string& name) {
    return robot.tap("home.tell") && robot.tap("sign-in.no-badge") && robot.waitFor("by-name.name") &&
           robot.tap("by-name.name") && robot.type(name) && robot.tap("by-name.role.supply") &&
           robot.waitFor("adult.no");
  }
  // From the first question to the words; the least that anybody must do.
  static bool toWriting(RobotClient& robot) {
    return robot.tap("adult.no") && robot.tap("who.unknown") && robot.waitFor("who.description") &&
           robot.type("A boy in a red coat") && robot.tap("page.next") && robot.tap("who.part.1.worried-about") &&
           robot.tap("page.next") && robot.tap("what.kind.i-saw") && robot.tap("what.when.now") &&
           robot.tap("page.next") && robot.waitFor("write.account");
  }
  static bool write(RobotClient& robot, const std::string& account) {
    return robot.tap("write.account") && robot.type(account);
  }
  static bool toCheck(RobotClient& robot) {
    return robot.tap("page.next") && robot.tap("done.told.no") && robot.tap("page.next") &&
           robot.waitFor("check.facts");
  }
  bool writeAs(RobotClient& robot, const std::string& account, std::size_t number = 0) const {
    return signIn(robot, number) && toWriting(robot) && write(robot, account);
  }

  // --- in the inbox
  bool openInbox(RobotClient& robot, const std::string& role) const {
    const DemoPerson& person = school->person(role);
    return robot.start(program("pillarbox-inbox"), {school->folder(), "--window"}) &&
           robot.waitFor("unlock.card", 30s) && robot.badge(person.cardCode) && robot.waitFor("unlock.passphrase") &&
           unlock(robot, person.passphrase) && robot.waitFor("list.unread", 20s);
  }
  static bool unlock(RobotClient& robot, const std::string& passphrase) {
    return robot.tap("unlock.passphrase") && robot.type(passphrase) && robot.tap("unlock.go");
  }

  // --- on the disk
  static bool waitUntil(const std::function<bool()>& so, std::chrono::seconds patience = 20s) {
    const auto until = std::chrono::steady_clock::now() + patience;
    while (!so()) {
      if (std::chrono::steady_clock::now() > until) return false;
      std::this_thread::sleep_for(20ms);
    }
    return true;
  }
  bool waitForCount(const std::string& table, int count) const {
    return waitUntil([&] { return sql(database(), "SELECT count(*) FROM " + table) == std::to_string(count) + "\n"; });
  }
  // What the DSL reads of the only posting there is.
  Json onlyEntry() const {
    const std::set<std::string> ids = idsHere();
    EXPECT_EQ(ids.size(), 1U);
    if (ids.empty()) return Json::object();
    return json(school->inbox({"show", *ids.begin()})).value("entry", Json::object());
  }

  std::unique_ptr<Xvfb> screen;
};

}  // namespace pillarbox::support

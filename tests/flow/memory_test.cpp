// What is left in the kiosk's memory of what was written, once it was posted or its writer has gone: nothing. Read from
// outside, as somebody who has taken the terminal over would.
#include <fcntl.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <sstream>
#include <string_view>

#include "tests/flow/windows.h"

namespace pillarbox::support {
namespace {

constexpr std::size_t pageSize = 4096;

// Where `needle` stands in a process's memory: what kind of memory, and what is around it.
std::vector<std::string> copiesIn(pid_t pid, std::string_view needle) {
  std::vector<std::string> found;
  const std::string folder = "/proc/" + std::to_string(pid);
  const int fd = ::open((folder + "/mem").c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return {"its memory cannot be read"};
  std::ifstream maps(folder + "/maps");
  for (std::string line; std::getline(maps, line);) {
    unsigned long long from = 0, to = 0;
    char access[8] = "";
    if (std::sscanf(line.c_str(), "%llx-%llx %7s", &from, &to, access) != 3 ||
        std::string_view(access).substr(0, 2) != "rw") {
      continue;  // what cannot be written to holds nothing that was typed
    }
    std::string bytes(to - from, '\0');
    for (std::size_t read = 0; read < bytes.size();) {
      const ssize_t got = ::pread(fd, bytes.data() + read, bytes.size() - read, static_cast<off_t>(from + read));
      read += got > 0 ? static_cast<std::size_t>(got) : pageSize;  // a page that nobody may read
    }
    for (std::size_t at = bytes.find(needle); at != bytes.npos; at = bytes.find(needle, at + 1)) {
      const std::size_t start = at < 24 ? 0 : at - 24;
      std::string around = bytes.substr(start, needle.size() + 48);
      std::replace_if(
          around.begin(), around.end(), [](char c) { return c < ' ' || c > '~'; }, '.');
      std::ostringstream where;
      where << line << " +0x" << std::hex << at << ": " << around;
      found.push_back(where.str());
    }
  }
  ::close(fd);
  return found;
}

class Memory : public Windows {
 protected:
  void SetUp() override {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    GTEST_SKIP() << "sanitizers keep freed memory, and copies of their own";
#endif
    if (::geteuid() != 0) GTEST_SKIP() << "only root can read another program's memory";
    Windows::SetUp();
  }
  // Not even a piece: text grows from buffer to buffer while it is typed.
  static void expectNone(RobotClient& robot, const std::string& marker, const std::string& when) {
    for (const std::string& piece : {marker.substr(0, 8), marker.substr(marker.size() - 8)}) {
      for (const std::string& copy : copiesIn(robot.pid(), piece)) ADD_FAILURE() << when << ": " << copy;
    }
  }
};

// Made of pieces, so that no program holds them by itself. No words of a spelling dictionary, which is in memory too.
const std::string account = std::string("Quillzephyr") + "brandished";
const std::string exact = std::string("Wobblethorn") + "icicles";
const std::string said = std::string("Glimmervost") + "handrails";
const std::string agreed = std::string("Thrubbledyne") + "corridors";

// From the account to the check screen, with words on the body map and in what was done.
bool toCheckWithMore(RobotClient& robot) {
  return robot.tap("page.next") && robot.tap("done.told.no") && robot.tap("done.agreed") &&
         robot.tap("done.agreed-what") && robot.type("Agreed: " + agreed) && robot.tap("page.next") &&
         robot.waitFor("check.body") && robot.tap("check.body") && robot.tap("body.places") &&
         robot.tap("body.place.left-cheek") && robot.tap("body.kind.bruise") && robot.tap("body.says") &&
         robot.type("He said: " + said) && robot.tap("page.next") && robot.tap("page.next") &&
         robot.waitFor("check.facts");
}

TEST_F(Memory, HoldsNothingOfWhatWasPosted) {
  RobotClient robot;
  ASSERT_TRUE(openKiosk(robot) && writeAs(robot, "Invented: " + account + " it.") && robot.tap("write.tab.words") &&
              robot.tap("write.words") && robot.type("I saw " + exact) && toCheck(robot))
      << robot.error();
  EXPECT_FALSE(copiesIn(robot.pid(), account).empty()) << "or this test sees nothing at all";
  ASSERT_TRUE(robot.tap("page.next") && robot.waitFor("posted.reference") && robot.tap("page.next") &&
              robot.waitFor("home.tell"))
      << robot.error();
  ASSERT_TRUE(waitForCount("postings", 1) && waitForCount("drafts", 0));
  ASSERT_TRUE(robot.record()) << robot.error();
  expectNone(robot, account, "posted");
  expectNone(robot, exact, "posted");
  expectNone(robot, "A boy in a red coat", "posted");
}

TEST_F(Memory, HoldsNothingOfAMistakeNorOfWhatATypedNameLeftBehind) {
  RobotClient robot;
  ASSERT_TRUE(openKiosk(robot) && writeAs(robot, "Invented: " + account) && robot.tap("page.leave") &&
              robot.tap("leave.mistake") && robot.tap("leave.sure-yes") && robot.waitFor("home.tell"))
      << robot.error();
  ASSERT_TRUE(waitForCount("drafts", 0) && robot.record());
  expectNone(robot, account, "thrown away");

  const std::string name = std::string("Zorvinek") + "Quandlim";
  ASSERT_TRUE(signInByName(robot, name) && toWriting(robot) && write(robot, "Invented: " + exact) &&
              robot.advance(181s) && robot.waitFor("home.tell"))
      << robot.error();
  ASSERT_TRUE(waitForCount("postings", 1));
  (void)waitUntil([&] { return copiesIn(robot.pid(), exact).empty(); }, 3s);
  expectNone(robot, exact, "locked");
  expectNone(robot, name, "locked");
}

TEST_F(Memory, HoldsNothingOfTheBodyMapOfWhatWasDoneNorOfTheBadge) {
  const std::string code = badge().substr(badge().size() - 8);
  RobotClient robot;
  ASSERT_TRUE(openKiosk(robot) && writeAs(robot, "Invented: " + account) && toCheckWithMore(robot)) << robot.error();
  for (const std::string& marker : {said, agreed}) EXPECT_FALSE(copiesIn(robot.pid(), marker).empty()) << marker;
  ASSERT_TRUE(robot.tap("page.next") && robot.waitFor("posted.reference") && robot.tap("page.next") &&
              robot.waitFor("home.tell") && waitForCount("postings", 1) && waitForCount("drafts", 0) && robot.record())
      << robot.error();
  for (const std::string& marker : {account, said, agreed, code}) expectNone(robot, marker, "posted");

  // A typed name is given back to nobody: all of it goes when it locks.
  const std::string name = std::string("Zorvinek") + "Quandlim";
  ASSERT_TRUE(signInByName(robot, name) && toWriting(robot) && write(robot, "Invented: " + exact) &&
              toCheckWithMore(robot) && robot.advance(181s) && robot.waitFor("home.tell") &&
              waitForCount("postings", 2))
      << robot.error();
  (void)waitUntil([&] { return copiesIn(robot.pid(), agreed).empty(); }, 3s);
  for (const std::string& marker : {exact, said, agreed, name}) expectNone(robot, marker, "locked");
}

TEST_F(Memory, HoldsNoKeyCardOnceTheInboxHasIt) {
  const DemoPerson& dsl = school->person("dsl");
  RobotClient robot;
  ASSERT_TRUE(openKiosk(robot) && robot.badge(dsl.cardCode) && robot.waitFor("unlock.passphrase", 20s) &&
              unlock(robot, dsl.passphrase) && robot.waitFor("list.unread", 20s))
      << robot.error();
  expectNone(robot, dsl.cardCode.substr(4), "unlocked");
  expectNone(robot, dsl.passphrase, "unlocked");
  ASSERT_TRUE(robot.tap("bar.lock") && robot.waitFor("home.tell", 20s)) << robot.error();
  expectNone(robot, dsl.cardCode.substr(4), "locked");
  expectNone(robot, dsl.passphrase, "locked");
}

TEST_F(Memory, WhatIsKeptForItsWriterIsTheOnlyReadableCopyAndGoesAfterTwoHours) {
  RobotClient robot;
  ASSERT_TRUE(openKiosk(robot) && writeAs(robot, "Invented: " + account) && robot.advance(181s) &&
              robot.waitFor("home.tell"))
      << robot.error();
  ASSERT_TRUE(waitForCount("drafts", 1) && robot.record());
  const std::vector<std::string> copies = copiesIn(robot.pid(), account);
  EXPECT_EQ(copies.size(), 1U) << "the one that is given back to its badge: " << (copies.empty() ? "" : copies.back());
  ASSERT_TRUE(robot.advance(121min) && waitForCount("postings", 1)) << robot.error();
  (void)waitUntil([&] { return copiesIn(robot.pid(), account).empty(); }, 3s);
  expectNone(robot, account, "sent on");
}

}  // namespace
}  // namespace pillarbox::support

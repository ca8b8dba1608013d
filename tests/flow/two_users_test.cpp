// A terminal as it is installed: the screen is one Unix user's program and the inbox another's. Systemd's part is
// played by systemd-socket-activate. As root, because only root can be two users.
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>

#include "tests/flow/windows.h"

namespace pillarbox::support {
namespace {

// Of this process alone: several of these tests may run at a time.
const auto firstId = static_cast<uid_t>(200'000 + ::getpid() % 100'000 * 10);
const uid_t screens = firstId + 1, inboxs = firstId + 2, strangers = firstId + 3;
const gid_t group = firstId, strangersGroup = firstId + 4;

std::vector<std::string> as(uid_t user, gid_t its, std::vector<std::string> words) {
  std::vector<std::string> all{"setpriv", "--reuid",           std::to_string(user),
                               "--regid", std::to_string(its), "--clear-groups"};
  all.insert(all.end(), words.begin(), words.end());
  return all;
}

unsigned modeOf(const std::filesystem::path& path) {
  struct stat facts {};
  return ::stat(path.c_str(), &facts) == 0 ? facts.st_mode & ALLPERMS : 0;
}

class TwoUsers : public Windows {
 protected:
  void SetUp() override {
    if (::geteuid() != 0) GTEST_SKIP() << "only root can be two users";
    if (::access("/usr/bin/systemd-socket-activate", X_OK) != 0) GTEST_SKIP() << "systemd is not installed";
    Windows::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    if (run(as(screens, group, {program("pillarbox-kiosk"), "--version"})).exit != 0) {
      GTEST_SKIP() << "other users cannot get at what was built";
    }
    // As the package's script makes it.
    data = school->folder();
    for (std::filesystem::path above = data.parent_path(); above.string().size() > 4; above = above.parent_path()) {
      ASSERT_EQ(::chmod(above.c_str(), 0755), 0) << above;
    }
    ASSERT_EQ(run({"chown", "-R", std::to_string(screens) + ":" + std::to_string(group), data}).exit, 0);
    ASSERT_EQ(::chmod(data.c_str(), 02770), 0);
    ASSERT_EQ(run(as(screens, group, {sourceFolder() + "/deploy/terminal/share-folder", data})).exit, 0);
    home = (folder.path() / "home").string();
    for (const uid_t user : {screens, inboxs}) {
      const std::string own = home + std::to_string(user);
      ASSERT_EQ(::mkdir(own.c_str(), 0700), 0);
      ASSERT_EQ(::chown(own.c_str(), user, group), 0);
    }
    ASSERT_EQ(::chmod(folder.path().c_str(), 0755), 0);
  }

  void listen(const std::string& video = "x11") {
    std::vector<std::string> words{
        "systemd-socket-activate", "--seqpacket", "--accept", "--inetd", "--listen", socket()};
    for (const std::string& setting :
         {std::string("DISPLAY=") + std::getenv("DISPLAY"), "HOME=" + home + std::to_string(inboxs),
          "XDG_RUNTIME_DIR=" + home + std::to_string(inboxs), "SDL_VIDEODRIVER=" + video,
          std::string("LIBGL_ALWAYS_SOFTWARE=1"), "PILLARBOX_PAPERS=" + home + std::to_string(inboxs)}) {
      words.insert(words.end(), {"--setenv", setting});
    }
    for (const std::string& word : as(inboxs, group, {program("pillarbox-inbox"), "--handed-over", data})) {
      words.push_back(word);
    }
    ASSERT_TRUE(activator.start(words));
    ASSERT_TRUE(waitUntil([&] { return ::access(socket().c_str(), F_OK) == 0; })) << activator.err();
    ASSERT_EQ(::chown(socket().c_str(), 0, group), 0);
    ASSERT_EQ(::chmod(socket().c_str(), 0660), 0);
  }
  // The same under the compositor of an installed terminal, whose socket is in a folder of the screen's user alone. A
  // picture in memory instead of a screen.
  bool openTerminalUnderCage(RobotClient& robot) const {
    const std::string own = home + std::to_string(screens);
    const std::vector<std::string> words = as(screens, group, {"cage", "-d", "--", program("pillarbox-kiosk"), data});
    return robot.start(words.front(), {words.begin() + 1, words.end()},
                       {{"PILLARBOX_INBOX_SOCKET", socket()},
                        {"HOME", own},
                        {"XDG_RUNTIME_DIR", own},
                        {"DISPLAY", ""},
                        {"SDL_VIDEODRIVER", "wayland"},
                        {"WLR_BACKENDS", "headless"},
                        {"WLR_LIBINPUT_NO_DEVICES", "1"},
                        {"WLR_RENDERER", "pixman"},
                        {"LIBGL_ALWAYS_SOFTWARE", "1"}}) &&
           robot.waitFor("home.tell", 60s);
  }
  std::string socket() const { return folder.path() / "inbox.sock"; }

  bool openTerminal(RobotClient& robot) const {
    const std::vector<std::string> words = as(screens, group, {program("pillarbox-kiosk"), data, "--window"});
    return robot.start(words.front(), {words.begin() + 1, words.end()},
                       {{"PILLARBOX_INBOX_SOCKET", socket()},
                        {"HOME", home + std::to_string(screens)},
                        {"XDG_RUNTIME_DIR", home + std::to_string(screens)}}) &&
           robot.waitFor("home.tell", 30s);
  }

  // The process that runs the inbox, by its command line; 0 if there is none.
  static pid_t inboxPid() {
    const Ran found = run({"pgrep", "-n", "-x", "-U", std::to_string(inboxs), "pillarbox-inbox"});
    return found.exit == 0 ? std::atoi(found.out.c_str()) : 0;
  }
  static bool mayReadMemory(uid_t user, pid_t pid) {
    const std::string memory = "/proc/" + std::to_string(pid) + "/mem";
    return run(as(user, group, {"sh", "-c", "exec 3<" + memory})).exit == 0;
  }
  static uid_t userOf(pid_t pid) {
    std::ifstream status("/proc/" + std::to_string(pid) + "/status");
    std::string word;
    while (status >> word) {
      if (word == "Uid:" && status >> word) return static_cast<uid_t>(std::stoul(word));
    }
    return 0;
  }

  TempFolder folder;
  std::filesystem::path data;
  std::string home;
  Background activator;
};

TEST_F(TwoUsers, AConcernIsPostedByOneAndReadByTheOtherOnOneScreen) {
  listen();
  RobotClient robot;
  ASSERT_TRUE(openTerminal(robot)) << robot.error();
  ASSERT_TRUE(writeAs(robot, "Invented: he said the zebra bit him.") && toCheck(robot) && robot.tap("page.next") &&
              robot.waitFor("posted.reference"))
      << robot.error();
  ASSERT_TRUE(waitForCount("postings", 1));
  const std::string id = *idsHere().begin();
  ASSERT_TRUE(robot.tap("posted.done") || robot.advance(120s)) << robot.error();
  ASSERT_TRUE(robot.waitFor("home.tell")) << robot.error();

  const DemoPerson& dsl = school->person("dsl");
  ASSERT_TRUE(robot.badge(dsl.cardCode) && robot.waitFor("unlock.passphrase", 30s)) << robot.error() << activator.err();
  const pid_t inbox = inboxPid();
  ASSERT_NE(inbox, 0);
  EXPECT_EQ(userOf(robot.pid()), screens);
  EXPECT_EQ(userOf(inbox), inboxs);
  ASSERT_TRUE(unlock(robot, dsl.passphrase) && robot.waitFor("list.unread", 20s)) << robot.error();
  EXPECT_FALSE(mayReadMemory(screens, inbox)) << "the screen's user looks into the inbox";
  EXPECT_FALSE(mayReadMemory(inboxs, robot.pid())) << "the inbox's user looks into the screen";
  EXPECT_EQ(run(as(screens, group, {"kill", "-STOP", std::to_string(inbox)})).exit, 1);
  ASSERT_TRUE(robot.waitFor("list.case." + id) && robot.tap("list.case." + id) && robot.waitFor("concern.unchanged"))
      << robot.error();
  EXPECT_TRUE(shows(robot, "the zebra bit him"));
  ASSERT_TRUE(robot.markAsRead() && robot.waitGone("concern.read")) << robot.error();
  ASSERT_TRUE(robot.tap("bar.lock") && robot.waitFor("home.tell", 20s)) << robot.error();
  EXPECT_FALSE(on(robot, "home.inbox-trouble"));
  EXPECT_TRUE(waitUntil([] { return inboxPid() == 0; })) << "locking ends it";

  // Both can go on: the staff's side sees what was read and posts again.
  ASSERT_TRUE(robot.tap("home.mine") && robot.badge(badge()) && !robot.waitForPart("mine.state.").empty())
      << robot.error();
  EXPECT_TRUE(shows(robot, "Read")) << wordsOn(robot);
  for (const char* file : {"pillarbox.db", "pillarbox.db.lock", "device.key", "directory.json"}) {
    EXPECT_EQ(modeOf(data / file), 0660U) << file;
  }
  EXPECT_EQ(modeOf(data), 02770U);
  EXPECT_TRUE(robot.quit());
}

TEST_F(TwoUsers, UnderTheTerminalsCompositorTheInboxDrawsOverAConnectionHandedToIt) {
  if (run({"cage", "-v"}).exit != 0) GTEST_SKIP() << "cage is not installed";
  listen("wayland");
  RobotClient robot;
  ASSERT_TRUE(openTerminalUnderCage(robot)) << robot.error();
  const DemoPerson& dsl = school->person("dsl");
  ASSERT_TRUE(robot.badge(dsl.cardCode) && robot.waitFor("unlock.passphrase", 30s)) << robot.error() << activator.err();
  ASSERT_NE(inboxPid(), 0);
  EXPECT_EQ(userOf(inboxPid()), inboxs);
  ASSERT_TRUE(unlock(robot, dsl.passphrase) && robot.waitFor("list.unread", 20s)) << robot.error();
  const std::filesystem::path picture = home + std::to_string(inboxs) + "/inbox.png";
  ASSERT_TRUE(robot.shot(picture)) << robot.error();
  EXPECT_GT(std::filesystem::file_size(picture), 10'000U);
  ASSERT_TRUE(robot.tap("bar.lock") && robot.waitFor("home.tell", 20s)) << robot.error();
}

TEST_F(TwoUsers, TheInboxEndsWithTheScreenThatAskedForIt) {
  listen();
  RobotClient robot;
  ASSERT_TRUE(openTerminal(robot)) << robot.error();
  ASSERT_TRUE(robot.badge(school->person("dsl").cardCode) && robot.waitFor("unlock.passphrase", 30s)) << robot.error();
  ASSERT_NE(inboxPid(), 0);
  robot.kill(SIGKILL);
  EXPECT_TRUE(waitUntil([] { return inboxPid() == 0; }));
}

TEST_F(TwoUsers, IfNobodyAnswersTheScreenSaysSoAndStartsNoneAsItself) {
  RobotClient robot;
  ASSERT_TRUE(openTerminal(robot)) << robot.error();
  ASSERT_TRUE(robot.badge(school->person("dsl").cardCode) && robot.waitFor("home.inbox-trouble")) << robot.error();
  EXPECT_EQ(run({"pgrep", "-x", "-U", std::to_string(screens), "pillarbox-inbox"}).exit, 1);
  // Staff can post all the same; and once it answers, the sentence goes.
  ASSERT_TRUE(signIn(robot) && robot.tap("page.leave") && robot.waitFor("home.tell")) << robot.error();
  listen();
  ASSERT_TRUE(robot.badge(school->person("dsl").cardCode) && robot.waitFor("unlock.passphrase", 30s)) << robot.error();
  ASSERT_TRUE(robot.tap("bar.lock") && robot.waitFor("home.tell", 20s)) << robot.error();
  EXPECT_FALSE(on(robot, "home.inbox-trouble"));
}

TEST_F(TwoUsers, AStrangerGetsNeitherTheInboxNorTheData) {
  listen();
  const std::vector<std::string> ask{"/usr/bin/python3", "-c",
                                     "import socket,sys;s=socket.socket(socket.AF_UNIX,socket.SOCK_SEQPACKET);"
                                     "s.connect(sys.argv[1])",
                                     socket()};
  EXPECT_EQ(run(as(screens, group, ask)).exit, 0);
  EXPECT_NE(run(as(strangers, strangersGroup, ask)).exit, 0);
  EXPECT_NE(run(as(strangers, strangersGroup, {"ls", data})).exit, 0);
}

}  // namespace
}  // namespace pillarbox::support

// A program that the system starts as its own user: what it is given over the socket, and what it refuses.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstring>
#include <future>
#include <string>
#include <thread>

#include "kiosk/process/child.h"
#include "kiosk/process/hand_over_packet.h"
#include "tests/support/process.h"

extern char** environ;

namespace pillarbox::process {
namespace {

using namespace std::chrono_literals;

const std::string self = std::filesystem::read_symlink("/proc/self/exe").string();

// As systemd with Accept=yes: for each connection the program, with the connection as its standard input.
class Activator {
 public:
  explicit Activator(std::string folder) : m_folder(std::move(folder)) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, path().c_str(), path().size());
    m_listening = Fd(::socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0));
    if (::bind(m_listening.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
        ::listen(m_listening.get(), 4) != 0) {
      std::abort();
    }
    m_thread = std::jthread([this](const std::stop_token& stop) { serve(stop); });
  }
  ~Activator() {
    m_thread.request_stop();
    ::shutdown(m_listening.get(), SHUT_RDWR);
    m_thread.join();
    for (const pid_t pid : m_children) ::waitpid(pid, nullptr, 0);
  }
  Activator(const Activator&) = delete;
  Activator& operator=(const Activator&) = delete;
  std::string path() const { return m_folder + "/inbox.sock"; }
  std::atomic<bool> hangUp{false};

 private:
  void serve(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
      const Fd one(::accept4(m_listening.get(), nullptr, nullptr, SOCK_CLOEXEC));
      if (!one || hangUp) continue;
      posix_spawn_file_actions_t actions;
      posix_spawn_file_actions_init(&actions);
      posix_spawn_file_actions_adddup2(&actions, one.get(), STDIN_FILENO);
      posix_spawn_file_actions_adddup2(&actions, one.get(), STDOUT_FILENO);
      std::vector<std::string> words{self, "--handed-over", m_folder};
      std::vector<char*> argv{words[0].data(), words[1].data(), words[2].data(), nullptr};
      pid_t pid = -1;
      if (::posix_spawn(&pid, self.c_str(), &actions, nullptr, argv.data(), environ) == 0) m_children.push_back(pid);
      posix_spawn_file_actions_destroy(&actions);
    }
  }
  std::string m_folder;
  Fd m_listening;
  std::vector<pid_t> m_children;
  std::jthread m_thread;
};

class HandOver : public ::testing::Test {
 protected:
  support::TempFolder folder;
  Activator activator{folder.path().string()};

  ChildOptions options(std::vector<std::string> more) {
    ChildOptions options;
    options.socket = activator.path();
    options.arguments = {folder.path().string()};
    options.arguments.insert(options.arguments.end(), more.begin(), more.end());
    return options;
  }
  // What it said in the end.
  ChildEnd endOf(ChildOptions options) {
    auto ended = std::make_shared<std::promise<ChildEnd>>();
    options.ended = [ended](const ChildEnd& end) { ended->set_value(end); };
    auto child = Child::start(std::move(options));
    if (!child) return {-1, child.fault().detail};
    auto end = ended->get_future();
    return end.wait_for(20s) == std::future_status::ready ? end.get() : ChildEnd{-2, "it did not end"};
  }
};

TEST_F(HandOver, GivesArgumentsSecretAndDescriptorsAndHearsTheEnd) {
  int ends[2];
  ASSERT_EQ(::pipe2(ends, O_CLOEXEC), 0);
  ChildOptions asked = options({"--window", "--size", "640x480"});
  asked.secret = SecretBytes::copyOf(std::string_view("ABCD-a secret-EFGH"));
  asked.inherit = {{"--robot-fd", ends[1]}};
  const ChildEnd end = endOf(std::move(asked));
  ::close(ends[1]);
  EXPECT_EQ(end.refused, "");
  EXPECT_EQ(end.exitCode, 7);
  std::string got(256, '\0');
  const ssize_t size = ::read(ends[0], got.data(), got.size());
  got.resize(static_cast<std::size_t>(std::max<ssize_t>(size, 0)));
  EXPECT_EQ(got, "ABCD-a secret-EFGH --window --size 640x480");
  EXPECT_EQ(::read(ends[0], got.data(), 1), 0) << "its descriptors are closed with it";
  ::close(ends[0]);
}

TEST_F(HandOver, EndsWithItsOwnerAndWhenAsked) {
  int ends[2];
  ASSERT_EQ(::pipe2(ends, O_CLOEXEC), 0);
  ChildOptions asked = options({"--card-lost"});
  asked.inherit = {{"--robot-fd", ends[1]}};
  auto child = Child::start(std::move(asked));
  ASSERT_TRUE(child) << child.fault().detail;
  ::close(ends[1]);
  char c = 0;
  ASSERT_EQ(::read(ends[0], &c, 1), 1) << "it is there";
  EXPECT_TRUE((*child)->running());
  EXPECT_GT((*child)->pid(), 0);
  child->reset();
  EXPECT_EQ(::read(ends[0], &c, 1), 0);
  ::close(ends[0]);

  std::promise<ChildEnd> ended;
  ChildOptions again = options({"--card-lost"});
  again.ended = [&](const ChildEnd& end) { ended.set_value(end); };
  auto second = Child::start(std::move(again));
  ASSERT_TRUE(second);
  while ((*second)->pid() == 0) std::this_thread::yield();
  (*second)->askToEnd();
  auto end = ended.get_future();
  ASSERT_EQ(end.wait_for(20s), std::future_status::ready);
  EXPECT_EQ(end.get().exitCode, 128 + SIGKILL) << "SIGTERM ended it before it could say more";
  EXPECT_FALSE((*second)->running());
}

TEST_F(HandOver, RefusesWhatATerminalsScreenWouldNotAskFor) {
  const std::string here = folder.path().string();
  const std::vector<std::vector<std::string>> wrong{
      {},
      {"/etc"},
      {here + "/.."},
      {here, "--help"},
      {here, "--secret-fd", "0"},
      {here, "--robot-fd", "5"},
      {here, "--badge-prefix", "x"},
      {here, "--language"},
      {here, "--language", "../../tmp/mine"},
      {here, "--language", "--window"},
      {here, "--size", std::string(33, '1')},
      {here, here},
      {"--window", here},
  };
  for (const auto& words : wrong) {
    ChildOptions asked;
    asked.socket = activator.path();
    asked.arguments = words;
    const ChildEnd end = endOf(std::move(asked));
    EXPECT_EQ(end.exitCode, 1) << (words.empty() ? "nothing" : words.back());
    EXPECT_NE(end.refused, "") << (words.empty() ? "nothing" : words.back());
  }
}

TEST_F(HandOver, TakesNoFileNoUnknownDescriptorAndNoneTwice) {
  const Fd file(::open("/dev/null", O_RDWR | O_CLOEXEC));
  int ends[2];
  ASSERT_EQ(::pipe2(ends, O_CLOEXEC), 0);
  const Fd in(ends[0]), out(ends[1]);
  for (const std::vector<InheritedFd>& wrong : {std::vector<InheritedFd>{{"--robot-fd", file.get()}},
                                                {{"--other-fd", out.get()}},
                                                {{"--robot-fd", out.get()}, {"--robot-fd", out.get()}}}) {
    ChildOptions asked = options({"--card-lost"});
    asked.inherit = wrong;
    const ChildEnd end = endOf(std::move(asked));
    EXPECT_EQ(end.exitCode, 1);
    EXPECT_NE(end.refused, "") << wrong.front().flag;
  }
}

// A packet sent as it is; what comes back.
std::string answerTo(const std::string& path, const std::string& packet) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::memcpy(address.sun_path, path.c_str(), path.size());
  const Fd socket(::socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0));
  if (::connect(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) return "no connection";
  if (::send(socket.get(), packet.data(), packet.size(), MSG_NOSIGNAL) < 0) return "not sent";
  const Result<std::optional<Packet>> got = receivePacket(socket.get(), 20'000);
  if (!got || !got->has_value() || (*got)->words.empty()) return "nothing";
  return (*got)->words.front();
}

TEST_F(HandOver, RefusesPacketsThatAreNone) {
  const auto words = [](std::initializer_list<std::string> all) {
    std::string packet;
    for (const std::string& word : all) packet.append(word).push_back('\0');
    return packet;
  };
  const std::string here = folder.path().string();
  EXPECT_EQ(answerTo(activator.path(), words({handOverWord, "0", here, "--card-lost"})), "started");
  for (const std::string& wrong :
       {std::string("x"), std::string("\0", 1), words({"pillarbox-hand-over-2", "0", here}), words({handOverWord}),
        words({handOverWord, "1", here}), words({handOverWord, "-1", here}), words({handOverWord, "99", here}),
        words({handOverWord, "0"}), std::string(handOverWord) + std::string("\0000", 2) + here,
        words({handOverWord, "0", here, std::string(mostPacket, 'x')})}) {
    EXPECT_EQ(answerTo(activator.path(), wrong), "refused") << wrong.substr(0, 60);
  }
}

TEST_F(HandOver, NobodyThereOrNobodyAnsweringIsToldAndNothingIsStartedInstead) {
  activator.hangUp = true;
  const ChildEnd end = endOf(options({"--card-lost"}));
  EXPECT_NE(end.refused, "");
  ChildOptions nowhere = options({});
  nowhere.program = self;
  nowhere.socket = folder / "no.sock";
  const auto child = Child::start(std::move(nowhere));
  ASSERT_FALSE(child);
  EXPECT_EQ(child.fault().code, FaultCode::notFound);
}

TEST_F(HandOver, OnlyTheFoldersOwnerRootAndItselfMayAsk) {
  if (::geteuid() != 0) GTEST_SKIP() << "only root can be two users";
  constexpr uid_t owner = 61101, stranger = 61103;
  ASSERT_EQ(::chmod(folder.path().c_str(), 0755), 0);
  ASSERT_EQ(::chmod(activator.path().c_str(), 0666), 0);
  ASSERT_EQ(::chown(folder.path().c_str(), owner, owner), 0);
  const auto answerAs = [&](uid_t user) {
    const std::string packet =
        std::string(handOverWord) + '\0' + "0" + '\0' + folder.path().string() + '\0' + "--card-lost" + '\0';
    const pid_t pid = ::fork();
    if (pid == 0) {
      const bool asked = ::setuid(user) == 0 && answerTo(activator.path(), packet) == "started";
      ::_exit(asked ? 0 : 1);
    }
    int status = -1;
    ::waitpid(pid, &status, 0);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
  };
  EXPECT_TRUE(answerAs(owner));
  EXPECT_FALSE(answerAs(stranger));
}

}  // namespace
}  // namespace pillarbox::process

// Contactless readers, with the real pcscd and the virtual reader of vsmartcard-vpcd. pcscd is given a socket of its
// own as systemd would (LISTEN_FDS), its own readers and its own /run, so the machine's service is left alone.
#include "kiosk/platform/pcsc.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sched.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <deque>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "shared/base/fd.h"

namespace pillarbox::platform {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

constexpr auto patience = 20s;  // on a busy machine; nothing waits longer than it must

class Heard {
 public:
  CardWatch::Listener listener() {
    return [this](CardEvent event) {
      const std::lock_guard lock(m_mutex);
      m_events.push_back(std::move(event));
      m_more.notify_all();
    };
  }
  std::optional<CardEvent> next() {
    std::unique_lock lock(m_mutex);
    if (!m_more.wait_for(lock, patience, [this] { return !m_events.empty(); })) return std::nullopt;
    CardEvent event = std::move(m_events.front());
    m_events.pop_front();
    return event;
  }
  // The next that is a T; how many readers there are may be told in between.
  template <class T>
  std::optional<T> next() {
    while (const auto event = next()) {
      if (const T* found = std::get_if<T>(&*event)) return *found;
      if (!std::holds_alternative<CardReaders>(*event)) return std::nullopt;
    }
    return std::nullopt;
  }
  bool readers(bool some) {
    while (const auto event = next()) {
      const auto* readers = std::get_if<CardReaders>(&*event);
      if (readers == nullptr) return false;
      if ((readers->count > 0) == some) return true;
    }
    return false;
  }

 private:
  std::mutex m_mutex;
  std::condition_variable m_more;
  std::deque<CardEvent> m_events;
};

// Two neighbouring ports that nobody has now: a virtual reader listens on both.
int freePort() {
  for (int port = 36500 + static_cast<int>(::getpid() % 2000) * 2; port < 60000; port += 2) {
    bool both = true;
    for (int i = 0; i < 2 && both; ++i) {
      const Fd probe(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
      sockaddr_in at{};
      at.sin_family = AF_INET;
      at.sin_port = htons(static_cast<std::uint16_t>(port + i));
      at.sin_addr.s_addr = htonl(INADDR_ANY);
      both = ::bind(probe.get(), reinterpret_cast<const sockaddr*>(&at), sizeof at) == 0;
    }
    if (both) return port;
  }
  return 0;
}

class Pcscd : public testing::Test {
 protected:
  void SetUp() override {
    if (::getuid() != 0) GTEST_SKIP() << "pcscd is started by root only";
    if (::access("/usr/sbin/pcscd", X_OK) != 0) GTEST_SKIP() << "pcscd is not installed";
    if (::access("/usr/lib/pcsc/drivers/serial/libifdvpcd.so", R_OK) != 0) {
      GTEST_SKIP() << "the virtual reader (vsmartcard-vpcd) is not installed";
    }
    // libpcsclite reads the name once: the same for every test of this program.
    m_folder = fs::temp_directory_path() / ("pillarbox-pcsc-" + std::to_string(::getpid()));
    m_port = freePort();
    fs::create_directories(m_folder / "readers");
    std::ofstream(m_folder / "readers" / "vpcd")
        << "FRIENDLYNAME \"Virtual PCD\"\nDEVICENAME /dev/null:" << m_port
        << "\nLIBPATH /usr/lib/pcsc/drivers/serial/libifdvpcd.so\nCHANNELID " << m_port << "\n";
    ::setenv("PCSCLITE_CSOCK_NAME", socketPath().c_str(), 1);
  }
  void TearDown() override {
    stopService();
    ::unsetenv("PCSCLITE_CSOCK_NAME");
    std::error_code ignored;
    if (!m_folder.empty()) fs::remove_all(m_folder, ignored);
  }

  fs::path socketPath() const { return m_folder / "socket" / "pcscd.comm"; }

  void startService() {
    std::error_code ignored;
    fs::create_directories(socketPath().parent_path());
    fs::remove(socketPath(), ignored);
    const Fd listening(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_un at{};
    at.sun_family = AF_UNIX;
    ASSERT_LT(socketPath().string().size(), sizeof at.sun_path);
    socketPath().string().copy(at.sun_path, sizeof at.sun_path - 1);
    ASSERT_EQ(::bind(listening.get(), reinterpret_cast<const sockaddr*>(&at), sizeof at), 0);
    ASSERT_EQ(::listen(listening.get(), 8), 0);
    const std::string readers = (m_folder / "readers").string();
    m_pid = ::fork();
    ASSERT_GE(m_pid, 0);
    if (m_pid != 0) return;
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    // Its own /run, so that the pid file there is not another pcscd's. Where that is not allowed, it has none.
    if (::unshare(CLONE_NEWNS) == 0 && ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0) {
      ::mount("tmpfs", "/run", "tmpfs", 0, nullptr);
    } else if (::access("/run/pcscd/pcscd.pid", F_OK) == 0) {
      ::_exit(77);
    }
    ::dup2(listening.get(), 3);
    ::fcntl(3, F_SETFD, 0);  // it may have been 3 already
    ::setenv("LISTEN_PID", std::to_string(::getpid()).c_str(), 1);
    ::setenv("LISTEN_FDS", "1", 1);
    ::execl("/usr/sbin/pcscd", "pcscd", "-f", "-C", "-c", readers.c_str(), nullptr);
    ::_exit(127);
  }
  void stopService() {
    if (m_pid <= 0) return;
    ::kill(m_pid, SIGKILL);
    ::waitpid(m_pid, nullptr, 0);
    m_pid = 0;
    std::error_code ignored;
    fs::remove(socketPath(), ignored);
  }

  // A card held to the virtual reader for as long as this lives.
  class Card {
   public:
    Card(int port, std::vector<std::uint8_t> answer) : m_answer(std::move(answer)) {
      const auto until = std::chrono::steady_clock::now() + patience;
      sockaddr_in at{};
      at.sin_family = AF_INET;
      at.sin_port = htons(static_cast<std::uint16_t>(port));
      at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
      do {
        m_socket = Fd(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
        if (::connect(m_socket.get(), reinterpret_cast<const sockaddr*>(&at), sizeof at) == 0) break;
        std::this_thread::sleep_for(20ms);
      } while (std::chrono::steady_clock::now() < until);
      m_thread = std::jthread([this] { serve(); });
    }
    ~Card() { ::shutdown(m_socket.get(), SHUT_RDWR); }
    bool asked() const { return m_asked; }

   private:
    bool take(std::uint8_t* to, std::size_t size) const {
      for (std::size_t got = 0; got < size;) {
        const ssize_t now = ::recv(m_socket.get(), to + got, size - got, 0);
        if (now <= 0) return false;
        got += static_cast<std::size_t>(now);
      }
      return true;
    }
    void say(const std::vector<std::uint8_t>& what) const {
      std::vector<std::uint8_t> framed{static_cast<std::uint8_t>(what.size() >> 8),
                                       static_cast<std::uint8_t>(what.size() & 0xFF)};
      framed.insert(framed.end(), what.begin(), what.end());
      ::send(m_socket.get(), framed.data(), framed.size(), MSG_NOSIGNAL);
    }
    void serve() {
      for (;;) {
        std::uint8_t size[2];
        if (!take(size, 2)) return;
        std::vector<std::uint8_t> asked(static_cast<std::size_t>(size[0]) << 8 | size[1]);
        if (!take(asked.data(), asked.size())) return;
        if (asked.size() == 1) {
          // 4 asks for the answer to reset (of a MIFARE Classic 1K behind a PC/SC reader); 0 to 2 are power.
          if (asked[0] == 4)
            say({0x3B, 0x8F, 0x80, 0x01, 0x80, 0x4F, 0x0C, 0xA0, 0x00, 0x00,
                 0x03, 0x06, 0x03, 0x00, 0x01, 0x00, 0x00, 0x00, 0x00, 0x6A});
        } else {
          m_asked = true;
          say(m_answer);
        }
      }
    }
    std::vector<std::uint8_t> m_answer;
    Fd m_socket;
    std::atomic<bool> m_asked{false};
    std::jthread m_thread;
  };
  std::unique_ptr<Card> hold(std::vector<std::uint8_t> answer) {
    return std::make_unique<Card>(m_port, std::move(answer));
  }
  const std::vector<std::uint8_t> dawns{0x04, 0xA1, 0xB2, 0xC3, 0xD4, 0xE5, 0xF6, 0x90, 0x00};
  const std::vector<std::uint8_t> jos{0x0A, 0x1B, 0x2C, 0x3D, 0x90, 0x00};

  fs::path m_folder;
  int m_port = 0;
  pid_t m_pid = 0;
};

TEST_F(Pcscd, StartedBeforeTheServiceItFindsReadersAndCardsAndOutlivesTheService) {
  Heard heard;
  auto watch = CardWatch::start(heard.listener());
  ASSERT_TRUE(watch.ok());
  ASSERT_TRUE(heard.readers(false));
  startService();
  ASSERT_TRUE(heard.readers(true));
  {
    const auto card = hold(dawns);
    const auto shown = heard.next<CardShown>();
    ASSERT_TRUE(shown);
    EXPECT_EQ(shown->uid, "04A1B2C3D4E5F6");
  }
  {
    const auto card = hold(jos);
    const auto shown = heard.next<CardShown>();
    ASSERT_TRUE(shown);
    EXPECT_EQ(shown->uid, "0A1B2C3D");
  }
  stopService();
  ASSERT_TRUE(heard.readers(false));
  startService();
  ASSERT_TRUE(heard.readers(true));
  const auto card = hold(jos);
  const auto shown = heard.next<CardShown>();
  ASSERT_TRUE(shown);
  EXPECT_EQ(shown->uid, "0A1B2C3D");
}

TEST_F(Pcscd, ACardWhoseNumberChangesOrThatHasNoneIsNoBadge) {
  startService();
  Heard heard;
  auto watch = CardWatch::start(heard.listener());
  ASSERT_TRUE(watch.ok());
  ASSERT_TRUE(heard.readers(true));
  for (const std::vector<std::uint8_t>& answer :
       {std::vector<std::uint8_t>{0x08, 0x11, 0x22, 0x33, 0x90, 0x00},  // a phone: another number each time
        std::vector<std::uint8_t>{0x6A, 0x81},                          // a chip card with contacts
        std::vector<std::uint8_t>{0x90, 0x00}}) {
    const auto card = hold(answer);
    EXPECT_TRUE(heard.next<CardUnread>());
  }
  const auto card = hold(jos);
  EXPECT_TRUE(heard.next<CardShown>());
}

TEST_F(Pcscd, ACardLeftOnTheReaderSignsNobodyIn) {
  startService();
  std::unique_ptr<Card> left;
  {
    Heard heard;
    auto watch = CardWatch::start(heard.listener());
    ASSERT_TRUE(watch.ok());
    ASSERT_TRUE(heard.readers(true));
    left = hold(dawns);
    ASSERT_TRUE(heard.next<CardShown>());
  }
  Heard heard;
  auto watch = CardWatch::start(heard.listener());
  ASSERT_TRUE(watch.ok());
  ASSERT_TRUE(heard.readers(true));
  left.reset();
  const auto card = hold(jos);
  const auto shown = heard.next<CardShown>();
  ASSERT_TRUE(shown);
  EXPECT_EQ(shown->uid, "0A1B2C3D");
}

TEST(CardWatch, EndsAtOnceWhereThereIsNoService) {
  ::setenv("PCSCLITE_CSOCK_NAME", "/nowhere/at/all/pcscd.comm", 1);
  for (int i = 0; i < 20; ++i) {
    Heard heard;
    auto watch = CardWatch::start(heard.listener());
    ASSERT_TRUE(watch.ok());
    if (i % 2 == 0) {
      EXPECT_TRUE(heard.readers(false));
    }
  }
  ::unsetenv("PCSCLITE_CSOCK_NAME");
}

}  // namespace
}  // namespace pillarbox::platform

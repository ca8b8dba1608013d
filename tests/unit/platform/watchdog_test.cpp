// What systemd hears of a terminal's screen.
#include "kiosk/platform/watchdog.h"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <string>

#include "shared/base/fd.h"

namespace pillarbox::platform {
namespace {

// The socket that systemd would listen on.
class Listening : public testing::Test {
 protected:
  void SetUp() override {
    m_name = "@pillarbox-watchdog-test-" + std::to_string(::getpid());
    m_socket = Fd(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    m_name.copy(address.sun_path, m_name.size());
    address.sun_path[0] = '\0';
    ASSERT_EQ(::bind(m_socket.get(), reinterpret_cast<const sockaddr*>(&address),
                     static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + m_name.size())),
              0);
  }
  void TearDown() override {
    ::unsetenv("NOTIFY_SOCKET");
    ::unsetenv("WATCHDOG_USEC");
  }
  std::string heard() {
    std::array<char, 256> words{};
    const ssize_t size = ::recv(m_socket.get(), words.data(), words.size(), 0);
    return size < 0 ? std::string() : std::string(words.data(), static_cast<std::size_t>(size));
  }

  std::string m_name;
  Fd m_socket;
};

TEST_F(Listening, SaysReadyOnceAndThenThatItStillTurns) {
  ::setenv("NOTIFY_SOCKET", m_name.c_str(), 1);
  ::setenv("WATCHDOG_USEC", "60000000", 1);
  Watchdog watchdog = Watchdog::fromEnvironment();
  EXPECT_FALSE(watchdog.due());
  watchdog.turned(Milliseconds(1000));
  EXPECT_EQ(heard(), "READY=1");
  EXPECT_EQ(watchdog.due(), Milliseconds(31000)) << "half of what is allowed";
  watchdog.turned(Milliseconds(30999));
  EXPECT_EQ(heard(), "");
  watchdog.turned(Milliseconds(31000));
  EXPECT_EQ(heard(), "WATCHDOG=1");
  EXPECT_EQ(watchdog.due(), Milliseconds(61000));
}

TEST_F(Listening, WithoutAWatchdogOnlyReadyIsSaid) {
  ::setenv("NOTIFY_SOCKET", m_name.c_str(), 1);
  Watchdog watchdog = Watchdog::fromEnvironment();
  watchdog.turned(Milliseconds(1));
  EXPECT_EQ(heard(), "READY=1");
  EXPECT_FALSE(watchdog.due()) << "an idle terminal sleeps";
  watchdog.turned(Milliseconds(100'000'000));
  EXPECT_EQ(heard(), "");
}

TEST_F(Listening, NobodyListeningOrANonsensePeriodIsNoTrouble) {
  ::setenv("NOTIFY_SOCKET", "@pillarbox-nobody-is-here", 1);
  ::setenv("WATCHDOG_USEC", "soon", 1);
  Watchdog watchdog = Watchdog::fromEnvironment();
  watchdog.turned(Milliseconds(1));
  EXPECT_FALSE(watchdog.due());
  Watchdog none = Watchdog::fromEnvironment();
  none.turned(Milliseconds(1));
  EXPECT_FALSE(none.due());
  EXPECT_EQ(heard(), "");
}

}  // namespace
}  // namespace pillarbox::platform

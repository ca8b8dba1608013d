// What the server can still do once it listens, tried for real: each try is a process of its own, because there is no
// way back out.
#include "server/sandbox.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <functional>
#include <thread>

namespace pillarbox::server {
namespace {

// What `act` gives in a process that went into the sandbox first; -1 if that process died of it. Sanitizers need calls
// that the server does not: the callers skip there.
int inside(const std::function<int()>& act) {
  const pid_t child = ::fork();
  if (child == 0) {
    if (!enterSandbox().ok()) ::_exit(250);
    ::_exit(act());
  }
  int status = 0;
  EXPECT_EQ(::waitpid(child, &status, 0), child);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

class Sandbox : public testing::Test {
 protected:
  void SetUp() override {
#ifdef __SANITIZE_ADDRESS__
    GTEST_SKIP() << "sanitizers need more calls than the server";
#elif defined(__SANITIZE_THREAD__)
    GTEST_SKIP() << "sanitizers need more calls than the server";
#endif
  }
};

TEST_F(Sandbox, StartsNoProgramAndNoProcess) {
  EXPECT_EQ(inside([] {
              char word[] = "true";
              char* const words[] = {word, nullptr};
              ::execv("/bin/true", words);
              return errno;
            }),
            EPERM);
  EXPECT_EQ(inside([] { return ::fork() < 0 ? errno : 0; }), EPERM);
}

TEST_F(Sandbox, BecomesNobodyElseAndLooksIntoNobody) {
  EXPECT_EQ(inside([] { return ::setuid(::getuid()) == 0 ? 0 : errno; }), EPERM);
  EXPECT_EQ(inside([] { return ::setgid(::getgid()) == 0 ? 0 : errno; }), EPERM);
  EXPECT_EQ(inside([] { return ::ptrace(PTRACE_ATTACH, ::getppid(), nullptr, nullptr) == 0 ? 0 : errno; }), EPERM);
  EXPECT_EQ(inside([] { return ::chroot("/") == 0 ? 0 : errno; }), EPERM);
}

TEST_F(Sandbox, ServesAllTheSame) {
  EXPECT_EQ(inside([] {
              int sum = 0;
              std::thread([&sum] { sum = 1; }).join();
              const int file = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
              const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
              return sum == 1 && file >= 0 && socket >= 0 ? 0 : 1;
            }),
            0);
}

}  // namespace
}  // namespace pillarbox::server

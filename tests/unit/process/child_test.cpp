#include "kiosk/process/child.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <future>
#include <string>

namespace pillarbox::process {
namespace {

using namespace std::chrono_literals;

const std::string self = std::filesystem::read_symlink("/proc/self/exe").string();

TEST(Child, GetsTheSecretThroughThePipeAndNothingElseAndReportsItsEnd) {
  int ends[2];
  ASSERT_EQ(::pipe2(ends, O_CLOEXEC), 0);
  std::promise<int> ended;
  ChildOptions options;
  options.program = self;
  options.arguments = {"--check-secret"};
  options.secret = SecretBytes::copyOf(std::string_view("ABCD-a secret-EFGH"));
  options.inherit = {{"--out-fd", ends[1]}};
  options.ended = [&](ChildEnd end) { ended.set_value(end.exitCode); };
  auto child = Child::start(std::move(options));
  ASSERT_TRUE(child) << child.fault().detail;
  ::close(ends[1]);
  auto end = ended.get_future();
  ASSERT_EQ(end.wait_for(10s), std::future_status::ready);
  EXPECT_EQ(end.get(), 0);
  EXPECT_FALSE((*child)->running());
  std::array<char, 64> got{};
  const ssize_t size = ::read(ends[0], got.data(), got.size());
  EXPECT_EQ(std::string(got.data(), static_cast<std::size_t>(std::max<ssize_t>(size, 0))), "ABCD-a secret-EFGH");
  ::close(ends[0]);
}

TEST(Child, IsKilledWithItsOwner) {
  int ends[2];
  ASSERT_EQ(::pipe2(ends, O_CLOEXEC), 0);
  ChildOptions options;
  options.program = self;
  options.arguments = {"--sleep"};
  options.inherit = {{"--hold-fd", ends[1]}};
  auto child = Child::start(std::move(options));
  ASSERT_TRUE(child);
  ::close(ends[1]);
  EXPECT_TRUE((*child)->running());
  child->reset();
  char c = 0;
  EXPECT_EQ(::read(ends[0], &c, 1), 0);  // its copy is closed: it has gone
  ::close(ends[0]);
}

TEST(Child, KillIsReportedAsASignal) {
  std::promise<int> ended;
  ChildOptions options;
  options.program = self;
  options.arguments = {"--sleep"};
  options.ended = [&](ChildEnd end) { ended.set_value(end.exitCode); };
  auto child = Child::start(std::move(options));
  ASSERT_TRUE(child);
  (*child)->kill();
  auto end = ended.get_future();
  ASSERT_EQ(end.wait_for(10s), std::future_status::ready);
  EXPECT_EQ(end.get(), 128 + SIGKILL);
  (*child)->kill();  // nobody else is hit
}

TEST(Child, GetsNoEnvironmentIfItIsToHaveNone) {
  std::promise<int> ended;
  ChildOptions options;
  options.program = self;
  options.arguments = {"--check-environment"};
  options.environment = false;
  options.ended = [&](ChildEnd end) { ended.set_value(end.exitCode); };
  auto child = Child::start(std::move(options));
  ASSERT_TRUE(child);
  EXPECT_GT((*child)->pid(), 0);
  auto end = ended.get_future();
  ASSERT_EQ(end.wait_for(10s), std::future_status::ready);
  EXPECT_EQ(end.get(), 0);
}

TEST(Child, CannotAnswerTheWatchdogForUs) {
  ::setenv("NOTIFY_SOCKET", "/run/nobody", 1);
  ::setenv("WATCHDOG_USEC", "1000000", 1);
  std::promise<int> ended;
  ChildOptions options;
  options.program = self;
  options.arguments = {"--check-watchdog"};
  options.ended = [&](ChildEnd end) { ended.set_value(end.exitCode); };
  auto child = Child::start(std::move(options));
  ::unsetenv("NOTIFY_SOCKET");
  ::unsetenv("WATCHDOG_USEC");
  ASSERT_TRUE(child);
  auto end = ended.get_future();
  ASSERT_EQ(end.wait_for(10s), std::future_status::ready);
  EXPECT_EQ(end.get(), 0);
}

TEST(Child, AProgramThatIsNotThereIsAFault) {
  ChildOptions options;
  options.program = "/nonexistent/program";
  const auto child = Child::start(std::move(options));
  ASSERT_FALSE(child);
  EXPECT_EQ(child.fault().code, FaultCode::notFound);
}

TEST(Child, ASecretThatIsMissingIsRefused) {
  int ends[2];
  ASSERT_EQ(::pipe2(ends, O_CLOEXEC), 0);
  ::close(ends[1]);
  EXPECT_FALSE(readSecretFd(ends[0]));
  EXPECT_FALSE(readSecretFd(-1));
}

}  // namespace
}  // namespace pillarbox::process

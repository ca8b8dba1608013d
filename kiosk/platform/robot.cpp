#include "kiosk/platform/robot.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <thread>

#include "shared/base/mailbox.h"

namespace pillarbox::platform {

namespace {
constexpr std::size_t mostLine = 1 << 20;
}

struct Robot::Parts {
  int fd = -1;
  int nudge = -1;  // an eventfd that ends the reader's poll
  std::function<void()> ready;
  Mailbox<std::string> lines;
  std::atomic<bool> gone{false};
  std::mutex mutex;
  std::condition_variable_any changed;
  bool wanted = true;  // the last line was answered
  bool suspended = false;
  bool reading = false;
  std::string line;
  std::jthread reader;

  void read(const std::stop_token& stop);
  bool readable() const;
  bool take();
  void interrupt() const {
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = ::write(nudge, &one, sizeof one);
  }
};

void Robot::Parts::read(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    {
      std::unique_lock lock(mutex);
      reading = false;
      changed.notify_all();
      if (!changed.wait(lock, stop, [this] { return wanted && !suspended; })) return;
      reading = true;
    }
    if (!readable()) continue;
    if (!take()) {
      gone = true;
      ready();
      return;
    }
    if (line.empty() || line.back() != '\n') continue;
    line.pop_back();
    {
      const std::lock_guard lock(mutex);
      wanted = false;
    }
    lines.push(std::move(line));
    line.clear();
    ready();
  }
}

// Waits; false if interrupted.
bool Robot::Parts::readable() const {
  std::array<pollfd, 2> fds{{{fd, POLLIN, 0}, {nudge, POLLIN, 0}}};
  if (::poll(fds.data(), fds.size(), -1) < 0) return false;
  if (fds[1].revents != 0) {
    std::uint64_t count = 0;
    [[maybe_unused]] const auto got = ::read(nudge, &count, sizeof count);
    return false;
  }
  return fds[0].revents != 0;
}

// Takes up to the end of one line and no further. False at the end of the stream.
bool Robot::Parts::take() {
  // Not on the stack, where it would stay: what is freed is wiped (wiping_new.cpp), and cards are shown this way too.
  std::string some(4096, '\0');
  const ssize_t seen = ::recv(fd, some.data(), some.size(), MSG_PEEK);
  if (seen < 0 && errno == EINTR) return true;
  if (seen <= 0) return false;
  const std::string_view view(some.data(), static_cast<std::size_t>(seen));
  const auto end = view.find('\n');
  const std::size_t length = end == std::string_view::npos ? view.size() : end + 1;
  const ssize_t got = ::recv(fd, some.data(), length, 0);
  if (got <= 0 || line.size() > mostLine) return false;
  line.append(some.data(), static_cast<std::size_t>(got));
  return true;
}

Robot::Robot() : m(std::make_unique<Parts>()) {}

Result<std::unique_ptr<Robot>> Robot::make(int fd, std::function<void()> ready) {
  struct stat status {};
  if (::fstat(fd, &status) != 0 || !S_ISSOCK(status.st_mode)) {
    return Fault{FaultCode::badInput, "the robot's descriptor is not a socket"};
  }
  std::unique_ptr<Robot> robot(new Robot);
  robot->m->fd = fd;
  robot->m->ready = std::move(ready);
  ::fcntl(fd, F_SETFD, FD_CLOEXEC);
  robot->m->nudge = ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  if (robot->m->nudge < 0) return Fault{FaultCode::internal, "no descriptor for the robot"};
  robot->m->reader = std::jthread([parts = robot->m.get()](const std::stop_token& stop) { parts->read(stop); });
  return robot;
}

Robot::~Robot() {
  if (m->reader.joinable()) {
    m->reader.request_stop();
    m->interrupt();
    m->reader.join();
  }
  if (m->nudge >= 0) ::close(m->nudge);
  if (m->fd >= 0) ::close(m->fd);
}

std::optional<std::string> Robot::nextLine() {
  return m->lines.tryTake();
}
bool Robot::gone() const {
  return m->gone;
}
int Robot::fd() const {
  return m->fd;
}

void Robot::answer(std::string_view line) {
  std::string whole(line);
  whole.push_back('\n');
  std::string_view rest = whole;
  while (!rest.empty()) {
    const ssize_t sent = ::send(m->fd, rest.data(), rest.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) break;
    rest.remove_prefix(static_cast<std::size_t>(sent));
  }
  {
    const std::lock_guard lock(m->mutex);
    m->wanted = true;
  }
  m->changed.notify_all();
}

void Robot::suspend() {
  std::unique_lock lock(m->mutex);
  m->suspended = true;
  m->interrupt();
  m->changed.wait(lock, [this] { return !m->reading || m->gone; });
}

void Robot::resume() {
  {
    const std::lock_guard lock(m->mutex);
    m->suspended = false;
  }
  m->changed.notify_all();
}

}  // namespace pillarbox::platform

// A child that the system starts: what it is to be given goes over a connection to systemd's socket, and what becomes
// of it comes back.
#include <signal.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstring>
#include <mutex>
#include <thread>

#include "kiosk/process/child_parts.h"
#include "kiosk/process/hand_over_packet.h"
#include "shared/base/files.h"

namespace pillarbox::process {

namespace {

constexpr int startsWithinMs = 30'000;  // a slow tablet that has never run it since it was switched on
constexpr std::chrono::seconds endsWithin{5};

Result<Fd> connectTo(const std::filesystem::path& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.native().size() >= sizeof address.sun_path)
    return Fault{FaultCode::tooLarge, "the socket's name is too long"};
  std::memcpy(address.sun_path, path.c_str(), path.native().size());
  // Not waiting: a queue that is full is as good as nobody there.
  Fd socket(::socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  if (!socket) return faultFromErrno(errno, "make a socket");
  if (::connect(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    return faultFromErrno(errno, "reach " + path.string());
  }
  // Whoever listens there gets the code of a card: the system, or a test of ours.
  ucred listener{};
  socklen_t size = sizeof listener;
  if (::getsockopt(socket.get(), SOL_SOCKET, SO_PEERCRED, &listener, &size) != 0 ||
      (listener.uid != 0 && listener.uid != ::geteuid())) {
    return Fault{FaultCode::notPermitted, "somebody else listens at " + path.string()};
  }
  return socket;
}

class Connected final : public Child::Parts {
 public:
  ~Connected() override {
    m_abandoned = true;
    kill();
    {
      std::unique_lock lock(m_mutex);
      m_changed.wait_for(lock, endsWithin, [this] { return m_gone; });
    }
    ::shutdown(m_socket.get(), SHUT_RDWR);
    if (m_waiter.joinable()) m_waiter.join();
  }
  Status begin(ChildOptions options);

  bool running() const override {
    const std::lock_guard lock(m_mutex);
    return !m_gone;
  }
  int pid() const override { return m_pid; }
  void askToEnd() override { static_cast<void>(sendPacket(m_socket.get(), {endWord}).ok()); }
  void kill() override { ::shutdown(m_socket.get(), SHUT_WR); }

 private:
  void wait();
  ChildEnd heardToTheEnd();

  Fd m_socket;
  std::atomic<int> m_pid{0};
  std::atomic<bool> m_abandoned{false};
  mutable std::mutex m_mutex;
  std::condition_variable m_changed;
  bool m_gone = true;
  std::function<void(ChildEnd)> m_ended;
  std::jthread m_waiter;
};

Status Connected::begin(ChildOptions options) {
  PB_TRY_VALUE(m_socket, connectTo(options.socket));
  std::vector<std::string> words{handOverWord, ""};
  std::vector<int> fds;
  Fd pipe;
  const auto pass = [&](const std::string& flag, int fd) {
    words.push_back(flag);
    fds.push_back(fd);
  };
  if (!options.secret.empty()) {
    PB_TRY_VALUE(pipe, pipeHolding(options.secret));
    options.secret.wipe();
    pass(options.secretFlag, pipe.get());
  }
  for (const InheritedFd& each : options.inherit) pass(each.flag, each.fd);
  if (options.display) pass(displayFlag, options.display.get());
  words[1] = std::to_string(fds.size());
  words.insert(words.end(), options.arguments.begin(), options.arguments.end());
  PB_TRY(sendPacket(m_socket.get(), words, fds));
  m_gone = false;
  m_ended = std::move(options.ended);
  m_waiter = std::jthread([this] { wait(); });
  return {};
}

ChildEnd Connected::heardToTheEnd() {
  ChildEnd end{128 + SIGKILL, {}};  // unless it says more before it goes
  while (true) {
    const Result<std::optional<Packet>> packet = receivePacket(m_socket.get(), m_pid == 0 ? startsWithinMs : -1);
    if (packet && !packet->has_value()) {
      if (m_pid == 0 && end.refused.empty()) end.refused = "it ended before it began";
      return end;
    }
    if (!packet) {
      if (m_pid == 0) end.refused = packet.fault().detail;
      return end;
    }
    const std::vector<std::string>& words = (*packet)->words;
    const std::optional<int> number = words.size() == 2 ? numberIn(words[1]) : std::nullopt;
    if (number && words[0] == startedWord) {
      m_pid = *number;
    } else if (number && words[0] == endedWord) {
      end.exitCode = *number;
    } else if (words.size() == 2 && words[0] == refusedWord) {
      end = {1, words[1]};
    }
  }
}

void Connected::wait() {
  const ChildEnd end = heardToTheEnd();
  // Nobody who said nothing for so long begins after all.
  ::shutdown(m_socket.get(), SHUT_RDWR);
  {
    const std::lock_guard lock(m_mutex);
    m_gone = true;
  }
  m_changed.notify_all();
  if (!m_abandoned && m_ended) m_ended(end);
}

}  // namespace

Result<std::unique_ptr<Child::Parts>> handOver(ChildOptions options) {
  auto connected = std::make_unique<Connected>();
  PB_TRY(connected->begin(std::move(options)));
  return std::unique_ptr<Child::Parts>(std::move(connected));
}

}  // namespace pillarbox::process

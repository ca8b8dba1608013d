#include "kiosk/process/handed_over.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <thread>

#include "kiosk/process/hand_over_packet.h"
#include "shared/base/files.h"

namespace pillarbox::process {

namespace {

constexpr std::size_t mostValue = 32;
constexpr int leastFd = 10;  // clear of standard input, output and errors

bool contains(const std::vector<std::string>& words, const std::string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}
bool plainValue(const std::string& value) {
  return !value.empty() && value.size() <= mostValue && value.front() != '-' &&
         std::all_of(value.begin(), value.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
         });
}

Status checkAsker(int socket, const std::filesystem::path& folder) {
  struct stat facts {};
  ucred asker{};
  socklen_t size = sizeof asker;
  int type = 0;
  socklen_t typeSize = sizeof type;
  if (::getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &asker, &size) != 0 ||
      ::getsockopt(socket, SOL_SOCKET, SO_TYPE, &type, &typeSize) != 0 || type != SOCK_SEQPACKET) {
    return Fault{FaultCode::badInput, "Standard input is not a connection that was handed over."};
  }
  if (::stat(folder.c_str(), &facts) != 0) return faultFromErrno(errno, "look at " + folder.string());
  if (asker.uid != 0 && asker.uid != ::geteuid() && asker.uid != facts.st_uid) {
    return Fault{FaultCode::notPermitted, "Only this terminal's own screen may ask for it."};
  }
  return {};
}

Fault notTaken(const std::string& word) {
  return {FaultCode::badInput, "That cannot be asked for: " + word.substr(0, mostValue) + "."};
}

Status checkArguments(const std::vector<std::string>& words, std::size_t from, const HandOverRules& rules) {
  if (from >= words.size() || words[from] != rules.folder) {
    return Fault{FaultCode::notPermitted, "Only " + rules.folder.string() + " can be opened."};
  }
  for (std::size_t i = from + 1; i < words.size(); ++i) {
    if (contains(rules.flags, words[i])) continue;
    if (!contains(rules.valued, words[i]) || i + 1 == words.size() || !plainValue(words[i + 1])) {
      return notTaken(words[i]);
    }
    ++i;
  }
  return {};
}

// Never a file or a device: those this process opens by itself or not at all.
bool pipeOrSocket(int fd) {
  struct stat facts {};
  return ::fstat(fd, &facts) == 0 && (S_ISFIFO(facts.st_mode) || S_ISSOCK(facts.st_mode));
}

Result<std::vector<std::string>> wordsOf(Packet& packet, const HandOverRules& rules) {
  const std::vector<std::string>& given = packet.words;
  const std::optional<int> count = given.size() >= 2 ? numberIn(given[1]) : std::nullopt;
  if (!count || given[0] != handOverWord || static_cast<std::size_t>(*count) != packet.fds.size() ||
      given.size() < 2 + packet.fds.size()) {
    return Fault{FaultCode::badInput, "What came is not what a terminal's screen asks with."};
  }
  PB_TRY(checkArguments(given, 2 + packet.fds.size(), rules));
  std::vector<std::string> seen, words(given.begin() + static_cast<std::ptrdiff_t>(2 + packet.fds.size()), given.end());
  for (std::size_t i = 0; i < packet.fds.size(); ++i) {
    const std::string& flag = given[2 + i];
    if ((flag != displayFlag && !contains(rules.descriptors, flag)) || contains(seen, flag) ||
        !pipeOrSocket(packet.fds[i].get())) {
      return notTaken(flag);
    }
    seen.push_back(flag);
  }
  for (std::size_t i = 0; i < packet.fds.size(); ++i) {
    const std::string number = std::to_string(packet.fds[i].release());
    if (seen[i] == displayFlag) {
      ::setenv(displayFlag, number.c_str(), 1);  // NOLINT(concurrency-mt-unsafe): before any thread
    } else {
      words.insert(words.end(), {seen[i], number});
    }
  }
  return words;
}

// The connection must not live on in a program that this one starts: its end is ours.
Result<Fd> takeStandardInput() {
  struct stat in {
  }, out{};
  Fd socket(::fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, leastFd));
  const Fd nothing(::open("/dev/null", O_RDWR | O_CLOEXEC));
  if (!socket || !nothing || ::fstat(socket.get(), &in) != 0 || ::dup2(nothing.get(), STDIN_FILENO) < 0) {
    return faultFromErrno(errno, "take over standard input");
  }
  if (::fstat(STDOUT_FILENO, &out) == 0 && out.st_dev == in.st_dev && out.st_ino == in.st_ino) {
    ::dup2(STDERR_FILENO, STDOUT_FILENO);
  }
  return socket;
}

}  // namespace

struct HandedOver::Parts {
  Fd socket, nudge;
  std::vector<std::string> words;
  std::jthread watcher;

  void watch(const std::stop_token& stop) const;
};

void HandedOver::Parts::watch(const std::stop_token& stop) const {
  while (true) {
    std::array<pollfd, 2> fds{{{socket.get(), POLLIN, 0}, {nudge.get(), POLLIN, 0}}};
    if (::poll(fds.data(), fds.size(), -1) < 0 && errno == EINTR) continue;
    if (stop.stop_requested()) return;
    const Result<std::optional<Packet>> packet = receivePacket(socket.get(), 0);
    // Whoever asked has gone, or lets this go: as a child's SIGKILL.
    if (!packet || !packet->has_value()) ::_exit(128 + SIGKILL);
    if ((*packet)->words == std::vector<std::string>{endWord}) ::kill(::getpid(), SIGTERM);
  }
}

HandedOver::HandedOver() : m(std::make_unique<Parts>()) {}

HandedOver::~HandedOver() {
  if (!m->watcher.joinable()) return;
  m->watcher.request_stop();
  const std::uint64_t one = 1;
  [[maybe_unused]] const auto written = ::write(m->nudge.get(), &one, sizeof one);
  m->watcher.join();
}

Result<std::unique_ptr<HandedOver>> HandedOver::take(const HandOverRules& rules) {
  PB_TRY(checkAsker(STDIN_FILENO, rules.folder));
  std::unique_ptr<HandedOver> taken(new HandedOver);
  Parts& m = *taken->m;
  PB_TRY_VALUE(m.socket, takeStandardInput());
  const auto refuse = [&](Fault fault) {
    static_cast<void>(sendPacket(m.socket.get(), {refusedWord, fault.detail}).ok());
    return fault;
  };
  Result<std::optional<Packet>> packet = receivePacket(m.socket.get(), rules.waitMs);
  if (!packet) return refuse(packet.fault());
  if (!packet->has_value()) return Fault{FaultCode::diskError, "Whoever asked has gone."};
  Result<std::vector<std::string>> words = wordsOf(**packet, rules);
  if (!words) return refuse(words.fault());
  m.words = std::move(*words);
  m.nudge = Fd(::eventfd(0, EFD_CLOEXEC));
  if (!m.nudge) return refuse(faultFromErrno(errno, "make an eventfd"));
  PB_TRY(sendPacket(m.socket.get(), {startedWord, std::to_string(::getpid())}));
  m.watcher = std::jthread([&m](const std::stop_token& stop) { m.watch(stop); });
  return taken;
}

const std::vector<std::string>& HandedOver::words() const {
  return m->words;
}

void HandedOver::ending(int exitCode) {
  static_cast<void>(sendPacket(m->socket.get(), {endedWord, std::to_string(exitCode)}).ok());
}

}  // namespace pillarbox::process

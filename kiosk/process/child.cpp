#include "kiosk/process/child.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <mutex>
#include <string_view>
#include <thread>

#include "shared/base/fd.h"
#include "shared/base/files.h"

extern char** environ;

namespace pillarbox::process {

namespace {

constexpr std::size_t mostSecret = 32 * 1024;  // a pipe holds 64 KiB, so writing before the child reads never waits
constexpr int firstFd = 3;                     // the child knows what it inherits by 3, 4, …
constexpr int parkedFd = 64;                   // where copies wait, clear of those numbers

Result<Fd> pipeHolding(const SecretBytes& secret) {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) return faultFromErrno(errno, "make a pipe");
  Fd readEnd(ends[0]), writeEnd(ends[1]);
  if (::write(writeEnd.get(), secret.data(), secret.size()) != static_cast<ssize_t>(secret.size())) {
    return faultFromErrno(errno, "fill a pipe");
  }
  return readEnd;
}

struct SpawnSettings {
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  SpawnSettings() {
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
    sigset_t all, none;
    sigemptyset(&none);
    sigemptyset(&all);
    for (const int signal : {SIGPIPE, SIGTERM, SIGINT, SIGHUP, SIGCHLD}) sigaddset(&all, signal);
    posix_spawnattr_setsigdefault(&attributes, &all);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
  }
  ~SpawnSettings() {
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
  }
};

}  // namespace

struct Child::Parts {
  pid_t pid = -1;
  mutable std::mutex mutex;  // pid is only signalled while it is surely still the child's
  bool reaped = false;
  bool abandoned = false;
  std::function<void(ChildEnd)> ended;
  std::jthread waiter;

  void send(int signal) {
    const std::lock_guard lock(mutex);
    if (!reaped) ::kill(pid, signal);
  }
  void wait();
};

void Child::Parts::wait() {
  siginfo_t info{};
  while (::waitid(P_PID, static_cast<id_t>(pid), &info, WEXITED | WNOWAIT) != 0 && errno == EINTR) {
  }
  bool tell = false;
  {
    const std::lock_guard lock(mutex);
    ::waitpid(pid, nullptr, 0);
    reaped = true;
    tell = !abandoned;
  }
  if (tell && ended) ended(ChildEnd{info.si_code == CLD_EXITED ? info.si_status : 128 + info.si_status});
}

Child::Child() : m(std::make_unique<Parts>()) {}

Child::~Child() {
  {
    const std::lock_guard lock(m->mutex);
    m->abandoned = true;
    if (m->pid > 0 && !m->reaped) ::kill(m->pid, SIGKILL);
  }
  if (m->waiter.joinable()) m->waiter.join();
}

bool Child::running() const {
  const std::lock_guard lock(m->mutex);
  return !m->reaped;
}
int Child::pid() const {
  return m->pid;
}
void Child::askToEnd() {
  m->send(SIGTERM);
}
void Child::kill() {
  m->send(SIGKILL);
}

namespace {

// Ours but for systemd's socket: only this program may say that it is well.
std::vector<char*> environmentFor(bool ours) {
  std::vector<char*> words;
  for (char** each = environ; ours && each != nullptr && *each != nullptr; ++each) {
    const std::string_view word(*each);
    if (!word.starts_with("NOTIFY_SOCKET=") && !word.starts_with("WATCHDOG_")) words.push_back(*each);
  }
  words.push_back(nullptr);
  return words;
}

}  // namespace

Result<std::unique_ptr<Child>> Child::start(ChildOptions options) {
  if (options.secret.size() > mostSecret) return Fault{FaultCode::tooLarge, "the secret for a program is too long"};
  std::vector<Fd> parked;
  std::vector<std::string> words{options.program.string()};
  words.insert(words.end(), options.arguments.begin(), options.arguments.end());
  const auto pass = [&](const std::string& flag, int fd) -> Status {
    Fd copy(::fcntl(fd, F_DUPFD_CLOEXEC, parkedFd));
    if (copy.get() < 0) return faultFromErrno(errno, "hand on a descriptor");
    words.push_back(flag);
    words.push_back(std::to_string(firstFd + static_cast<int>(parked.size())));
    parked.push_back(std::move(copy));
    return {};
  };
  if (!options.secret.empty()) {
    PB_TRY_VALUE(const Fd pipe, pipeHolding(options.secret));
    PB_TRY(pass(options.secretFlag, pipe.get()));
    options.secret.wipe();
  }
  for (const InheritedFd& each : options.inherit) PB_TRY(pass(each.flag, each.fd));

  SpawnSettings settings;
  int next = firstFd;
  for (const Fd& fd : parked) posix_spawn_file_actions_adddup2(&settings.actions, fd.get(), next++);
  posix_spawn_file_actions_addclosefrom_np(&settings.actions, next);
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);

  std::unique_ptr<Child> child(new Child);
  std::vector<char*> environment = environmentFor(options.environment);
  const int error = ::posix_spawn(&child->m->pid, options.program.c_str(), &settings.actions, &settings.attributes,
                                  argv.data(), environment.data());
  if (error != 0) {
    child->m->reaped = true;
    return faultFromErrno(error, "start " + options.program.string());
  }
  child->m->ended = std::move(options.ended);
  child->m->waiter = std::jthread([parts = child->m.get()] { parts->wait(); });
  return child;
}

Result<SecretBytes> readSecretFd(int fd) {
  const Fd owned(fd);
  SecretBytes secret(mostSecret + 1);
  std::size_t have = 0;
  while (have < secret.size()) {
    const ssize_t got = ::read(fd, secret.data() + have, secret.size() - have);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return faultFromErrno(errno, "read the secret handed on");
    if (got == 0) break;
    have += static_cast<std::size_t>(got);
  }
  if (have == 0 || have > mostSecret) return Fault{FaultCode::badInput, "no usable secret was handed on"};
  secret.truncate(have);
  return secret;
}

}  // namespace pillarbox::process

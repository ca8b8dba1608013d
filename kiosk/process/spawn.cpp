// A child in the plain sense: posix_spawn, the same user, waited for.
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <mutex>
#include <string_view>
#include <thread>

#include "kiosk/process/child_parts.h"
#include "shared/base/files.h"

extern char** environ;

namespace pillarbox::process {

namespace {

constexpr int firstFd = 3;    // the child knows what it inherits by 3, 4, …
constexpr int parkedFd = 64;  // where copies wait, clear of those numbers

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
  SpawnSettings(const SpawnSettings&) = delete;
  SpawnSettings& operator=(const SpawnSettings&) = delete;
  ~SpawnSettings() {
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
  }
};

class Spawned final : public Child::Parts {
 public:
  ~Spawned() override {
    {
      const std::lock_guard lock(m_mutex);
      m_abandoned = true;
      if (m_pid > 0 && !m_reaped) ::kill(m_pid, SIGKILL);
    }
    if (m_waiter.joinable()) m_waiter.join();
  }
  Status begin(ChildOptions options);

  bool running() const override {
    const std::lock_guard lock(m_mutex);
    return !m_reaped;
  }
  int pid() const override { return m_pid; }
  void askToEnd() override { send(SIGTERM); }
  void kill() override { send(SIGKILL); }

 private:
  void send(int signal) {
    const std::lock_guard lock(m_mutex);
    if (!m_reaped) ::kill(m_pid, signal);
  }
  void wait();

  pid_t m_pid = -1;
  mutable std::mutex m_mutex;  // m_pid is only signalled while it is surely still the child's
  bool m_reaped = false;
  bool m_abandoned = false;
  std::function<void(ChildEnd)> m_ended;
  std::jthread m_waiter;
};

void Spawned::wait() {
  siginfo_t info{};
  while (::waitid(P_PID, static_cast<id_t>(m_pid), &info, WEXITED | WNOWAIT) != 0 && errno == EINTR) {
  }
  bool tell = false;
  {
    const std::lock_guard lock(m_mutex);
    ::waitpid(m_pid, nullptr, 0);
    m_reaped = true;
    tell = !m_abandoned;
  }
  if (tell && m_ended) m_ended(ChildEnd{info.si_code == CLD_EXITED ? info.si_status : 128 + info.si_status, {}});
}

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

Status Spawned::begin(ChildOptions options) {
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
  std::vector<char*> environment = environmentFor(options.environment);
  const int error = ::posix_spawn(&m_pid, options.program.c_str(), &settings.actions, &settings.attributes, argv.data(),
                                  environment.data());
  if (error != 0) {
    m_reaped = true;
    return faultFromErrno(error, "start " + options.program.string());
  }
  m_ended = std::move(options.ended);
  m_waiter = std::jthread([this] { wait(); });
  return {};
}

}  // namespace

Result<std::unique_ptr<Child::Parts>> spawn(ChildOptions options) {
  auto spawned = std::make_unique<Spawned>();
  PB_TRY(spawned->begin(std::move(options)));
  return std::unique_ptr<Child::Parts>(std::move(spawned));
}

}  // namespace pillarbox::process

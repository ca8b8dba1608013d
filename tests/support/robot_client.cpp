#include "tests/support/robot_client.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <nlohmann/json.hpp>

extern char** environ;

namespace pillarbox::support {

namespace {

using Json = nlohmann::json;
using SteadyClock = std::chrono::steady_clock;
constexpr int childsFd = 3;
constexpr RobotClient::Millis patience{30'000};

std::string dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

// Starts `words` with `fd` as the child's descriptor 3. -1 if it cannot.
pid_t spawn(std::vector<std::string> words, int fd, const std::map<std::string, std::string>& environment) {
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  std::vector<std::string> settings;
  for (char** each = environ; *each != nullptr; ++each) {
    const std::string setting = *each;
    if (environment.count(setting.substr(0, setting.find('='))) == 0) settings.push_back(setting);
  }
  for (const auto& [name, value] : environment) settings.push_back(name + "=" + value);
  std::vector<char*> envp;
  for (std::string& setting : settings) envp.push_back(setting.data());
  envp.push_back(nullptr);
  const int parked = ::fcntl(fd, F_DUPFD_CLOEXEC, 64);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, parked, childsFd);
  posix_spawn_file_actions_addclosefrom_np(&actions, childsFd + 1);
  pid_t pid = -1;
  if (::posix_spawnp(&pid, argv.front(), &actions, nullptr, argv.data(), envp.data()) != 0) pid = -1;
  posix_spawn_file_actions_destroy(&actions);
  ::close(parked);
  return pid;
}

}  // namespace

Xvfb::Xvfb(int width, int height, bool always) {
  const char* display = std::getenv("DISPLAY");
  if (!always && display != nullptr && *display != '\0') {
    m_ok = true;
    return;
  }
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) return;
  const std::string size = std::to_string(width) + "x" + std::to_string(height) + "x24";
  m_pid =
      spawn({"Xvfb", "-displayfd", std::to_string(childsFd), "-screen", "0", size, "-nolisten", "tcp"}, ends[1], {});
  ::close(ends[1]);
  std::string number;
  pollfd ready{ends[0], POLLIN, 0};
  char c = 0;
  while (m_pid > 0 && ::poll(&ready, 1, 10'000) > 0 && ::read(ends[0], &c, 1) == 1 && c != '\n') number.push_back(c);
  ::close(ends[0]);
  if (number.empty() || c != '\n') return;
  ::setenv("DISPLAY", (":" + number).c_str(), 1);
  m_ok = true;
}

Xvfb::~Xvfb() {
  if (m_pid <= 0) return;
  ::unsetenv("DISPLAY");
  ::kill(m_pid, SIGTERM);
  ::waitpid(m_pid, nullptr, 0);
}

const RobotItem* RobotScreen::find(const std::string& id) const {
  const auto found = std::find_if(items.begin(), items.end(), [&](const RobotItem& item) { return item.id == id; });
  return found == items.end() ? nullptr : &*found;
}

RobotClient::~RobotClient() {
  if (running()) {
    kill(SIGKILL);
    waitExit();
  }
  hangUp();
}

bool RobotClient::start(const std::string& program, const std::vector<std::string>& arguments,
                        const std::map<std::string, std::string>& environment) {
  int ends[2];
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) return false;
  std::vector<std::string> words{program};
  words.insert(words.end(), arguments.begin(), arguments.end());
  words.insert(words.end(), {"--robot-fd", std::to_string(childsFd)});
  m_pid = spawn(std::move(words), ends[1], environment);
  ::close(ends[1]);
  hangUp();
  m_fd = ends[0];
  m_exit.reset();
  m_rest.clear();
  m_error = m_pid > 0 ? "" : "cannot start " + program;
  return m_pid > 0;
}

std::optional<std::string> RobotClient::readLine(SteadyClock::time_point until) {
  while (true) {
    if (const auto end = m_rest.find('\n'); end != std::string::npos) {
      std::string line = m_rest.substr(0, end);
      m_rest.erase(0, end + 1);
      return line;
    }
    const auto left = std::chrono::duration_cast<Millis>(until - SteadyClock::now()).count();
    pollfd ready{m_fd, POLLIN, 0};
    if (left <= 0 || ::poll(&ready, 1, static_cast<int>(left)) <= 0) {
      m_error = "the program did not answer in time";
      return std::nullopt;
    }
    std::array<char, 65536> some{};
    const ssize_t got = ::recv(m_fd, some.data(), some.size(), 0);
    if (got <= 0) {
      m_error = "the program has gone";
      return std::nullopt;
    }
    m_rest.append(some.data(), static_cast<std::size_t>(got));
  }
}

bool RobotClient::tell(const std::string& json, Millis timeout, std::string* answer) {
  Json command = Json::parse(json);
  const auto until = SteadyClock::now() + timeout + patience;
  while (true) {
    command["n"] = ++m_number;
    const std::string line = dump(command) + "\n";
    if (::send(m_fd, line.data(), line.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(line.size())) {
      m_error = "the program has gone";
      return false;
    }
    Json reply;
    do {
      auto got = readLine(until);
      if (!got) return false;
      reply = Json::parse(*got, nullptr, false);
      if (!reply.is_object()) {
        m_error = "the program answered nonsense";
        return false;
      }
      if (answer != nullptr) *answer = std::move(*got);
      // An answer with an earlier number is of a command that was given up; with none, of one not understood.
    } while (reply.value("n", m_number) != m_number && reply.value("n", m_number) != 0);
    if (reply.value("ok", false)) {
      m_error.clear();
      return true;
    }
    m_error = reply.value("error", std::string("failed"));
    // The program that had the screen ended; the one that started it has it again, and is asked instead.
    if (!reply.value("ended", false)) return false;
  }
}

bool RobotClient::tap(const std::string& id, Millis timeout) {
  return tell(dump({{"do", "tap"}, {"id", id}, {"timeout_ms", timeout.count()}}), timeout);
}
bool RobotClient::hold(const std::string& id, Millis timeout) {
  return tell(dump({{"do", "hold"}, {"id", id}, {"timeout_ms", timeout.count()}}), timeout);
}
bool RobotClient::tapAt(const std::string& id, double x, double y, Millis timeout) {
  return tell(dump({{"do", "tap"}, {"id", id}, {"timeout_ms", timeout.count()}, {"at", {x, y}}}), timeout);
}
bool RobotClient::scroll(const std::string& id, int lines) {
  return tell(dump({{"do", "scroll"}, {"id", id}, {"lines", lines}}), Millis(0));
}
bool RobotClient::markAsRead(Millis timeout) {
  const auto until = std::chrono::steady_clock::now() + timeout;
  while (std::chrono::steady_clock::now() < until) {
    const std::string offered = waitForPart("concern.read", timeout);  // the button, or the one that reads on
    if (offered.empty()) return false;
    if (offered == "concern.read") return tap(offered);
    if (!tap("concern.read-on") && running()) continue;  // it may just have become the other
  }
  m_error = "the end of the concern did not come";
  return false;
}
bool RobotClient::type(const std::string& text) {
  return tell(dump({{"do", "type"}, {"text", text}}), Millis(0));
}
bool RobotClient::keys(const std::vector<std::string>& names) {
  return tell(dump({{"do", "keys"}, {"keys", names}}), Millis(0));
}
bool RobotClient::badge(const std::string& code) {
  return tell(dump({{"do", "badge"}, {"code", code}}), Millis(0));
}
bool RobotClient::camera(const std::string& path) {
  return tell(dump({{"do", "camera"}, {"path", path}}), Millis(0));
}
bool RobotClient::waitFor(const std::string& id, Millis timeout) {
  return tell(dump({{"do", "wait"}, {"id", id}, {"timeout_ms", timeout.count()}}), timeout);
}
bool RobotClient::waitForValue(const std::string& id, const std::string& value, Millis timeout) {
  return tell(dump({{"do", "wait"}, {"id", id}, {"value", value}, {"timeout_ms", timeout.count()}}), timeout);
}
bool RobotClient::waitForName(const std::string& id, const std::string& name, Millis timeout) {
  return tell(dump({{"do", "wait"}, {"id", id}, {"name", name}, {"timeout_ms", timeout.count()}}), timeout);
}
std::string RobotClient::waitForPart(const std::string& part, Millis timeout) {
  const auto until = std::chrono::steady_clock::now() + timeout;
  do {
    const auto screen = record();
    if (!screen) return {};
    for (const RobotItem& item : screen->items) {
      if (item.id.find(part) != std::string::npos) return item.id;
    }
    usleep(20'000);
  } while (std::chrono::steady_clock::now() < until);
  m_error = part + " did not come on the screen";
  return {};
}

bool RobotClient::waitGone(const std::string& id, Millis timeout) {
  return tell(dump({{"do", "wait_gone"}, {"id", id}, {"timeout_ms", timeout.count()}}), timeout);
}
bool RobotClient::shot(const std::string& path) {
  return tell(dump({{"do", "shot"}, {"path", path}}), Millis(0));
}
bool RobotClient::advance(Millis by) {
  return tell(dump({{"do", "advance"}, {"ms", by.count()}}), Millis(0));
}
bool RobotClient::quit() {
  return tell(dump({{"do", "quit"}}), Millis(0));
}

std::optional<RobotScreen> RobotClient::record() {
  std::string text;
  if (!tell(dump({{"do", "record"}}), Millis(0), &text)) return std::nullopt;
  const Json answer = Json::parse(text);
  RobotScreen screen{answer.at("screen").get<std::string>(), {}};
  for (const Json& each : answer.at("items")) {
    screen.items.push_back({each.at("id"), each.at("role"), each.at("name"), each.at("value"),
                            each.at("rect").get<std::array<float, 4>>(), each.at("enabled"), each.at("focused"),
                            each.at("clipped"), each.at("ink"), each.at("paper")});
  }
  return screen;
}

std::optional<RobotFigures> RobotClient::stats(bool reset) {
  std::string text;
  if (!tell(dump({{"do", "stats"}, {"reset", reset}}), Millis(0), &text)) return std::nullopt;
  const Json answer = Json::parse(text);
  return RobotFigures{answer.at("frames"), answer.at("p50_ms"), answer.at("p99_ms"),
                      answer.at("max_ms"), answer.at("rss_kb"), answer.at("cpu_s")};
}

bool RobotClient::running() {
  if (m_pid <= 0 || m_exit) return false;
  int status = 0;
  if (::waitpid(m_pid, &status, WNOHANG) != m_pid) return true;
  m_exit = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return false;
}

std::optional<int> RobotClient::waitExit(Millis timeout) {
  if (!running()) return m_exit;
  const int ended = static_cast<int>(::syscall(SYS_pidfd_open, m_pid, 0));
  pollfd ready{ended, POLLIN, 0};
  ::poll(&ready, 1, static_cast<int>(timeout.count()));
  ::close(ended);
  running();
  return m_exit;
}

void RobotClient::kill(int signal) {
  if (m_pid > 0 && !m_exit) ::kill(m_pid, signal);
}

void RobotClient::hangUp() {
  if (m_fd >= 0) ::close(m_fd);
  m_fd = -1;
}

}  // namespace pillarbox::support

#include "tests/support/process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <sstream>
#include <thread>
#include <utility>

extern char** environ;

namespace pillarbox::support {

namespace {

using SteadyClock = std::chrono::steady_clock;

void readSome(int& fd, std::string& into) {
  if (fd < 0) return;
  char block[16384];
  const ssize_t got = ::read(fd, block, sizeof block);
  if (got > 0) {
    into.append(block, static_cast<std::size_t>(got));
  } else if (got == 0) {
    ::close(fd);
    fd = -1;
  }
}

int exitOf(int status) {
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace

Background::~Background() {
  kill();
}

Background::Background(Background&& other) noexcept {
  *this = std::move(other);
}

Background& Background::operator=(Background&& other) noexcept {
  if (this == &other) return *this;
  kill();
  m_pid = std::exchange(other.m_pid, -1);
  m_out = std::exchange(other.m_out, -1);
  m_err = std::exchange(other.m_err, -1);
  m_outText = std::move(other.m_outText);
  m_errText = std::move(other.m_errText);
  m_exit = std::exchange(other.m_exit, std::nullopt);
  return *this;
}

bool Background::start(const std::vector<std::string>& words, const std::string& input) {
  kill();
  m_exit.reset();
  m_outText.clear();
  m_errText.clear();
  int in[2], out[2], err[2];
  if (::pipe2(in, O_CLOEXEC) != 0 || ::pipe2(out, O_CLOEXEC) != 0 || ::pipe2(err, O_CLOEXEC) != 0) return false;
  std::vector<std::string> copy = words;
  std::vector<char*> argv;
  for (std::string& word : copy) argv.push_back(word.data());
  argv.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, in[0], 0);
  posix_spawn_file_actions_adddup2(&actions, out[1], 1);
  posix_spawn_file_actions_adddup2(&actions, err[1], 2);
  const int failed = ::posix_spawnp(&m_pid, argv[0], &actions, nullptr, argv.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  ::close(in[0]);
  ::close(out[1]);
  ::close(err[1]);
  m_out = out[0];
  m_err = err[0];
  ::fcntl(m_out, F_SETFL, O_NONBLOCK);
  ::fcntl(m_err, F_SETFL, O_NONBLOCK);
  if (failed != 0) {
    ::close(in[1]);
    m_pid = -1;
    return false;
  }
  // A program that does not read its input must not stop us: what it does not take is thrown away with it.
  std::thread([fd = in[1], input] {
    sigset_t pipe;
    sigemptyset(&pipe);
    sigaddset(&pipe, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipe, nullptr);
    std::size_t at = 0;
    while (at < input.size()) {
      const ssize_t wrote = ::write(fd, input.data() + at, input.size() - at);
      if (wrote <= 0) break;
      at += static_cast<std::size_t>(wrote);
    }
    ::close(fd);
  }).detach();
  return true;
}

void Background::drain(int milliseconds) {
  pollfd fds[2] = {{m_out, POLLIN, 0}, {m_err, POLLIN, 0}};
  if (m_out < 0 && m_err < 0) {
    std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds > 5 ? 5 : milliseconds));
    return;
  }
  if (::poll(fds, 2, milliseconds) <= 0) return;
  if (fds[0].revents != 0) readSome(m_out, m_outText);
  if (fds[1].revents != 0) readSome(m_err, m_errText);
}

std::optional<std::string> Background::waitForLine(const std::string& prefix, std::chrono::seconds patience) {
  const auto until = SteadyClock::now() + patience;
  for (;;) {
    std::istringstream lines(m_outText);
    std::string line;
    while (std::getline(lines, line)) {
      if (line.starts_with(prefix) && m_outText.find(line + "\n") != std::string::npos) return line;
    }
    if (SteadyClock::now() > until || !running()) return std::nullopt;
    drain(100);
  }
}

bool Background::running() {
  if (m_pid <= 0 || m_exit) return false;
  int status = 0;
  if (::waitpid(m_pid, &status, WNOHANG) == m_pid) m_exit = exitOf(status);
  return !m_exit;
}

std::optional<int> Background::waitExit(std::chrono::milliseconds patience) {
  const auto until = SteadyClock::now() + patience;
  while (running()) {
    if (SteadyClock::now() > until) return std::nullopt;
    drain(20);
  }
  while (m_out >= 0 || m_err >= 0) {  // what was still in the pipes
    const std::size_t before = m_outText.size() + m_errText.size();
    drain(100);
    if (m_outText.size() + m_errText.size() == before && (m_out >= 0 || m_err >= 0)) {
      if (SteadyClock::now() > until + std::chrono::seconds(1)) break;  // a grandchild holds the pipe
    }
  }
  return m_exit;
}

void Background::signal(int number) {
  if (running()) ::kill(m_pid, number);
}

void Background::kill() {
  if (running()) {
    ::kill(m_pid, SIGKILL);
    int status = 0;
    ::waitpid(m_pid, &status, 0);
    m_exit = exitOf(status);
  }
  if (m_out >= 0) ::close(m_out);
  if (m_err >= 0) ::close(m_err);
  m_out = m_err = -1;
}

std::string Background::out() {
  drain(0);
  return m_outText;
}

std::string Background::err() {
  drain(0);
  return m_errText;
}

Ran run(const std::vector<std::string>& words, const std::string& input, std::chrono::seconds patience) {
  Background program;
  Ran ran;
  if (!program.start(words, input)) return ran;
  const std::optional<int> code = program.waitExit(patience);
  ran.exit = code.value_or(124);
  ran.out = program.out();
  ran.err = program.err();
  return ran;
}

TempFolder::TempFolder() {
  std::string name = (std::filesystem::temp_directory_path() / "pillarbox-test-XXXXXX").string();
  if (::mkdtemp(name.data()) != nullptr) m_path = name;
}

TempFolder::~TempFolder() {
  std::error_code ignored;
  if (!m_path.empty()) std::filesystem::remove_all(m_path, ignored);
}

void writeText(const std::filesystem::path& file, const std::string& text) {
  std::ofstream(file, std::ios::binary) << text;
}

std::string readText(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

}  // namespace pillarbox::support

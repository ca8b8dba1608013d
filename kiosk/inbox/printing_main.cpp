#include "kiosk/inbox/printing_main.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <thread>

#include "shared/base/fd.h"
#include "shared/base/log.h"

extern char** environ;

namespace pillarbox::inbox {
namespace {

namespace fs = std::filesystem;

constexpr const char* printer = "/usr/bin/lp";
constexpr const char* opener = "/usr/bin/xdg-open";

// Its process id, or 0. `input` is its standard input; -1: none. What it says goes nowhere.
pid_t begin(const char* program, std::vector<std::string> words, int input) {
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  if (input >= 0) {
    posix_spawn_file_actions_adddup2(&actions, input, 0);
  } else {
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  }
  for (const int out : {1, 2}) posix_spawn_file_actions_addopen(&actions, out, "/dev/null", O_WRONLY, 0);
  pid_t pid = 0;
  if (posix_spawn(&pid, program, &actions, nullptr, arguments.data(), environ) != 0) pid = 0;
  posix_spawn_file_actions_destroy(&actions);
  return pid;
}

bool endsWell(pid_t pid) {
  if (pid == 0) return false;
  int status = 0;
  while (waitpid(pid, &status, 0) < 0) {
    if (errno != EINTR) return false;
  }
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

bool print(const std::string& file) {
  const Fd input(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
  return input.get() >= 0 && endsWell(begin(printer, {"lp", "-s", "-t", "Pillarbox"}, input.get()));
}

struct Perform {
  const std::function<void(Event)>& say;
  void operator()(const PrintFiles& each) {
    bool done = true;
    for (const std::string& file : each.files) {
      if (file.ends_with(".pdf")) done = done && print(file);
    }
    if (!done) log::warning("papers.not-printed");
    say(PrintingEvent{FilesPrinted{done}});
  }
  void operator()(const OpenFolder& each) {
    const pid_t pid = begin(opener, {"xdg-open", each.folder}, -1);
    if (pid != 0) std::thread([pid] { (void)endsWell(pid); }).detach();  // it may stay as long as the window does
  }
  void operator()(const DeleteFiles& each) {
    bool done = true;
    for (const std::string& file : each.files) {
      std::error_code failed;
      fs::remove(file, failed);
      done = done && !failed;
    }
    if (!done) log::warning("papers.not-deleted");
    say(PrintingEvent{FilesDeleted{done}});
  }
};

}  // namespace

bool canPrintHere() {
  return ::access(printer, X_OK) == 0;
}

bool canOpenFolderHere() {
  const char* desktop = std::getenv("XDG_CURRENT_DESKTOP");
  return desktop != nullptr && *desktop != '\0' && ::access(opener, X_OK) == 0;
}

void perform(const PrintingEffect& effect, const std::function<void(Event)>& say) {
  std::visit(Perform{say}, effect);
}

}  // namespace pillarbox::inbox

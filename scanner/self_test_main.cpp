// Proof on this machine that the sandbox holds: every attempt in a process of its own.
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <thread>

#include "scanner/sandbox_main.h"

namespace pillarbox::scan {

namespace {

// True if it could be done.
struct Attempt {
  const char* what;
  bool (*tried)();
};

bool startsAProcess() {
  const long child = ::syscall(SYS_clone, SIGCHLD, nullptr, nullptr, nullptr, nullptr);
  if (child == 0) ::_exit(0);
  return child > 0;
}

bool runsAProgram() {
  char name[] = "true";
  char* const words[] = {name, nullptr};
  ::execv("/bin/true", words);
  return false;
}

bool looksAtItsParent() {
  char mine = 0;
  iovec here{&mine, 1}, there{&mine, 1};
  return ::process_vm_readv(::getppid(), &here, 1, &there, 1, 0) >= 0;
}

bool mapsNewCode() {
  return ::mmap(nullptr, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED;
}

constexpr std::array attempts{
    Attempt{"read a file", [] { return ::open("/etc/passwd", O_RDONLY) >= 0; }},
    Attempt{"write a file", [] { return ::open("/tmp", O_TMPFILE | O_RDWR, 0600) >= 0; }},
    Attempt{"look at a file",
            [] {
              struct stat s {};
              return ::stat("/etc/passwd", &s) == 0;
            }},
    Attempt{"open another device", [] { return ::open("/dev/zero", O_RDWR) >= 0; }},
    Attempt{"use the network", [] { return ::socket(AF_INET, SOCK_STREAM, 0) >= 0; }},
    Attempt{"use a local socket", [] { return ::socket(AF_UNIX, SOCK_STREAM, 0) >= 0; }},
    Attempt{"connect",
            [] {
              sockaddr_in to{};
              return ::connect(0, reinterpret_cast<sockaddr*>(&to), sizeof to) == 0;
            }},
    Attempt{"start a process", startsAProcess},
    Attempt{"run a program", runsAProgram},
    Attempt{"trace a process", [] { return ::ptrace(PTRACE_SEIZE, ::getppid(), nullptr, nullptr) == 0; }},
    Attempt{"read a process", looksAtItsParent},
    Attempt{"signal a process", [] { return ::kill(::getppid(), 0) == 0; }},
    Attempt{"type on a terminal",
            [] {
              char c = 0;
              return ::ioctl(0, TIOCSTI, &c) == 0;
            }},
    Attempt{"make new code", mapsNewCode},
    Attempt{"change its limits", [] { return ::syscall(SYS_prlimit64, 0, 0, "12345678", nullptr) == 0; }},
    Attempt{"use io_uring", [] { return ::syscall(SYS_io_uring_setup, 1, nullptr) >= 0; }},
    Attempt{"leave its namespace", [] { return ::syscall(SYS_unshare, 0) == 0; }},
};

// What it is there for must still work.
bool works() {
  int done = 0;
  std::thread([&] { done = 1; }).join();
  const int memory = ::memfd_create("test", MFD_ALLOW_SEALING);
  return done == 1 && memory >= 0 && ::ftruncate(memory, 4096) == 0;
}

enum class End { done, refused, broken };

template <class Body>
End inSandbox(Body&& body) {
  constexpr int doneCode = 10, refusedCode = 11;
  const pid_t child = ::fork();
  if (child < 0) return End::broken;
  if (child == 0) {
    if (!giveUpSurroundings(-1) || !enterSandbox()) ::_exit(1);
    ::_exit(body() ? doneCode : refusedCode);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  if (WIFSIGNALED(status)) return WTERMSIG(status) == SIGSYS ? End::refused : End::broken;
  if (WEXITSTATUS(status) == doneCode) return End::done;
  return WEXITSTATUS(status) == refusedCode ? End::refused : End::broken;
}

}  // namespace

int selfTest() {
  bool holds = inSandbox(works) == End::done;
  std::printf("%-22s %s\n", "do its work", holds ? "yes" : "NO");
  for (const Attempt& attempt : attempts) {
    const End end = inSandbox(attempt.tried);
    const bool refused = end == End::refused;
    holds = holds && refused;
    std::printf("%-22s %s\n", attempt.what, refused ? "refused" : end == End::done ? "COULD BE DONE" : "UNKNOWN");
  }
  return holds ? 0 : 1;
}

}  // namespace pillarbox::scan

// pillarbox: everything that can be scripted.
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <csignal>
#include <cstdlib>
#include <string>
#include <vector>

#include "kiosk/command/output.h"
#include "kiosk/command/program.h"
#include "shared/base/hash.h"
#include "shared/base/log.h"

int main(int argc, char** argv) {
  using namespace pillarbox;
  umask(077);
  // Keys and concerns pass through this memory: no core dump, and no other process of this user may read it.
  const rlimit none{0, 0};
  setrlimit(RLIMIT_CORE, &none);
#ifndef __SANITIZE_ADDRESS__  // whose leak check reads this memory from another task
  prctl(PR_SET_DUMPABLE, 0);
#endif
  // A reader that went away is an error to report, not a death.
  std::signal(SIGPIPE, SIG_IGN);
  // Errors are one sentence on standard error here; the log is for programs that run all day.
  // NOLINTNEXTLINE(concurrency-mt-unsafe): there is one thread yet
  if (std::getenv("PILLARBOX_LOG") == nullptr) log::setLevel(log::Level::silent);
  if (!initialiseCryptography()) {
    command::complain("the cryptography library does not work on this computer");
    return command::exitFailed;
  }
  SystemClock clock;
  SystemRandom random;
  command::Program program{clock, random};
  return command::runCommandLine(std::vector<std::string>(argv + 1, argv + (argc > 0 ? argc : 1)), program);
}

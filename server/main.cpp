// pillarbox-server: receives, keeps and hands on what was sealed elsewhere.
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "server/cli.h"

int main(int argc, char** argv) {
  // Keys are in this process's memory: no core files, and nothing it writes is for other users.
  ::umask(077);
  const rlimit none{0, 0};
  ::setrlimit(RLIMIT_CORE, &none);
  ::prctl(PR_SET_DUMPABLE, 0);
  return pillarbox::server::runCommand({argv + 1, argv + argc});
}

#include "kiosk/platform/hardening.h"

#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

namespace pillarbox::platform {

namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool sanitized = true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
constexpr bool sanitized = true;
#else
constexpr bool sanitized = false;
#endif
#else
constexpr bool sanitized = false;
#endif

}  // namespace

bool harden(const HardeningOptions& options) {
  ::umask(077);
  bool all = true;
  const rlimit none{0, 0};
  all &= ::setrlimit(RLIMIT_CORE, &none) == 0;
  if (!sanitized) all &= ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0;
  all &= ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
  struct sigaction ignore {};
  ignore.sa_handler = SIG_IGN;
  all &= ::sigaction(SIGPIPE, &ignore, nullptr) == 0;
  if (options.endWithParent) {
    const pid_t parent = ::getppid();
    all &= ::prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) == 0;
    if (parent == 1 || ::getppid() != parent) ::_exit(1);
  }
  return all;
}

}  // namespace pillarbox::platform

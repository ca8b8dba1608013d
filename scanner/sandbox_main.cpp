#include "scanner/sandbox_main.h"

#include <fcntl.h>
#include <linux/videodev2.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <initializer_list>
#include <memory>
#include <type_traits>

#include "shared/base/fd.h"
#include "shared/base/files.h"

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define PILLARBOX_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define PILLARBOX_SANITIZED 1
#endif
#endif

#ifdef PILLARBOX_SANITIZED
// The search for leaks at the end attaches to the process, which the sandbox forbids.
extern "C" const char* __asan_default_options() {
  return "detect_leaks=0";
}
#endif

namespace pillarbox::scan {

namespace {

#ifdef PILLARBOX_SANITIZED
constexpr bool sanitized = true;
#else
constexpr bool sanitized = false;
#endif

constexpr rlim_t mostMemory = rlim_t{2} << 30;  // address space: an 80 megapixel scan needs about 700 MiB
constexpr rlim_t mostFile = rlim_t{256} << 20;  // of a memfd; there is no other file to write
constexpr rlim_t mostDescriptors = 64;

Status limit(__rlimit_resource_t what, rlim_t most) {
  const rlimit both{most, most};
  if (::setrlimit(what, &both) != 0) return faultFromErrno(errno, "set a limit");
  return {};
}

using Filter = std::unique_ptr<std::remove_pointer_t<scmp_filter_ctx>, decltype(&seccomp_release)>;

class Rules {
 public:
  Rules() : m_filter(seccomp_init(SCMP_ACT_KILL_PROCESS), &seccomp_release) {
    if (!m_filter) m_error = ENOMEM;
  }
  void allow(std::initializer_list<int> calls) {
    for (const int call : calls) rule(SCMP_ACT_ALLOW, call, {});
  }
  void allowIf(int call, std::initializer_list<scmp_arg_cmp> conditions) { rule(SCMP_ACT_ALLOW, call, conditions); }
  // Fails as if the file were not ours to open: libraries that ask for one go on without.
  void fail(int error, std::initializer_list<int> calls) {
    for (const int call : calls) rule(SCMP_ACT_ERRNO(static_cast<std::uint32_t>(error)), call, {});
  }
  void failIf(int error, int call, std::initializer_list<scmp_arg_cmp> conditions) {
    rule(SCMP_ACT_ERRNO(static_cast<std::uint32_t>(error)), call, conditions);
  }
  Status load() {
    if (m_error == 0) m_error = -seccomp_attr_set(m_filter.get(), SCMP_FLTATR_CTL_TSYNC, 1);
    if (m_error == 0) m_error = -seccomp_load(m_filter.get());
    if (m_error != 0) return faultFromErrno(m_error, "enter the sandbox");
    return {};
  }

 private:
  void rule(std::uint32_t action, int call, std::initializer_list<scmp_arg_cmp> conditions) {
    if (m_error != 0 || call == __NR_SCMP_ERROR) return;
    m_error = -seccomp_rule_add_array(m_filter.get(), action, call, static_cast<unsigned>(conditions.size()),
                                      conditions.begin());
  }
  Filter m_filter;
  int m_error = 0;
};

scmp_arg_cmp equals(unsigned argument, std::uint64_t value) {
  return {argument, SCMP_CMP_EQ, value, 0};
}
scmp_arg_cmp masked(unsigned argument, std::uint64_t mask, std::uint64_t value) {
  return {argument, SCMP_CMP_MASKED_EQ, mask, value};
}

void allowMemory(Rules& rules) {
  rules.allow({SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(madvise), SCMP_SYS(brk), SCMP_SYS(memfd_create),
               SCMP_SYS(ftruncate), SCMP_SYS(mincore)});
  // Nothing new ever becomes executable.
  rules.allowIf(SCMP_SYS(mmap), {masked(2, PROT_EXEC, 0)});
  rules.allowIf(SCMP_SYS(mprotect), {masked(2, PROT_EXEC, 0)});
}

void allowThreads(Rules& rules) {
  rules.allow({SCMP_SYS(futex), SCMP_SYS(set_robust_list), SCMP_SYS(rseq), SCMP_SYS(sched_yield),
               SCMP_SYS(sched_getaffinity), SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigreturn),
               SCMP_SYS(sigaltstack), SCMP_SYS(exit), SCMP_SYS(exit_group), SCMP_SYS(restart_syscall), SCMP_SYS(gettid),
               SCMP_SYS(getpid), SCMP_SYS(getcpu), SCMP_SYS(membarrier)});
  rules.allowIf(SCMP_SYS(clone), {masked(0, CLONE_THREAD | CLONE_VM, CLONE_THREAD | CLONE_VM)});
  rules.fail(ENOSYS, {SCMP_SYS(clone3)});  // its flags cannot be looked at: the C library falls back to clone
  rules.allowIf(SCMP_SYS(tgkill), {equals(0, static_cast<std::uint64_t>(::getpid()))});  // abort()
  rules.allowIf(SCMP_SYS(prctl), {equals(0, PR_SET_NAME)});
}

void allowReading(Rules& rules) {
  rules.allow({SCMP_SYS(read), SCMP_SYS(readv), SCMP_SYS(pread64), SCMP_SYS(write), SCMP_SYS(writev),
               SCMP_SYS(pwrite64), SCMP_SYS(lseek), SCMP_SYS(close), SCMP_SYS(fstat), SCMP_SYS(dup), SCMP_SYS(poll),
               SCMP_SYS(ppoll), SCMP_SYS(select), SCMP_SYS(pselect6), SCMP_SYS(sendmsg), SCMP_SYS(recvmsg)});
  for (const int command : {F_GETFD, F_SETFD, F_GETFL, F_SETFL, F_DUPFD_CLOEXEC, F_ADD_SEALS, F_GET_SEALS}) {
    rules.allowIf(SCMP_SYS(fcntl), {equals(1, static_cast<std::uint64_t>(command))});
  }
  // The camera, and nothing else that has controls.
  rules.allowIf(SCMP_SYS(ioctl), {masked(1, 0xff00, static_cast<std::uint64_t>('V') << 8)});
  rules.failIf(ENOTTY, SCMP_SYS(ioctl), {equals(1, TCGETS)});
}

void allowAsking(Rules& rules) {
  rules.allow({SCMP_SYS(clock_gettime), SCMP_SYS(clock_getres), SCMP_SYS(clock_nanosleep), SCMP_SYS(nanosleep),
               SCMP_SYS(gettimeofday), SCMP_SYS(time), SCMP_SYS(getrandom), SCMP_SYS(sysinfo), SCMP_SYS(uname),
               SCMP_SYS(getuid), SCMP_SYS(geteuid), SCMP_SYS(getgid), SCMP_SYS(getegid), SCMP_SYS(getrusage)});
  rules.allowIf(SCMP_SYS(prlimit64), {equals(0, 0), equals(2, 0)});  // reading our own limits
  rules.allow({SCMP_SYS(getrlimit)});
}

// Whatever names a file fails softly: fontconfig, iconv and the C library's locales then do without.
void refuseFiles(Rules& rules) {
  rules.fail(EACCES,
             {SCMP_SYS(open),       SCMP_SYS(openat),     SCMP_SYS(openat2),    SCMP_SYS(creat),    SCMP_SYS(stat),
              SCMP_SYS(lstat),      SCMP_SYS(newfstatat), SCMP_SYS(statx),      SCMP_SYS(access),   SCMP_SYS(faccessat),
              SCMP_SYS(faccessat2), SCMP_SYS(readlink),   SCMP_SYS(readlinkat), SCMP_SYS(getcwd),   SCMP_SYS(statfs),
              SCMP_SYS(mkdir),      SCMP_SYS(mkdirat),    SCMP_SYS(unlink),     SCMP_SYS(unlinkat), SCMP_SYS(rename),
              SCMP_SYS(renameat),   SCMP_SYS(renameat2),  SCMP_SYS(link),       SCMP_SYS(linkat),   SCMP_SYS(symlink),
              SCMP_SYS(symlinkat),  SCMP_SYS(chmod),      SCMP_SYS(fchmod),     SCMP_SYS(utimensat)});
}

}  // namespace

Status giveUpSurroundings(int channel) {
  const pid_t parent = ::getppid();
  if (::prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) != 0) return faultFromErrno(errno, "end with the parent");
  if (::getppid() != parent) ::_exit(1);
  ::clearenv();
  ::umask(077);
  if (channel >= 0) {
    if (channel > 3) ::close_range(3, static_cast<unsigned>(channel) - 1, 0);
    ::close_range(static_cast<unsigned>(channel) + 1, ~0u, 0);
    const Fd nothing(::open("/dev/null", O_RDWR | O_CLOEXEC));
    if (!nothing) return faultFromErrno(errno, "open /dev/null");
    // What libraries say about a picture may quote it: nobody is to read that.
    const int last = sanitized ? STDOUT_FILENO : STDERR_FILENO;
    for (int fd = STDIN_FILENO; fd <= last; ++fd) ::dup2(nothing.get(), fd);
  }
  struct sigaction ignore {};
  ignore.sa_handler = SIG_IGN;
  ::sigaction(SIGPIPE, &ignore, nullptr);
  PB_TRY(limit(RLIMIT_CORE, 0));
  PB_TRY(limit(RLIMIT_NOFILE, mostDescriptors));
  PB_TRY(limit(RLIMIT_FSIZE, mostFile));
  if (!sanitized) PB_TRY(limit(RLIMIT_AS, mostMemory));
  if (!sanitized && ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) return faultFromErrno(errno, "forbid dumps");
  if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return faultFromErrno(errno, "give up privileges");
  return {};
}

Status enterSandbox() {
  Rules rules;
  allowMemory(rules);
  allowThreads(rules);
  allowReading(rules);
  allowAsking(rules);
  refuseFiles(rules);
  return rules.load();
}

}  // namespace pillarbox::scan

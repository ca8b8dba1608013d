#include "kiosk/process/child.h"

#include <fcntl.h>
#include <unistd.h>

#include "kiosk/process/child_parts.h"
#include "shared/base/files.h"

namespace pillarbox::process {

namespace {

constexpr std::size_t mostSecret = 32 * 1024;  // a pipe holds 64 KiB, so writing before the child reads never waits

}  // namespace

Result<Fd> pipeHolding(const SecretBytes& secret) {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) return faultFromErrno(errno, "make a pipe");
  Fd readEnd(ends[0]), writeEnd(ends[1]);
  if (::write(writeEnd.get(), secret.data(), secret.size()) != static_cast<ssize_t>(secret.size())) {
    return faultFromErrno(errno, "fill a pipe");
  }
  return readEnd;
}

Child::Child(std::unique_ptr<Parts> parts) : m(std::move(parts)) {}
Child::~Child() = default;

Result<std::unique_ptr<Child>> Child::start(ChildOptions options) {
  if (options.secret.size() > mostSecret) return Fault{FaultCode::tooLarge, "the secret for a program is too long"};
  PB_TRY_VALUE(std::unique_ptr<Parts> parts,
               options.socket.empty() ? spawn(std::move(options)) : handOver(std::move(options)));
  return std::unique_ptr<Child>(new Child(std::move(parts)));
}

bool Child::running() const {
  return m->running();
}
int Child::pid() const {
  return m->pid();
}
void Child::askToEnd() {
  m->askToEnd();
}
void Child::kill() {
  m->kill();
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

#include "scanner/protocol/channel.h"

#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "scanner/protocol/messages.h"
#include "shared/base/files.h"

namespace pillarbox::scan {

namespace {

using Steady = std::chrono::steady_clock;

constexpr std::size_t mostFds = 3;
// Exactly room for that many: CMSG_SPACE would be rounded up, and the kernel fills what it is given.
constexpr std::size_t controlBytes = CMSG_LEN(mostFds * sizeof(int));

// True when `events` came, false after `wait` (negative: never).
Result<bool> waitFor(int channel, short events, Milliseconds wait) {
  const auto end = Steady::now() + wait;
  for (;;) {
    int left = -1;
    if (wait.count() >= 0) {
      const auto rest = std::chrono::ceil<Milliseconds>(end - Steady::now()).count();
      left = static_cast<int>(std::clamp<long long>(rest, 0, 24 * 3600 * 1000));
    }
    pollfd one{channel, events, 0};
    const int ready = ::poll(&one, 1, left);
    if (ready > 0) return true;
    if (ready == 0) return false;
    if (errno != EINTR) return faultFromErrno(errno, "wait for the other program");
  }
}

bool gone(int error) {
  return error == EPIPE || error == ECONNRESET || error == ENOTCONN || error == ECONNREFUSED;
}

}  // namespace

Result<std::array<Fd, 2>> channelPair() {
  int ends[2];
  if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0) {
    return faultFromErrno(errno, "make a socket pair");
  }
  return std::array<Fd, 2>{Fd(ends[0]), Fd(ends[1])};
}

Status sendPacket(int channel, std::string_view text, std::vector<int> fds, Milliseconds wait) {
  if (text.empty() || text.size() > mostMessageBytes) {
    return Fault{FaultCode::tooLarge, "A message between the programs is too long."};
  }
  if (fds.size() > mostFds) return Fault{FaultCode::internal, "A message has too many descriptors."};
  alignas(cmsghdr) char control[CMSG_SPACE(mostFds * sizeof(int))] = {};
  iovec part{const_cast<char*>(text.data()), text.size()};
  msghdr message{};
  message.msg_iov = &part;
  message.msg_iovlen = 1;
  if (!fds.empty()) {
    message.msg_control = control;
    message.msg_controllen = CMSG_LEN(fds.size() * sizeof(int));
    cmsghdr* header = CMSG_FIRSTHDR(&message);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(fds.size() * sizeof(int));
    std::memcpy(CMSG_DATA(header), fds.data(), fds.size() * sizeof(int));
  }
  const auto end = Steady::now() + wait;
  for (;;) {
    if (::sendmsg(channel, &message, MSG_NOSIGNAL | MSG_DONTWAIT) >= 0) return {};
    if (errno == EINTR) continue;
    if (gone(errno)) return Fault{FaultCode::network, "The other program has ended."};
    if (errno == EMSGSIZE) return Fault{FaultCode::tooLarge, "A message between the programs is too long."};
    if (errno != EAGAIN && errno != EWOULDBLOCK) return faultFromErrno(errno, "send to the other program");
    const Milliseconds rest =
        wait.count() < 0 ? wait : std::max(Milliseconds(0), std::chrono::ceil<Milliseconds>(end - Steady::now()));
    PB_TRY_VALUE(const bool room, waitFor(channel, POLLOUT, rest));
    if (!room) return Fault{FaultCode::timedOut, "The other program did not listen."};
  }
}

Result<std::optional<Packet>> receivePacket(int channel, Milliseconds wait) {
  PB_TRY_VALUE(const bool ready, waitFor(channel, POLLIN, wait));
  if (!ready) return std::optional<Packet>();
  Packet packet;
  packet.text.resize(mostMessageBytes);
  alignas(cmsghdr) char control[CMSG_SPACE(mostFds * sizeof(int))] = {};
  iovec part{packet.text.data(), packet.text.size()};
  msghdr message{};
  message.msg_iov = &part;
  message.msg_iovlen = 1;
  message.msg_control = control;
  message.msg_controllen = controlBytes;
  const ssize_t got = ::recvmsg(channel, &message, MSG_CMSG_CLOEXEC | MSG_DONTWAIT);
  if (got < 0) {
    if (errno == EINTR || errno == EAGAIN || errno == EWOULDBLOCK) return std::optional<Packet>();
    if (gone(errno)) return Fault{FaultCode::network, "The other program has ended."};
    return faultFromErrno(errno, "hear the other program");
  }
  // Owned at once: whatever is wrong below, they are closed.
  for (cmsghdr* header = CMSG_FIRSTHDR(&message); header != nullptr; header = CMSG_NXTHDR(&message, header)) {
    if (header->cmsg_level != SOL_SOCKET || header->cmsg_type != SCM_RIGHTS) continue;
    const std::size_t count = (header->cmsg_len - CMSG_LEN(0)) / sizeof(int);
    for (std::size_t i = 0; i < count; ++i) {
      int fd = -1;
      std::memcpy(&fd, CMSG_DATA(header) + i * sizeof(int), sizeof fd);
      packet.fds.emplace_back(fd);
    }
  }
  if (got == 0) return Fault{FaultCode::network, "The other program has ended."};
  if ((message.msg_flags & (MSG_TRUNC | MSG_CTRUNC)) != 0 || packet.fds.size() > mostFds) {
    return Fault{FaultCode::badInput, "A message from the other program was cut off."};
  }
  packet.text.resize(static_cast<std::size_t>(got));
  return std::optional<Packet>(std::move(packet));
}

}  // namespace pillarbox::scan

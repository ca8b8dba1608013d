#include "kiosk/process/hand_over_packet.h"

#include <poll.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>

#include "shared/base/files.h"

namespace pillarbox::process {

namespace {

constexpr std::size_t mostDigits = 9;

// Those of the control message, so that none stays open whatever the packet turns out to be.
std::vector<Fd> takeFds(msghdr& message) {
  std::vector<Fd> fds;
  for (cmsghdr* each = CMSG_FIRSTHDR(&message); each != nullptr; each = CMSG_NXTHDR(&message, each)) {
    if (each->cmsg_level != SOL_SOCKET || each->cmsg_type != SCM_RIGHTS) continue;
    const std::size_t count = (each->cmsg_len - CMSG_LEN(0)) / sizeof(int);
    for (std::size_t i = 0; i < count; ++i) {
      int fd = -1;
      std::memcpy(&fd, CMSG_DATA(each) + i * sizeof(int), sizeof fd);
      fds.emplace_back(fd);
    }
  }
  return fds;
}

Fault noPacket() {
  return {FaultCode::badInput, "what came over the socket is no packet of ours"};
}

}  // namespace

Status sendPacket(int socket, const std::vector<std::string>& words, const std::vector<int>& fds) {
  std::string text;
  for (const std::string& word : words) text.append(word).push_back('\0');
  if (text.size() > mostPacket || fds.size() > mostPacketFds) {
    return Fault{FaultCode::tooLarge, "what a program is to be given is too long"};
  }
  iovec part{text.data(), text.size()};
  alignas(cmsghdr) std::array<char, CMSG_SPACE(mostPacketFds * sizeof(int))> control{};
  msghdr message{};
  message.msg_iov = &part;
  message.msg_iovlen = 1;
  if (!fds.empty()) {
    message.msg_control = control.data();
    message.msg_controllen = CMSG_SPACE(fds.size() * sizeof(int));
    cmsghdr* head = CMSG_FIRSTHDR(&message);
    head->cmsg_level = SOL_SOCKET;
    head->cmsg_type = SCM_RIGHTS;
    head->cmsg_len = CMSG_LEN(fds.size() * sizeof(int));
    std::memcpy(CMSG_DATA(head), fds.data(), fds.size() * sizeof(int));
  }
  if (::sendmsg(socket, &message, MSG_NOSIGNAL | MSG_DONTWAIT) < 0) return faultFromErrno(errno, "send over a socket");
  return {};
}

Result<std::optional<Packet>> receivePacket(int socket, int timeoutMs) {
  pollfd ready{socket, POLLIN, 0};
  int polled = 0;
  while ((polled = ::poll(&ready, 1, timeoutMs)) < 0 && errno == EINTR) {
  }
  if (polled < 0) return faultFromErrno(errno, "wait at a socket");
  if (polled == 0) return Fault{FaultCode::diskError, "nothing came over the socket in time"};
  std::string text(mostPacket + 1, '\0');
  iovec part{text.data(), text.size()};
  alignas(cmsghdr) std::array<char, CMSG_SPACE(mostPacketFds * sizeof(int))> control{};
  msghdr message{};
  message.msg_iov = &part;
  message.msg_iovlen = 1;
  message.msg_control = control.data();
  message.msg_controllen = control.size();
  const ssize_t got = ::recvmsg(socket, &message, MSG_CMSG_CLOEXEC);
  if (got < 0 && errno != ECONNRESET) return faultFromErrno(errno, "read a socket");
  if (got <= 0) return std::optional<Packet>();
  Packet packet;
  packet.fds = takeFds(message);
  text.resize(static_cast<std::size_t>(got));
  if ((message.msg_flags & (MSG_TRUNC | MSG_CTRUNC)) != 0 || text.size() > mostPacket || text.back() != '\0') {
    return noPacket();
  }
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find('\0', at);
    packet.words.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return std::optional(std::move(packet));
}

std::optional<int> numberIn(const std::string& word) {
  int number = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
  if (error != std::errc() || end != word.data() + word.size() || word.size() > mostDigits || number < 0) {
    return std::nullopt;
  }
  return number;
}

}  // namespace pillarbox::process

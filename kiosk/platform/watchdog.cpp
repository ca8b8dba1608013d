#include "kiosk/platform/watchdog.h"

#include <sys/socket.h>
#include <sys/un.h>

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <string_view>

#include "shared/base/fd.h"

namespace pillarbox::platform {

Watchdog Watchdog::fromEnvironment() {
  Watchdog watchdog;
  // NOLINTBEGIN(concurrency-mt-unsafe): nothing of ours changes the environment
  const char* socket = std::getenv("NOTIFY_SOCKET");
  const char* period = std::getenv("WATCHDOG_USEC");
  if (socket != nullptr && (*socket == '/' || *socket == '@')) watchdog.m_socket = socket;
  if (period != nullptr && !watchdog.m_socket.empty()) {
    const std::string_view text(period);
    std::int64_t microseconds = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), microseconds);
    if (error == std::errc() && end == text.data() + text.size() && microseconds > 0) {
      watchdog.m_every = Milliseconds(std::max<std::int64_t>(1, microseconds / 2000));
    }
  }
  // NOLINTEND(concurrency-mt-unsafe)
  return watchdog;
}

void Watchdog::turned(Milliseconds now) {
  if (m_socket.empty()) return;
  if (!m_ready) {
    m_ready = true;
    m_next = now + m_every;
    return say("READY=1");
  }
  if (m_every.count() == 0 || now < m_next) return;
  m_next = now + m_every;
  say("WATCHDOG=1");
}

std::optional<Milliseconds> Watchdog::due() const {
  if (m_socket.empty() || !m_ready || m_every.count() == 0) return std::nullopt;
  return m_next;
}

void Watchdog::say(const char* words) const {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (m_socket.size() >= sizeof address.sun_path) return;
  m_socket.copy(address.sun_path, m_socket.size());
  if (m_socket.front() == '@') address.sun_path[0] = '\0';  // a name without a file
  const Fd socket(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  if (!socket) return;
  const auto length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + m_socket.size());
  // Unheard, it is said again at the next turn; if it never is, being started again is right.
  (void)::sendto(socket.get(), words, std::strlen(words), MSG_NOSIGNAL, reinterpret_cast<const sockaddr*>(&address),
                 length);
}

}  // namespace pillarbox::platform

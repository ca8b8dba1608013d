#include "scanner/sender_main.h"

#include <unistd.h>

#include "scanner/protocol/channel.h"

namespace pillarbox::scan {

namespace {

// A screen that takes nothing for so long has stopped: it will start us again if it comes back.
constexpr Milliseconds patience{30'000};

}  // namespace

Status Sender::send(const FromScanner& message, std::vector<int> fds) {
  const std::string text = encode(message);
  const std::lock_guard lock(m_mutex);
  Status sent = sendPacket(m_channel, text, std::move(fds), patience);
  if (!sent && sent.fault().code != FaultCode::tooLarge) ::_exit(0);
  return sent;
}

bool Sender::offer(const FromScanner& message, std::vector<int> fds) {
  const std::string text = encode(message);
  const std::lock_guard lock(m_mutex);
  const Status sent = sendPacket(m_channel, text, std::move(fds), Milliseconds(0));
  if (!sent && sent.fault().code == FaultCode::network) ::_exit(0);
  return sent.ok();
}

Status Sender::sendWith(const FromScanner& message, const std::vector<BytesView>& contents) {
  std::vector<Fd> owned;
  std::vector<int> fds;
  for (const BytesView each : contents) {
    PB_TRY_VALUE(Fd fd, sealedMemfd(each));
    fds.push_back(fd.get());
    owned.push_back(std::move(fd));
  }
  return send(message, std::move(fds));
}

}  // namespace pillarbox::scan

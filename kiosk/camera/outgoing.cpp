#include "kiosk/camera/outgoing.h"

#include <sys/eventfd.h>

#include <cerrno>
#include <vector>

#include "scanner/protocol/channel.h"
#include "shared/base/files.h"

namespace pillarbox::camera {

namespace {

constexpr int mostAsked = 8;  // files at once: each is a descriptor and up to 64 MB of the scanner's

}  // namespace

Result<Outgoing> Outgoing::make() {
  Outgoing made;
  made.m_wake = Fd(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
  if (!made.m_wake) return faultFromErrno(errno, "make an event descriptor");
  return made;
}

void Outgoing::push(const scan::ToScanner& message, Fd fd) {
  std::optional<std::int64_t> question;
  if (const auto* file = std::get_if<scan::ReadFile>(&message)) question = file->request;
  if (const auto* decode = std::get_if<scan::Decode>(&message)) question = decode->request;
  {
    const std::lock_guard lock(m_mutex);
    m_queue.push_back({scan::encode(message), std::move(fd), question});
  }
  wake();
}

void Outgoing::wake() {
  const std::uint64_t one = 1;
  // It can only fail because it is awake already.
  static_cast<void>(::write(m_wake.get(), &one, sizeof one) > 0);
}

void Outgoing::takeWake() {
  std::uint64_t count = 0;
  static_cast<void>(::read(m_wake.get(), &count, sizeof count) > 0);
}

bool Outgoing::flush(int channel) {
  const std::lock_guard lock(m_mutex);
  for (auto one = m_queue.begin(); one != m_queue.end();) {
    if (one->question && m_asked >= mostAsked) {
      ++one;
      continue;
    }
    const std::vector<int> fds = one->fd ? std::vector<int>{one->fd.get()} : std::vector<int>{};
    const Status sent = scan::sendPacket(channel, one->text, fds, Milliseconds(0));
    if (!sent && sent.fault().code == FaultCode::timedOut) return true;
    if (!sent && sent.fault().code == FaultCode::network) return false;  // heard of by reading, too
    if (one->question) ++m_asked;
    one = m_queue.erase(one);
  }
  return false;
}

void Outgoing::answered() {
  const std::lock_guard lock(m_mutex);
  if (m_asked > 0) --m_asked;
}

void Outgoing::keepQuestions() {
  const std::lock_guard lock(m_mutex);
  std::erase_if(m_queue, [](const One& one) { return !one.question; });
  m_asked = 0;
}

std::set<std::int64_t> Outgoing::questions() {
  const std::lock_guard lock(m_mutex);
  std::set<std::int64_t> all;
  for (const One& one : m_queue) {
    if (one.question) all.insert(*one.question);
  }
  return all;
}

}  // namespace pillarbox::camera

#include "kiosk/camera/watch.h"

#include <poll.h>

#include <algorithm>
#include <array>

#include "scanner/protocol/channel.h"
#include "shared/base/installed.h"
#include "shared/base/log.h"

namespace pillarbox::camera {

namespace {

using namespace std::chrono_literals;
using Steady = std::chrono::steady_clock;

constexpr auto readyWithin = 20s;      // a slow disk, a cold start
constexpr auto answerWithin = 90s;     // for one page of a file
constexpr auto quickly = 10s;          // deaths within this time count together
constexpr std::size_t mostDeaths = 5;  // then it is said to be gone
constexpr auto gonePause = 10s;
constexpr auto deviceEvery = 5s;  // a camera may work now that did not before (another program let it go)
constexpr Milliseconds firstPause{50};
constexpr int pollEvery = 250;  // milliseconds: for what has no descriptor to wait on

constexpr std::string_view stopped = "The picture reader stopped while reading this file.";

}  // namespace

Watch::Watch(CameraOptions options, Outgoing outgoing)
    : m_options(std::move(options)), m_outgoing(std::move(outgoing)) {
  if (m_options.scanner.empty()) m_options.scanner = programBeside("pillarbox-scanner");
  if (m_options.device) m_devices.emplace(m_options.devices);
}

void Watch::stop() {
  m_stop = true;
  m_outgoing.wake();
}

void Watch::look(const scan::Look& look) {
  const std::lock_guard lock(m_mutex);
  m_look = look;
  m_outgoing.push(look);
}

Status Watch::show(Bytes picture, const scan::ShowPicture& how) {
  PB_TRY_VALUE(Fd fd, scan::sealedMemfd(picture));
  const std::lock_guard lock(m_mutex);
  m_picture = std::move(picture);
  m_how = how;
  m_outgoing.push(how, std::move(fd));
  return {};
}

void Watch::say(const scan::ToScanner& message, Fd fd) {
  const std::lock_guard lock(m_mutex);
  if (const auto* file = std::get_if<scan::ReadFile>(&message)) m_asked[file->request] = true;
  if (const auto* decode = std::get_if<scan::Decode>(&message)) m_asked[decode->request] = false;
  m_progress = Steady::now();
  m_outgoing.push(message, std::move(fd));
}

void Watch::tell(Event event) {
  if (m_options.tell && !m_stop) m_options.tell(std::move(event));
}

void Watch::waitUnlessStopped(Milliseconds wait) {
  const auto end = Steady::now() + wait;
  while (!m_stop) {
    const auto rest = std::chrono::ceil<Milliseconds>(end - Steady::now()).count();
    if (rest <= 0) return;
    pollfd one{m_outgoing.pollFd(), POLLIN, 0};
    // What is asked meanwhile waits for the next scanner.
    if (::poll(&one, 1, static_cast<int>(rest)) > 0) m_outgoing.takeWake();
  }
}

void Watch::run(std::promise<Status>& started) {
  Status first = startScanner();
  const bool fine = first.ok();
  started.set_value(std::move(first));
  if (!fine) return;
  while (!m_stop) {
    if (m_scanner) serveScanner();
    endScanner();
    if (m_stop) return;
    const Time now = Steady::now();
    m_deaths.push_back(now);
    while (now - m_deaths.front() > quickly) m_deaths.pop_front();
    log::warning("scanner-ended", {{"times", static_cast<std::int64_t>(m_deaths.size())}});
    tell(Restarting{});
    answerLost();
    if (m_deaths.size() >= mostDeaths) {
      tell(Gone{{FaultCode::device, "The picture reader keeps stopping."}});
      waitUnlessStopped(gonePause);
      m_deaths.clear();
    } else if (m_deaths.size() > 1) {
      waitUnlessStopped(firstPause * (1 << m_deaths.size()));
    }
    if (const Status again = m_stop ? Status() : startScanner(); !again) log::fault("scanner-start", again.fault());
  }
}

Status Watch::startScanner() {
  PB_TRY_VALUE(auto ends, scan::channelPair());
  process::ChildOptions options;
  options.program = m_options.scanner;
  options.inherit = {{"--channel-fd", ends[1].get()}};
  options.environment = false;
  PB_TRY_VALUE(const Fd forms, scan::sealedMemfd(viewOf(m_options.forms)));
  PB_TRY_VALUE(auto child, process::Child::start(std::move(options)));
  m_pid = child->pid();
  m_scanner.emplace();
  m_scanner->child = std::move(child);
  m_scanner->channel = std::move(ends[0]);
  m_scanner->startedAt = Steady::now();

  scan::Begin begin;
  begin.dataMatrix = m_options.dataMatrix;
  begin.language = m_options.language;
  const int channel = m_scanner->channel.get();
  // A fresh socket holds these; if not, the scanner is already gone and that is heard at once.
  static_cast<void>(scan::sendPacket(channel, scan::encode(begin), {forms.get()}, Milliseconds(0)).ok());
  {
    const std::lock_guard lock(m_mutex);
    m_progress = m_scanner->startedAt;
    m_outgoing.keepQuestions();
    static_cast<void>(scan::sendPacket(channel, scan::encode(m_look), {}, Milliseconds(0)).ok());
    if (m_picture) {
      if (const Result<Fd> fd = scan::sealedMemfd(*m_picture)) {
        static_cast<void>(scan::sendPacket(channel, scan::encode(m_how), {fd->get()}, Milliseconds(0)).ok());
      }
    }
  }
  m_deviceOpen = false;
  if (m_devices) {
    m_devices->tryAllAgain();
    openDevice();
  }
  return {};
}

void Watch::endScanner() {
  m_pid = 0;
  m_scanner.reset();
}

void Watch::openDevice() {
  {
    const std::lock_guard lock(m_mutex);
    if (m_picture) return;
  }
  m_deviceTriedAt = Steady::now();
  Fd device = m_devices->openNext();
  if (!device) return;
  scan::UseCamera use;
  use.width = m_options.width;
  use.height = m_options.height;
  use.rotation = m_options.rotation;
  m_outgoing.push(use, std::move(device));
  m_deviceOpen = true;
}

void Watch::serveScanner() {
  bool full = m_outgoing.flush(m_scanner->channel.get());
  while (!m_stop) {
    std::array<pollfd, 3> wait{{{m_scanner->channel.get(), static_cast<short>(full ? POLLIN | POLLOUT : POLLIN), 0},
                                {m_outgoing.pollFd(), POLLIN, 0},
                                {m_devices ? m_devices->pollFd() : -1, POLLIN, 0}}};
    ::poll(wait.data(), wait.size(), pollEvery);
    if (m_stop) return;
    if ((wait[1].revents & POLLIN) != 0) m_outgoing.takeWake();
    if ((wait[0].revents & (POLLIN | POLLHUP | POLLERR)) != 0 && !hear()) return;
    const Time now = Steady::now();
    if (m_devices) {
      const bool changed = (wait[2].revents & POLLIN) != 0 && m_devices->changed();
      if (!m_deviceOpen && now - m_deviceTriedAt > deviceEvery) m_devices->tryAllAgain();
      if (!m_deviceOpen && (changed || now - m_deviceTriedAt > deviceEvery)) openDevice();
    }
    if (overdue(now)) {
      log::warning("scanner-overdue");
      return;
    }
    full = m_outgoing.flush(m_scanner->channel.get());
  }
}

bool Watch::overdue(Time now) {
  if (!m_scanner->ready) return now - m_scanner->startedAt > readyWithin;
  const std::lock_guard lock(m_mutex);
  return !m_asked.empty() && now - m_progress > answerWithin;
}

bool Watch::hear() {
  // All that is there, but not for ever: others want to be served, too.
  for (int i = 0; i < 64 && !m_stop; ++i) {
    const Result<std::optional<scan::Packet>> packet = scan::receivePacket(m_scanner->channel.get(), Milliseconds(0));
    if (!packet) {
      if (packet.fault().code != FaultCode::network) log::fault("scanner-packet", packet.fault());
      return false;
    }
    if (!*packet) return true;
    Result<std::optional<Event>> event = m_scanner->incoming.eventOf(**packet);
    if (!event) {
      log::fault("scanner-message", event.fault());
      return false;
    }
    if (*event && !accept(std::move(**event))) return false;
  }
  return true;
}

bool Watch::accept(Event event) {
  if (const auto* ready = std::get_if<scan::Ready>(&event)) {
    if (ready->version != scan::protocolVersion) {
      log::warning("scanner-version", {{"version", ready->version}});
      return false;
    }
    m_scanner->ready = true;
  }
  if (const auto* state = std::get_if<scan::CameraIs>(&event)) cameraIs(*state);
  if (wanted(event)) tell(std::move(event));
  return true;
}

bool Watch::wanted(const Event& event) {
  const std::lock_guard lock(m_mutex);
  const auto answers = [&](std::int64_t request, bool file, bool last) {
    const auto at = m_asked.find(request);
    if (at == m_asked.end() || at->second != file) return false;
    if (last) {
      m_deaths.clear();  // it does work: one that ends now is started again at once
      m_asked.erase(at);
      m_outgoing.answered();
    }
    m_progress = Steady::now();
    return true;
  };
  if (const auto* page = std::get_if<FilePage>(&event)) return answers(page->request, true, false);
  if (const auto* codes = std::get_if<scan::FileCodes>(&event)) return answers(codes->request, true, false);
  if (const auto* debug = std::get_if<DebugPicture>(&event)) return answers(debug->request, true, false);
  if (const auto* done = std::get_if<scan::FileDone>(&event)) return answers(done->request, true, true);
  if (const auto* decoded = std::get_if<Decoded>(&event)) return answers(decoded->request, false, true);
  return true;
}

void Watch::cameraIs(const scan::CameraIs& state) {
  if (!m_devices || state.state == scan::CameraState::open) return;
  m_deviceOpen = false;
  if (state.state == scan::CameraState::unusable) openDevice();  // the next one
}

void Watch::answerLost() {
  std::map<std::int64_t, bool> lost;
  {
    const std::lock_guard lock(m_mutex);
    const std::set<std::int64_t> unsaid = m_outgoing.questions();
    for (const auto& each : m_asked) {
      if (!unsaid.contains(each.first)) lost.insert(each);
    }
    for (const auto& each : lost) m_asked.erase(each.first);
  }
  for (const auto& [request, file] : lost) {
    if (file) {
      tell(scan::FileDone{request, std::string(stopped)});
    } else {
      Decoded decoded;
      decoded.request = request;
      decoded.problem = stopped;
      tell(std::move(decoded));
    }
  }
}

}  // namespace pillarbox::camera

#include "kiosk/platform/pcsc.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <sys/prctl.h>
#include <winscard.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <span>
#include <system_error>
#include <thread>
#include <vector>

#include "shared/base/bytes.h"
#include "shared/base/fd.h"
#include "shared/base/secret_bytes.h"

namespace pillarbox::platform {

namespace {

namespace fs = std::filesystem;

// pcsc-lite and Windows give this name a meaning: the set of readers has changed.
constexpr const char* anyReader = "\\\\?PnP?\\Notification";
constexpr std::size_t mostReaders = 16;  // as pcscd itself
constexpr unsigned counterShift = 16;    // the upper half of a state counts cards put down and taken away
constexpr std::uint8_t randomUidMark = 0x08;
constexpr std::array<int, 4> retryMs{100, 500, 2000, 30'000};  // while pcscd's socket is there but does not answer
// A reader that comes between listing them and waiting is not told by pcsc-lite, which counts when the wait begins:
// after each change they are listed a few times more, and then no longer.
constexpr std::array<DWORD, 4> lookAgainMs{200, 1000, 5000, INFINITE};
constexpr auto cancelAgain = std::chrono::milliseconds(20);

fs::path socketPath() {
  const char* elsewhere = std::getenv("PCSCLITE_CSOCK_NAME");
  return elsewhere != nullptr && *elsewhere != 0 ? fs::path(elsewhere) : fs::path("/run/pcscd/pcscd.comm");
}

class Watch final : public CardWatch {
 public:
  Watch(Listener listener, Fd stop) : m_listener(std::move(listener)), m_stop(std::move(stop)) {
    m_thread = std::jthread([this](const std::stop_token& token) { run(token); });
  }

  ~Watch() override {
    m_thread.request_stop();
    eventfd_write(m_stop.get(), 1);
    // SCardCancel is lost on a thread that is not waiting yet, so it is said until the thread has ended.
    std::unique_lock lock(m_mutex);
    while (!m_ended.wait_for(lock, cancelAgain, [this] { return m_done; })) {
      if (m_context) SCardCancel(*m_context);
    }
  }

 private:
  struct Seen {
    DWORD state = SCARD_STATE_UNAWARE;
    bool known = false;  // its first state was taken note of
  };

  void run(const std::stop_token& token) {
    prctl(PR_SET_NAME, "cards");
    std::size_t failures = 0;
    while (!token.stop_requested()) {
      const Fd comings(inotify_init1(IN_CLOEXEC | IN_NONBLOCK));
      // Watched before it is tried, so that a start in between is not missed.
      watchForService(comings.get());
      if (connect()) {
        failures = 0;
        watchReaders(token);
        disconnect();
        sayReaders(0);
      } else {
        sayReaders(0);
        rest(comings.get(), failures);
        ++failures;
      }
    }
    const std::lock_guard lock(m_mutex);
    m_done = true;
    m_ended.notify_all();
  }

  bool connect() {
    SCARDCONTEXT context = 0;
    if (SCardEstablishContext(SCARD_SCOPE_SYSTEM, nullptr, nullptr, &context) != SCARD_S_SUCCESS) return false;
    const std::lock_guard lock(m_mutex);
    m_context = context;
    return true;
  }

  void disconnect() {
    const std::lock_guard lock(m_mutex);
    if (m_context) SCardReleaseContext(*m_context);
    m_context.reset();
    m_seen.clear();
  }

  // The folder that pcscd's socket will appear in, or the nearest one above it that is there.
  static void watchForService(int inotify) {
    std::error_code ignored;
    fs::path folder = socketPath().parent_path();
    while (!fs::is_directory(folder, ignored) && folder.has_relative_path()) folder = folder.parent_path();
    inotify_add_watch(inotify, folder.c_str(), IN_CREATE | IN_MOVED_TO | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR);
  }

  void rest(int inotify, std::size_t failures) const {
    std::error_code ignored;
    const bool there = fs::exists(socketPath(), ignored);
    std::array<pollfd, 2> wake{{{m_stop.get(), POLLIN, 0}, {inotify, POLLIN, 0}}};
    ::poll(wake.data(), wake.size(), there ? retryMs[std::min(failures, retryMs.size() - 1)] : -1);
  }

  // Until pcscd goes away or the watch ends.
  void watchReaders(const std::stop_token& token) {
    std::vector<std::string> before;
    std::size_t quiet = 0;
    while (!token.stop_requested()) {
      const std::optional<std::vector<std::string>> names = listReaders();
      if (!names) return;
      std::erase_if(
          m_seen, [&](const auto& one) { return std::find(names->begin(), names->end(), one.first) == names->end(); });
      sayReaders(static_cast<int>(names->size()));
      quiet = *names == before ? std::min(quiet + 1, lookAgainMs.size() - 1) : 0;
      before = *names;
      if (!waitForChange(*names, lookAgainMs[quiet])) return;
    }
  }

  std::optional<std::vector<std::string>> listReaders() const {
    DWORD size = 0;
    LONG said = SCardListReaders(*m_context, nullptr, nullptr, &size);
    if (said == SCARD_E_NO_READERS_AVAILABLE) return std::vector<std::string>{};
    if (said != SCARD_S_SUCCESS) return std::nullopt;
    std::string all(size, '\0');
    said = SCardListReaders(*m_context, nullptr, all.data(), &size);
    if (said == SCARD_E_NO_READERS_AVAILABLE || said == SCARD_E_INSUFFICIENT_BUFFER) return std::vector<std::string>{};
    if (said != SCARD_S_SUCCESS) return std::nullopt;
    std::vector<std::string> names;
    for (const char* at = all.c_str(); *at != 0 && names.size() < mostReaders; at += names.back().size() + 1) {
      names.emplace_back(at);
    }
    return names;
  }

  // False if pcscd has gone, or the watch is to end.
  bool waitForChange(const std::vector<std::string>& names, DWORD ms) {
    std::vector<SCARD_READERSTATE> states(names.size() + 1);
    for (std::size_t i = 0; i < names.size(); ++i) {
      states[i].szReader = names[i].c_str();
      states[i].dwCurrentState = m_seen[names[i]].state;
    }
    states.back().szReader = anyReader;
    states.back().dwCurrentState = static_cast<DWORD>(names.size()) << counterShift;
    const LONG said = SCardGetStatusChange(*m_context, ms, states.data(), static_cast<DWORD>(states.size()));
    // A reader that went between listing and waiting: list again.
    if (said == SCARD_E_UNKNOWN_READER || said == SCARD_E_TIMEOUT) return true;
    if (said != SCARD_S_SUCCESS) return false;
    for (std::size_t i = 0; i < names.size(); ++i) {
      if ((states[i].dwEventState & SCARD_STATE_CHANGED) != 0) changed(names[i], states[i].dwEventState);
    }
    return true;
  }

  void changed(const std::string& name, DWORD state) {
    state &= ~static_cast<DWORD>(SCARD_STATE_CHANGED);
    Seen& seen = m_seen[name];
    const bool present = (state & SCARD_STATE_PRESENT) != 0;
    const bool before = (seen.state & SCARD_STATE_PRESENT) != 0;
    const bool another = (state >> counterShift) != (seen.state >> counterShift);
    const bool shown = seen.known && present && (!before || another);
    seen = {state, true};
    if (shown) readCard(name);
  }

  void readCard(const std::string& name) {
    SCARDHANDLE card = 0;
    DWORD protocol = 0;
    const LONG said = SCardConnect(*m_context, name.c_str(), SCARD_SHARE_SHARED, SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1,
                                   &card, &protocol);
    // Taken away too soon, or another program has it: nothing to say.
    if (said == SCARD_W_REMOVED_CARD || said == SCARD_E_NO_SMARTCARD || said == SCARD_E_SHARING_VIOLATION) return;
    if (said != SCARD_S_SUCCESS) return m_listener(CardUnread{});
    // "Get data: UID", PC/SC part 3, 3.2.2.1.3.
    constexpr std::array<std::uint8_t, 5> getUid{0xFF, 0xCA, 0x00, 0x00, 0x00};
    std::array<std::uint8_t, 258> answer{};
    DWORD got = answer.size();
    const LONG sent = SCardTransmit(card, protocol == SCARD_PROTOCOL_T1 ? SCARD_PCI_T1 : SCARD_PCI_T0, getUid.data(),
                                    getUid.size(), nullptr, answer.data(), &got);
    SCardDisconnect(card, SCARD_LEAVE_CARD);
    if (sent == SCARD_W_REMOVED_CARD) return;
    std::string uid = sent == SCARD_S_SUCCESS ? uidOf(std::span(answer).first(got)) : std::string();
    if (uid.empty()) return m_listener(CardUnread{});
    m_listener(CardShown{std::move(uid)});
  }

  // Of "UID 90 00"; empty if it is none that can be a badge.
  static std::string uidOf(std::span<const std::uint8_t> answer) {
    if (answer.size() < 2 + 4 || answer.size() > 2 + 16) return {};
    if (answer[answer.size() - 2] != 0x90 || answer.back() != 0x00) return {};
    const auto uid = answer.first(answer.size() - 2);
    if (uid.size() == 4 && uid.front() == randomUidMark) return {};
    if (std::all_of(uid.begin(), uid.end(), [&](auto byte) { return byte == uid.front(); })) return {};
    std::string text = toHex(uid);
    for (char& c : text) c = c >= 'a' && c <= 'f' ? static_cast<char>(c - 'a' + 'A') : c;
    return text;
  }

  void sayReaders(int count) {
    if (count == m_said) return;
    m_said = count;
    m_listener(CardReaders{count});
  }

  Listener m_listener;
  Fd m_stop;
  std::map<std::string, Seen> m_seen;
  int m_said = -1;

  std::mutex m_mutex;  // the next three, between the thread and the destructor
  std::condition_variable m_ended;
  std::optional<SCARDCONTEXT> m_context;  // changed by the thread alone
  bool m_done = false;
  std::jthread m_thread;
};

}  // namespace

Result<std::unique_ptr<CardWatch>> CardWatch::start(Listener listener) {
  Fd stop(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
  if (!stop) return Fault{FaultCode::device, "no descriptor for the card readers"};
  try {
    return std::unique_ptr<CardWatch>(std::make_unique<Watch>(std::move(listener), std::move(stop)));
  } catch (const std::system_error&) {
    return Fault{FaultCode::device, "no thread for the card readers"};
  }
}

}  // namespace pillarbox::platform

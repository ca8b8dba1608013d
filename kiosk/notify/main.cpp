// pillarbox-notify: says on a DSL's own desktop that something is waiting, without unlocking anything. Fetches what is
// new as the inbox does, looks at slips, and says one of two sentences.
#include <sys/eventfd.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <charconv>
#include <csignal>
#include <cstdio>
#include <string_view>

#include "kiosk/notify/desktop.h"
#include "kiosk/notify/news.h"
#include "kiosk/office/office.h"
#include "shared/base/fd.h"
#include "shared/base/hash.h"
#include "shared/base/log.h"

namespace pillarbox {
namespace {

constexpr Milliseconds serverAskedEvery = std::chrono::minutes(3);
constexpr Milliseconds batchEnds = std::chrono::seconds(2);  // so long nothing more comes
constexpr Milliseconds desktopAgain = std::chrono::minutes(1);
constexpr Milliseconds longestSleep = std::chrono::hours(1);
constexpr const char* openInbox = "/usr/lib/pillarbox/open-inbox";

struct Options {
  std::string folder, person;
  std::string onClick = openInbox;
  Milliseconds every = serverAskedEvery;
};

std::optional<Options> optionsFrom(int argc, char** argv) {
  Options options;
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    const auto value = [&]() -> std::string_view { return i + 1 < argc ? argv[++i] : ""; };
    if (word == "--person") {
      options.person = value();
    } else if (word == "--open") {
      options.onClick = value();
    } else if (word == "--every") {
      const std::string_view text = value();
      int seconds = 0;
      const auto read = std::from_chars(text.data(), text.data() + text.size(), seconds);
      if (read.ec != std::errc() || read.ptr != text.data() + text.size() || seconds < 1 || seconds > 86400) {
        return std::nullopt;
      }
      options.every = std::chrono::seconds(seconds);
    } else if (word.starts_with("-") || !options.folder.empty()) {
      return std::nullopt;
    } else {
      options.folder = word;
    }
  }
  return options.folder.empty() ? std::nullopt : std::optional(options);
}

// In a session of its own, so that it outlives this program.
void startInbox(const std::string& program) {
  const pid_t first = ::fork();
  if (first == 0) {
    if (::fork() == 0) {
      ::setsid();
      ::execl(program.c_str(), program.c_str(), static_cast<char*>(nullptr));
    }
    ::_exit(0);
  }
  if (first > 0) ::waitpid(first, nullptr, 0);
}

class Notifier {
 public:
  explicit Notifier(Options options)
      : m_options(std::move(options)), m_wake(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {}

  Status run() {
    PB_TRY_VALUE(m_desktop, notify::Desktop::connect([this] { startInbox(m_options.onClick); }));
    PB_TRY_VALUE(office::School opened, office::openSchool(m_options.folder, m_clock, m_random));
    m_school.emplace(std::move(opened));
    PB_TRY_VALUE(m_upTo, notify::toldUpTo(*m_school));
    PB_TRY_VALUE(const std::unique_ptr<office::Office> office,
                 office::Office::start(
                     m_options.folder, m_clock, m_random, [this](const office::OfficeReply& reply) { heard(reply); },
                     m_options.every));
    office->ask(office::WaitForNews{});
    std::optional<Milliseconds> lookAt = m_clock.monotonic();
    while (true) {
      const Milliseconds now = m_clock.monotonic();
      if (lookAt && *lookAt <= now) {
        const Status looked = look();
        if (!looked.ok()) log::fault("notify", looked.fault());
        lookAt = looked.ok() ? std::nullopt : std::optional(now + desktopAgain);
      }
      PB_TRY(m_desktop->wait(m_wake.get(), lookAt ? *lookAt - m_clock.monotonic() : longestSleep));
      std::uint64_t count = 0;
      if (::read(m_wake.get(), &count, sizeof count) == sizeof count) lookAt = m_clock.monotonic() + batchEnds;
    }
  }

 private:
  // On the office's thread.
  void heard(const office::OfficeReply& reply) {
    if (!std::holds_alternative<office::Counts>(reply) && !std::holds_alternative<office::PlaceChanged>(reply)) return;
    const std::uint64_t one = 1;
    if (::write(m_wake.get(), &one, sizeof one) < 0)
      log::info("notify.wake-full");  // only a full counter, which wakes too
  }

  Status look() {
    PB_TRY(office::refresh(*m_school));
    const std::set<std::string> audiences = notify::audiencesHere(*m_school, m_options.person);
    PB_TRY_VALUE(notify::News news, notify::newsSince(*m_school, audiences, m_upTo));
    if (!news.ids.empty()) {
      PB_TRY(m_desktop->show(news.urgent));
      m_shown = std::move(news.ids);
    } else if (!m_shown.empty()) {
      PB_TRY_VALUE(const bool seen, notify::allSeen(*m_school, m_shown));
      if (seen) {
        m_desktop->close();
        m_shown.clear();
      }
    }
    if (news.upTo == m_upTo) return {};
    m_upTo = news.upTo;
    return notify::keepToldUpTo(*m_school, m_upTo);
  }

  Options m_options;
  SystemClock m_clock;
  SystemRandom m_random;
  Fd m_wake;
  std::unique_ptr<notify::Desktop> m_desktop;
  std::optional<office::School> m_school;
  std::int64_t m_upTo = 0;
  std::vector<std::string> m_shown;
};

}  // namespace
}  // namespace pillarbox

int main(int argc, char** argv) {
  using namespace pillarbox;
  umask(077);
  const rlimit none{0, 0};
  setrlimit(RLIMIT_CORE, &none);
#ifndef __SANITIZE_ADDRESS__  // whose leak check reads this memory from another task
  prctl(PR_SET_DUMPABLE, 0);
#endif
  std::signal(SIGPIPE, SIG_IGN);
  const bool help = argc == 2 && std::string_view(argv[1]) == "--help";
  const std::optional<Options> options = optionsFrom(argc, argv);
  if (!options) {
    std::fputs(
        "Usage: pillarbox-notify DIR [--person ID] [--every SECONDS] [--open PROGRAM]\n"
        "       pillarbox-notify --help\n",
        help ? stdout : stderr);
    return help ? 0 : 2;
  }
  if (!initialiseCryptography()) return 1;
  const Status ended = Notifier(*options).run();
  if (ended.ok()) return 0;
  const Fault& fault = ended.fault();
  // Nothing to say where there is no school yet, no desktop any more, or another one already.
  if (fault.code == FaultCode::notFound || fault.code == FaultCode::alreadyExists) return 0;
  std::fprintf(stderr, "pillarbox-notify: %s\n", fault.detail.c_str());
  return 1;
}

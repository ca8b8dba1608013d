// pillarbox-inbox: the program of the DSL, head and chair. One run is one unlock; locking ends the process and all its
// memory. The only screen program that can open sealed files.
#include <atomic>
#include <memory>

#include "kiosk/inbox/handed_over_main.h"
#include "kiosk/inbox/inbox.h"
#include "kiosk/inbox/search_main.h"
#include "kiosk/inbox/sync_main.h"
#include "kiosk/inbox/worker_main.h"
#include "kiosk/platform/app.h"
#include "kiosk/platform/screen_program.h"
#include "kiosk/process/child.h"
#include "shared/base/installed.h"
#include "shared/base/log.h"
#include "shared/base/random.h"

namespace pillarbox {
namespace {

bool startedByKiosk(const platform::ScreenOptions& options) {
  return options.secretFd.has_value() || options.cardLost;
}

class Inbox {
 public:
  explicit Inbox(platform::ScreenOptions options)
      : m_options(std::move(options)),
        m_search([this](inbox::Event event) { tell(std::move(event)); }),
        m_worker(m_options.folder, m_clock, m_random, [this](inbox::Event event) {
          inbox::SearchDesk::Lot lot = inbox::SearchDesk::lotOf(event);
          const auto* step = std::get_if<inbox::StepEvent>(&event);
          if (step != nullptr && std::holds_alternative<inbox::StepTaken>(*step)) m_sync.hurry();
          tell(std::move(event));
          m_search.add(std::move(lot));
        }) {}

  Status start() {
    inbox::Config config;
    PB_TRY_VALUE(const bool haveSchool, m_worker.openFolder(config));
    if (m_options.robotFd && haveSchool && !m_worker.demo()) {
      return Fault{FaultCode::notPermitted, "--robot-fd is only for a demonstration school."};
    }
    if (auto figures = readBodyFigures(assetsFolder()); figures) {
      config.figures = std::make_shared<const BodyFigures>(*std::move(figures));
    } else {
      log::fault("body-map.no-drawings", figures.fault());
    }
    config.startedByStaffScreens = startedByKiosk(m_options);
    config.cardLost = m_options.cardLost;
    if (auto guidance = readGuidance(assetsFolder()); guidance) {
      config.guidance = std::make_shared<const std::vector<Guidance>>(*std::move(guidance));
    } else {
      log::fault("guidance.none", guidance.fault());
    }
    PB_TRY_VALUE(m_app, platform::App::make(platform::appOptions(m_options, "Pillarbox inbox")));
    m_state = inbox::begin(std::move(config), haveSchool, m_app->now());
    m_awake = true;
    m_worker.start();
    m_search.start();
    // The kiosk that started this carries for it.
    if (haveSchool && !startedByKiosk(m_options)) m_sync.start(m_options.folder, m_clock, m_random);
    if (m_options.secretFd) {
      PB_TRY_VALUE(SecretBytes card, process::readSecretFd(*m_options.secretFd));
      give(inbox::CardShown{std::move(card)});
    }
    return {};
  }

  void run() {
    platform::AppHooks hooks;
    hooks.draw = [this](ui::Frame& frame) {
      inbox::Events events = inbox::draw(frame, m_state);
      for (inbox::Event& event : events) give(std::move(event));
    };
    hooks.screenName = [this] { return std::string(inbox::screenName(m_state)); };
    hooks.onBadge = [this](std::string_view code) { give(inbox::CardShown{SecretBytes::copyOf(code)}); };
    hooks.onTick = [this](Milliseconds now) -> std::optional<Milliseconds> {
      if (m_app->lastInput() != m_lastInput) {
        m_lastInput = m_app->lastInput();
        give(inbox::Touched{now});
      }
      give(inbox::Tick{now, m_clock.now()});
      const std::optional<Milliseconds> until = inbox::untilTick(m_state);
      return until ? std::optional(now + *until) : std::nullopt;
    };
    hooks.onWake = [this] {
      while (std::optional<inbox::Event> event = m_mail.tryTake()) give(std::move(*event));
    };
    hooks.onHidden = [this] { give(inbox::CoverPressed{}); };
    hooks.shouldQuit = [this] { return m_ending; };
    hooks.onClose = [] { return true; };
    m_app->run(hooks);
    give(inbox::LockPressed{});  // the window was closed: what was opened is still to be logged
    m_awake = false;
  }

 private:
  void tell(inbox::Event event) {  // from any thread
    m_mail.push(std::move(event));
    if (m_awake) m_app->wake();
  }
  void give(inbox::Event event) {
    for (inbox::Effect& effect : inbox::apply(m_state, std::move(event))) {
      if (std::holds_alternative<inbox::EndProcess>(effect)) {
        m_ending = true;
      } else if (auto* find = std::get_if<inbox::Find>(&effect)) {
        m_search.ask(std::move(*find));
      } else {
        m_worker.ask(std::move(effect));
      }
    }
  }

  platform::ScreenOptions m_options;
  SystemClock m_clock;
  SystemRandom m_random;
  inbox::State m_state;
  Milliseconds m_lastInput{};
  bool m_ending = false;
  std::atomic<bool> m_awake{false};
  Mailbox<inbox::Event> m_mail;
  std::unique_ptr<platform::App> m_app;
  inbox::SyncDesk m_sync;
  inbox::SearchDesk m_search;
  inbox::Worker m_worker;  // last: ends before the search that it tells, and the App that both wake
};

constexpr const char* name = "pillarbox-inbox";
constexpr const char* what = "Where the safeguarding lead reads what was posted.";
const platform::ScreenProgram program{name, what, startedByKiosk};
// Its parent is the system; the connection's end is what ends it.
const platform::ScreenProgram handedOver{name, what};

int goOn(const platform::ScreenProgram& as, int argc, char** argv) {
  auto begun = platform::beginScreenProgram(argc, argv, as);
  if (const int* exitCode = std::get_if<int>(&begun)) return *exitCode;
  Inbox inbox(std::move(std::get<platform::ScreenOptions>(begun)));
  if (const Status started = inbox.start(); !started) return platform::complain(as, started.fault());
  inbox.run();
  return 0;
}

}  // namespace
}  // namespace pillarbox

int main(int argc, char** argv) {
  using namespace pillarbox;
  auto given = inbox::takeHandOver(std::span(argv, static_cast<std::size_t>(argc)));
  if (!given) return goOn(program, argc, argv);
  if (!*given) return platform::complain(handedOver, given->fault());
  process::HandedOver& asked = ***given;
  std::vector<std::string> words{name};
  words.insert(words.end(), asked.words().begin(), asked.words().end());
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  const int exitCode = goOn(handedOver, static_cast<int>(words.size()), pointers.data());
  asked.ending(exitCode);
  return exitCode;
}

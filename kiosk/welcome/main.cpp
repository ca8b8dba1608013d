// pillarbox-welcome: what a terminal without a school shows instead of the kiosk, which starts it and which it starts
// when it is done. Links nothing that opens sealed files; a new school is set up in the inbox program.
#include <arpa/inet.h>
#include <fcntl.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cstdlib>
#include <cstring>
#include <future>
#include <thread>

#include "kiosk/camera/camera.h"
#include "kiosk/office/join.h"
#include "kiosk/office/school_folder.h"
#include "kiosk/office/settings.h"
#include "kiosk/platform/app.h"
#include "kiosk/platform/pcsc.h"
#include "kiosk/platform/screen_program.h"
#include "kiosk/process/inbox_child.h"
#include "kiosk/welcome/welcome.h"
#include "shared/base/files.h"
#include "shared/base/installed.h"
#include "shared/base/log.h"
#include "shared/base/mailbox.h"
#include "shared/base/random.h"

namespace pillarbox {
namespace {

namespace fs = std::filesystem;

// getifaddrs(3): those that are up, not this machine's own (RFC 4291 2.5.3) nor only of the cable (RFC 3927, RFC 4291
// 2.5.6).
std::vector<std::string> networkAddresses() {
  std::vector<std::string> out;
  ifaddrs* first = nullptr;
  if (getifaddrs(&first) != 0) return out;
  const std::unique_ptr<ifaddrs, decltype(&freeifaddrs)> list(first, freeifaddrs);
  for (const ifaddrs* each = first; each != nullptr; each = each->ifa_next) {
    if (each->ifa_addr == nullptr || each->ifa_addr->sa_family != AF_INET) continue;
    if ((each->ifa_flags & IFF_UP) == 0 || (each->ifa_flags & IFF_LOOPBACK) != 0) continue;
    std::array<char, INET_ADDRSTRLEN> text{};
    sockaddr_in address{};
    std::memcpy(&address, each->ifa_addr, sizeof address);
    if (inet_ntop(AF_INET, &address.sin_addr, text.data(), text.size()) == nullptr) continue;
    if (std::string_view(text.data()).starts_with("169.254.")) continue;
    out.push_back(std::string(each->ifa_name) + ": " + text.data());
  }
  return out;
}

// Waits for it; its exit code, or 127 if it cannot be started.
int runToEnd(const fs::path& program, std::vector<std::string> arguments) {
  process::ChildOptions options;
  options.program = program;
  options.arguments = std::move(arguments);
  std::promise<int> ended;
  options.ended = [&ended](const process::ChildEnd& end) { ended.set_value(end.exitCode); };
  const auto started = process::Child::start(std::move(options));
  return started ? ended.get_future().get() : 127;
}

// A blank form, from the school's own program, to the printer that the system calls its own.
welcome::Printed printForm(const fs::path& folder) {
  std::string place = (fs::temp_directory_path() / "pillarbox-form-XXXXXX").string();
  if (mkdtemp(place.data()) == nullptr) return {false, "The form could not be made: there is no room on the disk."};
  const fs::path file = fs::path(place) / "form.pdf";
  welcome::Printed said;
  if (runToEnd(programBeside("pillarbox"), {"form", "print", folder.string(), "-o", file.string()}) != 0) {
    said.says = "The form could not be made. Have whoever looks after your computers run “pillarbox doctor”.";
  } else if (!fs::exists("/usr/bin/lp") || runToEnd("/usr/bin/lp", {"-s", file.string()}) != 0) {
    said.says = "No printer is set up on this screen. Forms can be printed from any other computer.";
  } else {
    said = {true, "A form is on its way to the printer."};
  }
  std::error_code ignored;
  fs::remove_all(place, ignored);
  return said;
}

class Welcome {
 public:
  explicit Welcome(platform::ScreenOptions options) : m_options(std::move(options)) {}

  Status start() {
    m_state.languages = ui::languages(assetsFolder());
    m_state.language = m_options.language;
    if (const Result<office::School> school = openHere()) m_state.demo = school->directory().demo;
    perform(welcome::AskFolder{});
    PB_TRY_VALUE(m_app, platform::App::make(platform::appOptions(m_options, "Pillarbox")));
    m_awake = true;
    Result<std::unique_ptr<platform::CardWatch>> cards =
        platform::CardWatch::start([this](const platform::CardEvent& event) { tell(eventOf(event)); });
    if (cards) m_cards = std::move(*cards);
    return {};
  }

  void run() {
    platform::AppHooks hooks;
    hooks.draw = [this](ui::Frame& frame) {
      for (welcome::Event& event : welcome::draw(frame, m_state)) apply(std::move(event));
    };
    hooks.screenName = [this] { return std::string(welcome::screenName(m_state)); };
    hooks.onBadge = [this](std::string_view code) { apply(welcome::CodeSeen{std::string(code)}); };
    if (m_options.robotFd) hooks.onCamera = [this](const std::string& path) { return hold(path); };
    hooks.onWake = [this] {
      while (std::optional<Heard> heard = m_mail.tryTake()) {
        if (heard->run == 0 || heard->run == m_run) apply(std::move(heard->event));
        m_app->redraw();
      }
    };
    hooks.shouldQuit = [this] { return m_done; };
    m_app->run(hooks);
    m_awake = false;
    m_camera.reset();
    m_cards.reset();
  }

  // Only once run() has returned, and if it was done: the kiosk takes this one's place.
  bool done() const { return m_done; }
  // With the words that this one was started with, the camera's and the readers' too.
  Fault becomeKiosk(char** argv) {
    std::vector<char*> words;
    for (char** word = argv; *word != nullptr; ++word) words.push_back(*word);
    std::string flag = "--language";
    words.insert(words.end(), {flag.data(), m_options.language.data(), nullptr});
    const std::optional<int> robot = m_app->robotFd();
    const int kept = robot ? fcntl(*robot, F_DUPFD_CLOEXEC, 3) : -1;
    m_app.reset();
    if (kept >= 0) dup2(kept, *m_options.robotFd);  // the number in those words, open across exec
    execv(programBeside("pillarbox-kiosk").c_str(), words.data());
    return faultFromErrno(errno, "start pillarbox-kiosk");
  }

 private:
  struct Heard {
    std::uint64_t run = 0;  // of the camera; 0: of nothing that is started again
    welcome::Event event;
  };

  void tell(welcome::Event event, std::uint64_t run = 0) {  // any thread
    m_mail.push({run, std::move(event)});
    if (m_awake) m_app->wake();
  }
  void apply(welcome::Event event) {
    for (welcome::Effect& effect : welcome::apply(m_state, std::move(event))) {
      std::visit([this](auto& each) { perform(each); }, effect);
    }
  }

  static welcome::Event eventOf(const platform::CardEvent& event) {
    if (const auto* readers = std::get_if<platform::CardReaders>(&event)) return welcome::ReadersAre{readers->count};
    return welcome::CardSeen{};
  }

  Result<office::School> openHere() { return office::openSchool(m_options.folder, m_clock, m_random); }

  void perform(const welcome::SpeakLanguage& speak) {
    ui::setLanguage(speak.code, assetsFolder());
    m_options.language = speak.code;
  }
  void perform(const welcome::AskFolder&) {
    std::error_code error;
    const bool there = fs::exists(m_options.folder, error);
    const bool usable = !error && (!there || ::access(m_options.folder.c_str(), R_OK | W_OK | X_OK) == 0);
    apply(welcome::FolderIs{usable, usable && there && !fs::is_empty(m_options.folder, error)});
  }
  void perform(const welcome::OpenKiosk&) { m_done = true; }
  void perform(const welcome::AskNetwork&) { apply(welcome::NetworkIs{networkAddresses()}); }

  void perform(const welcome::Watch& watch) {
    m_camera.reset();
    ++m_run;
    if (!watch.on) return;
    camera::CameraOptions options;
    Result<std::string> forms = camera::formsFor(assetsFolder(), m_options.folder);
    if (forms) options.forms = std::move(*forms);
    options.width = m_options.cameraWidth;
    options.height = m_options.cameraHeight;
    options.rotation = m_options.cameraRotation;
    options.device = !m_options.robotFd;  // the robot holds pictures before the camera instead
    options.tell = [this, run = m_run](const camera::Event& event) { hear(event, run); };
    m_previewId = ui::newPictureId();
    Result<std::unique_ptr<camera::Camera>> started = camera::Camera::start(std::move(options));
    if (!started) {
      log::fault("camera.not-started", started.fault());
      return tell(welcome::CameraIs{false});
    }
    m_camera = std::move(*started);
    m_camera->look(scan::Purpose::badge, true);
    if (!m_held.empty()) (void)m_camera->showPicture(m_held);
  }
  Status hold(const std::string& path) {
    PB_TRY_VALUE(m_held, readFile(path, scan::mostFileBytes));
    return m_camera ? m_camera->showPicture(m_held) : Status{};
  }
  // On the camera's thread.
  void hear(const camera::Event& event, std::uint64_t run) {
    if (const auto* seen = std::get_if<camera::PreviewPicture>(&event)) {
      ui::Picture picture;
      picture.id = m_previewId;
      picture.version = ++m_previewVersion;
      picture.width = seen->width;
      picture.height = seen->height;
      picture.stride = seen->stride;
      picture.format = ui::Picture::Format::bgra;
      picture.pixels = seen->pixels;
      tell(welcome::PreviewIs{std::move(picture)}, run);
    } else if (const auto* code = std::get_if<scan::BadgeSeen>(&event)) {
      tell(welcome::CodeSeen{code->code.text}, run);
    } else if (const auto* camera = std::get_if<scan::CameraIs>(&event)) {
      if (camera->state != scan::CameraState::open) tell(welcome::CameraIs{false}, run);
    } else if (std::holds_alternative<camera::Gone>(event)) {
      tell(welcome::CameraIs{false}, run);
    }
  }

  void perform(welcome::Join& join) {
    m_worker = std::jthread([this, join = std::move(join)] {
      Result<office::Joined> joined = office::joinSchool(
          m_options.folder, join.invitation, join.name.empty() ? "New screen" : join.name, m_clock, m_random);
      if (!joined) {
        log::fault("terminal.not-joined", joined.fault());
        return tell(welcome::NotJoined{joined.fault()});
      }
      const Result<office::School> school = openHere();
      tell(welcome::Joined{joined->schoolName, joined->code, school && school->directory().demo});
    });
  }

  void perform(const welcome::SetUpSchool&) {
    if (m_inbox) return;
    m_app->handOver();
    Result<std::unique_ptr<process::Child>> started = startInbox();
    if (!started) {
      log::fault("inbox.not-started", started.fault());
      tell(welcome::InboxEnded{false, false, true});
      return;
    }
    m_inbox = std::move(*started);
  }

  Result<std::unique_ptr<process::Child>> startInbox() {
    PB_TRY_VALUE(process::ChildOptions child, process::inboxChild());
    child.arguments = platform::sameScreen(m_options);
    if (const auto fd = m_app->robotFd()) child.inherit.push_back({"--robot-fd", *fd});
    child.ended = [this](process::ChildEnd end) {
      if (!end.refused.empty()) log::error("inbox.refused", {{"why", end.refused}});
      const Result<office::School> school = openHere();
      tell(welcome::InboxEnded{school.ok(), school && school->directory().demo, !end.refused.empty()});
    };
    return process::Child::start(std::move(child));
  }

  void perform(const welcome::PrintForm&) {
    m_worker = std::jthread([this] { tell(printForm(m_options.folder)); });
  }

  void perform(const welcome::StartKiosk& start) {
    if (Result<office::School> school = openHere()) {
      const Status kept = school->store->setSetting(office::settingLanguage, start.language);
      if (!kept) log::fault("language.not-kept", kept.fault());
    }
    m_done = true;
  }

  platform::ScreenOptions m_options;
  SystemClock m_clock;
  SystemRandom m_random;
  welcome::State m_state;
  bool m_done = false;
  std::uint64_t m_run = 1, m_previewId = 0;
  std::atomic<std::uint64_t> m_previewVersion{0};
  Bytes m_held;
  Mailbox<Heard> m_mail;
  std::atomic<bool> m_awake{false};
  std::unique_ptr<platform::App> m_app;
  std::unique_ptr<platform::CardWatch> m_cards;
  std::unique_ptr<camera::Camera> m_camera;
  std::unique_ptr<process::Child> m_inbox;
  std::jthread m_worker;  // first to end: it tells the others until it has
};

const platform::ScreenProgram program{"pillarbox-welcome", "A new terminal's first start."};

}  // namespace
}  // namespace pillarbox

int main(int argc, char** argv) {
  using namespace pillarbox;
  auto begun = platform::beginScreenProgram(argc, argv, program);
  if (const int* exitCode = std::get_if<int>(&begun)) return *exitCode;
  auto& options = std::get<platform::ScreenOptions>(begun);
  Welcome welcome(std::move(options));
  if (const Status started = welcome.start(); !started) return platform::complain(program, started.fault());
  welcome.run();
  return welcome.done() ? platform::complain(program, welcome.becomeKiosk(argv)) : 0;
}

// pillarbox-kiosk: the staff's program. Puts the rooms together and holds no rule of its own: screens decide
// (kiosk/post), the office keeps and sends (kiosk/office), the platform shows (kiosk/platform). Links nothing that
// opens sealed files.
#include <unistd.h>

#include <array>
#include <cerrno>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>

#include "kiosk/office/office.h"
#include "kiosk/platform/app.h"
#include "kiosk/platform/battery.h"
#include "kiosk/platform/screen_program.h"
#include "kiosk/post/access_main.h"
#include "kiosk/post/badge_main.h"
#include "kiosk/post/camera_main.h"
#include "kiosk/post/mine_main.h"
#include "kiosk/post/post.h"
#include "kiosk/post/writing_main.h"
#include "kiosk/process/inbox_child.h"
#include "shared/base/files.h"
#include "shared/base/installed.h"
#include "shared/base/log.h"
#include "shared/record/ids.h"

namespace pillarbox {
namespace {

struct InboxEnded {
  bool refused = false;  // it never came up
};
using FromThreads = std::variant<office::OfficeReply, post::CameraDesk::Heard, post::AccessDesk::Heard,
                                 platform::CardEvent, InboxEnded, post::WritingDesk::Heard>;

std::vector<seal::Attachment> attachmentsOf(const std::vector<post::PageFile>& files) {
  std::vector<seal::Attachment> attachments;
  for (const post::PageFile& file : files) attachments.push_back({file.name, file.type, *file.bytes});
  return attachments;
}

class Kiosk {
 public:
  explicit Kiosk(platform::ScreenOptions options) : m_options(std::move(options)) {}

  Status start() {
    PB_TRY_VALUE(m_office, office::Office::start(m_options.folder, m_clock, m_random,
                                                 [this](office::OfficeReply reply) { tell(std::move(reply)); }));
    takePlace(m_office->place());
    if (m_options.language == "en" && !m_office->language().empty()) m_options.language = m_office->language();
    if (m_options.robotFd && !m_place->directory.demo) {
      return Fault{FaultCode::notPermitted, "--robot-fd is only for a demonstration school."};
    }
    Result<BodyFigures> figures = readBodyFigures(assetsFolder());
    if (!figures) {
      log::fault("body-map.no-drawings", figures.fault());
    } else {
      apply(post::BodyEvent{post::BodyFiguresArrived{std::make_shared<const BodyFigures>(*std::move(figures))}});
    }
    if (m_office->wasDamaged()) apply(post::OfficeProblem{FaultCode::damaged});
    PB_TRY_VALUE(m_app, platform::App::make(platform::appOptions(m_options, "Pillarbox")));
    m_access.attach(*m_app);
    apply(post::AccessTold{m_access.ready()});
    m_awake = true;
    m_office->ask(office::RefreshCounts{});
    Result<std::unique_ptr<platform::CardWatch>> cards =
        platform::CardWatch::start([this](platform::CardEvent event) { tell(std::move(event)); });
    if (cards) m_cards = std::move(*cards);
    if (!cards) log::fault("cards.not-watched", cards.fault());
    apply(post::BadgeEvent{post::ReadersAre{0, !m_options.wedge.off}});
    return {};
  }

  void run() {
    platform::AppHooks hooks;
    hooks.draw = [this](ui::Frame& frame) {
      for (const post::Event& event : post::draw(frame, m_state)) apply(event);
    };
    hooks.drawn = [this](const ui::Record& record) { m_access.drawn(record, m_state); };
    hooks.screenName = [this] { return post::drawnScreen(m_state); };
    hooks.onBadge = [this](std::string_view code) { apply(post::BadgeRead{std::string(code)}); };
    if (m_options.robotFd) hooks.onCamera = [this](const std::string& path) { return m_camera.hold(path); };
    hooks.onTick = [this](Milliseconds now) -> std::optional<Milliseconds> {
      apply(post::Tick{m_clock.now(), now});
      lookAtBattery(now);
      if (m_app->lastInput() != m_lastInput) {
        m_lastInput = m_app->lastInput();
        apply(post::Active{});
      }
      return now + post::wakeIn(m_state);
    };
    hooks.onWake = [this] { readMail(); };
    hooks.onHidden = [this] {
      if (!m_inbox) apply(post::WindowHidden{});
    };
    m_app->run(hooks);
    m_awake = false;
    m_inbox.reset();
    m_cards.reset();
    m_camera.perform(post::CameraLook{});
    apply(post::Ending{});
  }

 private:
  // The home screen's clock wakes it often enough.
  void lookAtBattery(Milliseconds now) {
    if (m_batteryAt && now - *m_batteryAt < std::chrono::seconds(20)) return;
    m_batteryAt = now;
    const platform::Battery battery = platform::readBattery(m_power).value_or(platform::Battery{});
    apply(post::BatteryTold{battery.percent, battery.discharging});
  }

  // Any thread.
  void tell(FromThreads mail) {
    m_mail.push(std::move(mail));
    if (m_awake) m_app->wake();
  }

  void readMail() {
    while (std::optional<FromThreads> mail = m_mail.tryTake()) {
      if (auto* reply = std::get_if<office::OfficeReply>(&*mail)) {
        std::visit([this](auto& each) { on(each); }, *reply);
      } else if (auto* heard = std::get_if<post::CameraDesk::Heard>(&*mail)) {
        m_camera.hear(*heard);
      } else if (auto* spoken = std::get_if<post::AccessDesk::Heard>(&*mail)) {
        m_access.hear(*spoken);
      } else if (const auto* written = std::get_if<post::WritingDesk::Heard>(&*mail)) {
        std::visit([this](const auto& each) { apply(each); }, *written);
      } else if (const auto* card = std::get_if<platform::CardEvent>(&*mail)) {
        // While a DSL reads, the screen is not the staff's.
        if (!m_inbox || std::holds_alternative<platform::CardReaders>(*card)) {
          apply(post::cardEventFrom(*card, !m_options.wedge.off));
        }
      } else {
        m_inbox.reset();
        m_app->takeBack();
        apply(post::InboxProblem{std::get<InboxEnded>(*mail).refused});
        m_office->ask(office::WaitForNews{false});
        m_office->ask(office::RefreshCounts{});
        m_office->ask(office::TryNow{});
      }
      m_app->redraw();
    }
  }

  void takePlace(std::shared_ptr<const office::Place> place) {
    m_place = std::move(place);
    const std::shared_ptr<const Directory> directory(m_place, &m_place->directory);
    const std::shared_ptr<const Roster> roster(m_place, &m_place->roster);
    apply(post::DirectoryArrived{directory});
    apply(post::RosterArrived{roster});
    m_writing.know(roster, directory);
  }

  // --- what the office says
  std::optional<std::uint64_t> handleOf(const std::string& id) const {
    for (const auto& [handle, known] : m_ids) {
      if (known == id) return handle;
    }
    return std::nullopt;
  }
  void on(const office::Posted& posted) {
    if (const auto handle = handleOf(posted.id)) apply(post::PostDone{*handle, posted.id, posted.reference});
    m_office->ask(office::RefreshCounts{});
  }
  void on(const office::PostFailed& failed) {
    log::fault("post.failed", failed.fault);
    if (const auto handle = handleOf(failed.id)) apply(post::PostFailed{*handle, failed.fault});
  }
  void on(const office::DraftSaved&) {}
  void on(const office::DraftFailed& failed) { log::fault("draft.failed", failed.fault); }
  void on(const office::Delivered& delivered) { apply(post::Delivered{delivered.id}); }
  void on(const office::Counts& counts) { apply(post::CountsArrived{counts.waitingToBeRead, counts.waitingToSend}); }
  void on(const office::ServerProblem& problem) {  // the office has logged it
    apply(post::OfficeProblem{problem.fault.code});
  }
  void on(const office::ServerFine&) { apply(post::OfficeProblem{}); }
  void on(const office::StoreProblem& problem) {
    log::fault("store.problem", problem.fault);
    apply(post::OfficeProblem{problem.fault.code});
  }
  void on(const office::PlaceChanged& changed) { takePlace(changed.place); }
  void on(const office::Mine& mine) {
    // Somebody else may have signed in since it was asked for.
    if (mine.authorTag == m_place->authorTag(m_mineOf)) apply(post::mineFrom(m_mineOf, mine));
  }
  void on(const office::CallStatus& call) { apply(post::callFrom(call)); }

  void on(const office::BadgeAnswer& answer) { apply(post::badgeEventFrom(answer)); }

  // --- what the screens ask for
  void apply(const post::Event& event) {
    for (post::Effect& effect : post::apply(m_state, event)) std::visit([this](auto& each) { perform(each); }, effect);
  }

  const std::string& idOf(std::uint64_t handle) {
    std::string& id = m_ids[handle];
    if (id.empty()) id = newId(m_clock, m_random);
    return id;
  }

  void perform(post::PostNow& now) {
    now.entry.id = idOf(now.handle);
    if (now.entry.kind == Kind::call) now.entry.happenedWhere = post::terminalName(*m_place);
    const office::PostOptions options{.authorTag = m_place->authorTag(now.entry.author.id)};
    Result<office::Prepared> prepared =
        office::prepare(*m_place, now.entry, attachmentsOf(now.files), options, m_clock, m_random);
    post::wipeEntry(now.entry);
    if (!prepared) {
      log::fault("post.not-sealed", prepared.fault());
      apply(post::PostFailed{now.handle, prepared.fault()});
      return;
    }
    m_office->ask(office::PostRequest{std::move(prepared->posting), nullptr});
  }

  void perform(post::SaveDraft& save) {
    save.entry.id = idOf(save.handle);
    const office::PostOptions options{.authorTag = m_place->authorTag(save.entry.author.id)};
    Result<store::Draft> draft =
        office::prepareDraft(*m_place, save.entry, attachmentsOf(save.files), options, m_clock, m_random);
    post::wipeEntry(save.entry);
    if (!draft) return log::fault("draft.not-sealed", draft.fault());
    m_office->ask(office::SaveDraft{std::move(*draft)});
  }

  void perform(const post::DropDraft& drop) { m_office->ask(office::DropDraft{idOf(drop.handle)}); }

  void perform(const post::AskMine& ask) {
    m_mineOf = ask.authorId;
    m_office->ask(office::AskMine{m_place->authorTag(ask.authorId)});
  }

  void perform(const post::AskCall& call) { m_office->ask(office::AskCall{call.id}); }
  void perform(const post::KeepMessageSeen& seen) { m_office->ask(office::MessageSeen{seen.id}); }

  void perform(post::BadgeAsk& ask) { m_office->ask(post::workOf(ask)); }

  void perform(post::SpellingAsk& ask) { m_writing.perform(ask); }
  void perform(post::AskHints& ask) { m_writing.perform(ask); }

  void perform(const post::CameraLook& look) { m_camera.perform(look); }
  void perform(const post::AccessAsk& ask) { m_access.perform(ask); }
  void perform(const post::CameraTakeNow& now) { m_camera.perform(now); }
  void perform(const post::CameraTakeAgain& again) { m_camera.perform(again); }

  void perform(post::StartInbox& start) {
    if (m_inbox) return;
    m_app->handOver();
    Result<std::unique_ptr<process::Child>> started = startInbox(start);
    wipe(start.cardCode);
    if (!started) {
      log::fault("inbox.not-started", started.fault());
      m_app->takeBack();
    } else {
      m_inbox = std::move(*started);
      m_office->ask(office::WaitForNews{});  // as long as somebody reads here
    }
    apply(post::InboxProblem{!m_inbox});
  }

  Result<std::unique_ptr<process::Child>> startInbox(const post::StartInbox& start) {
    PB_TRY_VALUE(process::ChildOptions child, process::inboxChild());
    child.arguments = platform::sameScreen(m_options);
    if (start.cardCode.empty()) child.arguments.emplace_back("--card-lost");
    child.secret = SecretBytes::copyOf(start.cardCode);
    if (const auto fd = m_app->robotFd()) child.inherit.push_back({"--robot-fd", *fd});
    child.ended = [this](process::ChildEnd end) {
      log::info("inbox.ended", {{"exit", std::int64_t{end.exitCode}}});
      if (!end.refused.empty()) log::error("inbox.refused", {{"why", end.refused}});
      tell(InboxEnded{!end.refused.empty()});
    };
    return process::Child::start(std::move(child));
  }

  void perform(const post::WipeInput&) {
    if (m_app) m_app->wipe();
  }

  platform::ScreenOptions m_options;
  SystemClock m_clock;
  SystemRandom m_random;
  post::State m_state;
  std::shared_ptr<const office::Place> m_place;
  std::map<std::uint64_t, std::string> m_ids;  // one entry id for each handle, so that twice posted is once posted
  std::string m_mineOf;
  Milliseconds m_lastInput{};
  std::filesystem::path m_power = platform::powerFolder();
  std::optional<Milliseconds> m_batteryAt;
  Mailbox<FromThreads> m_mail;
  std::atomic<bool> m_awake{false};
  std::unique_ptr<platform::App> m_app;
  std::unique_ptr<office::Office> m_office;  // ends before the App that it wakes
  std::unique_ptr<process::Child> m_inbox;
  std::unique_ptr<platform::CardWatch> m_cards;  // ends before what its listener uses
  post::AccessDesk m_access{m_options, [this](post::AccessDesk::Heard heard) { tell(std::move(heard)); },
                            [this](const post::Event& event) { apply(event); }};
  post::CameraDesk m_camera{m_options, [this](post::CameraDesk::Heard heard) { tell(std::move(heard)); },
                            [this](const post::Event& event) { apply(event); }};
  post::WritingDesk m_writing{m_options.folder, [this](post::WritingDesk::Heard heard) { tell(std::move(heard)); }};
};

// A terminal that is nobody's yet is made one first; what does that takes this program's place, and gives it back.
bool belongsToNobody(const std::filesystem::path& folder) {
  std::error_code error;
  return !std::filesystem::exists(folder, error) || std::filesystem::is_empty(folder, error);
}
// Nor can it be used where its user may not read and write the folder; the same program says so.
bool closedToUs(const std::filesystem::path& folder) {
  return ::access(folder.c_str(), R_OK | W_OK | X_OK) != 0;
}
Fault becomeWelcome(char** argv) {
  execv(programBeside("pillarbox-welcome").c_str(), argv);
  return faultFromErrno(errno, "start pillarbox-welcome");
}

const platform::ScreenProgram program{"pillarbox-kiosk", "The touchscreen where staff post a concern."};

}  // namespace
}  // namespace pillarbox

int main(int argc, char** argv) {
  using namespace pillarbox;
  auto begun = platform::beginScreenProgram(argc, argv, program);
  if (const int* exitCode = std::get_if<int>(&begun)) return *exitCode;
  auto& options = std::get<platform::ScreenOptions>(begun);
  if (belongsToNobody(options.folder) || closedToUs(options.folder))
    return platform::complain(program, becomeWelcome(argv));
  Kiosk kiosk(std::move(options));
  if (const Status started = kiosk.start(); !started) return platform::complain(program, started.fault());
  kiosk.run();
  return 0;
}

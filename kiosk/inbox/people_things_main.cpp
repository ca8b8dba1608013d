// Recovery sheets, devices and badges: what Manage asks of the worker.
#include <chrono>
#include <memory>
#include <utility>

#include "kiosk/desk/alerts.h"
#include "kiosk/desk/badge_making.h"
#include "kiosk/desk/devices.h"
#include "kiosk/desk/recovery.h"
#include "kiosk/inbox/people_main.h"
#include "kiosk/office/badges.h"
#include "scanner/badge/qr_matrix.h"
#include "shared/base/files.h"
#include "shared/base/log.h"

namespace pillarbox::inbox {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::minutes pinLife{60};
// Somebody sits there, and locking waits for what is in hand.
constexpr Milliseconds mailTakes = std::chrono::seconds(20);
constexpr int mostPixels = 1240;  // of the code's side: sharp where the screen has two pixels for one

void failed(WorkerRoom& room, std::string_view what, const Fault& fault) {
  log::fault(what, fault);
  room.say(PeopleEvent{PeopleFailed{asSentence(fault)}});
}

// Only leads and deputies: the desk asks the same of devices, but knows nothing of who asks for badges.
bool leads(const WorkerRoom& room) {
  const Person* now = room.school.directory().person(room.person.person.id);
  return now != nullptr && now->active && isLead(now->role);
}
const Fault notALead{FaultCode::notPermitted, "Only a safeguarding lead or a deputy may change badges."};

// With its white border; without pixels if the text is too long for a code.
ui::Picture pictureOf(std::string_view text) {
  ui::Picture picture;
  const Result<badge::QrMatrix> matrix = badge::qrMatrix(text, badge::QrLevel::low);
  if (!matrix) return picture;
  const int modules = matrix->size() + 2 * badge::qrQuietModules;
  const int scale = std::max(1, mostPixels / modules);
  const int side = modules * scale;
  auto pixels = std::make_shared<Bytes>(static_cast<std::size_t>(side) * static_cast<std::size_t>(side));
  for (int y = 0; y < side; ++y) {
    for (int x = 0; x < side; ++x) {
      const int mx = x / scale - badge::qrQuietModules, my = y / scale - badge::qrQuietModules;
      const bool inside = mx >= 0 && my >= 0 && mx < matrix->size() && my < matrix->size();
      (*pixels)[static_cast<std::size_t>(y) * static_cast<std::size_t>(side) + static_cast<std::size_t>(x)] =
          inside && matrix->dark(mx, my) ? 0 : 255;
    }
  }
  picture.id = ui::newPictureId();
  picture.version = 1;
  picture.width = picture.height = picture.stride = side;
  picture.pixels = std::move(pixels);
  return picture;
}

// The other devices get it now or, if the server is not there, at their next look.
void sendRosters(WorkerRoom& room) {
  if (const Result<int> sent = desk::sendDueRosters(room.school); !sent) log::fault("roster.not-sent", sent.fault());
  room.tellSchool();
}

void sayDone(WorkerRoom& room, std::string done) {
  room.tellSchool();
  room.say(PeopleEvent{PeopleDone{std::move(done), {}, {}, false}});
}

}  // namespace

void perform(WorkerRoom& room, ProveSheet& prove) {
  SheetTried tried;
  tried.sheet = prove.sheet;
  const auto sheet = open::RecoverySheet::parse(prove.text.text());
  if (!sheet) {
    tried.says = "That is not the line of a recovery sheet. Look for missing or mixed-up letters.";
    return room.say(PeopleEvent{std::move(tried)});
  }
  const Result<std::string> which = desk::whichSheet(room.school.directory(), *sheet);
  if (!which || *which != prove.sheet) {
    tried.says = which ? "That is the other sheet of this school, not this one."
                       : "This is not one of this school's sheets, or it was replaced by a newer one. Find out why "
                         "before it is needed.";
    return room.say(PeopleEvent{std::move(tried)});
  }
  const Result<desk::Drilled> drilled = desk::drillSheet(room.school, *sheet);
  if (!drilled) {
    log::fault("sheet.not-proved", drilled.fault());
    tried.says = "It is the right sheet, but it did not open what was posted. Tell your technician today.";
    return room.say(PeopleEvent{std::move(tried)});
  }
  tried.works = true;
  tried.says = drilled->opened.empty() ? "It is the right sheet. Nothing has been posted yet that it could open."
                                       : "It opened the newest thing that was posted. Nothing of it was shown or kept. "
                                         "The record says that it was proved today.";
  room.say(PeopleEvent{std::move(tried)});
}

void perform(WorkerRoom& room, AskWaiting&) {
  WaitingTold told;
  Result<std::vector<desk::WaitingDevice>> waiting = desk::waitingDevices(room.school, room.person);
  if (waiting) {
    for (desk::WaitingDevice& each : *waiting) {
      told.waiting.push_back({std::move(each.id), std::move(each.name), std::move(each.code), each.invitedHere});
    }
  } else {
    log::fault("devices.not-asked", waiting.fault());
    told.problem = "Who is waiting is not known now: " + asSentence(waiting.fault()).detail;
  }
  room.say(PeopleEvent{std::move(told)});
}

void perform(WorkerRoom& room, AskAlerts&) {
  AlertsTold told;
  Result<desk::AlertsSaid> said = desk::alertsSaid(room.school);
  if (said) {
    told.fromHere = said->fromHere;
    told.configured = said->configured;
    told.trouble = std::move(said->trouble);
    for (desk::AlertSaid& line : said->lines) {
      told.rows.push_back({line.when + " to " + line.to + ", " + line.about, std::move(line.became), line.failed});
    }
  } else {
    log::fault("alerts.not-asked", said.fault());
    told.problem = "What became of them is not known now: " + asSentence(said.fault()).detail;
  }
  room.say(PeopleEvent{std::move(told)});
}

void perform(WorkerRoom& room, TestAlerts&) {
  Result<std::string> number = desk::sendTestAlert(room.school, room.person, mailTakes);
  if (!number) return failed(room, "alert.not-tested", number.fault());
  room.say(PeopleEvent{AlertTestSent{std::move(*number)}});
}

void perform(WorkerRoom& room, NoteAlertTest&) {
  const Result<std::int64_t> noted = desk::noteAlertTest(room.school, room.person);
  if (!noted) return failed(room, "alert.not-noted", noted.fault());
  sayDone(room, "The way to you works. It is noted, with today's date.");
}

void perform(WorkerRoom& room, MakeInvitation&) {
  const Result<desk::DeviceInvitation> made = desk::inviteDevice(room.school, room.person);
  if (!made) return failed(room, "device.not-invited", made.fault());
  InvitationState invitation;
  invitation.until = formatHourMinute(made->expiresAt);
  invitation.code = pictureOf(made->text);
  const fs::path folder = newPapersFolder(room.folder, room.clock.now());
  const fs::path file = folder / "invitation.txt";
  if (makePapersFolder(folder) && writeFileDurable(file, viewOf(made->text + "\n"), 0600, Existing::refuse)) {
    invitation.file = file.string();
  }
  room.say(PeopleEvent{InvitationMade{std::move(invitation)}});
}

void perform(WorkerRoom& room, ApproveDevice& approve) {
  const Result<desk::ApprovedDevice> approved =
      desk::approveDevice(room.school, room.person, approve.device, approve.code, desk::Fetches(approve.fetches));
  if (!approved) return failed(room, "device.not-approved", approved.fault());
  if (!approved->rosterSent.ok()) log::fault("roster.not-sent", approved->rosterSent.fault());
  sayDone(room, "“" + approved->device.name + "” is let in.");
}

void perform(WorkerRoom& room, ChangeFetches& change) {
  const Result<std::int64_t> version =
      desk::changeFetches(room.school, room.person, change.device, desk::Fetches(change.fetches));
  if (!version) return failed(room, "device.not-changed", version.fault());
  sayDone(room, "Signed. The server holds to it at once.");
}

void perform(WorkerRoom& room, RevokeDevice& revoke) {
  const Device* device = room.school.directory().device(revoke.device);
  const std::string name = device == nullptr ? std::string() : device->name;
  const Result<std::int64_t> version = desk::revokeDevice(room.school, room.person, revoke.device);
  if (!version) return failed(room, "device.not-revoked", version.fault());
  sayDone(room, "“" + name + "” is sent away: nothing it sends is trusted.");
}

void perform(WorkerRoom& room, GivePin& give) {
  if (!leads(room)) return failed(room, "badge.no-pin", notALead);
  Result<std::string> pin = office::makeOneTimePin(room.school, pinLife, give.staff);
  if (!pin) return failed(room, "badge.no-pin", pin.fault());
  PinMade made{give.staff, SecretBytes::copyOf(*pin), formatHourMinute(room.clock.now() + pinLife)};
  wipe(*pin);
  room.say(PeopleEvent{std::move(made)});
}

void perform(WorkerRoom& room, RevokeBadges& revoke) {
  if (!leads(room)) return failed(room, "badge.not-stopped", notALead);
  const Status stopped = office::revokeBadgesOf(room.school, revoke.staff);
  if (!stopped) return failed(room, "badge.not-stopped", stopped.fault());
  sendRosters(room);
  sayDone(room, "Their badges do not work any more.");
}

void perform(WorkerRoom& room, PrintBadges& print) {
  if (!leads(room)) return failed(room, "badge.not-made", notALead);
  const fs::path folder = newPapersFolder(room.folder, room.clock.now());
  const fs::path file = folder / "badges.pdf";
  const Status made =
      desk::makeBadges(room.school, print.staff, desk::BadgeFormat::qr, print.replace, [&](BytesView pdf) -> Status {
        PB_TRY(makePapersFolder(folder));
        return writeFileDurable(file, pdf, 0600, Existing::refuse);
      });
  if (!made) return failed(room, "badge.not-made", made.fault());
  sendRosters(room);
  PeopleDone done;
  done.done = print.staff.size() == 1 ? "The badge is made." : "The badges are made.";
  done.folder = folder.string();
  done.papers = papersIn({file}, room.school.directory());
  room.say(PeopleEvent{std::move(done)});
}

}  // namespace pillarbox::inbox

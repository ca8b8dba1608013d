#include "kiosk/inbox/people_main.h"

#include <cctype>
#include <chrono>
#include <cstdlib>
#include <system_error>
#include <utility>

#include "kiosk/desk/devices.h"
#include "kiosk/desk/grant.h"
#include "kiosk/desk/people.h"
#include "kiosk/desk/recovery.h"
#include "kiosk/inbox/words.h"
#include "shared/base/files.h"
#include "shared/base/log.h"
#include "shared/casework/calendar.h"

namespace pillarbox::inbox {
namespace {

namespace fs = std::filesystem;

void failed(WorkerRoom& room, std::string_view what, const Fault& fault) {
  log::fault(what, fault);
  room.say(PeopleEvent{PeopleFailed{asSentence(fault)}});
}

void remove(const std::vector<fs::path>& files) {
  std::error_code ignored;
  for (const fs::path& file : files) fs::remove(file, ignored);
}

// How many older entries were opened to them, in one sentence.
std::string grantedWords(const Result<desk::GrantMade>& granted) {
  if (!granted) {
    return " The older records could not be opened to them yet: choose “Let them read what was posted before” once "
           "more.";
  }
  std::string words = " " + std::to_string(granted->granted) +
                      (granted->granted == 1 ? " older entry is" : " older entries are") + " open to them.";
  if (granted->unreadable > 0) {
    words += " " + std::to_string(granted->unreadable) + " could not be opened here.";
  }
  return words;
}

// Papers first: if they cannot be written, nothing is changed.
struct Kept {
  fs::path folder;
  std::vector<fs::path> files;
  desk::KeepPapers keep(const std::string& school) {
    return [this, school](const desk::MadePerson& made) -> Status {
      PB_TRY(makePapersFolder(folder));
      PB_TRY_VALUE(const std::vector<fs::path> written, desk::writePersonPapers(folder, school, made));
      files.insert(files.end(), written.begin(), written.end());
      return {};
    };
  }
  void drop() {
    remove(files);
    std::error_code ignored;
    fs::remove(folder, ignored);  // if it is empty
  }
};

void sayMade(WorkerRoom& room, const Kept& kept, std::string done, bool ownCard) {
  room.tellSchool();
  PeopleDone answer;
  answer.done = std::move(done);
  answer.folder = kept.folder.string();
  answer.papers = papersIn(kept.files, room.school.directory());
  answer.ownCard = ownCard;
  room.say(PeopleEvent{std::move(answer)});
}

void sayDone(WorkerRoom& room, std::string done) {
  room.tellSchool();
  room.say(PeopleEvent{PeopleDone{std::move(done), {}, {}, false}});
}

void perform(WorkerRoom& room, LoadPeople&) {
  PeopleFacts facts;
  facts.deviceId = room.school.deviceId;
  for (const Person& person : room.school.directory().people) {
    std::error_code ignored;
    if (!fs::exists(office::keyFilePath(room.school, person.id), ignored)) continue;
    facts.keysHere.push_back(person.id);
    const Result<bool> starter = desk::hasStarterPassphrase(room.school, person.id);
    if (starter && *starter) facts.starters.push_back(person.id);
  }
  const auto server = office::serverOf(room.school);
  facts.connected = server && server->has_value();
  room.say(PeopleEvent{PeopleTold{std::move(facts)}});
}

void perform(WorkerRoom& room, AddPerson& add) {
  desk::PersonToMake wanted;
  wanted.role = add.role;
  wanted.name = std::move(add.name);
  wanted.title = std::move(add.title);
  wanted.email = std::move(add.email);
  wanted.room = std::move(add.room);
  wanted.extension = std::move(add.extension);
  Kept kept{newPapersFolder(room.folder, room.clock.now()), {}};
  const Result<desk::NewKeys> made =
      desk::addPerson(room.school, room.person, std::move(wanted), kept.keep(room.school.directory().schoolName));
  if (!made) {
    kept.drop();
    return failed(room, "people.not-added", made.fault());
  }
  const Person& person = made->made.person;
  std::string done = person.name + " is added.";
  if (add.older) done += grantedWords(desk::grantAll(room.school, desk::granterOf(room.person), person.id));
  sayMade(room, kept, std::move(done), false);
}

void perform(WorkerRoom& room, ChangePerson& change) {
  desk::PersonChange next;
  next.name = std::move(change.name);
  next.title = std::move(change.title);
  next.email = std::move(change.email);
  next.room = std::move(change.room);
  next.extension = std::move(change.extension);
  next.role = change.role;
  const Status changed = desk::changeDetails(room.school, room.person, change.person, next);
  if (!changed) return failed(room, "people.not-changed", changed.fault());
  sayDone(room, "Saved.");
}

void perform(WorkerRoom& room, GiveNewCard& give) {
  const bool own = give.person == room.person.person.id;
  Kept kept{newPapersFolder(room.folder, room.clock.now()), {}};
  std::optional<SecretBytes> passphrase;
  if (own) passphrase = room.person.passphrase.clone();
  const Result<desk::NewKeys> made = desk::replaceKeyCard(room.school, room.person, give.person, std::move(passphrase),
                                                          kept.keep(room.school.directory().schoolName));
  if (!made) {
    kept.drop();
    return failed(room, "people.no-new-card", made.fault());
  }
  const desk::Granter granter = own ? desk::granterOf(room.person, *made) : desk::granterOf(room.person);
  const Result<desk::GrantMade> granted = desk::grantAll(room.school, granter, give.person);
  if (!granted) log::fault("people.not-granted", granted.fault());
  sayMade(room, kept, "The old key card of " + made->made.person.name + " is cancelled." + grantedWords(granted), own);
}

void perform(WorkerRoom& room, EndAccess& end) {
  const Status ended = desk::endPerson(room.school, room.person, end.person);
  if (!ended) return failed(room, "people.not-ended", ended.fault());
  sayDone(room, "Their access is ended. Ask for their key card.");
}

void perform(WorkerRoom& room, OpenOlder& open) {
  const Result<desk::GrantMade> granted = desk::grantAll(room.school, desk::granterOf(room.person), open.person);
  if (!granted) return failed(room, "people.not-granted", granted.fault());
  sayDone(room, "Done." + grantedWords(granted));
}

// Only before anybody has unlocked.
void perform(WorkerRoom&, ReportLoss&) {}
void perform(WorkerRoom&, TrySheet&) {}
void perform(WorkerRoom&, RecoverWithSheet&) {}

// --- before anybody has unlocked

void lostFailed(LockedRoom& room, std::string_view what, const Fault& fault) {
  log::fault(what, fault);
  room.say(PeopleEvent{LostEvent{LostFailed{asSentence(fault)}}});
}

void answer(LockedRoom& room, ReportLoss& report) {
  for (const Person& person : room.school.directory().people) {
    if (person.cardId != report.cardId || !person.active) continue;
    const Result<store::Posting> posted = desk::postCardLost(room.school, person.id, report.reporter);
    if (!posted) return lostFailed(room, "card-lost.not-posted", posted.fault());
    return room.say(PeopleEvent{LostEvent{LossReported{}}});
  }
  lostFailed(room, "card-lost.not-posted", {FaultCode::notFound, "That card has been replaced already."});
}

struct OpenedSheet {
  open::RecoverySheet sheet;
  std::string id;
};
Result<OpenedSheet> openSheet(LockedRoom& room, const SecretBytes& text) {
  auto sheet = open::RecoverySheet::parse(text.text());
  if (!sheet) {
    return Fault{FaultCode::badInput,
                 "That is not the line of a recovery sheet. Look for missing or mixed-up letters."};
  }
  Result<std::string> id = desk::whichSheet(room.school.directory(), *sheet);
  if (!id) return Fault{FaultCode::notTrusted, "This sheet is not one of this school's, or it was replaced."};
  return OpenedSheet{std::move(*sheet), std::move(*id)};
}

void answer(LockedRoom& room, TrySheet& sheet) {
  const Result<OpenedSheet> opened = openSheet(room, sheet.text);
  if (!opened) return lostFailed(room, "sheet.not-taken", opened.fault());
  // Only those whose postings it opens.
  const Directory& directory = room.school.directory();
  SheetOpens opens;
  for (const Person& person : directory.people) {
    if (!person.active || person.role == PersonRole::writer) continue;
    for (const Audience& audience : directory.audiences) {
      if (audience.sheet != opened->id || !desk::mayRead(directory, person, audience.id)) continue;
      opens.people.emplace_back(person.id, person.name);
      break;
    }
  }
  room.say(PeopleEvent{LostEvent{std::move(opens)}});
}

void answer(LockedRoom& room, RecoverWithSheet& recover) {
  const Result<OpenedSheet> opened = openSheet(room, recover.text);
  if (!opened) return lostFailed(room, "sheet.not-taken", opened.fault());
  desk::RecoverWhat what;
  what.replace = std::move(recover.people);
  Kept kept{newPapersFolder(room.folder, room.school.clock->now()), {}};
  const Result<desk::Recovered> recovered =
      desk::recoverSchool(room.school, opened->sheet, std::move(what), kept.keep(room.school.directory().schoolName));
  if (!recovered) {
    kept.drop();
    return lostFailed(room, "school.not-recovered", recovered.fault());
  }
  CardsRecovered made;
  made.folder = kept.folder.string();
  made.papers = papersIn(kept.files, room.school.directory());
  made.config = room.config();
  room.say(PeopleEvent{LostEvent{std::move(made)}});
}

template <class Other>
void answer(LockedRoom&, Other&) {}  // all others need somebody who has unlocked

}  // namespace

fs::path besideData(const fs::path& schoolFolder) {
  std::error_code ignored;
  if (const char* elsewhere = std::getenv("PILLARBOX_PAPERS"); elsewhere != nullptr && *elsewhere == '/') {
    return elsewhere;
  }
  const fs::path folder = fs::absolute(schoolFolder, ignored).lexically_normal();
  return folder.has_filename() ? folder.parent_path() : folder.parent_path().parent_path();
}

fs::path newPapersFolder(const fs::path& schoolFolder, WallTime now) {
  // As the clock on the wall says it, to be found again.
  std::string name = casework::dayOn(now) + " " + formatHourMinute(now);
  std::erase(name, ':');
  const fs::path base = besideData(schoolFolder) / "pillarbox-papers-to-print" / name;
  fs::path free = base;
  std::error_code ignored;
  for (int number = 2; fs::exists(free, ignored); ++number) free = base.string() + " (" + std::to_string(number) + ")";
  return free;
}

Status makePapersFolder(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (!error) fs::permissions(folder.parent_path(), fs::perms::owner_all, error);
  if (!error) fs::permissions(folder, fs::perms::owner_all, error);
  return error ? Status{faultFromErrno(error.value(), "make the folder for papers")} : Status{};
}

std::vector<Paper> papersIn(const std::vector<fs::path>& files, const Directory& directory) {
  std::vector<Paper> papers;
  for (const fs::path& file : files) {
    Paper paper;
    paper.file = file.filename().string();
    const auto nameIn = [&](std::string_view prefix) -> std::string {
      const std::string id = file.stem().string().substr(prefix.size());
      const Person* person = directory.person(id);
      return person != nullptr ? person->name : id;
    };
    if (paper.file.starts_with("key-card-")) {
      paper.what = "Key card for " + nameIn("key-card-");
      paper.advice = "Print it, cut it out and fold it. Give it to them and to nobody else.";
    } else if (paper.file.starts_with("starter-passphrase-")) {
      paper.what = "Starter passphrase for " + nameIn("starter-passphrase-");
      paper.advice = "Hand it over apart from the key card. They choose their own the first time.";
    } else if (paper.file.starts_with("recovery-")) {
      paper.what = "Recovery sheet: " + file.stem().string().substr(std::string_view("recovery-").size());
      paper.advice = "Print it once, put it in the safe, then delete the file.";
    } else {
      paper.what = "Badges to cut out";
      paper.advice = "Print at actual size (100 %), cut along the marks, and hand each to its owner.";
    }
    papers.push_back(std::move(paper));
  }
  return papers;
}

Fault asSentence(Fault fault) {
  if (fault.code == FaultCode::network || fault.code == FaultCode::timedOut || fault.code == FaultCode::diskFull) {
    fault.detail = faultSentence(fault);
    return fault;
  }
  if (fault.code == FaultCode::busy) {
    fault.detail = "Somebody else has changed the school's people meanwhile. Look at it again, then try once more.";
  }
  if (fault.detail.empty()) fault.detail = faultSentence(fault);
  fault.detail[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(fault.detail[0])));
  if (fault.detail.back() != '.' && fault.detail.back() != '?') fault.detail += '.';
  return fault;
}

void perform(WorkerRoom& room, PeopleEffect& effect) {
  std::visit([&](auto& each) { perform(room, each); }, effect);
}

void performLocked(LockedRoom& room, PeopleEffect& effect) {
  std::visit([&](auto& each) { answer(room, each); }, effect);
}

}  // namespace pillarbox::inbox

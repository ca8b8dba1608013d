#include "kiosk/inbox/keeping_main.h"

#include <sys/stat.h>

#include <algorithm>
#include <fstream>

#include "kiosk/desk/casework_write.h"
#include "kiosk/desk/files_to_add.h"
#include "kiosk/desk/inbox_entries.h"
#include "kiosk/desk/transfer.h"
#include "kiosk/inbox/days.h"
#include "kiosk/inbox/keeping_destroy_main.h"
#include "kiosk/inbox/report_main.h"
#include "kiosk/report/transfer_papers.h"
#include "shared/base/files.h"
#include "shared/casework/calendar.h"
#include "shared/open/age_open.h"
#include "shared/record/ids.h"

namespace pillarbox::inbox {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t mostOfAKind = 50, mostLooked = 2000, smallFileBytes = 256 * 1024, headBytes = 16 * 1024;

std::string withoutNewline(BytesView bytes) {
  std::string text(textOf(bytes));
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.pop_back();
  return text;
}

std::string dayOfFile(std::int64_t changed) {
  return dayShort(casework::dayOn(WallTime{std::chrono::seconds(changed)}));
}

// By its beginning: what a school sends lies beside what it is sent.
bool opensFor(const open::Identity& identity, const fs::path& path) {
  Bytes head(headBytes);
  std::ifstream file(path, std::ios::binary);
  file.read(reinterpret_cast<char*>(head.data()), static_cast<std::streamsize>(head.size()));
  head.resize(static_cast<std::size_t>(file.gcount()));
  const Result<SecretBytes> opened = open::unseal(head, identity);
  return opened || opened.fault().code == FaultCode::damaged;
}

void take(const desk::FilePlace& place, const fs::path& path, const open::Identity& identity, KeepingHere& here) {
  struct stat status {};
  if (lstat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) return;
  if (path.extension() == ".age" && here.files.size() < mostOfAKind) {
    here.files.push_back({path.string(), path.filename().string(), place.words + ", " + dayOfFile(status.st_mtime),
                          opensFor(identity, path)});
  }
  if (path.extension() != ".json" || static_cast<std::size_t>(status.st_size) > smallFileBytes) return;
  const Result<Bytes> bytes = readFile(path, smallFileBytes);
  if (!bytes) return;
  const std::string text = withoutNewline(*bytes);
  if (const auto card = desk::readSchoolCard(text); card && here.cards.size() < mostOfAKind) {
    here.cards.push_back({path.string(), card->name, desk::schoolCardWords(*card)});
  } else if (const auto receipt = desk::readTransferReceipt(text); receipt && here.receipts.size() < mostOfAKind) {
    here.receipts.push_back({path.string(), receipt->name, receipt->fileSha256});
  }
}

KeepingHere lookAround(const WorkerRoom& room) {
  KeepingHere here;
  std::vector<desk::FilePlace> places = desk::usualPlaces();
  places.push_back({papersFolder(room.folder), "Papers"});
  std::vector<fs::path> seen;
  std::size_t looked = 0;
  for (const desk::FilePlace& place : places) {
    std::error_code error;
    const fs::path folder = fs::weakly_canonical(place.folder, error);
    if (std::find(seen.begin(), seen.end(), folder) != seen.end()) continue;
    seen.push_back(folder);
    for (fs::directory_iterator at(folder, fs::directory_options::skip_permission_denied, error), end;
         !error && at != end && looked < mostLooked; at.increment(error), ++looked) {
      take(place, at->path(), room.person.keys.identity, here);
    }
  }
  std::stable_partition(here.files.begin(), here.files.end(), [](const FileHere& each) { return each.forUs; });
  if (const auto card = desk::schoolCardOf(room.school)) {
    here.ownWords = desk::schoolCardWords(*card);
    // Nobody sends a file to their own school.
    std::erase_if(here.cards, [&](const CardHere& each) { return each.words == here.ownWords; });
  }
  return here;
}

void answer(WorkerRoom& room, const Status& status) {
  if (!status) room.say(KeepingEvent{KeepingFailed{status.fault()}});
}

void done(WorkerRoom& room, std::string words, KeepingPage page) {
  room.say(KeepingEvent{KeepingDone{std::move(words), page}});
}

Result<fs::path> papers(const WorkerRoom& room) {
  const fs::path folder = papersFolder(room.folder);
  std::error_code failed;
  fs::create_directories(folder, failed);
  if (failed) return Fault{FaultCode::diskError, "There is no folder to save it in: " + folder.string() + "."};
  return folder;
}

Result<Bytes> readNow(const std::string& path, std::size_t most) {
  Result<Bytes> bytes = readFile(path, most);
  if (bytes) return bytes;
  if (bytes.fault().code == FaultCode::tooLarge) {
    return Fault{FaultCode::tooLarge, "This file is larger than a child's file can be. Nothing was kept."};
  }
  return Fault{bytes.fault().code, "This file cannot be read any more. Is the memory stick still in?"};
}

Status send(WorkerRoom& room, const SendChildsFile& wanted) {
  PB_TRY_VALUE(const Bytes cardBytes, readNow(wanted.card, smallFileBytes));
  PB_TRY_VALUE(const desk::SchoolCard card, desk::readSchoolCard(withoutNewline(cardBytes)));
  PB_TRY_VALUE(const fs::path folder, papers(room));
  PB_TRY_VALUE(const Everything have, readEverything(room));
  const desk::ReadHere here{room.school, room.person, have.all.entries, have.view};
  // No name of anybody: file names are seen by many.
  const fs::path out = folder / ("pillarbox-file-" + casework::dayOn(room.clock.now()) + "-" +
                                 referenceOf(newId(room.clock, room.random)) + ".age");
  const Result<desk::FileSent> sent =
      desk::sendFile(here, {wanted.child, card, out, wanted.hideOthers}, [&](const std::string& reference) {
        return report::transferPapers(here, wanted.child.ref, wanted.hideOthers, reference);
      });
  if (!sent) {
    if (sent.fault().code == FaultCode::notFound) {
      return Fault{FaultCode::notFound, "Nothing is written down about this child, so there is no file to send."};
    }
    if (sent.fault().code == FaultCode::diskFull) {
      return Fault{FaultCode::diskFull, "The disk is full. Make room, then try again. Nothing was sent."};
    }
    return sent.fault();
  }
  room.tellEntries({sent->log});
  done(room,
       "Now send this file to " + card.name + ", by e-mail or on a memory stick.\n" + out.filename().string() +
           "\nIt is in the folder “" + out.parent_path().filename().string() +
           "”.\nAsk them to confirm that it arrived. You are reminded after " + casework::dayWords(sent->due) + ".",
       KeepingPage::sent);
  return {};
}

Status arrival(WorkerRoom& room, const NoteArrival& wanted) {
  PB_TRY_VALUE(const Everything have, readEverything(room));
  PB_TRY_VALUE(casework::CaseEntry posted,
               desk::noteArrival({room.school, room.person, have.all.entries, have.view}, wanted.exported, wanted.how));
  room.tellEntries({std::move(posted)});
  done(room, "Written down: it arrived.", KeepingPage::sent);
  return {};
}

Status receipt(WorkerRoom& room, const TakeReceipt& wanted) {
  PB_TRY_VALUE(const Bytes bytes, readNow(wanted.path, smallFileBytes));
  PB_TRY_VALUE(const Everything have, readEverything(room));
  PB_TRY_VALUE(casework::CaseEntry posted,
               desk::takeReceipt({room.school, room.person, have.all.entries, have.view}, withoutNewline(bytes)));
  std::string words = "It arrived. " + posted.entry.body;
  room.tellEntries({std::move(posted)});
  done(room, std::move(words), KeepingPage::sent);
  return {};
}

Result<desk::OpenedTransfer> openFile(WorkerRoom& room, const std::string& path) {
  PB_TRY_VALUE(const Bytes bytes, readNow(path, desk::maxTransferBytes));
  return desk::openTransfer(bytes, room.person.keys.identity, room.school.directory().schoolId);
}

Status look(WorkerRoom& room, const LookAtFile& wanted) {
  PB_TRY_VALUE(const desk::OpenedTransfer file, openFile(room, wanted.path));
  const desk::TransferManifest& m = file.manifest;
  room.say(KeepingEvent{KeepingLookedAt{{wanted.path, m.fromName, m.sender, m.childName, m.className, m.bornOn,
                                         desk::entriesWords(m), file.directoryWords, file.problems}}});
  return {};
}

Status takeIn(WorkerRoom& room, const TakeInFile& wanted) {
  PB_TRY_VALUE(const desk::OpenedTransfer file, openFile(room, wanted.path));
  PB_TRY_VALUE(const fs::path folder, papers(room));
  PB_TRY_VALUE(const Everything have, readEverything(room));
  PB_TRY_VALUE(desk::FileTakenIn taken,
               desk::takeIn({room.school, room.person, have.all.entries, have.view}, file, wanted.child));
  const std::string reference = referenceOf(taken.posted.front().entry.id);
  room.tellEntries(std::move(taken.posted));
  const fs::path out = folder / ("pillarbox-receipt-" + reference + ".json");
  const Status saved = writeFileDurable(out, viewOf(taken.receipt), 0600);
  done(room,
       saved ? "Kept in the child's chronology. Send this receipt back to " + file.manifest.fromName + ".\n" +
                   out.filename().string() + "\nIt is in the folder “" + out.parent_path().filename().string() + "”."
             : "Kept in the child's chronology. The receipt could not be saved: ring " + file.manifest.fromName +
                   " and say that it arrived.",
       KeepingPage::overview);
  return {};
}

Status saveKept(WorkerRoom& room, const SaveKeptFile& wanted) {
  PB_TRY_VALUE(const fs::path folder, papers(room));
  PB_TRY_VALUE(const Everything have, readEverything(room));
  PB_TRY_VALUE(desk::FilesKept kept,
               desk::filesKept({room.school, room.person, have.all.entries, have.view}, wanted.id));
  room.tellEntries({std::move(kept.log)});
  const std::string stem = "pillarbox-from-school-" + referenceOf(wanted.id);
  std::string words = "Saved in the folder “" + folder.filename().string() + "”:";
  for (const auto& [ending, bytes] : {std::pair(".pdf", kept.pdf.view()), std::pair(".tar", kept.archive.view())}) {
    if (bytes.empty()) continue;
    const fs::path out = folder / (stem + ending);
    PB_TRY(writeFileDurable(out, bytes, 0600));
    words += "\n" + out.filename().string();
  }
  done(room, words + "\nThey are not locked: delete them when you have read them.", KeepingPage::kept);
  return {};
}

Status saveCard(WorkerRoom& room) {
  PB_TRY_VALUE(const desk::SchoolCard card, desk::schoolCardOf(room.school));
  PB_TRY_VALUE(const fs::path folder, papers(room));
  const fs::path out = folder / "pillarbox-school-card.json";
  PB_TRY(writeFileDurable(out, viewOf(desk::encodeSchoolCard(card) + "\n"), 0600));
  done(room,
       "Saved. Send this file to the other school.\n" + out.filename().string() + "\nIt is in the folder “" +
           out.parent_path().filename().string() + "”.",
       KeepingPage::card);
  return {};
}

Status post(WorkerRoom& room, PostKept& wanted) {
  PB_TRY_VALUE(casework::CaseEntry posted, desk::postStep(room.school, room.person, {}, std::move(wanted.step)));
  room.tellEntries({std::move(posted)});
  done(room, std::move(wanted.done), wanted.page);
  return {};
}

struct Perform {
  WorkerRoom& room;
  void operator()(const LoadKeeping&) {
    KeepingHere here = lookAround(room);
    here.destroying = destroyingHere(room);
    room.say(KeepingEvent{KeepingKnown{std::move(here)}});
  }
  void operator()(const SendChildsFile& each) { answer(room, send(room, each)); }
  void operator()(const NoteArrival& each) { answer(room, arrival(room, each)); }
  void operator()(const TakeReceipt& each) { answer(room, receipt(room, each)); }
  void operator()(const LookAtFile& each) { answer(room, look(room, each)); }
  void operator()(const TakeInFile& each) { answer(room, takeIn(room, each)); }
  void operator()(const SaveKeptFile& each) { answer(room, saveKept(room, each)); }
  void operator()(const SaveOwnCard&) { answer(room, saveCard(room)); }
  void operator()(PostKept& each) { answer(room, post(room, each)); }
  void operator()(const PlanDestroying& each) { answer(room, inbox::perform(room, each)); }
  void operator()(const ProposeDestroying& each) { answer(room, inbox::perform(room, each)); }
  void operator()(const AgreeDestroying& each) { answer(room, inbox::perform(room, each)); }
  void operator()(const WithdrawDestroying& each) { answer(room, inbox::perform(room, each)); }
};

}  // namespace

Result<Everything> readEverything(WorkerRoom& room) {
  Everything out;
  PB_TRY_VALUE(out.all, desk::readAll(room.school, room.person));
  out.view = casework::project(out.all.entries, out.all.unopened);
  return out;
}

void perform(WorkerRoom& room, KeepingEffect& effect) {
  std::visit(Perform{room}, effect);
}

}  // namespace pillarbox::inbox

// Manage: what goes out and comes in, and how long it is kept. State, events and effects.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "kiosk/inbox/keeping_destroy.h"
#include "kiosk/ui/text_model.h"
#include "shared/base/fault.h"
#include "shared/casework/keeping.h"
#include "shared/casework/retention.h"
#include "shared/casework/step.h"
#include "shared/casework/transfers.h"
#include "shared/record/entry.h"

namespace pillarbox::inbox {

enum class KeepingPage {
  overview,
  child,          // choose whose file
  send,           // to which school
  check,          // the six words, read over the telephone
  sent,           // what was sent, and whether it arrived
  arrived,        // one of them
  files,          // that came from another school
  look,           // into one of them, before anything is kept
  kept,           // what was taken in from other schools
  card,           // this school's own
  due,            // how long records are kept
  record,         // one child's
  destroy,        // what would go, and the proposal
  destroying,     // all proposals
  destroyingOne,  // one of them
};

// What is on this person's disks and drives. Read anew whenever this part is opened.
struct CardHere {
  std::string path, school, words;
};
struct FileHere {
  std::string path, name, about;  // "Downloads, 21 Nov 2026"
  bool forUs = true;              // this reader's key opens it
};
struct ReceiptHere {
  std::string path, school, fileSha256;
};
struct KeepingHere {
  std::vector<CardHere> cards;
  std::vector<FileHere> files;  // sealed
  std::vector<ReceiptHere> receipts;
  std::string ownWords;  // of this school's card
  std::vector<DestroyingHere> destroying;
};

// A file from another school that was opened and checked; nothing of it is kept yet.
struct FileLookedAt {
  std::string path, from, sender, childName, className, bornOn, entries, directoryWords;
  std::vector<std::string> problems;
};

struct KeepingState {
  KeepingPage page = KeepingPage::overview;
  KeepingHere here;
  bool looked = false;  // `here` is known
  std::vector<casework::Transfer> sent;
  std::vector<casework::RetentionRow> rows;
  KeepingPage childFor = KeepingPage::send;  // where choosing a child leads
  ui::TextModel typed{200, true};
  std::vector<std::size_t> pupils;  // found in the roster
  PupilPart child;
  CardHere card;
  bool hideOthers = false;
  bool wordsSame = false;  // the other school read out the same ones
  std::string chosen;      // of `sent` or of `here.destroying`
  std::optional<FileLookedAt> file;
  std::optional<DestroyingPlan> plan;
  bool sure = false;  // that what is to be destroyed was looked through
  ui::TextModel how{2'000}, bornOn{40, true}, reason{2'000};
};

enum class KeepingField { typed, how, bornOn, reason };

// --- from the screens ---
struct KeepingShown {};  // this part was opened
struct KeepingPageChosen {
  KeepingPage page = KeepingPage::overview;
};
struct KeepingTyped {
  KeepingField field = KeepingField::typed;
  ui::EditAction action;
};
struct KeepingChildChosen {
  PupilPart child;
};
struct KeepingCardChosen {
  std::size_t at = 0;
};
struct KeepingHideToggled {};
struct KeepingWordsToggled {};
struct KeepingSendPressed {};
struct KeepingSentChosen {
  std::string id;
};
struct KeepingSentPressed {};  // the sealed file that is shown was sent
struct KeepingArrivedPressed {};
struct KeepingReceiptChosen {
  std::size_t at = 0;
};
struct KeepingFileChosen {
  std::size_t at = 0;
};
struct KeepingTakeInPressed {};
struct KeepingKeptChosen {  // to be read again
  std::string id;
};
struct KeepingCardWanted {};  // this school's own, as a file
struct KeepingBornPressed {};
struct KeepingHoldPressed {};  // put on, or lifted where there is one

// --- from the worker ---
struct KeepingKnown {
  KeepingHere here;
};
struct KeepingLookedAt {
  FileLookedAt file;
};
struct KeepingDone {
  std::string done;  // one sentence or more, for the screen
  KeepingPage page = KeepingPage::overview;
};
struct KeepingFailed {
  Fault fault;  // its detail is one sentence for the screen
};

using KeepingEvent = std::variant<KeepingShown, KeepingPageChosen, KeepingTyped, KeepingChildChosen, KeepingCardChosen,
                                  KeepingHideToggled, KeepingWordsToggled, KeepingSendPressed, KeepingSentChosen,
                                  KeepingSentPressed, KeepingArrivedPressed, KeepingReceiptChosen, KeepingFileChosen,
                                  KeepingTakeInPressed, KeepingKeptChosen, KeepingCardWanted, KeepingBornPressed,
                                  KeepingHoldPressed, KeepingKnown, KeepingLookedAt, KeepingDone, KeepingFailed,
                                  DestroyingAsked, DestroyingSureToggled, DestroyingProposed, DestroyingChosen,
                                  DestroyingAgreed, DestroyingWithdrawn, DestroyingPlanned, RecordsGone>;

// → performed on the worker's thread (keeping_main.cpp), answered by KeepingKnown, KeepingLookedAt, KeepingDone or
// KeepingFailed; and EntriesArrived with what was posted.
struct LoadKeeping {};  // what this part shows and the screens do not know
struct SendChildsFile {
  PupilPart child;
  std::string card;  // path
  bool hideOthers = false;
};
struct NoteArrival {
  std::string exported, how;
};
struct TakeReceipt {
  std::string path;
};
struct LookAtFile {
  std::string path;
};
struct TakeInFile {
  std::string path;
  PupilPart child;
};
struct SaveKeptFile {
  std::string id;
};
struct SaveOwnCard {};
struct PostKept {  // a step that stands apart
  casework::Step step;
  std::string done;
  KeepingPage page = KeepingPage::record;  // where it leads
};

using KeepingEffect =
    std::variant<LoadKeeping, SendChildsFile, NoteArrival, TakeReceipt, LookAtFile, TakeInFile, SaveKeptFile,
                 SaveOwnCard, PostKept, PlanDestroying, ProposeDestroying, AgreeDestroying, WithdrawDestroying>;

}  // namespace pillarbox::inbox

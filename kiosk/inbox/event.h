// Everything that can happen to the inbox: closed, so that apply() must deal with each. Secrets travel in SecretBytes,
// so events are moved, never copied.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "kiosk/inbox/state.h"
#include "kiosk/ui/text_model.h"
#include "shared/base/fault.h"

namespace pillarbox::inbox {

// --- from the screens
// -------------------------------------------------------------------------------------------------
struct Edited {
  Field field;
  ui::EditAction action;
};
struct CardTyped {};  // the code in the field is complete
struct OtherCard {};  // forget the card, ask again
struct ShowTyping {
  bool on = false;
};
struct UnlockPressed {};
struct WordsWanted {};  // offer five words, or five others
struct WordsTaken {};   // put them in the first field
struct PassphraseChosen {};
struct FilterChosen {
  bool all = false;
};
struct NamesToggled {};  // children's names in the list, on a shared terminal
struct CaseChosen {
  std::string caseId;
};
struct BackPressed {};
struct SetAsideChosen {};
struct ReadPressed {
  std::string caseId;
};
struct MessagePressed {  // to the writer
  std::string caseId;
  Kind kind = Kind::thanks;
};
struct PageTapped {
  std::string entryId;
  std::size_t index = 0;
};
struct PageClosed {};
struct PageTurned {
  int by = 0;
};
struct PageZoomed {
  int by = 0;
};
struct PageMoved {
  double right = 0, down = 0;  // in parts of what is seen
};
struct ScansChosen {};  // "Import scans"
struct ScansImportPressed {};
struct ScansRemovePressed {};
struct ScansKept {};  // "No, leave them there"
struct CoverPressed {};
struct CoverLifted {};
struct LockPressed {};
struct SetupNext {};
struct SetupBack {};

// --- from the program's loop
// --------------------------------------------------------------------------------------------
struct CardShown {
  SecretBytes code;
};  // by a reader, at any moment, as it came
struct Touched {
  Milliseconds now{};
};  // any touch, key or turn of a wheel
struct Tick {
  Milliseconds now{};
};

// --- from the worker: answers to effects
// ----------------------------------------------------------------------------------
struct Unlocked {
  Reader reader;
  bool starterPassphrase = false;
};
struct UnlockFailed {
  Fault fault;
};
struct WordsOffered {
  SecretBytes words;
};
struct PassphraseChanged {};
struct PassphraseNotChanged {
  Fault fault;
};
// May come many times, in any order, with entries that came before; also unasked, when something new is posted
// meanwhile.
struct EntriesArrived {
  std::vector<CaseEntry> entries;
  std::vector<Unopened> unopened;
  bool complete = false;
};
struct ListFailed {
  Fault fault;
};
struct Marked {
  std::string id;
  CaseEntry readEntry;
};
struct MarkFailed {
  std::string id;
  Fault fault;
};
struct MessageSent {
  std::string subject;
  CaseEntry entry;
};
struct MessageNotSent {
  std::string subject;
  Fault fault;
};
// `picture` has an id of its own (ui::newPictureId()); with a problem there is none.
struct PagePixelsArrived {
  std::string entryId, attachment;
  bool large = false;  // as in the DecodePage
  ui::Picture picture;
  std::string problem;  // one sentence
};
// How many files the photocopier left. Also to be said unasked, with the answer to LoadList: without it the list offers
// no import. Only if the school has such a folder.
struct ScansFound {
  std::size_t count = 0;
  std::string folder;  // to be shown
};
struct ScansImported {
  std::size_t posted = 0;
  std::size_t postedBefore = 0;
  std::vector<NotRead> notRead;
  std::size_t removable = 0;
};
struct ScansRemoved {
  std::size_t count = 0;
};
struct ScansFailed {  // of either
  Fault fault;
};
struct SchoolMade {
  std::string folder;
  std::vector<Paper> papers;
  Config config;
};
struct SchoolNotMade {
  Fault fault;
};

using Event =
    std::variant<Edited, CardTyped, OtherCard, ShowTyping, UnlockPressed, WordsWanted, WordsTaken, PassphraseChosen,
                 FilterChosen, NamesToggled, CaseChosen, BackPressed, SetAsideChosen, ReadPressed, MessagePressed,
                 MessageSent, MessageNotSent, PageTapped, PageClosed, PageTurned, PageZoomed, PageMoved, ScansChosen,
                 ScansImportPressed, ScansRemovePressed, ScansKept, PagePixelsArrived, ScansFound, ScansImported,
                 ScansRemoved, ScansFailed, CoverPressed, CoverLifted, LockPressed, SetupNext, SetupBack, CardShown,
                 Touched, Tick, Unlocked, UnlockFailed, WordsOffered, PassphraseChanged, PassphraseNotChanged,
                 EntriesArrived, ListFailed, Marked, MarkFailed, SchoolMade, SchoolNotMade>;
using Events = std::vector<Event>;

}  // namespace pillarbox::inbox

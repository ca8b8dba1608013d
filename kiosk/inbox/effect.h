// What the inbox asks its program to do. Each is answered by an event of the same section of event.h; all but
// EndProcess belong on the worker's thread.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "kiosk/inbox/finding.h"
#include "kiosk/inbox/managing.h"
#include "kiosk/inbox/printing.h"
#include "kiosk/inbox/reporting.h"
#include "kiosk/inbox/unfinished.h"
#include "shared/base/secret_bytes.h"
#include "shared/casework/case_view.h"
#include "shared/casework/step.h"
#include "shared/record/directory.h"
#include "shared/record/entry.h"
#include "shared/search/index.h"

namespace pillarbox::inbox {

struct Unlock {
  SecretBytes cardSecret, passphrase;
  std::string softPerson;  // whose card secret the device's TPM keeps; then there is none here
};                         // → Unlocked or UnlockFailed
struct OfferWords {};      // → WordsOffered
struct ChangePassphrase {
  SecretBytes cardSecret, passphrase;
};                   // of who unlocked → PassphraseChanged or PassphraseNotChanged
struct LoadList {};  // → SchoolKnown, then EntriesArrived…, or ListFailed
// One step on a case, posted and signed → StepTaken with the new entries, or StepNotTaken. `about` is what it is
// checked against: every entry of the case, as it was shown, and of the case it is to be part of.
struct TakeStep {
  casework::Step step;
  std::string caseId;
  casework::CaseEntries about;
  std::vector<std::string> files;  // paths of files that go with it
};
// What files the reader has that could be added to a concern → FilesFound.
struct LookForFiles {};
// What was on the screen, for the log of who opened what. Nothing answers.
struct LogSeen {
  std::vector<SeenEntry> seen;
  casework::CaseEntries entries;  // those
};

// The picture of a page, as BGRA pixels: `large` to be read (1600 by 2300 at most), otherwise as a thumbnail (320 by
// 460). → PagePixelsArrived
struct DecodePage {
  std::string entryId, attachment;
  bool large = false;
};
// What is typed into Find → FoundArrived or FindFailed, of the newest question only, and again once more is known.
// Belongs on the search's thread.
struct Find {
  std::uint64_t number = 0;
  search::Query query;
  search::Filters filters;
};
// The searches that this reader keeps, sealed to their own key, on this device. Nothing answers; LoadList tells of them
// (ViewsKnown).
struct KeepViews {
  std::vector<SavedView> views;
};
// What the reader was writing, sealed to their own key, on this device; nothing: what was kept goes. Nothing answers;
// LoadList tells of it (UnfinishedKnown).
struct KeepUnfinished {
  Unfinished what;
};
// A report as PDF and CSV in the reader's folder for papers, which says so in the log of what was taken out
// → ReportMade or ReportNotMade, and EntriesArrived with that log; or NamesFound, and nothing is made, while there are
// names that nobody has decided over.
struct MakeReport {
  ReportKind kind = ReportKind::incident;
  std::string subject;   // the case, or the pupil
  std::string from, to;  // days, both included; empty: open
  bool hideOthers = false;
  bool hideStaff = false;
  bool blackOut = false;
  bool byClass = false;
  std::string forWhom;
  std::vector<DoubtfulName> decided;
};
// The school's directory as it was edited on a screen, to be signed as its next version → DirectorySigned and
// SchoolKnown, or DirectoryNotSigned. `next` has the version of the one it was made from.
struct SignDirectory {
  Directory next;
  std::string done;  // one sentence for afterwards
};
struct LookForScans {};  // → ScansFound, if the school has a folder for them
struct ImportScans {};   // → ScansImported or ScansFailed; then EntriesArrived with what is new
struct RemoveScans {};   // those the last ImportScans said could be → ScansRemoved or ScansFailed

struct NewPerson {
  std::string name, email, room, extension;
};
// Makes a school in the empty data folder → SchoolMade or SchoolNotMade. People without a name are left out; all but
// the DSL are given starter passphrases.
struct MakeSchool {
  std::string schoolName;
  NewPerson dsl, deputy, head, chair;
  SecretBytes passphrase;  // the DSL's own
};

// Finish what the worker has in hand (a read being posted), then end: the only way to lock.
struct EndProcess {};

using AnyEffect = std::variant<Unlock, OfferWords, ChangePassphrase, LoadList, TakeStep, LookForFiles, LogSeen,
                               DecodePage, LookForScans, ImportScans, RemoveScans, MakeSchool, Find, KeepViews,
                               KeepUnfinished, MakeReport, SignDirectory, PeopleEffect, SettingsEffect, ReviewEffect,
                               KeepingEffect, AuditEffect, PrintingEffect, EndProcess>;
// As Event is.
class Effect : public AnyEffect {
 public:
  using AnyEffect::AnyEffect;
  Effect(Effect&& other) noexcept;
  Effect& operator=(Effect&& other) noexcept;
  ~Effect();
};
using Effects = std::vector<Effect>;

}  // namespace pillarbox::inbox

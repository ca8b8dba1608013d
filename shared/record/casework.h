// What a person with a key says about a concern: the parts of an entry that only casework has. Plain data; which of
// them a kind uses is checked by validate(). Nothing is ever changed by a later entry: the views of shared/casework
// work out what is in force.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shared/base/clock.h"
#include "shared/base/result.h"

namespace pillarbox {

// An entry that was opened and read on a screen, for the log of who saw what.
struct SeenEntry {
  std::string id;  // of the entry
  WallTime at{};
  bool operator==(const SeenEntry&) const = default;
};

struct Casework {
  // kind triage, with Entry::category
  std::string subcategory;
  // The ids of the entries that this one takes the place of: the triage or the status before, the closes that a reopen
  // ends, the link that is taken back. So that "which is in force" never depends on a clock. More than one if two
  // readers had done the same without knowing of each other.
  std::vector<std::string> replaces;

  // kind action: something already done, or agreed with whoever does it; never a request. Its outcome is an entry of
  // kind outcome whose subject is the action.
  std::string what;
  std::string state;  // "done", "agreed"
  std::string ownerRef, ownerName;
  std::string due;  // "2026-12-01", of what is agreed

  // kind decision; the reason is Entry::body and is never empty
  std::string decision;     // decisionNames
  std::string referredTo;   // "Children's social care"
  std::string parentsTold;  // "yes", "no", "not-yet"; empty: not said here
  std::string parentsWhy;

  // kind link: Entry::pupils are tied to the concern, each with a part, or no longer (with the reason in Entry::body)
  bool removed = false;

  // kind merge: the subject is part of that concern; with `removed` no longer: `replaces` names what said so
  std::string into;

  // kind move: to whom it goes now. The copy sealed to them has the original as an attachment (originalName).
  std::string toAudience;

  // kind close: Entry::body is the reason
  std::string outcome;

  // kind child, about Entry::pupils[0], with no subject
  std::string status;  // childStatusNames
  std::string since;   // "2026-09-01"
  std::string family;  // what a reader should know of the family
  std::string bornOn;  // "2015-04-03", for how long records are kept; then the status may be left out

  // kind seen, with no subject
  std::vector<SeenEntry> seen;

  // kind exported: what was taken out, of whom, for whom; with `due` where somebody must say that it arrived
  // kind reviewed without a subject: "review"
  std::string report;  // "chronology", "incident", "transfer", "subject-access", "police", "summary"
  std::string forWhom;

  // kind hold: Entry::pupils[0], the reason in Entry::body; with `removed` it ends those that `replaces` names

  // kind destroy, about Entry::pupils[0]. The first proposes; its subject is empty. The others name it as their
  // subject.
  std::string stage;                // "proposed", "agreed", "withdrawn", "done"
  std::string orderSha256;          // of the signed order that says which entries (shared/record/destruction.h), hex
  std::vector<std::string> covers;  // of proposed: ids of the entries that go
  // kinds exported and imported: of the file that was taken out or came in, hex
  std::string fileSha256;
  // kind grant: who may open them from now on; kind cardLost: whose card it is; kind move: who is alerted (by name in
  // forWhom), where it goes to one person's own audience and its readers stay what they are. A person's id.
  std::string person;

  bool operator==(const Casework&) const = default;
  bool empty() const { return *this == Casework{}; }
};

// The tar of the entry that a move is about, as it was posted: its bytes have the slip's content_sha256.
inline constexpr std::string_view originalName = "original.tar";
// That entry's signed slip.
inline constexpr std::string_view originalSlipName = "original-slip.json";

// A name in the file and its words on screens and paper.
struct NameAndWords {
  std::string_view name, words;
};
inline constexpr NameAndWords decisionNames[] = {
    {"no-further-action", "No further action"},
    {"support-in-school", "Support in school"},
    {"early-help", "Early help"},
    {"monitor", "Keep watching, with a date to look again"},
    {"referral-made", "Referral made"},
    {"referral-not-made", "Referral considered and not made"},
    {"police-told", "Police told"},
    {"lado-told", "Local authority's designated officer told"},
    {"other", "Something else"},
};
inline constexpr NameAndWords childStatusNames[] = {
    {"none", "None"},
    {"early-help", "Early help"},
    {"child-in-need", "Child in need plan"},
    {"child-protection", "Child protection plan"},
    {"looked-after", "Looked after"},
    {"previously-looked-after", "Looked after before"},
    {"young-carer", "Young carer"},
};
std::string_view decisionWords(std::string_view name);     // the name itself if it is none of these
std::string_view childStatusWords(std::string_view name);  // the same

struct Entry;
// Every rule that casework of an entry's kind must keep: badInput names the field in one sentence.
Status validateCasework(const Entry& entry);

}  // namespace pillarbox

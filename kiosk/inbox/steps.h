// What a reader does about a concern: the forms, and the steps on their way. State and events.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "kiosk/ui/text_model.h"
#include "shared/base/fault.h"
#include "shared/casework/case_view.h"

namespace pillarbox::inbox {

// A screen to fill in. Each posts entries of one kind.
enum class Form {
  triage,
  link,
  unlink,
  action,
  outcome,
  decision,
  note,
  file,
  correction,
  merge,
  unmerge,
  move,
  close,
  reopen
};

// The words of a form that are typed, and its choices. Each form uses some of them (step_forms.cpp).
enum class Slot { body, what, who, due, outcome, subcategory, referredTo, parentsWhy, search, count };
enum class Pick {
  category,
  state,
  owner,
  due,
  action,
  decision,
  parentsTold,
  pupil,
  part,
  into,
  audience,
  entry,
  file,
  count
};

// A file of the reader's that could be added.
struct FileOffered {
  std::string path, name;
  std::string about;  // "Downloads, 21 Nov 2026, 340 KB"
};

struct StepForm {
  Form form = Form::note;
  std::vector<std::string> cases;  // that it is about: one, or those selected in the list
  std::array<ui::TextModel, static_cast<std::size_t>(Slot::count)> texts;
  std::array<std::string, static_cast<std::size_t>(Pick::count)> picks{};
  std::optional<std::vector<FileOffered>> files;  // to choose from, once they are known
  bool sending = false;
  bool leaving = false;  // Cancel was pressed although something is written
  std::string problem;   // one sentence

  ui::TextModel& text(Slot slot) { return texts[static_cast<std::size_t>(slot)]; }
  const ui::TextModel& text(Slot slot) const { return texts[static_cast<std::size_t>(slot)]; }
  std::string& pick(Pick pick) { return picks[static_cast<std::size_t>(pick)]; }
  const std::string& pick(Pick pick) const { return picks[static_cast<std::size_t>(pick)]; }
};

// Of one step on its way: its kind and subject.
using StepKey = std::pair<Kind, std::string>;

struct StepsState {
  std::optional<StepForm> form;
  bool endSeen = false;         // the end of what is to be read has been on the screen, of the chosen case
  bool choosing = false;        // "What next?" instead of the concern, where there is no room for both
  std::vector<StepKey> taking;  // not yet answered
  std::string doneCase;         // the case in which one was just taken: its page says so
  Kind doneKind = Kind::note;   // what that was
};

// --- from the screens ---
struct ReadPressed {
  std::string caseId;
};
struct UnderstoodPressed {
  std::string caseId;
};
struct MessagePressed {  // to the writer
  std::string caseId;
  Kind kind = Kind::thanks;
};
struct NameRightPressed {  // the writer says that the wrong child was named, and it was looked into
  std::string caseId;
};
struct AccountEndSeen {};  // it has been on the screen
struct NextToggled {};     // "What next?", or back to the concern
struct FormOpened {
  Form form = Form::note;
  std::string subject;  // an action, an entry to correct or a pupil; may be empty
};
struct FormEdited {
  Slot slot = Slot::body;
  ui::EditAction action;
};
struct FormPicked {
  Pick pick = Pick::category;
  std::string value;
};
struct FormPosted {};
struct FormCancelled {};
struct FormKept {};  // not cancelled after all
struct FormDiscarded {};
// Of all that are selected in the list.
enum class Bulk { read, understood, triage };
struct BulkPressed {
  Bulk what = Bulk::read;
};

// --- from the worker ---
struct FilesFound {
  std::vector<FileOffered> files;  // newest first
};
struct StepTaken {
  Kind kind = Kind::note;
  std::string caseId, subject;  // as in the TakeStep
  std::vector<casework::CaseEntry> entries;
};
struct StepNotTaken {
  Kind kind = Kind::note;
  std::string caseId, subject;
  Fault fault;
};

using StepEvent = std::variant<ReadPressed, UnderstoodPressed, MessagePressed, NameRightPressed, AccountEndSeen,
                               NextToggled, FormOpened, FormEdited, FormPicked, FormPosted, FormCancelled, FormKept,
                               FormDiscarded, BulkPressed, FilesFound, StepTaken, StepNotTaken>;

}  // namespace pillarbox::inbox

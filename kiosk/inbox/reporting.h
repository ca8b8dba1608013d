// "Print or save": a sheet over whatever is to be printed. State and events.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "kiosk/inbox/finding.h"
#include "kiosk/ui/text_model.h"
#include "shared/base/fault.h"

namespace pillarbox::inbox {

enum class ReportKind {
  incident,
  chronology,
  // Of a child, too: for the next school, for whoever asks for their data, for the police.
  transfer,
  subjectAccess,
  police,
  figures,
  review,
};
bool aboutChild(ReportKind kind);  // its subject is a pupil
bool forOthers(ReportKind kind);   // the names of others are always hidden in it

// A name that may be somebody's whose name must not be in it: a person decides.
struct DoubtfulName {
  enum class Decided { no, thisChild, somebodyElse, noName };
  std::string entry, field;  // where it stands: these two and `begin`
  std::size_t begin = 0;
  std::string words, around;  // as written; with some words before and after
  std::string who, why;       // whom it may mean; "first name, also a word"
  Decided decided = Decided::no;
  bool hide() const { return decided == Decided::somebodyElse; }
};

struct ReportState {
  ReportKind kind = ReportKind::incident;
  std::string subject;      // the case, or the pupil; none for figures
  std::string title;        // "Concern K7M-4QX", "Amina Okafor (3B)"
  Narrowing narrow;         // its days only
  bool hideOthers = false;  // other children as "Child A"
  bool hideStaff = false;
  bool blackOut = false;             // bars instead of letters
  bool byClass = false;              // figures: by class instead of year group
  bool managing = false;             // opened from a part of Manage, and closed into it
  ui::TextModel forWhom{200, true};  // of a copy for others: for the log
  std::vector<DoubtfulName> names;   // to decide over, before it can be made
  bool leaving = false;              // Cancel was pressed although some of them are decided
  bool making = false;
  std::vector<std::string> files;  // where it was saved
  std::string problem;
};

struct ReportOpened {
  ReportKind kind = ReportKind::incident;
  std::string subject;
};
struct HideOthersToggled {};
struct HideStaffToggled {};
struct BlackOutToggled {};
struct FigureClassesToggled {};
struct ReportForChosen {  // another of those about the same child
  ReportKind kind = ReportKind::chronology;
};
struct ForWhomTyped {
  ui::EditAction action;
};
struct NameDecided {
  std::size_t at = 0;  // of ReportState::names
  DoubtfulName::Decided decided = DoubtfulName::Decided::no;
};
struct NamesAllHidden {};  // those that are still to be decided
struct ReportPressed {};
struct ReportClosed {};
struct ReportKept {};  // not left after all

// --- from the worker ---
struct ReportMade {
  std::vector<std::string> files;  // full paths
};
struct NamesFound {  // nothing was made or logged: these are to be decided first
  std::vector<DoubtfulName> names;
};
struct ReportNotMade {
  Fault fault;  // its detail is one sentence for the screen
};

using ReportEvent = std::variant<ReportOpened, HideOthersToggled, HideStaffToggled, BlackOutToggled,
                                 FigureClassesToggled, ReportForChosen, ForWhomTyped, NameDecided, NamesAllHidden,
                                 ReportPressed, ReportClosed, ReportKept, ReportMade, NamesFound, ReportNotMade>;

}  // namespace pillarbox::inbox

// Manage: every opening, export, and change of keys and policies. State, events and effects.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "kiosk/ui/text_model.h"
#include "shared/casework/audit.h"

namespace pillarbox::inbox {

enum class AuditSpan { week, month, year, all };

struct AuditState {
  bool known = false;  // the directory's versions have arrived
  std::vector<casework::DirectoryStep> directories;
  std::vector<casework::AuditRow> rows;     // newest first
  std::vector<std::string> people;          // of them, by name
  std::vector<std::size_t> shown;           // of rows, as it is narrowed to
  std::optional<casework::AuditKind> kind;  // no value: all
  std::string person;                       // empty: everybody
  AuditSpan span = AuditSpan::month;
  bool narrowing = false;           // the choices are open
  std::optional<std::size_t> open;  // the row whose details are shown: children's names among them
  bool looking = false;             // what was found about a doubt of the server's records is being written
  ui::TextModel found{5'000};
};

// --- from the screens ---
struct AuditShown {};  // this part was opened
struct AuditNarrowToggled {};
struct AuditKindChosen {
  std::optional<casework::AuditKind> kind;
};
struct AuditPersonChosen {
  std::string person;
};
struct AuditSpanChosen {
  AuditSpan span = AuditSpan::month;
};
struct AuditRowTouched {
  std::size_t row = 0;  // of rows
};
struct DoubtOpened {};  // a doubt of the server's records: what was found is written down
struct DoubtTyped {
  ui::EditAction action;
};
struct DoubtNoted {};

// --- from the worker ---
struct AuditTold {
  std::vector<casework::DirectoryStep> directories;
};

using AuditEvent = std::variant<AuditShown, AuditNarrowToggled, AuditKindChosen, AuditPersonChosen, AuditSpanChosen,
                                AuditRowTouched, DoubtOpened, DoubtTyped, DoubtNoted, AuditTold>;

// → performed on the worker's thread (audit_main.cpp), answered by AuditEvents.
struct LoadAudit {};  // what this part shows and the screens do not know → AuditTold
struct SettleDoubt {  // a signed note says that it was looked into: it is shown quietly from now on. Nothing answers
  std::string doubt;
};

using AuditEffect = std::variant<LoadAudit, SettleDoubt>;

}  // namespace pillarbox::inbox

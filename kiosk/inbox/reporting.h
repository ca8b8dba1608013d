// "Print or save": a sheet over whatever is to be printed. State and events.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "kiosk/inbox/finding.h"
#include "shared/base/fault.h"

namespace pillarbox::inbox {

enum class ReportKind { incident, chronology, figures };

struct ReportState {
  ReportKind kind = ReportKind::incident;
  std::string subject;      // the case, or the pupil; none for figures
  std::string title;        // "Concern K7M-4QX", "Amina Okafor (3B)"
  Narrowing narrow;         // its days only
  bool hideOthers = false;  // other children as "Child A"
  bool hideStaff = false;
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
struct ReportPressed {};
struct ReportClosed {};

// --- from the worker ---
struct ReportMade {
  std::vector<std::string> files;  // full paths
};
struct ReportNotMade {
  Fault fault;  // its detail is one sentence for the screen
};

using ReportEvent = std::variant<ReportOpened, HideOthersToggled, HideStaffToggled, ReportPressed, ReportClosed,
                                 ReportMade, ReportNotMade>;

}  // namespace pillarbox::inbox

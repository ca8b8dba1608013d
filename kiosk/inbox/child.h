// Everything about one child, over all concerns that the reader may read: state and events.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "kiosk/inbox/finding.h"
#include "shared/casework/child_view.h"

namespace pillarbox::inbox {

enum class ChildPart { chronology, family, marks, patterns, openings };

struct ChildState {
  std::string ref;  // of the pupil; empty: no child is shown
  ChildPart part = ChildPart::chronology;
  Narrowing narrow;
  casework::ChildView view;  // as narrowed
  std::string markDay;       // marks of this day alone are drawn; empty: all
};

// Where somebody came from, to go back to.
struct SideBefore {
  Side side = Side::list;
  std::string child;   // its reference
  std::string chosen;  // the case that was open
};

struct ChildOpened {
  std::string ref;
};
struct ChildPartChosen {
  ChildPart part = ChildPart::chronology;
};
struct MarkDayChosen {  // the same again: all days
  std::string day;
};

using ChildEvent = std::variant<ChildOpened, ChildPartChosen, MarkDayChosen>;

}  // namespace pillarbox::inbox

// What a reader must know of a case at a glance.
#pragma once

#include <string>

#include "kiosk/inbox/event.h"
#include "kiosk/inbox/state.h"
#include "kiosk/ui/frame.h"

namespace pillarbox::inbox {

// Whom it is about: "Zoë O'Neill, Acorn", "Zoë O'Neill, Acorn and 2 others", "An adult who works here".
std::string aboutTitle(const Case& chosen, const Entry& head);
// Above the words themselves: whom it is about, its reference, and marks ("Urgent", "Told in person").
void drawCaseTop(ui::Flow& flow, const State& state, const Case& chosen, const Entry& head);
// What became of it: status, category, who reads it, and the way to everything about each child.
void drawSummary(ui::Flow& flow, const State& state, const Case& chosen, Events& out);

}  // namespace pillarbox::inbox

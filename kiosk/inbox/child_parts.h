// The parts of a child's page but its chronology. UI thread.
#pragma once

#include "kiosk/inbox/event.h"
#include "kiosk/inbox/state.h"
#include "kiosk/ui/frame.h"

namespace pillarbox::inbox {

std::string_view childPartWords(ChildPart part);  // "Family"

void drawFamily(ui::Flow& flow, const State& state, Events& out);  // status, family context, other children
void drawMarks(ui::Flow& flow, const State& state, Events& out);   // all marks on one drawing, by day
void drawPatterns(ui::Flow& flow, const State& state);             // counted, never judged
void drawOpenings(ui::Flow& flow, const State& state);             // who looked, and what was printed

}  // namespace pillarbox::inbox

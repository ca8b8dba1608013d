// The choices of what Find, a child's chronology or a report is narrowed to. UI thread.
#pragma once

#include "kiosk/inbox/event.h"
#include "kiosk/inbox/state.h"
#include "kiosk/ui/frame.h"

namespace pillarbox::inbox {

struct NarrowParts {
  bool sorts = true, categories = true;
  bool family = false;  // its sort is offered, too
};
void drawNarrowing(ui::Flow& flow, const State& state, const Narrowing& narrow, const NarrowParts& parts, Events& out);
// One of its days, or Find's words, is being typed: the on-screen keyboard is wanted.
bool typingIntoNarrowing(const ui::Frame& frame, const State& state);

}  // namespace pillarbox::inbox

// "What next?": the steps that can be taken on a concern, the sensible one first.
#pragma once

#include "kiosk/inbox/event.h"
#include "kiosk/inbox/state.h"
#include "kiosk/ui/frame.h"

namespace pillarbox::inbox {

// A column of them, that scrolls.
void drawNext(ui::Frame& frame, const State& state, const Case& chosen, ui::Rect rect, Events& out);
// The sensible next step, and the way to all of them. Takes what it needs from the bottom of `rect`.
void drawNextBar(ui::Frame& frame, const State& state, const Case& chosen, ui::Rect& rect, Events& out);

}  // namespace pillarbox::inbox

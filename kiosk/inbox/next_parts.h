// "What next?": the steps that can be taken on a concern, the sensible one first.
#pragma once

#include "kiosk/inbox/event.h"
#include "kiosk/inbox/state.h"
#include "kiosk/ui/frame.h"

namespace pillarbox::inbox {

// A column of them, that scrolls. Before `end`, the end of what is to be read, has been on the screen, reading on is
// the sensible step in place of marking as read.
void drawNext(ui::Frame& frame, const State& state, const Case& chosen, ui::Rect rect, bool end, Events& out);
// The sensible next step, and the way to all of them.
void drawNextBar(ui::Frame& frame, const State& state, const Case& chosen, ui::Rect bar, bool end, Events& out);
float nextBarHeight(const ui::Frame& frame);

}  // namespace pillarbox::inbox

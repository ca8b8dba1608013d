// Manage: the quality review: what to look through, a sample, notes, and when it is due. UI thread.
#pragma once

#include "kiosk/inbox/event.h"
#include "kiosk/inbox/state.h"
#include "kiosk/ui/frame.h"

namespace pillarbox::inbox {

// In `rect`, below the bar.
void drawReview(ui::Frame& frame, const State& state, ui::Rect rect, Events& out);

}  // namespace pillarbox::inbox

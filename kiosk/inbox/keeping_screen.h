// Manage: what goes out and comes in, how long it is kept, holds and destruction. UI thread.
#pragma once

#include "kiosk/inbox/event.h"
#include "kiosk/inbox/state.h"
#include "kiosk/ui/frame.h"

namespace pillarbox::inbox {

// In `rect`, below the bar.
void drawKeeping(ui::Frame& frame, const State& state, ui::Rect rect, Events& out);

}  // namespace pillarbox::inbox

// Manage: every opening, export, and change of keys and policies. UI thread.
#pragma once

#include "kiosk/inbox/event.h"
#include "kiosk/inbox/state.h"
#include "kiosk/ui/frame.h"

namespace pillarbox::inbox {

// In `rect`, below the bar.
void drawAudit(ui::Frame& frame, const State& state, ui::Rect rect, Events& out);

}  // namespace pillarbox::inbox

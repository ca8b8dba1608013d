// What the photocopier left in the school's scans folder: posted here, and the files removed only when asked.
#pragma once

#include "kiosk/inbox/event.h"
#include "kiosk/inbox/state.h"
#include "kiosk/ui/frame.h"

namespace pillarbox::inbox {

void drawScans(ui::Frame& frame, const State& state, Events& out);

}  // namespace pillarbox::inbox

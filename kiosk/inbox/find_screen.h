// Find: one field, and what it finds as it is typed.
#pragma once

#include "kiosk/inbox/event.h"
#include "kiosk/inbox/state.h"
#include "kiosk/ui/frame.h"

namespace pillarbox::inbox {

void drawFind(ui::Frame& frame, const State& state, ui::Rect rect, Events& out);

}  // namespace pillarbox::inbox

// One child: the chronology over all concerns, family and status, marks over time, what can be counted, and who looked.
#pragma once

#include "kiosk/inbox/event.h"
#include "kiosk/inbox/state.h"
#include "kiosk/ui/frame.h"

namespace pillarbox::inbox {

// In two columns where there is room.
void drawChild(ui::Frame& frame, const State& state, ui::Rect rect, Events& out);

}  // namespace pillarbox::inbox

// What can stand in the list's place: Find, and one child; beside the chosen concern where there is room.
#pragma once

#include "kiosk/inbox/event.h"
#include "kiosk/inbox/state.h"
#include "kiosk/ui/frame.h"

namespace pillarbox::inbox {

void drawSide(ui::Frame& frame, const State& state, Events& out);

}  // namespace pillarbox::inbox

// "Cover": nothing of any concern is drawn, so nothing is in the Record either.
#pragma once

#include "kiosk/inbox/event.h"
#include "kiosk/inbox/state.h"
#include "kiosk/ui/frame.h"

namespace pillarbox::inbox {

void drawCover(ui::Frame& frame, const State& state, Events& out);

}  // namespace pillarbox::inbox

// One page of paper, large: zoomed, moved and turned by buttons.
#pragma once

#include "kiosk/inbox/event.h"
#include "kiosk/inbox/state.h"
#include "kiosk/ui/frame.h"

namespace pillarbox::inbox {

void drawPage(ui::Frame& frame, const State& state, Events& out);

}  // namespace pillarbox::inbox

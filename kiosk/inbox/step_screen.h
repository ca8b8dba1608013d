// A form over a concern: what a reader does about it.
#pragma once

#include "kiosk/inbox/event.h"
#include "kiosk/inbox/state.h"
#include "kiosk/ui/frame.h"

namespace pillarbox::inbox {

void drawStep(ui::Frame& frame, const State& state, Events& out);

}  // namespace pillarbox::inbox

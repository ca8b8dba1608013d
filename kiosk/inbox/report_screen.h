// "Print or save": what will be in it, who may see it, where it goes.
#pragma once

#include "kiosk/inbox/event.h"
#include "kiosk/inbox/state.h"
#include "kiosk/ui/frame.h"

namespace pillarbox::inbox {

void drawReport(ui::Frame& frame, const State& state, Events& out);

}  // namespace pillarbox::inbox

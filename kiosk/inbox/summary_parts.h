// What a reader must know of a case at a glance, before its story.
#pragma once

#include "kiosk/inbox/event.h"
#include "kiosk/inbox/state.h"
#include "kiosk/ui/frame.h"

namespace pillarbox::inbox {

void drawSummary(ui::Flow& flow, const State& state, const Case& chosen, Events& out);

}  // namespace pillarbox::inbox

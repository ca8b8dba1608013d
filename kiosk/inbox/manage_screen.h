// "Manage": its menu, and the part that is open under the bar. UI thread.
#pragma once

#include "kiosk/inbox/event.h"
#include "kiosk/inbox/state.h"
#include "kiosk/ui/frame.h"

namespace pillarbox::inbox {

void drawManage(ui::Frame& frame, const State& state, Events& out);

}  // namespace pillarbox::inbox

// Postings the server would not take, and those that cannot be opened here: what each means and what to do.
#pragma once

#include "kiosk/inbox/event.h"
#include "kiosk/inbox/state.h"
#include "kiosk/ui/frame.h"

namespace pillarbox::inbox {

void drawSetAside(ui::Frame& frame, const State& state, Events& out);

}  // namespace pillarbox::inbox

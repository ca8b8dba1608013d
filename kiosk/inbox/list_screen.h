// Every case: unread first, then newest. On a wide screen the chosen one stands beside the list.
#pragma once

#include "kiosk/inbox/event.h"
#include "kiosk/inbox/state.h"
#include "kiosk/ui/frame.h"

namespace pillarbox::inbox {

// Draws Screen::list and Screen::concern.
void drawInbox(ui::Frame& frame, const State& state, Events& out);

}  // namespace pillarbox::inbox

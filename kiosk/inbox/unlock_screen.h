// Key card, then passphrase; "Unlocking…" while the worker tries them.
#pragma once

#include "kiosk/inbox/event.h"
#include "kiosk/inbox/state.h"
#include "kiosk/ui/frame.h"

namespace pillarbox::inbox {

void drawUnlock(ui::Frame& frame, const State& state, Events& out);

}  // namespace pillarbox::inbox

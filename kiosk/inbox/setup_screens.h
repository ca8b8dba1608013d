// "Set up this school": by the DSL herself, on screen, in under five minutes. School, herself, the others, her
// passphrase; then the papers to print.
#pragma once

#include "kiosk/inbox/event.h"
#include "kiosk/inbox/state.h"
#include "kiosk/ui/frame.h"

namespace pillarbox::inbox {

void drawSetup(ui::Frame& frame, const State& state, Events& out);

}  // namespace pillarbox::inbox

// The first unlock with a passphrase somebody else made: the person chooses her own before anything is shown.
#pragma once

#include "kiosk/inbox/event.h"
#include "kiosk/inbox/state.h"
#include "kiosk/ui/frame.h"

namespace pillarbox::inbox {

void drawOwnPassphrase(ui::Frame& frame, const State& state, Events& out);

}  // namespace pillarbox::inbox

// Calls for help that nobody has answered: red bands above everything else in the inbox.
#pragma once

#include "kiosk/inbox/event.h"
#include "kiosk/inbox/state.h"
#include "kiosk/ui/frame.h"

namespace pillarbox::inbox {

// Cuts a band for each of ListState::calls off the top of `rect`. Its button opens the call, which tells whoever called
// that somebody is coming.
void drawCallBands(ui::Frame& frame, const State& state, ui::Rect& rect, Events& out);

}  // namespace pillarbox::inbox

// "My key card is lost" and "Every key card is lost", in the place of unlocking. UI thread.
#pragma once

#include <string_view>

#include "kiosk/inbox/event.h"
#include "kiosk/inbox/state.h"
#include "kiosk/ui/frame.h"

namespace pillarbox::inbox {

std::string_view lostScreenName(const State& state);  // "inbox.lost.whose"
void drawLost(ui::Frame& frame, const State& state, Events& out);

}  // namespace pillarbox::inbox

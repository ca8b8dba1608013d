// Everything that followed a concern, in the order it was written, and corrections beside what they correct.
#pragma once

#include <string>

#include "kiosk/inbox/event.h"
#include "kiosk/inbox/state.h"
#include "kiosk/ui/frame.h"

namespace pillarbox::inbox {

void drawTimeline(ui::Flow& flow, const State& state, const Case& chosen, Events& out);
// The corrections of one entry; nothing if there are none. The original is not changed by them.
void drawCorrections(ui::Flow& flow, const State& state, const Case& chosen, const std::string& entryId);

}  // namespace pillarbox::inbox

// The pages about destroying records. UI thread.
#pragma once

#include <string>

#include "kiosk/inbox/event.h"
#include "kiosk/inbox/state.h"
#include "kiosk/ui/frame.h"

namespace pillarbox::inbox {

std::string destroyingSummary(const State& state);  // "1 waits for another person."
void drawDestroying(ui::Flow& flow, const State& state, Events& out);
// Their own buttons stay in sight beneath what scrolls.
void drawDestroy(ui::Frame& frame, const State& state, ui::Rect rect, Events& out);
void drawDestroyingOne(ui::Frame& frame, const State& state, ui::Rect rect, Events& out);
// On a child's record: the proposal there is, or the button that leads to one.
void drawDestroyingOf(ui::Flow& flow, const State& state, const casework::RetentionRow& row, Events& out);

}  // namespace pillarbox::inbox

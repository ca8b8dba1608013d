// One concern in full, with everything that came after it.
#pragma once

#include <string>

#include "kiosk/inbox/event.h"
#include "kiosk/inbox/state.h"
#include "kiosk/ui/frame.h"

namespace pillarbox::inbox {

// With what can be done about it.
void drawConcern(ui::Frame& frame, const State& state, ui::Rect rect, Events& out);
// Wide enough for "What next?" beside the concern.
bool nextBeside(const ui::Frame& frame);
// Only to be read, beside a form. True if the end of what is to be read is on the screen.
bool drawStory(ui::Frame& frame, const State& state, ui::Rect rect, Events& out);
std::string storyId(const State& state);  // of its flow

}  // namespace pillarbox::inbox

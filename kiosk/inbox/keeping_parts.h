// Parts of the screens of keeping: whose file, and how long one child's records are kept. UI thread.
#pragma once

#include <string>

#include "kiosk/inbox/event.h"
#include "kiosk/inbox/state.h"
#include "kiosk/ui/frame.h"

namespace pillarbox::inbox {

std::string childWords(const PupilPart& child);  // "Amina Okafor (3B)"
// The same, or on a shared terminal, until names are asked for, only the number in the roster.
std::string shownName(const State& state, const PupilPart& child);

void drawChildSearch(ui::Flow& flow, const State& state, Events& out);
void drawDue(ui::Flow& flow, const State& state, Events& out);
void drawRecord(ui::Flow& flow, const State& state, Events& out);

}  // namespace pillarbox::inbox

// Pages of the quality review that are lists: categories, joining two of them, who takes turns, figures. UI thread.
#pragma once

#include "kiosk/inbox/event.h"
#include "kiosk/inbox/state.h"
#include "kiosk/ui/frame.h"

namespace pillarbox::inbox {

void drawCategories(ui::Flow& flow, const State& state, Events& out);
void drawJoin(ui::Flow& flow, const State& state, Events& out);
void drawReviewers(ui::Flow& flow, const State& state, Events& out);
void drawFigures(ui::Flow& flow, const State& state, Events& out);

}  // namespace pillarbox::inbox

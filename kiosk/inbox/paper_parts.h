// The paper of an entry: its pages to be touched, and what was read from them, by whom.
#pragma once

#include <string>

#include "kiosk/inbox/event.h"
#include "kiosk/inbox/state.h"
#include "kiosk/ui/frame.h"

namespace pillarbox::inbox {

// Nothing if the entry has no pages. `id` begins the ids: "concern.page.1", "concern.ticked"…
void drawPaper(ui::Flow& flow, const State& state, const Entry& entry, const std::string& id, Events& out);

// "Form, side 1", "Page 3".
std::string pageName(const Entry& entry, std::size_t index);

}  // namespace pillarbox::inbox

// What somebody wrote, as they wrote it: the account, exact words set apart, body map, pages, how it came to be
// written.
#pragma once

#include <string>

#include "kiosk/inbox/event.h"
#include "kiosk/inbox/state.h"
#include "kiosk/ui/frame.h"

namespace pillarbox::inbox {

// "Unchanged since it was posted", or what is wrong.
void drawIntegrity(ui::Flow& flow, const CaseEntry& shown, const std::string& id);
// Account, exact words, body map, paper and attachments; nothing of what is empty. `id` begins the ids.
void drawWords(ui::Flow& flow, const State& state, const CaseEntry& shown, const std::string& id, Events& out);
// A concern in full: when, the account, what was done, who wrote it and how we know.
void drawAccount(ui::Flow& flow, const State& state, const CaseEntry& shown, const std::string& id, Events& out);

}  // namespace pillarbox::inbox

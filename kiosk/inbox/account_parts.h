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
// Exact words, account, body map, paper and attachments; nothing of what is empty. `id` begins the ids.
void drawWords(ui::Flow& flow, const State& state, const CaseEntry& shown, const std::string& id, Events& out,
               std::string_view heading = {});
// A concern in full: exact words, the account, when and where, what was done, who wrote it and how we know. `heading`
// stands above the account; may be empty.
void drawAccount(ui::Flow& flow, const State& state, const CaseEntry& shown, const std::string& id, Events& out,
                 std::string_view heading = {});

}  // namespace pillarbox::inbox

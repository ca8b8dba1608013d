// Guidance beside a category: the school's own words first, then what comes with the program, with its source. UI
// thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/inbox/state.h"
#include "kiosk/ui/frame.h"

namespace pillarbox::inbox {

// One text for each that belongs to the category, to an adult concerned, or to the account's words.
std::vector<std::string> guidanceTexts(const State& state, std::string_view category, bool aboutAdult = false,
                                       std::string_view account = {});
// What comes with the program, of one category.
void drawGuidance(ui::Flow& flow, const State& state, std::string_view category, std::string_view id);
// Beside a concern that is read: also the school's own.
void drawCaseGuidance(ui::Flow& flow, const State& state, const Case& chosen, const Entry& head);

}  // namespace pillarbox::inbox

// What can be done with files that were made to be printed, drawn beneath what says which they are.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/inbox/event.h"
#include "kiosk/inbox/state.h"
#include "kiosk/ui/frame.h"

namespace pillarbox::inbox {

// "Print", "Open the folder" and "Delete the files now", as far as they are possible here. `files` are full paths.
void drawPrinting(ui::Flow& flow, const State& state, const std::vector<std::string>& files, Events& out);
// Somebody could print them here and has not yet: what leads on is not the first thing to press.
bool stillToPrint(const State& state, const std::vector<std::string>& files);
std::vector<std::string> filesIn(const std::string& folder, const std::vector<Paper>& papers);
// A folder as it helps whoever looks for it: on a terminal, where nobody can go there, its name alone.
std::string folderWords(const State& state, std::string_view folder);

}  // namespace pillarbox::inbox

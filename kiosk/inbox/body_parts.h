// The body map of an entry: the marks drawn where they were placed, and in words.
#pragma once

#include <string>

#include "kiosk/inbox/state.h"
#include "kiosk/ui/frame.h"

namespace pillarbox::inbox {

// Nothing if the entry has no marks. `id` begins the ids: "concern.body.1", "concern.figure.front"… Without the
// drawings (Config::figures) only the words.
void drawBodyMap(ui::Flow& flow, const State& state, const Entry& entry, const std::string& id);

// Only the drawings that have marks on them, each mark with its number in `map`, as many in a row as there is room for.
void drawFigures(ui::Flow& flow, const BodyFigures& figures, const BodyMap& map, const std::string& id);

}  // namespace pillarbox::inbox

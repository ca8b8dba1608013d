// Which boxes were ticked. No fixed threshold: what counts as ink follows from the page's own print, paper and empty
// boxes (HARDCASES, ticks 5). Two thresholds with "unsure" between them.
//
// What people do, and what it counts as:
//   tick, cross, dash or dot drawn with intent, also hanging out of its box     yes
//   neatly filled box                                                             yes
//   empty; specks; a photocopier's line that runs on past the box                 no
//   scribbled over well beyond its edges (some forms mean "withdrawn" by it)      unsure
//   circled, nothing inside; a line through the box; a faint rest of rubbing out  unsure
//   covered, torn off or outside the picture                                      unsure
//   two ticked where only one may be                                              both unsure
#pragma once

#include <vector>

#include "scanner/form/description.h"
#include "scanner/page/register.h"
#include "shared/record/paper.h"

namespace pillarbox::page {

// In the order of side.ticks; words are left empty.
std::vector<PaperTick> readTicks(const Registration& registration, const form::Side& side);

}  // namespace pillarbox::page

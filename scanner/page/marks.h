// Free-hand marks on the body map. What is printed there is known, so it is taken off: the figure's outline where this
// sheet really shows it, with a little tolerance. What is left and looks like a pen's or pencil's stroke is a mark;
// specks and a photocopier's lines are not.
#pragma once

#include <vector>

#include "scanner/form/description.h"
#include "scanner/page/register.h"
#include "shared/record/paper.h"

namespace pillarbox::page {

std::vector<PaperMark> readMarks(const Registration& registration, const form::Side& side);

}  // namespace pillarbox::page

// What stands out in the rows of one child's chronology: counts and gaps, for people to look at. No score is made.
#pragma once

#include <vector>

#include "shared/casework/child_view.h"

namespace pillarbox::casework {

// Of the rows that staff wrote.
Patterns patternsOf(const std::vector<ChildRow>& rows, const CaseEntries& entries, const ChildFilter& filter);

}  // namespace pillarbox::casework

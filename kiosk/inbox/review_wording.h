// What may be hard to understand, years later, in what somebody wrote: for the quality review. Pure.
#pragma once

#include <string>
#include <vector>

#include "shared/record/directory.h"
#include "shared/record/entry.h"
#include "shared/writing/rules.h"

namespace pillarbox::inbox {

// One sentence for each kind of thing, without any word of the entry; none if it is well. Nothing inside somebody's
// exact words counts.
std::vector<std::string> wordingOf(const Entry& entry, const writing::Rules& rules, const Policies& policies);

}  // namespace pillarbox::inbox

// Which children a case is about, out of what its entries say. Pure.
#pragma once

#include <vector>

#include "shared/casework/case_view.h"
#include "shared/record/entry.h"

namespace pillarbox::casework {

// The same child: by reference, or, of those not in the roster, by the same name and description.
bool sameChild(const PupilPart& a, const PupilPart& b);

// `entries` of one case that name children (what staff wrote, and links), in the order they count. A link that names
// others in `replaces` ends what those say of the children that it names itself, and of no other child of theirs.
std::vector<LinkedChild> childrenInForce(const std::vector<const Entry*>& entries);

}  // namespace pillarbox::casework

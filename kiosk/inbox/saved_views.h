// Searches that a reader has given a name to, to come back to. What is searched for may name a child, so it is never
// kept in clear: the list is sealed to the reader's own key (age) and is one more setting of this device's store. Only
// how long it is, in steps of 4 KB, can be told from outside.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/inbox/finding.h"
#include "shared/base/random.h"
#include "shared/base/result.h"
#include "shared/open/identity.h"

namespace pillarbox::inbox {

// Base64 of an age file. Any thread.
Result<std::string> sealViews(const std::vector<SavedView>& views, const open::Identity& reader, Random& random);
// badInput or damaged if it is not one; wrongSecret if it is somebody else's.
Result<std::vector<SavedView>> openViews(std::string_view sealed, const open::Identity& reader);

SavedView savedViewOf(const FindState& find, std::string name);
void useView(FindState& find, const SavedView& view);

}  // namespace pillarbox::inbox

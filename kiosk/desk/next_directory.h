// Signs the next version of a school's directory, for screens and commands that change a part of it. Belongs to the
// School's thread.
#pragma once

#include <cstdint>
#include <functional>

#include "kiosk/desk/unlock.h"
#include "kiosk/office/school_folder.h"

namespace pillarbox::desk {

// `change` is given the directory as it is now. The server, if the school has one, is asked first: it decides who was
// first when two people change it at once (busy). Then it is kept here. Returns the new version's number.
// notTrusted, with the reason, if `person` may not make this change; badInput if the directory would not be right.
Result<std::int64_t> changeDirectory(office::School& school, const Unlocked& person,
                                     const std::function<Status(Directory&)>& change);
// The same for a whole directory that was edited on a screen: `next` must have the version number of the one it was
// made from; busy, and nothing is changed, if that is no longer the newest.
Result<std::int64_t> signDirectory(office::School& school, const Unlocked& person, Directory next);

}  // namespace pillarbox::desk

// A data folder that two Unix users share, as on a terminal where the inbox has a user of its own. Its mark is the
// folder's own set-group-ID bit (chmod 2770), which the system hands on to folders made in it: what is made in such a
// folder may be used by its group as by its owner. Anywhere else what is made is its owner's alone.
#pragma once

#include <sys/types.h>

#include <filesystem>

#include "shared/base/result.h"

namespace pillarbox {

bool sharedWithGroup(const std::filesystem::path& folder);  // false also if it is not there
// For something made in `folder`: 0600 becomes 0660 where that is shared.
mode_t modeIn(const std::filesystem::path& folder, mode_t owners);
// Gives what was just made (and is ours) that mode, whatever the umask was. Of others' files it leaves the mode.
void settleMode(int fd, const std::filesystem::path& folder, mode_t owners);
// With every folder above it that is missing; each 0700, or what the shared one above it says.
Status makeFolders(const std::filesystem::path& folder);
// Somebody who does not share the data folder may read it. False if it is not there.
bool othersMayRead(const std::filesystem::path& file);

}  // namespace pillarbox

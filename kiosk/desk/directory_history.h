// What was changed in the school's directory, version by version, and who signed it. Belongs to the School's thread.
#pragma once

#include <vector>

#include "kiosk/office/school_folder.h"
#include "shared/casework/audit.h"

namespace pillarbox::desk {

// Oldest first: the first has no changes. Every version here was verified when the folder was opened.
std::vector<casework::DirectoryStep> directoryHistory(const office::School& school);

}  // namespace pillarbox::desk

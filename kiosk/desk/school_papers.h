// Writes the papers of a new school as files to print.
#pragma once

#include <filesystem>
#include <vector>

#include "kiosk/desk/school_setup.h"
#include "shared/base/clock.h"
#include "shared/base/result.h"

namespace pillarbox::desk {

// key-card-ID.pdf and, for a starter, starter-passphrase-ID.pdf for each person; recovery-SHEET.pdf for each sheet.
// Makes the folder (0700) if need be; files are 0600. alreadyExists rather than replace an earlier paper: it may be the
// only copy of a key. On a fault what was written is removed again.
Result<std::vector<std::filesystem::path>> writePapers(const std::filesystem::path& folder, const MadeSchool& school);
void removePapers(const std::vector<std::filesystem::path>& papers);

}  // namespace pillarbox::desk

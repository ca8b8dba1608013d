// Writes a new school's data folder.
#pragma once

#include <filesystem>

#include "kiosk/desk/school_setup.h"
#include "kiosk/office/school_folder.h"

namespace pillarbox::desk {

// Everything that belongs in the data folder, key files included; the device's keys are taken out of `made`. As
// office::createSchool.
Result<office::School> writeSchoolFolder(const std::filesystem::path& folder, MadeSchool& made, const Clock& clock,
                                         Random& random);

}  // namespace pillarbox::desk

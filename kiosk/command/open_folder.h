// Opening a data folder from the command line.
#pragma once

#include <string>

#include "kiosk/command/program.h"
#include "kiosk/office/school_folder.h"

namespace pillarbox::command {

// As office::openSchool; and says so on standard error if a damaged database had to be set aside.
Result<office::School> openFolder(const std::string& folder, Program& program);

}  // namespace pillarbox::command

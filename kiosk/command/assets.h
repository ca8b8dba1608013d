// Where the program's own files (forms, outlines) are.
#pragma once

#include <filesystem>

namespace pillarbox::command {

// PILLARBOX_ASSETS if it is set, the source tree's while developing, else the installed ones.
std::filesystem::path assetsFolder();

}  // namespace pillarbox::command

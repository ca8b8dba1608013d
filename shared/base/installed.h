// Where the program's own parts are: its assets, and the programs beside it.
#pragma once

#include <filesystem>
#include <string_view>

namespace pillarbox {

// $PILLARBOX_ASSETS, else assets/ beside the source, else where they are installed.
std::filesystem::path assetsFolder();
// The program of that name in the folder of this one; empty if that cannot be told.
std::filesystem::path programBeside(std::string_view name);

}  // namespace pillarbox

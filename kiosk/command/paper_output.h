// What was read from a page of paper, for scripts and for people.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "kiosk/camera/camera.h"

namespace pillarbox::command {

// As `scan --json` prints it: part 4 of the paper specification.
nlohmann::ordered_json scannedPageJson(const std::string& file, const camera::FilePage& page);
std::string scannedPageText(const std::string& file, const camera::FilePage& page);
// As `badge read` prints it.
nlohmann::ordered_json badgeJson(const std::string& file, const std::vector<scan::Code>& codes);

}  // namespace pillarbox::command

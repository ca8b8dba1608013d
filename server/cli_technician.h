// The technician's subcommands: technician (the password of /status), device list|revoke|allow, doctor.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "shared/base/result.h"

namespace pillarbox::server {

// Nothing if arguments[0] is none of them.
std::optional<Status> technicianCommand(const std::vector<std::string>& arguments);

}  // namespace pillarbox::server

// The subcommands about what is kept: backup, restore, verify.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "shared/base/result.h"

namespace pillarbox::server {

// Nothing if arguments[0] is none of them.
std::optional<Status> storeCommand(const std::vector<std::string>& arguments);

}  // namespace pillarbox::server

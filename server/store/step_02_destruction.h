// What two persons decided to destroy.
#pragma once

#include "server/store/step.h"

namespace pillarbox::server {

inline constexpr Step stepDestruction = {"", "", ""};

}  // namespace pillarbox::server

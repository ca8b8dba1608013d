// All steps, in order. The version of a database is how many of them it has been through.
#pragma once

#include <array>

#include "server/store/step_01_first.h"
#include "server/store/step_02_destruction.h"
#include "server/store/step_03_alerts.h"
#include "server/store/step_04_walks.h"
#include "server/store/step_05_queues.h"

namespace pillarbox::server {

inline constexpr std::array<Step, 5> steps = {stepFirst, stepDestruction, stepAlerts, stepWalks, stepQueues};

}  // namespace pillarbox::server

// The roster of the device that imports it, boxed to each of the school's other devices and left for them at the
// server.
#pragma once

#include <string_view>

#include "kiosk/office/badges.h"
#include "kiosk/office/school_folder.h"
#include "shared/base/result.h"

namespace pillarbox::command {

// Remembered until it has been sent, whatever happens in between.
using office::rosterIsDueFor;
using office::rosterIsDueForOthers;

// Sends it to every device it is due for. How many got it; 0 without a server or if none is due.
Result<int> sendDueRosters(office::School& school);

}  // namespace pillarbox::command

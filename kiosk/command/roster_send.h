// The roster of the device that imports it, boxed to each of the school's other devices and left for them at the
// server.
#pragma once

#include "kiosk/desk/devices.h"
#include "kiosk/office/badges.h"

namespace pillarbox::command {

// Remembered until it has been sent, whatever happens in between.
using office::rosterIsDueFor;
using office::rosterIsDueForOthers;

using desk::sendDueRosters;

}  // namespace pillarbox::command

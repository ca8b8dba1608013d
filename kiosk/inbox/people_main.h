// What Manage asks of the worker: people, their key cards, devices and badges. Worker's thread.
#pragma once

#include "kiosk/inbox/worker_room_main.h"

namespace pillarbox::inbox {

void perform(WorkerRoom& room, PeopleEffect& effect);

}  // namespace pillarbox::inbox

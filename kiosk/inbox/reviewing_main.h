// What Manage asks of the worker: the quality review: what to look through, a sample, notes, and when it is due.
// Worker's thread.
#pragma once

#include "kiosk/inbox/worker_room_main.h"

namespace pillarbox::inbox {

void perform(WorkerRoom& room, ReviewEffect& effect);

}  // namespace pillarbox::inbox

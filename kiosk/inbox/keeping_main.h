// What Manage asks of the worker: what goes out and comes in, how long it is kept, holds and destruction. Worker's
// thread.
#pragma once

#include "kiosk/inbox/worker_room_main.h"

namespace pillarbox::inbox {

void perform(WorkerRoom& room, KeepingEffect& effect);

}  // namespace pillarbox::inbox

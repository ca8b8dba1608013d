// What Manage asks of the worker: every opening, export, and change of keys and policies. Worker's thread.
#pragma once

#include "kiosk/inbox/worker_room_main.h"

namespace pillarbox::inbox {

void perform(WorkerRoom& room, AuditEffect& effect);

}  // namespace pillarbox::inbox

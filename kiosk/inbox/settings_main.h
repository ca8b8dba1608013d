// What Manage asks of the worker: what the school has decided: policies, categories, places, guidance and hints.
// Worker's thread.
#pragma once

#include "kiosk/inbox/worker_room_main.h"

namespace pillarbox::inbox {

void perform(WorkerRoom& room, SettingsEffect& effect);

}  // namespace pillarbox::inbox

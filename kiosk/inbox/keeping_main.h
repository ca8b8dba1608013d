// What Manage asks of the worker: what goes out and comes in, how long it is kept, holds and destruction. Worker's
// thread.
#pragma once

#include "kiosk/desk/inbox_entries.h"
#include "kiosk/inbox/worker_room_main.h"

namespace pillarbox::inbox {

void perform(WorkerRoom& room, KeepingEffect& effect);

// Everything that this person has open, for the length of one errand.
struct Everything {
  desk::ReadAll all;
  casework::CaseView view;
};
Result<Everything> readEverything(WorkerRoom& room);

}  // namespace pillarbox::inbox

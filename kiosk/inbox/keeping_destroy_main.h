// Performs the effects of destroying records. Worker's thread.
#pragma once

#include "kiosk/inbox/worker_room_main.h"

namespace pillarbox::inbox {

// What there is of proposals; finishes what was cut short. Nothing while there are none.
std::vector<DestroyingHere> destroyingHere(WorkerRoom& room);

Status perform(WorkerRoom& room, const PlanDestroying& wanted);
Status perform(WorkerRoom& room, const ProposeDestroying& wanted);
Status perform(WorkerRoom& room, const AgreeDestroying& wanted);
Status perform(WorkerRoom& room, const WithdrawDestroying& wanted);

}  // namespace pillarbox::inbox

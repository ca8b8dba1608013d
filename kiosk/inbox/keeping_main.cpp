#include "kiosk/inbox/keeping_main.h"

namespace pillarbox::inbox {

void perform(WorkerRoom&, KeepingEffect&) {}

}  // namespace pillarbox::inbox

#include "kiosk/inbox/reviewing_main.h"

namespace pillarbox::inbox {

void perform(WorkerRoom&, ReviewEffect&) {}

}  // namespace pillarbox::inbox

#include "kiosk/inbox/people_main.h"

namespace pillarbox::inbox {

void perform(WorkerRoom&, PeopleEffect&) {}

}  // namespace pillarbox::inbox

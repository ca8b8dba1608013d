#include "kiosk/inbox/audit_main.h"

#include "kiosk/desk/directory_history.h"

namespace pillarbox::inbox {

void perform(WorkerRoom& room, AuditEffect&) {
  room.say(AuditEvent{AuditTold{desk::directoryHistory(room.school)}});
}

}  // namespace pillarbox::inbox

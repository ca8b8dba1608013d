#include "kiosk/inbox/audit_main.h"

namespace pillarbox::inbox {

void perform(WorkerRoom&, AuditEffect&) {}

}  // namespace pillarbox::inbox

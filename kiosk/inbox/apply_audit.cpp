#include "kiosk/inbox/apply.h"

namespace pillarbox::inbox {

bool backInAudit(State&) {
  return false;
}

void on(State&, AuditEvent&, Effects&) {}

}  // namespace pillarbox::inbox

#include "kiosk/inbox/audit_screen.h"

namespace pillarbox::inbox {

void drawAudit(ui::Frame&, const State&, ui::Rect, Events&) {}

}  // namespace pillarbox::inbox

#include "kiosk/inbox/keeping_screen.h"

namespace pillarbox::inbox {

void drawKeeping(ui::Frame&, const State&, ui::Rect, Events&) {}

}  // namespace pillarbox::inbox

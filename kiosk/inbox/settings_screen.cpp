#include "kiosk/inbox/settings_screen.h"

namespace pillarbox::inbox {

void drawSettings(ui::Frame&, const State&, ui::Rect, Events&) {}

}  // namespace pillarbox::inbox

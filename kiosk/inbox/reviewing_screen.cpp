#include "kiosk/inbox/reviewing_screen.h"

namespace pillarbox::inbox {

void drawReview(ui::Frame&, const State&, ui::Rect, Events&) {}

}  // namespace pillarbox::inbox

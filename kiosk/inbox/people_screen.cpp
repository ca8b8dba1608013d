#include "kiosk/inbox/people_screen.h"

namespace pillarbox::inbox {

void drawPeople(ui::Frame&, const State&, ui::Rect, Events&) {}

}  // namespace pillarbox::inbox

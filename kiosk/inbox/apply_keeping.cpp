#include "kiosk/inbox/apply.h"

namespace pillarbox::inbox {

bool backInKeeping(State&) {
  return false;
}

void on(State&, KeepingEvent&, Effects&) {}

}  // namespace pillarbox::inbox

#include "kiosk/inbox/apply.h"

namespace pillarbox::inbox {

bool backInReview(State&) {
  return false;
}

void on(State&, ReviewEvent&, Effects&) {}

}  // namespace pillarbox::inbox

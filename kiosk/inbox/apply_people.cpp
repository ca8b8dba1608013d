#include "kiosk/inbox/apply.h"

namespace pillarbox::inbox {

bool backInPeople(State&) {
  return false;
}

void on(State&, PeopleEvent&, Effects&) {}

}  // namespace pillarbox::inbox

#include "kiosk/inbox/apply.h"

namespace pillarbox::inbox {

bool backInSettings(State&) {
  return false;
}

void on(State&, SettingsEvent&, Effects&) {}

}  // namespace pillarbox::inbox

#include "kiosk/inbox/settings_main.h"

namespace pillarbox::inbox {

void perform(WorkerRoom&, SettingsEffect&) {}

}  // namespace pillarbox::inbox

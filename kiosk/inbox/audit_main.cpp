#include "kiosk/inbox/audit_main.h"

#include "kiosk/desk/directory_history.h"
#include "kiosk/office/settings.h"

namespace pillarbox::inbox {

namespace {

// Only the doubt that was looked into: one that came meanwhile stays loud.
void settle(WorkerRoom& room, const SettleDoubt& looked) {
  store::Store& store = *room.school.store;
  const Result<std::optional<std::string>> doubt = store.setting(office::settingChainDoubt);
  if (!doubt.ok() || !*doubt || **doubt != looked.doubt) return;
  if (!store.setSetting(office::settingChainDoubtLooked, looked.doubt).ok()) return;
  if (store.setSetting(office::settingChainDoubt, "").ok()) room.tellSchool();
}

}  // namespace

void perform(WorkerRoom& room, AuditEffect& effect) {
  if (const auto* looked = std::get_if<SettleDoubt>(&effect)) return settle(room, *looked);
  room.say(AuditEvent{AuditTold{desk::directoryHistory(room.school)}});
}

}  // namespace pillarbox::inbox

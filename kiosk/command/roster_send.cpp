#include "kiosk/command/roster_send.h"

#include "kiosk/office/server_calls.h"
#include "shared/seal/sealed_box.h"
#include "shared/wire/server_card.h"

namespace pillarbox::command {
Result<int> sendDueRosters(office::School& school) {
  std::vector<Device> due;
  for (const Device& device : school.directory().devices) {
    PB_TRY_VALUE(const auto setting, school.store->setting(office::rosterDueSetting(device.id)));
    if (setting == "1" && !device.revoked) due.push_back(device);
  }
  if (due.empty()) return 0;
  PB_TRY_VALUE(const auto server, office::serverOf(school));
  if (!server) return 0;
  PB_TRY_VALUE(office::ServerCalls calls, office::ServerCalls::make(*server));
  std::string text = encodeRoster(school.roster);
  int sent = 0;
  for (const Device& device : due) {
    PB_TRY_VALUE(const seal::BoxKey key, wire::parseBoxKey(device.boxKey));
    PB_TRY(calls.putRoster(school, device.id, seal::boxTo(key, viewOf(text))));
    PB_TRY(school.store->setSetting(office::rosterDueSetting(device.id), ""));
    ++sent;
  }
  wipe(text);
  return sent;
}

}  // namespace pillarbox::command

#include "kiosk/command/roster_send.h"

#include "kiosk/command/server_calls.h"
#include "shared/seal/sealed_box.h"
#include "shared/wire/server_card.h"

namespace pillarbox::command {
namespace {

std::string dueSetting(std::string_view device) {
  return "roster.due:" + std::string(device);
}

}  // namespace

Status rosterIsDueFor(office::School& school, std::string_view device) {
  return school.store->setSetting(dueSetting(device), "1");
}

Status rosterIsDueForOthers(office::School& school) {
  for (const Device& device : school.directory().devices) {
    if (device.id != school.deviceId && !device.revoked) PB_TRY(rosterIsDueFor(school, device.id));
  }
  return {};
}

Result<int> sendDueRosters(office::School& school) {
  std::vector<Device> due;
  for (const Device& device : school.directory().devices) {
    PB_TRY_VALUE(const auto setting, school.store->setting(dueSetting(device.id)));
    if (setting == "1" && !device.revoked) due.push_back(device);
  }
  if (due.empty()) return 0;
  PB_TRY_VALUE(const auto server, office::serverOf(school));
  if (!server) return 0;
  PB_TRY_VALUE(ServerCalls calls, ServerCalls::make(*server));
  std::string text = encodeRoster(school.roster);
  int sent = 0;
  for (const Device& device : due) {
    PB_TRY_VALUE(const seal::BoxKey key, wire::parseBoxKey(device.boxKey));
    PB_TRY(calls.putRoster(school, device.id, seal::boxTo(key, viewOf(text))));
    PB_TRY(school.store->setSetting(dueSetting(device.id), ""));
    ++sent;
  }
  wipe(text);
  return sent;
}

}  // namespace pillarbox::command

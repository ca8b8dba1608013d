// A school's devices: a new one is invited, waits, is let in; one that is gone is sent away. For screens and commands.
// Everything here is for a safeguarding lead or a deputy (notPermitted for others) and needs the school's server
// (notFound without one), but for revokeDevice. Belongs to the School's thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/desk/unlock.h"
#include "kiosk/office/school_folder.h"
#include "shared/base/result.h"
#include "shared/record/directory.h"

namespace pillarbox::desk {

struct DeviceInvitation {
  std::string text;  // as wire/invitation.h has it, one line; whoever has it can ask to join
  WallTime expiresAt{};
};
// For one device. Its token is kept here until the device has joined.
Result<DeviceInvitation> inviteDevice(office::School& school, const Unlocked& person);

struct WaitingDevice {
  std::string id, name;
  std::string code;  // "482 913", as the new device shows it
  bool invitedHere = false;
};
// Those that ask to be let in. What the server says is believed of none that was not invited from here.
Result<std::vector<WaitingDevice>> waitingDevices(office::School& school, const Unlocked& person);

struct ApprovedDevice {
  Device device;
  std::string code;
  std::int64_t version = 0;  // of the directory
  Status rosterSent;         // if not, the device gets the roster at the next sync
};
// What it may fetch from the server, as Device::fetches has it.
using Fetches = std::optional<std::vector<std::string>>;
// As it is typed: "all", "none", or some of fetchChoices() with commas. badInput.
Result<Fetches> parseFetches(const Directory& directory, std::string_view text);
// Lets it in. `code`: what was compared, or empty if it is yet to be. `fetches`: what it may fetch; without it what is
// usual (device_fetch.h). notFound if nobody of that id waits; notTrusted if it was not invited from here, or its code
// is another one; and whatever changeDirectory says.
Result<ApprovedDevice> approveDevice(office::School& school, const Unlocked& person, std::string_view device,
                                     std::string_view code = {}, const std::optional<Fetches>& fetches = {});
// What it may fetch from now on; what it has already stays there. Needs no server if there is none. The new version.
Result<std::int64_t> changeFetches(office::School& school, const Unlocked& person, std::string_view device,
                                   const Fetches& fetches);

// From now on nothing it signs is trusted. What is known here of what it posted before stays good: from the last place
// in its chain that is known here. alreadyExists if it has been sent away before. Needs no server if there is none.
Result<std::int64_t> revokeDevice(office::School& school, const Unlocked& person, std::string_view device);

// Sends the roster to every device it is due for (office::rosterIsDueFor). How many got it; 0 without a server or if
// none is due.
Result<int> sendDueRosters(office::School& school);

}  // namespace pillarbox::desk

#include "kiosk/desk/devices.h"

#include <algorithm>
#include <utility>

#include "kiosk/desk/next_directory.h"
#include "kiosk/office/badges.h"
#include "kiosk/office/server_calls.h"
#include "shared/base/files.h"
#include "shared/base/hash.h"
#include "shared/record/device_fetch.h"
#include "shared/seal/sealed_box.h"
#include "shared/wire/invitation.h"
#include "shared/wire/server_card.h"

namespace pillarbox::desk {
namespace {

constexpr std::size_t caLimit = 64 * 1024;

// Setting: the token of an invitation made here, by its hash, until somebody has joined with it.
std::string inviteSetting(const std::string& tokenSha256) {
  return "invite:" + tokenSha256;
}

Result<office::Server> connectedServer(office::School& school) {
  PB_TRY_VALUE(auto server, office::serverOf(school));
  if (!server) {
    return Fault{FaultCode::notFound, "this folder is not connected to a server yet: use pillarbox connect first"};
  }
  return std::move(*server);
}

Status mustBeLead(const Unlocked& person) {
  if (isLead(person.person.role)) return {};
  return Fault{FaultCode::notPermitted, "only a safeguarding lead or a deputy may let devices in"};
}

// The server may lie about everything but this: only who holds our invitation's token can have made the proof.
Status invitedHere(office::School& school, const wire::JoinRequest& request) {
  PB_TRY_VALUE(const wire::ReadInvitation invitation, wire::readInvitationEnvelope(request.invitation));
  PB_TRY_VALUE(const auto kept, school.store->setting(inviteSetting(invitation.tokenSha256)));
  const auto token = kept && !kept->empty() ? fromHex(*kept) : std::nullopt;
  if (!token)
    return Fault{FaultCode::notTrusted, "that device was not invited from here: approve it where it was invited"};
  return wire::checkProof(request, *token);
}

Result<wire::PendingJoin> findWaiting(office::School& school, office::ServerCalls& calls, std::string_view device) {
  PB_TRY_VALUE(auto waiting, calls.askWaiting(school));
  const auto at = std::find_if(waiting.begin(), waiting.end(),
                               [&](const wire::PendingJoin& join) { return join.request.deviceId == device; });
  if (at == waiting.end()) {
    return Fault{FaultCode::notFound, "no device " + std::string(device) + " is waiting (" +
                                          std::to_string(waiting.size()) +
                                          (waiting.size() == 1 ? " other is)" : " others are)")};
  }
  PB_TRY(invitedHere(school, at->request));
  return std::move(*at);
}

}  // namespace

Result<DeviceInvitation> inviteDevice(office::School& school, const Unlocked& person) {
  PB_TRY_VALUE(const office::Server server, connectedServer(school));
  PB_TRY(mustBeLead(person));
  wire::Invitation invitation;
  invitation.url = server.url;
  invitation.schoolId = school.directory().schoolId;
  invitation.directorySha256 = school.pin;
  invitation.serverKey = server.signKey;
  if (!server.ca.empty()) {
    PB_TRY_VALUE(const Bytes pem, readFile(server.ca, caLimit));
    invitation.caPem = textOf(pem);
  }
  invitation.token = school.random->bytes(wire::invitationTokenBytes);
  invitation.expiresAt = school.clock->now() + wire::invitationLife;
  const seal::Envelope envelope = wire::signInvitation(invitation, person.keys.signing);
  PB_TRY(school.store->setSetting(inviteSetting(sha256Hex(invitation.token)), toHex(invitation.token)));
  return DeviceInvitation{wire::invitationText(envelope, invitation.token), invitation.expiresAt};
}

Result<std::vector<WaitingDevice>> waitingDevices(office::School& school, const Unlocked& person) {
  PB_TRY_VALUE(office::Server server, connectedServer(school));
  PB_TRY(mustBeLead(person));
  PB_TRY_VALUE(office::ServerCalls calls, office::ServerCalls::make(std::move(server)));
  PB_TRY_VALUE(const auto joins, calls.askWaiting(school));
  std::vector<WaitingDevice> waiting;
  for (const wire::PendingJoin& join : joins) {
    if (school.directory().device(join.request.deviceId) != nullptr) continue;
    waiting.push_back({join.request.deviceId, join.request.deviceName, wire::joinCode(join.request.proof),
                       invitedHere(school, join.request).ok()});
  }
  return waiting;
}

Result<Fetches> parseFetches(const Directory& directory, std::string_view text) {
  if (text == "all") return Fetches();
  Fetches out(std::in_place);
  if (text == "none") return out;
  const std::vector<std::string> may = fetchChoices(directory);
  while (!text.empty()) {
    const std::size_t comma = text.find(',');
    const std::string one(text.substr(0, comma));
    const bool known = std::find(may.begin(), may.end(), one) != may.end() || directory.audience(one) != nullptr;
    if (!known) {
      std::string list = "all, none";
      for (const std::string& each : may) list += ", " + each;
      return Fault{FaultCode::badInput, "“" + one + "” is not something to fetch; choose from: " + list};
    }
    if (std::find(out->begin(), out->end(), one) == out->end()) out->push_back(one);
    text = comma == std::string_view::npos ? std::string_view() : text.substr(comma + 1);
  }
  return out;
}

Result<std::int64_t> changeFetches(office::School& school, const Unlocked& person, std::string_view device,
                                   const Fetches& fetches) {
  PB_TRY(mustBeLead(person));
  return changeDirectory(school, person, [&](Directory& next) -> Status {
    for (Device& each : next.devices) {
      if (each.id != device || each.revoked) continue;
      if (each.fetches == fetches) return Fault{FaultCode::alreadyExists, "that is what it may fetch already"};
      each.fetches = fetches;
      return {};
    }
    return Fault{FaultCode::notFound, "this school has no device " + std::string(device)};
  });
}

Result<ApprovedDevice> approveDevice(office::School& school, const Unlocked& person, std::string_view device,
                                     std::string_view code, const std::optional<Fetches>& fetches) {
  PB_TRY_VALUE(const office::Server server, connectedServer(school));
  PB_TRY(mustBeLead(person));
  PB_TRY_VALUE(office::ServerCalls calls, office::ServerCalls::make(server));
  PB_TRY_VALUE(const wire::PendingJoin joining, findWaiting(school, calls, device));

  ApprovedDevice approved;
  approved.device = wire::deviceOf(joining.request);
  approved.code = wire::joinCode(joining.request.proof);
  if (!code.empty() && code != approved.code) {
    return Fault{FaultCode::notTrusted, "its code is another one now: compare it again"};
  }
  PB_TRY_VALUE(approved.version, changeDirectory(school, person, [&](Directory& next) -> Status {
                 approved.device.fetches = fetches ? *fetches : Fetches(usualFetches(next, approved.device.name));
                 next.devices.push_back(approved.device);
                 if (!next.server) {
                   next.server = ServerAddress{server.url, seal::formatVerifyKey(server.signKey),
                                               wire::formatBoxKey(server.boxKey)};
                 }
                 return {};
               }));
  PB_TRY(office::rosterIsDueFor(school, approved.device.id));
  if (const Result<int> sent = sendDueRosters(school); !sent.ok()) approved.rosterSent = sent.fault();
  return approved;
}

Result<std::int64_t> revokeDevice(office::School& school, const Unlocked& person, std::string_view device) {
  PB_TRY(mustBeLead(person));
  // Of the chain it wrote last: what it signed in an earlier one cannot be told from what is signed with a stolen key.
  PB_TRY_VALUE(const std::vector<store::Posting> postings, school.store->postings({}));
  const Slip* last = nullptr;
  for (const store::Posting& posting : postings) {
    const Slip& slip = posting.slip;
    if (slip.device != device) continue;
    if (last == nullptr || slip.chainId > last->chainId || (slip.chainId == last->chainId && slip.seq > last->seq)) {
      last = &slip;
    }
  }
  return changeDirectory(school, person, [&](Directory& next) -> Status {
    for (Device& each : next.devices) {
      if (each.id != device) continue;
      if (each.revoked) return Fault{FaultCode::alreadyExists, "that device has been sent away already"};
      each.revoked = true;
      if (last != nullptr) {
        each.revokedChain = last->chainId;
        each.revokedFromSeq = last->seq + 1;
      }
      return {};
    }
    return Fault{FaultCode::notFound, "this school has no device " + std::string(device)};
  });
}

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

}  // namespace pillarbox::desk

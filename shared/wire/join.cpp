#include "shared/wire/join.h"

#include "shared/base/hash.h"
#include "shared/record/ids.h"
#include "shared/record/json_fields.h"
#include "shared/wire/api.h"
#include "shared/wire/invitation.h"
#include "shared/wire/server_card.h"

namespace pillarbox::wire {

namespace {

constexpr std::size_t maxJoinBytes = 48 * 1024;
constexpr std::size_t maxJoins = 200;

}  // namespace

std::string joinProof(BytesView token, std::string_view deviceId, std::string_view verifyKey, std::string_view boxKey) {
  std::string text = "pillarbox join v1\n";
  text.append(deviceId).append("\n").append(verifyKey).append("\n").append(boxKey).append("\n");
  return toHex(keyedHash(token, viewOf(text)));
}

std::string joinCode(std::string_view proof) {
  const Sha256 digest = sha256(viewOf(proof));
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < 4; ++i) number = number << 8 | digest[i];
  std::string digits = std::to_string(1'000'000 + number % 1'000'000).substr(1);
  return digits.substr(0, 3) + " " + digits.substr(3);
}

std::string signJoin(const JoinRequest& request, const seal::SigningKey& device) {
  nlohmann::ordered_json json;
  json["v"] = 1;
  json["invitation"] = request.invitation;
  json["device"] = request.deviceId;
  json["name"] = request.deviceName;
  json["verify_key"] = request.verifyKey;
  json["box_key"] = request.boxKey;
  json["proof"] = request.proof;
  const std::string text = json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
  return seal::encode(seal::sign(joinType, viewOf(text), device));
}

Result<JoinRequest> readJoin(std::string_view envelope) {
  if (envelope.size() > maxJoinBytes) return Fault{FaultCode::tooLarge, "The request to join is too long."};
  PB_TRY_VALUE(const seal::Envelope document, seal::decode(envelope));
  if (document.payloadType != joinType) return Fault{FaultCode::badInput, "The document is not a request to join."};
  PB_TRY_VALUE(const nlohmann::json json, parseJson(textOf(document.payload), "The request to join"));
  JsonFields fields(json, "join");
  JoinRequest request;
  std::int64_t version = 0;
  fields.integer("v", version);
  fields.text("invitation", request.invitation, maxInvitationBytes);
  fields.text("device", request.deviceId);
  fields.text("name", request.deviceName, 100);
  fields.text("verify_key", request.verifyKey);
  fields.text("box_key", request.boxKey);
  fields.text("proof", request.proof);
  PB_TRY(fields.done(JsonFields::Unknown::refuse));
  if (version != 1) return Fault{FaultCode::newerVersion, "The request to join is of a newer version."};
  if (!isLocalId(request.deviceId)) return Fault{FaultCode::badInput, "join.device is not an id."};
  if (request.proof.size() != 64 || !fromHex(request.proof)) {
    return Fault{FaultCode::badInput, "join.proof is not 32 bytes in hex."};
  }
  PB_TRY_VALUE(const seal::VerifyKey key, seal::parseVerifyKey(request.verifyKey));
  PB_TRY(parseBoxKey(request.boxKey));
  if (!seal::verifiedBy(document, key)) {
    return Fault{FaultCode::notTrusted, "The request to join is not signed by the device it names."};
  }
  return request;
}

std::string encodeJoins(const std::vector<StoredJoin>& joins) {
  nlohmann::ordered_json json;
  json["joins"] = nlohmann::ordered_json::array();
  for (const StoredJoin& join : joins) {
    nlohmann::ordered_json one;
    one["request"] = join.envelope;
    one["received_at"] = formatTime(join.receivedAt);
    json["joins"].push_back(std::move(one));
  }
  return json.dump();
}

Result<std::vector<PendingJoin>> decodeJoins(std::string_view text) {
  PB_TRY_VALUE(const nlohmann::json json, parseJson(text, "The list of new devices"));
  JsonFields fields(json, "joins");
  std::vector<PendingJoin> joins;
  fields.eachOf("joins", true, maxJoins, [&](const nlohmann::json& element, const std::string& where) -> Status {
    JsonFields one(element, where);
    PendingJoin join;
    one.text("request", join.envelope, maxJoinBytes);
    one.time("received_at", join.receivedAt);
    PB_TRY(one.done(JsonFields::Unknown::ignore));
    PB_TRY_VALUE(join.request, readJoin(join.envelope));
    joins.push_back(std::move(join));
    return {};
  });
  PB_TRY(fields.done(JsonFields::Unknown::ignore));
  return joins;
}

Status checkProof(const JoinRequest& request, BytesView token) {
  const std::string expected = joinProof(token, request.deviceId, request.verifyKey, request.boxKey);
  if (!equalConstantTime(viewOf(expected), viewOf(request.proof))) {
    return Fault{FaultCode::notTrusted, "This device does not hold the invitation that was given."};
  }
  return {};
}

Device deviceOf(const JoinRequest& request) {
  Device device;
  device.id = request.deviceId;
  device.name = request.deviceName;
  device.verifyKey = request.verifyKey;
  device.boxKey = request.boxKey;
  return device;
}

}  // namespace pillarbox::wire

#include "shared/record/slip.h"

#include "shared/record/ids.h"
#include "shared/record/json_fields.h"

namespace pillarbox {

namespace {

using Json = nlohmann::ordered_json;

bool isSha256(std::string_view text) {
  if (text.size() != 64) return false;
  for (const char c : text) {
    if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) return false;
  }
  return true;
}

Fault bad(std::string_view sentence) {
  return Fault{FaultCode::badInput, std::string(sentence)};
}

}  // namespace

std::string encodeSlip(const Slip& slip) {
  Json json;
  json["v"] = 1;
  json["id"] = slip.id;
  json["school"] = slip.school;
  json["device"] = slip.device;
  json["chain_id"] = slip.chainId;
  json["seq"] = slip.seq;
  json["kind"] = kindName(slip.kind);
  if (!slip.subject.empty()) json["subject"] = slip.subject;
  json["audience"] = slip.audience;
  json["urgent"] = slip.urgent;
  json["written_at"] = formatTime(slip.writtenAt);
  json["content_sha256"] = slip.contentSha256;
  json["sealed_sha256"] = slip.sealedSha256;
  json["sealed_bytes"] = slip.sealedBytes;
  json["directory_version"] = slip.directoryVersion;
  json["previous_slip_sha256"] = slip.previousSlipSha256;
  return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

Result<Slip> decodeSlip(std::string_view text) {
  PB_TRY_VALUE(const nlohmann::json document, parseJson(text, "The slip"));
  JsonFields fields(document, "slip");
  Slip slip;
  std::int64_t version = 0;
  std::string kind;
  fields.integer("v", version);
  if (fields.status().ok() && version != 1) return Fault{FaultCode::newerVersion, "The slip is of a newer version."};
  fields.text("id", slip.id);
  fields.text("school", slip.school);
  fields.text("device", slip.device);
  fields.text("chain_id", slip.chainId);
  fields.integer("seq", slip.seq);
  fields.text("kind", kind);
  fields.optionalText("subject", slip.subject);
  fields.text("audience", slip.audience);
  fields.boolean("urgent", slip.urgent);
  fields.time("written_at", slip.writtenAt);
  fields.text("content_sha256", slip.contentSha256);
  fields.text("sealed_sha256", slip.sealedSha256);
  fields.integer("sealed_bytes", slip.sealedBytes);
  fields.integer("directory_version", slip.directoryVersion);
  fields.text("previous_slip_sha256", slip.previousSlipSha256);
  PB_TRY(fields.done(JsonFields::Unknown::refuse));
  const std::optional<Kind> known = kindFrom(kind);
  if (!known) return bad("slip.kind is not a kind of entry.");
  slip.kind = *known;
  if (!isId(slip.id) || !isId(slip.chainId)) return bad("slip.id or slip.chain_id is not a version 7 UUID.");
  if (!slip.subject.empty() && !isId(slip.subject)) return bad("slip.subject is not an id.");
  if (!isLocalId(slip.school) || !isLocalId(slip.device) || !isLocalId(slip.audience)) {
    return bad("slip.school, slip.device or slip.audience is not an id.");
  }
  if (slip.seq < 1 || slip.sealedBytes < 1 || slip.directoryVersion < 1)
    return bad("A number of the slip is below one.");
  if (!isSha256(slip.contentSha256) || !isSha256(slip.sealedSha256) ||
      (!slip.previousSlipSha256.empty() && !isSha256(slip.previousSlipSha256))) {
    return bad("A hash of the slip is not SHA-256 in hex.");
  }
  if (slip.seq > 1 && slip.previousSlipSha256.empty()) return bad("slip.previous_slip_sha256 is missing.");
  return slip;
}

std::string encodeReceipt(const Receipt& receipt) {
  Json json;
  json["v"] = 1;
  json["id"] = receipt.id;
  json["slip_sha256"] = receipt.slipSha256;
  json["epoch"] = receipt.epoch;
  json["index"] = receipt.index;
  json["previous_head"] = receipt.previousHead;
  json["head"] = receipt.head;
  json["received_at"] = formatTime(receipt.receivedAt);
  return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

Result<Receipt> decodeReceipt(std::string_view text) {
  PB_TRY_VALUE(const nlohmann::json document, parseJson(text, "The receipt"));
  JsonFields fields(document, "receipt");
  Receipt receipt;
  std::int64_t version = 0;
  fields.integer("v", version);
  if (fields.status().ok() && version != 1) return Fault{FaultCode::newerVersion, "The receipt is of a newer version."};
  fields.text("id", receipt.id);
  fields.text("slip_sha256", receipt.slipSha256);
  fields.integer("epoch", receipt.epoch);
  fields.integer("index", receipt.index);
  fields.text("previous_head", receipt.previousHead);
  fields.text("head", receipt.head);
  fields.time("received_at", receipt.receivedAt);
  PB_TRY(fields.done(JsonFields::Unknown::refuse));
  if (!isId(receipt.id)) return bad("receipt.id is not a version 7 UUID.");
  if (receipt.epoch < 1 || receipt.index < 1) return bad("A number of the receipt is below one.");
  if (!isSha256(receipt.slipSha256) || !isSha256(receipt.previousHead) || !isSha256(receipt.head)) {
    return bad("A hash of the receipt is not SHA-256 in hex.");
  }
  return receipt;
}

std::string nextHead(std::string_view school, std::int64_t epoch, std::int64_t index, std::string_view previousHead,
                     std::string_view slipSha256) {
  std::string text = "pillarbox head v1\n";
  text.append(school).append("\n");
  text.append(std::to_string(epoch)).append("\n").append(std::to_string(index)).append("\n");
  text.append(previousHead).append("\n").append(slipSha256).append("\n");
  return sha256Hex(viewOf(text));
}

}  // namespace pillarbox

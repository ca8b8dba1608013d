#include "shared/wire/server_card.h"

#include <algorithm>

#include "shared/record/json_fields.h"
#include "shared/record/slip.h"

namespace pillarbox::wire {

std::string formatBoxKey(const seal::BoxKey& key) {
  return toBase64(key, Base64::padded);
}

Result<seal::BoxKey> parseBoxKey(std::string_view text) {
  const auto bytes = fromBase64(text, Base64::padded);
  seal::BoxKey key{};
  if (!bytes || bytes->size() != key.size()) {
    return Fault{FaultCode::badInput, "A box key is not 32 bytes in base64."};
  }
  std::copy(bytes->begin(), bytes->end(), key.begin());
  return key;
}

std::string signServerCard(const ServerCard& card, const seal::SigningKey& key) {
  nlohmann::ordered_json json;
  json["v"] = 1;
  json["name"] = card.name;
  json["verify_key"] = seal::formatVerifyKey(card.signKey);
  json["box_key"] = formatBoxKey(card.boxKey);
  const std::string text = json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
  return seal::encode(seal::sign(serverCardType, viewOf(text), key));
}

Result<ServerCard> readServerCard(std::string_view envelope) {
  PB_TRY_VALUE(const seal::Envelope document, seal::decode(envelope));
  if (document.payloadType != serverCardType) return Fault{FaultCode::badInput, "The document is not a server card."};
  PB_TRY_VALUE(const nlohmann::json json, parseJson(textOf(document.payload), "The server card"));
  JsonFields fields(json, "server card");
  ServerCard card;
  std::int64_t version = 0;
  std::string signKey;
  std::string boxKey;
  fields.integer("v", version);
  fields.text("name", card.name, 200);
  fields.text("verify_key", signKey);
  fields.text("box_key", boxKey);
  PB_TRY(fields.done(JsonFields::Unknown::refuse));
  if (version != 1) return Fault{FaultCode::newerVersion, "The server card is of a newer version."};
  PB_TRY_VALUE(card.signKey, seal::parseVerifyKey(signKey));
  PB_TRY_VALUE(card.boxKey, parseBoxKey(boxKey));
  if (!seal::verifiedBy(document, card.signKey)) {
    return Fault{FaultCode::notTrusted, "The server card is not signed by the key it names."};
  }
  return card;
}

std::string encodeServerAnswer(std::string_view cardEnvelope, WallTime time) {
  nlohmann::ordered_json json;
  json["card"] = cardEnvelope;
  json["time"] = formatTime(time);
  return json.dump();
}

Result<ServerAnswer> decodeServerAnswer(std::string_view text) {
  PB_TRY_VALUE(const nlohmann::json json, parseJson(text, "The server's answer"));
  JsonFields fields(json, "answer");
  std::string envelope;
  ServerAnswer answer;
  fields.text("card", envelope, 64 * 1024);
  fields.time("time", answer.time);
  PB_TRY(fields.done(JsonFields::Unknown::ignore));
  PB_TRY_VALUE(answer.card, readServerCard(envelope));
  return answer;
}

}  // namespace pillarbox::wire

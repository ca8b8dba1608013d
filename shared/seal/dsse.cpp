#include "shared/seal/dsse.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

namespace pillarbox::seal {

namespace {

using Json = nlohmann::json;

constexpr std::size_t maxTypeCharacters = 128;
constexpr std::size_t maxKeyIdCharacters = 64;
constexpr int maxJsonDepth = 3;

Fault notAnEnvelope(const char* why) {
  return {FaultCode::badInput, std::string("not a signed document: ") + why + "."};
}

// The library keeps the last of two equal keys; two readers must never see two different documents.
std::optional<Json> parseStrictly(std::string_view text) {
  bool good = true;
  std::vector<std::set<std::string>> keys;
  const auto callback = [&](int depth, Json::parse_event_t event, Json& parsed) {
    if (depth > maxJsonDepth) good = false;
    if (event == Json::parse_event_t::object_start) keys.emplace_back();
    if (event == Json::parse_event_t::object_end) keys.pop_back();
    if (event == Json::parse_event_t::key && !keys.back().insert(parsed.get<std::string>()).second) good = false;
    return good;
  };
  Json json = Json::parse(text, callback, false);
  if (!good || json.is_discarded()) return std::nullopt;
  return json;
}

const std::string* stringAt(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get_ptr<const std::string*>() : nullptr;
}

Result<EnvelopeSignature> decodeSignature(const Json& json) {
  if (!json.is_object() || json.size() != 2) return notAnEnvelope("a signature has other than keyid and sig");
  const std::string* keyid = stringAt(json, "keyid");
  const std::string* sig = stringAt(json, "sig");
  if (keyid == nullptr || sig == nullptr) return notAnEnvelope("a signature lacks keyid or sig");
  if (keyid->size() > maxKeyIdCharacters || sig->size() > 4096) return notAnEnvelope("a signature is too long");
  auto bytes = fromBase64(*sig, Base64::padded);
  if (!bytes) return notAnEnvelope("a signature is not padded base64");
  return EnvelopeSignature{*keyid, std::move(*bytes)};
}

Result<Envelope> decodeJson(std::string_view text) {
  const std::optional<Json> json = parseStrictly(text);
  if (!json || !json->is_object() || json->size() != 3) {
    return notAnEnvelope("it must be JSON with exactly payloadType, payload and signatures");
  }
  const std::string* type = stringAt(*json, "payloadType");
  const std::string* payload = stringAt(*json, "payload");
  const auto signatures = json->find("signatures");
  if (type == nullptr || payload == nullptr || signatures == json->end() || !signatures->is_array()) {
    return notAnEnvelope("payloadType, payload or signatures is missing");
  }
  if (type->size() > maxTypeCharacters) return notAnEnvelope("payloadType is too long");
  if (signatures->size() > maxEnvelopeSignatures) return Fault{FaultCode::tooLarge, "too many signatures."};
  auto bytes = fromBase64(*payload, Base64::padded);
  if (!bytes) return notAnEnvelope("the payload is not padded base64");
  if (bytes->size() > maxEnvelopePayloadBytes) return Fault{FaultCode::tooLarge, "the signed document is over 1 MiB."};
  Envelope envelope{*type, std::move(*bytes), {}};
  for (const Json& signature : *signatures) {
    PB_TRY_VALUE(EnvelopeSignature decoded, decodeSignature(signature));
    envelope.signatures.push_back(std::move(decoded));
  }
  return envelope;
}

}  // namespace

Bytes preAuthEncoding(std::string_view payloadType, BytesView payload) {
  std::string text = "DSSEv1 " + std::to_string(payloadType.size()) + ' ';
  text.append(payloadType);
  text += ' ' + std::to_string(payload.size()) + ' ';
  text.append(textOf(payload));
  return bytesOf(text);
}

std::string encode(const Envelope& envelope) {
  nlohmann::ordered_json json;
  json["payloadType"] = envelope.payloadType;
  json["payload"] = toBase64(envelope.payload, Base64::padded);
  json["signatures"] = nlohmann::ordered_json::array();
  for (const EnvelopeSignature& signature : envelope.signatures) {
    nlohmann::ordered_json one;
    one["keyid"] = signature.keyid;
    one["sig"] = toBase64(signature.sig, Base64::padded);
    json["signatures"].push_back(std::move(one));
  }
  return json.dump(-1, ' ', true, nlohmann::ordered_json::error_handler_t::replace);
}

Result<Envelope> decode(std::string_view json) {
  // Base64 of the payload, and room for the rest.
  if (json.size() > maxEnvelopePayloadBytes / 3 * 4 + 128 * 1024) {
    return Fault{FaultCode::tooLarge, "the signed document is over 1 MiB."};
  }
  try {
    return decodeJson(json);
  } catch (const Json::exception&) {
    return notAnEnvelope("the JSON is malformed");
  }
}

void addSignature(Envelope& envelope, const SigningKey& signer) {
  const SignatureBytes sig = signer.sign(preAuthEncoding(envelope.payloadType, envelope.payload));
  EnvelopeSignature made{keyIdOf(signer.verifyKey()), Bytes(sig.begin(), sig.end())};
  const auto earlier = std::find_if(envelope.signatures.begin(), envelope.signatures.end(),
                                    [&](const EnvelopeSignature& s) { return s.keyid == made.keyid; });
  if (earlier != envelope.signatures.end()) {
    *earlier = std::move(made);
  } else {
    envelope.signatures.push_back(std::move(made));
  }
}

Envelope sign(std::string_view payloadType, BytesView payload, std::span<const SigningKey* const> signers) {
  Envelope envelope{std::string(payloadType), Bytes(payload.begin(), payload.end()), {}};
  for (const SigningKey* signer : signers) addSignature(envelope, *signer);
  return envelope;
}

Envelope sign(std::string_view payloadType, BytesView payload, const SigningKey& signer) {
  const std::array<const SigningKey*, 1> signers = {&signer};
  return sign(payloadType, payload, signers);
}

bool verifiedBy(const Envelope& envelope, const VerifyKey& key) {
  const std::string keyid = keyIdOf(key);
  const Bytes signedBytes = preAuthEncoding(envelope.payloadType, envelope.payload);
  return std::any_of(envelope.signatures.begin(), envelope.signatures.end(),
                     [&](const EnvelopeSignature& s) { return s.keyid == keyid && verify(key, signedBytes, s.sig); });
}

}  // namespace pillarbox::seal

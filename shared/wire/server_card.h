// Who a server is: its name and its two public keys, signed by itself, so that a person pins one short fingerprint.
#pragma once

#include <string>
#include <string_view>

#include "shared/base/clock.h"
#include "shared/base/result.h"
#include "shared/seal/dsse.h"
#include "shared/seal/sealed_box.h"

namespace pillarbox::wire {

struct ServerCard {
  std::string name;
  seal::VerifyKey signKey;  // signs receipts
  seal::BoxKey boxKey{};    // routing notes
  bool operator==(const ServerCard&) const = default;
};

std::string formatBoxKey(const seal::BoxKey& key);  // padded base64, as ServerAddress::boxKey
Result<seal::BoxKey> parseBoxKey(std::string_view text);

// The DSSE envelope (payload type serverCardType), signed by `key`, which must be card.signKey.
std::string signServerCard(const ServerCard& card, const seal::SigningKey& key);
// notTrusted if it is not signed by the key it names.
Result<ServerCard> readServerCard(std::string_view envelope);

// The answer of GET /v1/server.
struct ServerAnswer {
  ServerCard card;
  WallTime time{};
};
std::string encodeServerAnswer(std::string_view cardEnvelope, WallTime time);
Result<ServerAnswer> decodeServerAnswer(std::string_view json);

}  // namespace pillarbox::wire

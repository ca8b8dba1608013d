// A new device asks to be let in (POST /v1/join), and a DSL looks at who is waiting (GET /v1/joins).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shared/base/clock.h"
#include "shared/base/result.h"
#include "shared/record/directory.h"
#include "shared/seal/dsse.h"

namespace pillarbox::wire {

struct JoinRequest {
  std::string invitation;  // the signed part: seal::encode(envelope)
  std::string deviceId;
  std::string deviceName;
  std::string verifyKey;  // padded base64, as in Device
  std::string boxKey;
  std::string proof;  // hex; joinProof(), which only who holds the invitation's token can make
  bool operator==(const JoinRequest&) const = default;
};

// Keyed BLAKE2b under the token over the device's id and keys, hex.
std::string joinProof(BytesView token, std::string_view deviceId, std::string_view verifyKey, std::string_view boxKey);
// "482 913": what the new device shows and the DSL's screen must show too. From the proof, so it cannot be chosen by
// anyone else.
std::string joinCode(std::string_view proof);

// Signed by the device itself, which proves it holds the key (payload type joinType).
std::string signJoin(const JoinRequest& request, const seal::SigningKey& device);
// notTrusted if it is not signed by the key it names. The invitation inside is not checked here.
Result<JoinRequest> readJoin(std::string_view envelope);

struct PendingJoin {
  std::string envelope;  // as the device sent it
  JoinRequest request;
  WallTime receivedAt{};
};
struct StoredJoin {
  std::string envelope;
  WallTime receivedAt{};
};
// {"joins":[{"request":"ENVELOPE","received_at":"..."}]}
std::string encodeJoins(const std::vector<StoredJoin>& joins);
Result<std::vector<PendingJoin>> decodeJoins(std::string_view json);
// May the DSL's device believe it? notTrusted unless the proof was made with `token`.
Status checkProof(const JoinRequest& request, BytesView token);
Device deviceOf(const JoinRequest& request);

}  // namespace pillarbox::wire

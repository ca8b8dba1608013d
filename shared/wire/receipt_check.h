// Checking the server's receipts, alone and against the newest head this device knows. Pure.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "shared/base/result.h"
#include "shared/record/slip.h"
#include "shared/seal/dsse.h"

namespace pillarbox::wire {

// The newest head of the school's chain a device has seen proof of. Nothing known yet: all zero.
struct KnownHead {
  std::int64_t epoch = 0;
  std::int64_t index = 0;
  std::string head;
  bool operator==(const KnownHead&) const = default;
};

// One line "EPOCH INDEX HEAD", for a settings table.
std::string formatKnownHead(const KnownHead& head);
Result<KnownHead> parseKnownHead(std::string_view text);

struct CheckedReceipt {
  Receipt receipt;
  KnownHead head;  // the newer of the known one and this receipt's
};

// notTrusted unless the envelope is a receipt signed by `serverKey` for exactly this id and slip, its head follows from
// its own fields, and nothing in it contradicts `known` (the same place with another head, or the next place after
// another head). badInput if it is no receipt at all. An older receipt sent again is fine and leaves the known head as
// it was.
Result<CheckedReceipt> checkReceipt(std::string_view envelope, const seal::VerifyKey& serverKey,
                                    std::string_view expectedId, std::string_view expectedSlipSha256,
                                    std::string_view school, const KnownHead& known);

}  // namespace pillarbox::wire

// What an answer to an upload means, and how long to wait before the next try. Pure.
#pragma once

#include <optional>
#include <string>

#include "kiosk/office/http.h"
#include "shared/base/random.h"
#include "shared/store/store.h"
#include "shared/wire/receipt_check.h"

namespace pillarbox::office {

struct Expected {
  std::string id;
  std::string slipSha256;  // hex, of the slip's signed bytes
  std::string school;
  seal::VerifyKey serverKey;
  wire::KnownHead known;
};

struct Outcome {
  // delivered: a receipt that proves it. refused: the server will never take this one. retry: everything else, for
  // ever.
  enum class Verdict { delivered, retry, refused } verdict = Verdict::retry;
  Fault problem{FaultCode::internal, ""};  // unless delivered
  bool wholeServer = false;                // with retry: no other posting would fare better now
  std::optional<Milliseconds> notBefore;   // with retry: Retry-After, at most an hour
  std::string receipt;                     // envelope, if delivered
  std::optional<wire::CheckedReceipt> checked;
};

// 200 or 201 with a receipt that checkReceipt() accepts, and nothing else, is delivered. A no is for good only with a
// problem document of ours and a status that trying again cannot change (not 401, 404, 408, 409, 412, 425, 429, 5xx).
Outcome classify(const Result<wire::Answer>& answer, const Expected& expected, WallTime now);

// Before try number `attempts` + 1: from 1 s doubling to 10 min, of which a random half is taken off, so that terminals
// that lost the server together do not come back together.
Milliseconds backoff(int attempts, Random& random);

// PUT /v1/entries/{id}.
HttpRequest uploadRequest(const store::Store::ToSend& what);

// SHA-256 of the signed bytes in a slip's envelope, hex.
Result<std::string> slipHashOf(std::string_view envelope);

}  // namespace pillarbox::office

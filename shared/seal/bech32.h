// Bech32 (BIP 173, constant 1) as age uses it: without the 90-character limit.
#pragma once

#include <string>
#include <string_view>

#include "shared/base/bytes.h"
#include "shared/base/result.h"
#include "shared/base/secret_bytes.h"

namespace pillarbox::seal {

// `prefix` is the human-readable part in lower case. The result is lower case.
std::string encodeBech32(std::string_view prefix, BytesView data);
// The same in upper case on wiped memory, for secret keys.
SecretBytes encodeBech32Secret(std::string_view prefix, BytesView data);

struct Bech32 {
  std::string prefix;  // lower case
  SecretBytes data;    // it may be a secret key
};
// badInput for mixed case, a character outside the alphabet, a wrong checksum or non-zero padding bits.
Result<Bech32> decodeBech32(std::string_view text);

}  // namespace pillarbox::seal

#include "shared/seal/recipient.h"

#include <sodium.h>

#include <algorithm>

#include "shared/seal/bech32.h"

namespace pillarbox::seal {

Result<Recipient> parseRecipient(std::string_view text) {
  if (text.substr(0, 4) != "age1") return Fault{FaultCode::badInput, "a recipient begins with \"age1\"."};
  PB_TRY_VALUE(const Bech32 decoded, decodeBech32(text));
  if (decoded.prefix != "age") {
    return Fault{FaultCode::badInput, "this kind of recipient is not supported: only X25519 (\"age1\" and 58 more)."};
  }
  Recipient recipient;
  if (decoded.data.size() != recipient.key.size()) {
    return Fault{FaultCode::badInput, "the recipient has the wrong length."};
  }
  std::copy_n(decoded.data.data(), recipient.key.size(), recipient.key.begin());
  // libsodium refuses to multiply a point of low order, whatever the scalar.
  std::array<std::uint8_t, 32> scalar{};
  scalar[0] = 8;
  std::array<std::uint8_t, 32> product{};
  if (crypto_scalarmult(product.data(), scalar.data(), recipient.key.data()) != 0) {
    return Fault{FaultCode::badInput, "the recipient is a weak key that anyone could open."};
  }
  return recipient;
}

std::string formatRecipient(const Recipient& recipient) {
  return encodeBech32("age", recipient.key);
}

}  // namespace pillarbox::seal

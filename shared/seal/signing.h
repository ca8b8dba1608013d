// Ed25519 signatures (RFC 8032). Any thread.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "shared/base/bytes.h"
#include "shared/base/random.h"
#include "shared/base/result.h"
#include "shared/base/secret_bytes.h"

namespace pillarbox::seal {

inline constexpr std::size_t signatureBytes = 64;
using SignatureBytes = std::array<std::uint8_t, signatureBytes>;

struct VerifyKey {
  std::array<std::uint8_t, 32> bytes{};
  friend bool operator==(const VerifyKey&, const VerifyKey&) = default;
};
// Text form: padded base64, 44 characters.
std::string formatVerifyKey(const VerifyKey& key);
Result<VerifyKey> parseVerifyKey(std::string_view text);

// Public and stable: the first 16 hex characters of SHA-256 of the key.
std::string keyIdOf(const VerifyKey& key);

class SigningKey {
 public:
  static constexpr std::size_t seedBytes = 32;

  static SigningKey generate(Random& random);
  static Result<SigningKey> fromSeed(BytesView seed);  // badInput unless 32 bytes

  SigningKey clone() const;
  const VerifyKey& verifyKey() const { return m_verifyKey; }
  const SecretBytes& seed() const { return m_seed; }
  SignatureBytes sign(BytesView message) const;

 private:
  explicit SigningKey(SecretBytes seed);

  SecretBytes m_seed;
  SecretBytes m_secret;  // libsodium's form: seed and public key
  VerifyKey m_verifyKey;
};

// False for any malformed signature or key, low-order keys included.
bool verify(const VerifyKey& key, BytesView message, BytesView signature);

}  // namespace pillarbox::seal

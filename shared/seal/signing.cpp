#include "shared/seal/signing.h"

#include <sodium.h>

#include <algorithm>

#include "shared/base/hash.h"

namespace pillarbox::seal {

static_assert(signatureBytes == crypto_sign_BYTES && SigningKey::seedBytes == crypto_sign_SEEDBYTES);

std::string formatVerifyKey(const VerifyKey& key) {
  return toBase64(key.bytes, Base64::padded);
}

Result<VerifyKey> parseVerifyKey(std::string_view text) {
  VerifyKey key;
  const auto bytes = text.size() == 44 ? fromBase64(text, Base64::padded) : std::nullopt;
  if (!bytes || bytes->size() != key.bytes.size()) {
    return Fault{FaultCode::badInput, "a signing key is 44 characters of base64."};
  }
  std::copy(bytes->begin(), bytes->end(), key.bytes.begin());
  return key;
}

std::string keyIdOf(const VerifyKey& key) {
  return toHex(BytesView(sha256(key.bytes)).first(8));
}

SigningKey::SigningKey(SecretBytes seed) : m_seed(std::move(seed)), m_secret(crypto_sign_SECRETKEYBYTES) {
  crypto_sign_seed_keypair(m_verifyKey.bytes.data(), m_secret.data(), m_seed.data());
}

SigningKey SigningKey::generate(Random& random) {
  return SigningKey(random.secret(seedBytes));
}

Result<SigningKey> SigningKey::fromSeed(BytesView seed) {
  if (seed.size() != seedBytes) return Fault{FaultCode::badInput, "an Ed25519 seed is 32 bytes."};
  return SigningKey(SecretBytes::copyOf(seed));
}

SigningKey SigningKey::clone() const {
  return SigningKey(m_seed.clone());
}

SignatureBytes SigningKey::sign(BytesView message) const {
  SignatureBytes signature{};
  crypto_sign_detached(signature.data(), nullptr, message.data(), message.size(), m_secret.data());
  return signature;
}

bool verify(const VerifyKey& key, BytesView message, BytesView signature) {
  return signature.size() == signatureBytes &&
         crypto_sign_verify_detached(signature.data(), message.data(), message.size(), key.bytes.data()) == 0;
}

}  // namespace pillarbox::seal

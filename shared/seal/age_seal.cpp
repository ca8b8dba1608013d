#include "shared/seal/age_seal.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "shared/seal/header.h"
#include "shared/seal/hkdf.h"
#include "shared/seal/stream.h"

namespace pillarbox::seal {

namespace {

// The nonce is fixed at zero because each wrapping key is used once.
Bytes wrapFileKey(const SecretBytes& fileKey, const SecretBytes& wrapKey) {
  const std::array<std::uint8_t, crypto_aead_chacha20poly1305_ietf_NPUBBYTES> nonce{};
  Bytes body(wrappedKeyBytes);
  crypto_aead_chacha20poly1305_ietf_encrypt(body.data(), nullptr, fileKey.data(), fileKey.size(), nullptr, 0, nullptr,
                                            nonce.data(), wrapKey.data());
  return body;
}

Result<Stanza> x25519Stanza(const Recipient& recipient, const SecretBytes& fileKey, Random& random) {
  const SecretBytes ephemeral = random.secret(32);
  std::array<std::uint8_t, 64> salt{};  // the share, then the recipient
  crypto_scalarmult_base(salt.data(), ephemeral.data());
  std::copy(recipient.key.begin(), recipient.key.end(), salt.begin() + 32);
  SecretBytes shared(32);
  if (crypto_scalarmult(shared.data(), ephemeral.data(), recipient.key.data()) != 0) {
    return Fault{FaultCode::badInput, "a recipient is a weak key that anyone could open."};
  }
  const SecretBytes wrapKey = hkdfSha256(shared.view(), salt, x25519Info, 32);
  return Stanza{"X25519", {toBase64(BytesView(salt).first(32), Base64::unpadded)}, wrapFileKey(fileKey, wrapKey)};
}

Bytes assemble(const std::vector<Stanza>& stanzas, const SecretBytes& fileKey, BytesView plaintext, Random& random) {
  const std::string header = formatHeader(stanzas, fileKey.view());
  const Bytes nonce = random.bytes(payloadNonceBytes);
  Bytes file;
  file.reserve(header.size() + nonce.size() + streamBytes(plaintext.size()));
  file.insert(file.end(), header.begin(), header.end());
  file.insert(file.end(), nonce.begin(), nonce.end());
  appendStream(file, plaintext, payloadKey(fileKey.view(), nonce));
  return file;
}

}  // namespace

Result<Bytes> sealTo(BytesView plaintext, std::span<const Recipient> recipients, Random& random) {
  if (recipients.empty()) return Fault{FaultCode::badInput, "nobody was given to seal it for."};
  const SecretBytes fileKey = random.secret(fileKeyBytes);
  std::vector<Stanza> stanzas;
  stanzas.reserve(recipients.size());
  for (const Recipient& recipient : recipients) {
    PB_TRY_VALUE(Stanza stanza, x25519Stanza(recipient, fileKey, random));
    stanzas.push_back(std::move(stanza));
  }
  return assemble(stanzas, fileKey, plaintext, random);
}

Result<Bytes> sealToPassphrase(BytesView plaintext, const SecretBytes& passphrase, int logWork, Random& random) {
  if (passphrase.empty()) return Fault{FaultCode::badInput, "the passphrase is empty."};
  if (logWork < 1 || logWork > maxScryptLogWork) return Fault{FaultCode::badInput, "the work factor must be 1 to 22."};
  const SecretBytes fileKey = random.secret(fileKeyBytes);
  const Bytes salt = random.bytes(16);
  Bytes labelled = bytesOf(scryptSaltLabel);
  labelled.insert(labelled.end(), salt.begin(), salt.end());
  SecretBytes wrapKey(32);
  if (crypto_pwhash_scryptsalsa208sha256_ll(passphrase.data(), passphrase.size(), labelled.data(), labelled.size(),
                                            std::uint64_t{1} << logWork, 8, 1, wrapKey.data(), wrapKey.size()) != 0) {
    return Fault{FaultCode::internal, "not enough memory for scrypt."};
  }
  const std::vector<Stanza> stanzas = {
      Stanza{"scrypt", {toBase64(salt, Base64::unpadded), std::to_string(logWork)}, wrapFileKey(fileKey, wrapKey)}};
  return assemble(stanzas, fileKey, plaintext, random);
}

}  // namespace pillarbox::seal

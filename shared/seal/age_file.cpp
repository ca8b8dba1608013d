#include "shared/seal/age_file.h"

#include <sodium.h>

#include <array>

#include "shared/seal/stream.h"

namespace pillarbox::seal {

// The nonce is fixed at zero because each wrapping key is used once.
Bytes wrapFileKey(const SecretBytes& fileKey, const SecretBytes& wrapKey) {
  const std::array<std::uint8_t, crypto_aead_chacha20poly1305_ietf_NPUBBYTES> nonce{};
  Bytes body(wrappedKeyBytes);
  crypto_aead_chacha20poly1305_ietf_encrypt(body.data(), nullptr, fileKey.data(), fileKey.size(), nullptr, 0, nullptr,
                                            nonce.data(), wrapKey.data());
  return body;
}

Bytes assembleFile(const std::vector<Stanza>& stanzas, const SecretBytes& fileKey, BytesView plaintext,
                   Random& random) {
  const std::string header = formatHeader(stanzas, fileKey.view());
  const Bytes nonce = random.bytes(payloadNonceBytes);
  Bytes file;
  file.reserve(header.size() + nonce.size() + streamBytes(plaintext.size()));
  file.insert(file.end(), header.begin(), header.end());
  file.insert(file.end(), nonce.begin(), nonce.end());
  appendStream(file, plaintext, payloadKey(fileKey.view(), nonce));
  return file;
}

}  // namespace pillarbox::seal

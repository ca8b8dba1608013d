#include "shared/seal/stream.h"

#include <sodium.h>

#include <algorithm>
#include <array>

#include "shared/seal/hkdf.h"

namespace pillarbox::seal {

static_assert(streamTagBytes == crypto_aead_chacha20poly1305_ietf_ABYTES);

std::size_t streamBytes(std::size_t plaintext) {
  const std::size_t chunks = std::max<std::size_t>(1, (plaintext + streamChunkBytes - 1) / streamChunkBytes);
  return plaintext + chunks * streamTagBytes;
}

SecretBytes payloadKey(BytesView fileKey, BytesView nonce) {
  return hkdfSha256(fileKey, nonce, "payload", 32);
}

void appendStream(Bytes& out, BytesView plaintext, const SecretBytes& key) {
  std::size_t write = out.size();
  out.resize(write + streamBytes(plaintext.size()));
  std::array<std::uint8_t, crypto_aead_chacha20poly1305_ietf_NPUBBYTES> nonce{};
  std::uint64_t counter = 0;
  bool last = false;
  for (std::size_t at = 0; !last; at += streamChunkBytes) {
    const std::size_t count = std::min(streamChunkBytes, plaintext.size() - at);
    last = at + count == plaintext.size();
    for (std::size_t i = 0; i < 8; ++i) nonce[10 - i] = static_cast<std::uint8_t>(counter >> 8 * i);
    nonce[11] = last ? 1 : 0;
    crypto_aead_chacha20poly1305_ietf_encrypt(out.data() + write, nullptr, plaintext.data() + at, count, nullptr, 0,
                                              nullptr, nonce.data(), key.data());
    write += count + streamTagBytes;
    ++counter;
  }
}

}  // namespace pillarbox::seal

// The payload of an age v1 file (STREAM): 64 KiB chunks of ChaCha20-Poly1305 (RFC 8439). Writing only.
#pragma once

#include "shared/base/bytes.h"
#include "shared/base/secret_bytes.h"

namespace pillarbox::seal {

inline constexpr std::size_t streamChunkBytes = 64 * 1024;
inline constexpr std::size_t streamTagBytes = 16;
inline constexpr std::size_t payloadNonceBytes = 16;

// Bytes that a payload of `plaintext` bytes takes, without the nonce in front.
std::size_t streamBytes(std::size_t plaintext);

SecretBytes payloadKey(BytesView fileKey, BytesView nonce);
// Appends the sealed chunks to `out`.
void appendStream(Bytes& out, BytesView plaintext, const SecretBytes& key);

}  // namespace pillarbox::seal

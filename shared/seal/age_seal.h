// Sealing in the age v1 format (C2SP age.md, https://age-encryption.org/v1): binary, never armored.
// Any thread. About 10 ms for 8 MiB.
#pragma once

#include <span>

#include "shared/base/bytes.h"
#include "shared/base/random.h"
#include "shared/base/result.h"
#include "shared/base/secret_bytes.h"
#include "shared/seal/recipient.h"

namespace pillarbox::seal {

// log2 of scrypt's N. 17 takes about 0.4 s and 128 MiB; 22 is the most that we or `age` open.
inline constexpr int defaultScryptLogWork = 17;
inline constexpr int maxScryptLogWork = 22;

// Opened by any one of the recipients. badInput for no recipients or a low-order one. The same bytes for the
// same stream from `random` (file key, then one ephemeral key per recipient, then the payload nonce).
Result<Bytes> sealTo(BytesView plaintext, std::span<const Recipient> recipients, Random& random);

// Opened by the passphrase, taken as bytes. badInput for an empty passphrase or a work factor outside 1…22;
// internal if scrypt has too little memory.
Result<Bytes> sealToPassphrase(BytesView plaintext, const SecretBytes& passphrase, int logWork, Random& random);

}  // namespace pillarbox::seal

// Short messages to one device: libsodium's sealed boxes (X25519, XSalsa20-Poly1305).
#pragma once

#include <array>
#include <cstdint>

#include "shared/base/bytes.h"
#include "shared/base/result.h"
#include "shared/base/secret_bytes.h"

namespace pillarbox::seal {

using BoxKey = std::array<std::uint8_t, 32>;

// Nobody but the holder of the secret key can open it, nor can the sender afterwards. Empty for a low-order key.
Bytes boxTo(const BoxKey& publicKey, BytesView message);

// badInput if it is too short, wrongSecret if it is not for this key or was altered.
Result<SecretBytes> openBoxWith(const BoxKey& publicKey, const SecretBytes& secretKey, BytesView box);

}  // namespace pillarbox::seal

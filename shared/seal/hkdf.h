// HMAC-SHA-256 and HKDF-SHA-256 (RFC 5869).
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "shared/base/bytes.h"
#include "shared/base/secret_bytes.h"

namespace pillarbox::seal {

std::array<std::uint8_t, 32> hmacSha256(BytesView key, BytesView message);

// Extract and expand to `length` bytes (at most 255 * 32). An empty salt is RFC 5869's string of zeros.
SecretBytes hkdfSha256(BytesView inputKey, BytesView salt, BytesView info, std::size_t length);
inline SecretBytes hkdfSha256(BytesView inputKey, BytesView salt, std::string_view info, std::size_t length) {
  return hkdfSha256(inputKey, salt, viewOf(info), length);
}

}  // namespace pillarbox::seal

// SHA-256 (FIPS 180-4, from OpenSSL) and keyed BLAKE2b (RFC 7693, from libsodium).
#pragma once

#include <array>

#include "shared/base/bytes.h"

namespace pillarbox {

using Sha256 = std::array<std::uint8_t, 32>;

Sha256 sha256(BytesView bytes);
std::string sha256Hex(BytesView bytes);

// 32 bytes of BLAKE2b under `key` (16 to 64 bytes): badge codes, and whose posting is whose, without names.
Bytes keyedHash(BytesView key, BytesView message);

// Must have returned true before anything else of libsodium is used; call once in main, before threads.
bool initialiseCryptography();

}  // namespace pillarbox

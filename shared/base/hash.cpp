#include "shared/base/hash.h"

#include <sodium.h>

namespace pillarbox {

Sha256 sha256(BytesView bytes) {
  Sha256 digest;
  crypto_hash_sha256(digest.data(), bytes.data(), bytes.size());
  return digest;
}

std::string sha256Hex(BytesView bytes) {
  return toHex(sha256(bytes));
}

Bytes keyedHash(BytesView key, BytesView message) {
  Bytes digest(32);
  crypto_generichash(digest.data(), digest.size(), message.data(), message.size(), key.data(), key.size());
  return digest;
}

bool initialiseCryptography() {
  return sodium_init() >= 0;
}

}  // namespace pillarbox

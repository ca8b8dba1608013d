#include "shared/seal/hkdf.h"

#include <sodium.h>

#include <algorithm>

namespace pillarbox::seal {

static_assert(crypto_auth_hmacsha256_BYTES == 32);

namespace {

struct HmacState {
  crypto_auth_hmacsha256_state state;
  // An empty key has no address, and libsodium's is declared never to be null.
  explicit HmacState(BytesView key) {
    static constexpr std::uint8_t none = 0;
    crypto_auth_hmacsha256_init(&state, key.empty() ? &none : key.data(), key.size());
  }
  HmacState(const HmacState&) = delete;
  HmacState& operator=(const HmacState&) = delete;
  ~HmacState() { sodium_memzero(&state, sizeof state); }
  void add(BytesView bytes) { crypto_auth_hmacsha256_update(&state, bytes.data(), bytes.size()); }
  void finish(std::uint8_t* out) { crypto_auth_hmacsha256_final(&state, out); }
};

}  // namespace

std::array<std::uint8_t, 32> hmacSha256(BytesView key, BytesView message) {
  std::array<std::uint8_t, 32> tag{};
  HmacState hmac(key);
  hmac.add(message);
  hmac.finish(tag.data());
  return tag;
}

SecretBytes hkdfSha256(BytesView inputKey, BytesView salt, BytesView info, std::size_t length) {
  SecretBytes pseudoRandomKey(32);
  {
    HmacState extract(salt);
    extract.add(inputKey);
    extract.finish(pseudoRandomKey.data());
  }
  SecretBytes out(length);
  SecretBytes block(32);
  std::uint8_t counter = 0;
  for (std::size_t at = 0; at < length; at += block.size()) {
    HmacState expand(pseudoRandomKey.view());
    if (at > 0) expand.add(block.view());
    expand.add(info);
    ++counter;
    expand.add({&counter, 1});
    expand.finish(block.data());
    std::copy_n(block.data(), std::min(block.size(), length - at), out.data() + at);
  }
  return out;
}

}  // namespace pillarbox::seal

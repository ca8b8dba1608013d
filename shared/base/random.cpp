#include "shared/base/random.h"

#include <sodium.h>

namespace pillarbox {

Bytes Random::bytes(std::size_t count) {
  Bytes out(count);
  fill(out);
  return out;
}

SecretBytes Random::secret(std::size_t count) {
  SecretBytes out(count);
  fill(out.span());
  return out;
}

std::uint32_t Random::below(std::uint32_t bound) {
  if (bound < 2) return 0;
  // Values under 2^32 mod bound are drawn again, so that every result is equally likely.
  const std::uint32_t least = (0U - bound) % bound;
  for (;;) {
    std::array<std::uint8_t, 4> raw{};
    fill(raw);
    const std::uint32_t value = static_cast<std::uint32_t>(raw[0]) | static_cast<std::uint32_t>(raw[1]) << 8 |
                                static_cast<std::uint32_t>(raw[2]) << 16 | static_cast<std::uint32_t>(raw[3]) << 24;
    if (value >= least) return value % bound;
  }
}

void SystemRandom::fill(std::span<std::uint8_t> out) {
  randombytes_buf(out.data(), out.size());
}

}  // namespace pillarbox

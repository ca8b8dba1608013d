// Randomness is passed in: programs pass SystemRandom, tests a seeded one where they must repeat.
#pragma once

#include "shared/base/bytes.h"
#include "shared/base/secret_bytes.h"

namespace pillarbox {

class Random {
 public:
  virtual ~Random() = default;
  virtual void fill(std::span<std::uint8_t> out) = 0;

  Bytes bytes(std::size_t count);
  SecretBytes secret(std::size_t count);
  std::uint32_t below(std::uint32_t bound);  // uniform in [0, bound)
};

// The operating system's generator through libsodium. Safe from any thread.
class SystemRandom final : public Random {
 public:
  void fill(std::span<std::uint8_t> out) override;
};

}  // namespace pillarbox

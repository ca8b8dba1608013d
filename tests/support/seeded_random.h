// The same bytes for the same seed, so that a failing test fails again. Never for keys of real schools.
#pragma once

#include <cstdint>
#include <mutex>
#include <random>
#include <span>

#include "shared/base/random.h"

namespace pillarbox::support {

// Safe from any thread; which thread gets which bytes is then not repeatable.
class SeededRandom final : public Random {
 public:
  explicit SeededRandom(std::uint64_t seed = 1) : m_engine(seed) {}

  void fill(std::span<std::uint8_t> out) override {
    const std::lock_guard lock(m_mutex);
    for (std::uint8_t& byte : out) byte = static_cast<std::uint8_t>(m_engine() >> 24);
  }

 private:
  std::mutex m_mutex;
  std::mt19937_64 m_engine;
};

}  // namespace pillarbox::support

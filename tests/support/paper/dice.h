// The chances of a synthetic photo: the same for the same seed, on every machine (no std:: distributions, which
// differ).
#pragma once

#include <array>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <numbers>

#include "tests/support/seeded_random.h"

namespace pillarbox::support {

// Owned by one thread.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : m_random(seed) {}

  std::uint64_t bits() {
    std::array<std::uint8_t, 8> bytes{};
    m_random.fill(bytes);
    std::uint64_t all = 0;
    for (const std::uint8_t byte : bytes) all = all << 8 | byte;
    return all;
  }
  double unit() { return static_cast<double>(bits() >> 11) * 0x1.0p-53; }  // 0 to under 1
  double in(double low, double high) { return low + (high - low) * unit(); }
  int whole(int low, int high) {  // both included
    return low + static_cast<int>(unit() * (high - low + 1));
  }
  bool chance(double probability) { return unit() < probability; }
  double normal(double sigma = 1) {
    const double radius = std::sqrt(-2 * std::log(1 - unit()));
    return sigma * radius * std::cos(2 * std::numbers::pi * unit());
  }
  // Normal, but never beyond `most` either way.
  double bounded(double sigma, double most) {
    const double value = normal(sigma);
    return value > most ? most : value < -most ? -most : value;
  }
  // One of the weights' places, as often as its weight says.
  template <std::size_t N>
  int weighted(const std::array<double, N>& weights) {
    double all = 0;
    for (const double weight : weights) all += weight;
    double left = unit() * all;
    for (std::size_t i = 0; i < N; ++i) {
      left -= weights[i];
      if (left < 0) return static_cast<int>(i);
    }
    return static_cast<int>(N) - 1;
  }

 private:
  SeededRandom m_random;
};

}  // namespace pillarbox::support

// An X25519 public key that files are sealed to: "age1…".
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "shared/base/result.h"

namespace pillarbox::seal {

struct Recipient {
  std::array<std::uint8_t, 32> key{};
  friend bool operator==(const Recipient&, const Recipient&) = default;
};

// badInput unless it is a well-formed recipient; points of low order are refused, because anyone could open
// what is sealed to one.
Result<Recipient> parseRecipient(std::string_view text);
std::string formatRecipient(const Recipient& recipient);

}  // namespace pillarbox::seal

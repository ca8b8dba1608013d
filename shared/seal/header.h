// The text header of an age v1 file: the parts that writing and reading share.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/bytes.h"

namespace pillarbox::seal {

inline constexpr std::string_view ageVersionLine = "age-encryption.org/v1";
inline constexpr std::string_view x25519Info = "age-encryption.org/v1/X25519";
inline constexpr std::string_view scryptSaltLabel = "age-encryption.org/v1/scrypt";
inline constexpr std::size_t fileKeyBytes = 16;
inline constexpr std::size_t wrappedKeyBytes = fileKeyBytes + 16;
inline constexpr std::size_t stanzaLineColumns = 64;

struct Stanza {
  std::string type;
  std::vector<std::string> arguments;
  Bytes body;
};

// The header from the version line up to and including "---": what the MAC covers.
std::string formatHeaderForMac(const std::vector<Stanza>& stanzas);
std::array<std::uint8_t, 32> headerMac(BytesView fileKey, std::string_view headerForMac);
// formatHeaderForMac, the MAC and the newline that ends the header.
std::string formatHeader(const std::vector<Stanza>& stanzas, BytesView fileKey);

}  // namespace pillarbox::seal

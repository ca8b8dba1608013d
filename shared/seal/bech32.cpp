#include "shared/seal/bech32.h"

#include <array>
#include <cstdint>
#include <limits>

namespace pillarbox::seal {

namespace {

constexpr std::string_view bech32Alphabet = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
constexpr std::size_t checksumCharacters = 6;

char toLower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}
char toUpper(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

class Checksum {
 public:
  explicit Checksum(std::string_view prefix) {
    for (const char c : prefix) add(static_cast<std::uint8_t>(c) >> 5);
    add(0);
    for (const char c : prefix) add(static_cast<std::uint8_t>(c) & 31U);
  }
  void add(unsigned value) {
    constexpr std::array<std::uint32_t, 5> generator = {0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3};
    const std::uint32_t top = m_state >> 25;
    m_state = (m_state & 0x1ffffff) << 5 ^ value;
    for (std::size_t i = 0; i < generator.size(); ++i) {
      if ((top >> i & 1U) != 0) m_state ^= generator[i];
    }
  }
  std::uint32_t state() const { return m_state; }

 private:
  std::uint32_t m_state = 1;
};

// Calls put(character) for each character of the encoding.
template <class Put>
void encodeInto(std::string_view prefix, BytesView data, Put put) {
  for (const char c : prefix) put(c);
  put('1');
  Checksum checksum(prefix);
  const auto putValue = [&](unsigned value) {
    checksum.add(value);
    put(bech32Alphabet[value]);
  };
  unsigned buffer = 0;
  int bits = 0;
  for (const std::uint8_t byte : data) {
    buffer = (buffer << 8 | byte) & 0xfff;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      putValue(buffer >> bits & 31U);
    }
  }
  if (bits > 0) putValue(buffer << (5 - bits) & 31U);
  for (std::size_t i = 0; i < checksumCharacters; ++i) checksum.add(0);
  const std::uint32_t code = checksum.state() ^ 1U;
  for (unsigned i = 0; i < checksumCharacters; ++i) put(bech32Alphabet[code >> 5 * (5 - i) & 31U]);
}

Fault malformed(const char* why) {
  return {FaultCode::badInput, std::string("not a valid Bech32 key: ") + why + "."};
}

}  // namespace

std::string encodeBech32(std::string_view prefix, BytesView data) {
  std::string text;
  encodeInto(prefix, data, [&](char c) { text.push_back(c); });
  return text;
}

SecretBytes encodeBech32Secret(std::string_view prefix, BytesView data) {
  SecretBytes text(prefix.size() + 1 + (data.size() * 8 + 4) / 5 + checksumCharacters);
  std::size_t at = 0;
  encodeInto(prefix, data, [&](char c) { text.data()[at++] = static_cast<std::uint8_t>(toUpper(c)); });
  return text;
}

Result<Bech32> decodeBech32(std::string_view text) {
  bool lower = false;
  bool upper = false;
  for (const char c : text) {
    if (c < 33 || c > 126) return malformed("a character that is never used");
    lower = lower || (c >= 'a' && c <= 'z');
    upper = upper || (c >= 'A' && c <= 'Z');
  }
  if (lower && upper) return malformed("capital and small letters are mixed");
  const std::size_t separator = text.rfind('1');
  if (separator == std::string_view::npos || separator == 0) return malformed("no prefix");
  if (text.size() - separator - 1 < checksumCharacters) return malformed("too short");

  Bech32 decoded;
  for (const char c : text.substr(0, separator)) decoded.prefix.push_back(toLower(c));
  Checksum checksum(decoded.prefix);
  const std::string_view body = text.substr(separator + 1);
  const std::size_t dataCharacters = body.size() - checksumCharacters;
  decoded.data = SecretBytes(dataCharacters * 5 / 8);
  unsigned buffer = 0;
  unsigned bits = 0;
  std::size_t written = 0;
  for (std::size_t i = 0; i < body.size(); ++i) {
    const std::size_t value = bech32Alphabet.find(toLower(body[i]));
    if (value == std::string_view::npos) return malformed("a character that is never used");
    checksum.add(static_cast<unsigned>(value));
    if (i >= dataCharacters) continue;
    buffer = (buffer << 5 | static_cast<unsigned>(value)) & 0xfff;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      decoded.data.data()[written++] = static_cast<std::uint8_t>(buffer >> bits);
    }
  }
  if (checksum.state() != 1) return malformed("the check at its end is wrong");
  if (bits >= 5 || (buffer & ((1U << bits) - 1U)) != 0) return malformed("bits left over at its end");
  return decoded;
}

}  // namespace pillarbox::seal

#include "shared/record/ids.h"

#include <algorithm>
#include <array>

#include "shared/base/hash.h"

namespace pillarbox {

namespace {

bool isLowerHex(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
}
bool isLocalCharacter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
}

}  // namespace

std::string idFrom(WallTime time, BytesView entropy) {
  std::array<std::uint8_t, 16> raw{};
  std::copy_n(entropy.begin(), std::min(entropy.size(), raw.size()), raw.begin());
  const auto milliseconds = static_cast<std::uint64_t>(time.time_since_epoch().count());
  for (std::size_t i = 0; i < 6; ++i) raw[i] = static_cast<std::uint8_t>(milliseconds >> (8 * (5 - i)));
  raw[6] = static_cast<std::uint8_t>(0x70 | (raw[6] & 0x0F));
  raw[8] = static_cast<std::uint8_t>(0x80 | (raw[8] & 0x3F));
  const std::string hex = toHex(raw);
  return hex.substr(0, 8) + "-" + hex.substr(8, 4) + "-" + hex.substr(12, 4) + "-" + hex.substr(16, 4) + "-" +
         hex.substr(20);
}

std::string newId(const Clock& clock, Random& random) {
  return idFrom(clock.now(), random.bytes(16));
}

bool isId(std::string_view text) {
  if (text.size() != 36) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    if (dash ? text[i] != '-' : !isLowerHex(text[i])) return false;
  }
  return text[14] == '7' && (text[19] == '8' || text[19] == '9' || text[19] == 'a' || text[19] == 'b');
}

std::string referenceOf(std::string_view id) {
  constexpr std::string_view crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  const Sha256 digest = sha256(viewOf(id));
  std::uint32_t bits = 0;
  for (std::size_t i = 0; i < 4; ++i) bits = (bits << 8) | digest[i];
  std::string reference;
  for (int shift = 25; shift >= 0; shift -= 5) {
    if (reference.size() == 3) reference.push_back('-');
    reference.push_back(crockford[(bits >> shift) & 31]);
  }
  return reference;
}

bool isLocalId(std::string_view text) {
  if (text.empty() || text.size() > 40 || text.front() == '-') return false;
  for (const char c : text) {
    if (!isLocalCharacter(c)) return false;
  }
  return true;
}

std::string localIdFrom(std::string_view prefix, Random& random) {
  std::string id = std::string(prefix) + "-" + toBase32(random.bytes(5));
  for (char& c : id) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return id;
}

}  // namespace pillarbox

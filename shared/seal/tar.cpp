#include "shared/seal/tar.h"

#include <algorithm>
#include <array>
#include <set>

namespace pillarbox::seal {

namespace {

constexpr std::uint64_t maxOctal11 = (std::uint64_t{1} << 33) - 1;

void putText(std::uint8_t* field, std::string_view text) {
  std::copy(text.begin(), text.end(), field);
}

// `digits` octal digits, zero-filled; the byte after them stays NUL.
void putOctal(std::uint8_t* field, int digits, std::uint64_t value) {
  for (int i = digits - 1; i >= 0; --i) {
    field[i] = static_cast<std::uint8_t>('0' + (value & 7));
    value >>= 3;
  }
}

std::array<std::uint8_t, tarBlockBytes> headerOf(const TarMember& member, std::uint64_t seconds) {
  std::array<std::uint8_t, tarBlockBytes> block{};
  putText(block.data(), member.name);
  putOctal(block.data() + 100, 7, 0600);
  putOctal(block.data() + 108, 7, 0);
  putOctal(block.data() + 116, 7, 0);
  putOctal(block.data() + 124, 11, member.bytes.size());
  putOctal(block.data() + 136, 11, seconds);
  putText(block.data() + 148, "        ");  // the checksum counts its own field as spaces
  block[156] = '0';
  putText(block.data() + 257, std::string_view("ustar\0"
                                               "00",
                                               8));
  putOctal(block.data() + 329, 7, 0);
  putOctal(block.data() + 337, 7, 0);
  std::uint64_t sum = 0;
  for (const std::uint8_t byte : block) sum += byte;
  putOctal(block.data() + 148, 6, sum);
  block[154] = 0;
  return block;
}

std::size_t roundedUp(std::size_t size, std::size_t to) {
  return (size + to - 1) / to * to;
}

}  // namespace

bool isTarName(std::string_view name) {
  if (name.empty() || name.size() > tarNameBytes || name == "." || name == "..") return false;
  return std::all_of(name.begin(), name.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-'; });
}

Result<SecretBytes> makeTar(std::span<const TarMember> members, WallTime modified) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(modified).time_since_epoch().count();
  if (seconds < 0 || static_cast<std::uint64_t>(seconds) > maxOctal11) {
    return Fault{FaultCode::badInput, "the time of an archive must be between 1970 and 2242."};
  }
  std::size_t total = 2 * tarBlockBytes;
  std::set<std::string_view> seen;
  for (const TarMember& member : members) {
    if (!isTarName(member.name) || !seen.insert(member.name).second) {
      return Fault{FaultCode::badInput, "a file in an archive has a bad or repeated name."};
    }
    if (member.bytes.size() > maxOctal11) return Fault{FaultCode::tooLarge, "a file is too large for an archive."};
    total += tarBlockBytes + roundedUp(member.bytes.size(), tarBlockBytes);
  }
  SecretBytes archive(roundedUp(total, tarPaddingBytes));
  std::uint8_t* out = archive.data();
  for (const TarMember& member : members) {
    const auto header = headerOf(member, static_cast<std::uint64_t>(seconds));
    out = std::copy(header.begin(), header.end(), out);
    std::copy(member.bytes.begin(), member.bytes.end(), out);
    out += roundedUp(member.bytes.size(), tarBlockBytes);
  }
  return archive;
}

}  // namespace pillarbox::seal

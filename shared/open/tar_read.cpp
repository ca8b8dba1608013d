#include "shared/open/tar_read.h"

#include <algorithm>
#include <optional>

#include "shared/seal/tar.h"

namespace pillarbox::open {

namespace {

using seal::tarBlockBytes;

Fault damagedTar() {
  return {FaultCode::damaged, "the archive inside is damaged."};
}
Fault foreignTar() {
  return {FaultCode::badInput, "the archive inside was not made by Pillarbox."};
}

bool allZero(BytesView bytes) {
  return std::all_of(bytes.begin(), bytes.end(), [](std::uint8_t byte) { return byte == 0; });
}

// Exactly `digits` octal digits.
std::optional<std::uint64_t> octalAt(BytesView header, std::size_t offset, std::size_t digits) {
  std::uint64_t value = 0;
  for (const std::uint8_t byte : header.subspan(offset, digits)) {
    if (byte < '0' || byte > '7') return std::nullopt;
    value = value << 3 | static_cast<std::uint64_t>(byte - '0');
  }
  return value;
}

bool checksumIsRight(BytesView header) {
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < header.size(); ++i) sum += i >= 148 && i < 156 ? std::uint64_t{' '} : header[i];
  return octalAt(header, 148, 6) == sum && header[154] == 0 && header[155] == ' ';
}

bool isPlainFileHeader(BytesView header) {
  const std::string_view text = textOf(header);
  return octalAt(header, 100, 7) == 0600U && octalAt(header, 108, 7) == 0U && octalAt(header, 116, 7) == 0U &&
         octalAt(header, 136, 11).has_value() && text.substr(156, 1) == "0" && allZero(header.subspan(157, 100)) &&
         text.substr(257, 8) == std::string_view(
                                    "ustar\0"
                                    "00",
                                    8) &&
         allZero(header.subspan(265, 64)) && octalAt(header, 329, 7) == 0U && octalAt(header, 337, 7) == 0U &&
         allZero(header.subspan(345));
}

Result<std::string> nameOf(BytesView header) {
  const std::string_view field = textOf(header.first(100));
  const std::string_view name = field.substr(0, field.find('\0'));
  if (!seal::isTarName(name) || !allZero(header.subspan(name.size(), 100 - name.size()))) return foreignTar();
  return std::string(name);
}

}  // namespace

Result<std::vector<TarEntry>> readTar(BytesView archive, std::size_t most) {
  if (archive.empty() || archive.size() % seal::tarPaddingBytes != 0) return damagedTar();
  std::vector<TarEntry> entries;
  std::size_t at = 0;
  for (;;) {
    if (archive.size() - at < 2 * tarBlockBytes) return damagedTar();
    const BytesView header = archive.subspan(at, tarBlockBytes);
    if (allZero(header)) break;
    if (!checksumIsRight(header)) return damagedTar();
    if (!isPlainFileHeader(header)) return foreignTar();
    if (entries.size() == most) return Fault{FaultCode::tooLarge, "the archive inside holds too many files."};
    PB_TRY_VALUE(std::string name, nameOf(header));
    if (findMember(entries, name) != nullptr) return foreignTar();
    const auto size = octalAt(header, 124, 11);
    at += tarBlockBytes;
    if (!size || *size > archive.size() - at) return damagedTar();
    const auto length = static_cast<std::size_t>(*size);
    const std::size_t blocks = (length + tarBlockBytes - 1) / tarBlockBytes * tarBlockBytes;
    if (blocks > archive.size() - at || !allZero(archive.subspan(at + length, blocks - length))) return damagedTar();
    entries.push_back({std::move(name), archive.subspan(at, length)});
    at += blocks;
  }
  const BytesView end = archive.subspan(at);
  if (end.size() >= 2 * tarBlockBytes + seal::tarPaddingBytes || !allZero(end)) return damagedTar();
  return entries;
}

const TarEntry* findMember(const std::vector<TarEntry>& entries, std::string_view name) {
  const auto found = std::find_if(entries.begin(), entries.end(), [&](const TarEntry& e) { return e.name == name; });
  return found == entries.end() ? nullptr : &*found;
}

}  // namespace pillarbox::open

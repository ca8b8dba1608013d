#include "scanner/frame/jpeg_sequence.h"

#include <optional>

namespace pillarbox::frame {

namespace {

constexpr std::uint8_t startOfImage = 0xD8, endOfImage = 0xD9, temporary = 0x01;
constexpr std::uint8_t firstRestart = 0xD0, lastRestart = 0xD7;

bool standsAlone(std::uint8_t marker) {
  return marker == temporary || (marker >= firstRestart && marker <= lastRestart);
}

// Where the picture that begins at `at` ends, or nothing if it is cut off.
std::optional<std::size_t> endOf(BytesView file, std::size_t at) {
  at += 2;
  while (at + 1 < file.size()) {
    if (file[at] != 0xFF) {  // entropy-coded data, between one marker and the next
      ++at;
      continue;
    }
    const std::uint8_t marker = file[at + 1];
    if (marker == endOfImage) return at + 2;
    if (marker == 0x00 || marker == 0xFF || standsAlone(marker)) {
      at += marker == 0xFF ? 1 : 2;
      continue;
    }
    if (at + 3 >= file.size()) return std::nullopt;
    at += 2 + static_cast<std::size_t>(file[at + 2] << 8 | file[at + 3]);
  }
  return std::nullopt;
}

}  // namespace

std::vector<BytesView> jpegSequence(BytesView file) {
  std::vector<BytesView> pictures;
  std::size_t at = 0;
  while (at + 2 < file.size() && file[at] == 0xFF && file[at + 1] == startOfImage) {
    const std::optional<std::size_t> end = endOf(file, at);
    if (!end) break;
    pictures.push_back(file.subspan(at, *end - at));
    at = *end;
  }
  return pictures;
}

}  // namespace pillarbox::frame

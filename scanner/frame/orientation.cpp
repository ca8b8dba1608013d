#include <opencv2/core.hpp>

#include "scanner/frame/decoders.h"

namespace pillarbox::frame {
namespace {

// The two byte orders of a TIFF header; reads past the end give 0.
class TiffNumbers {
 public:
  explicit TiffNumbers(BytesView bytes) : m_bytes(bytes), m_big(bytes.size() > 1 && bytes[0] == 'M') {}
  std::uint32_t two(std::size_t at) const { return number(at, 2); }
  std::uint32_t four(std::size_t at) const { return number(at, 4); }

 private:
  std::uint32_t number(std::size_t at, std::size_t size) const {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < size; ++i) {
      const std::size_t place = at + (m_big ? i : size - 1 - i);
      value = value << 8 | (place < m_bytes.size() ? m_bytes[place] : 0U);
    }
    return value;
  }
  BytesView m_bytes;
  bool m_big;
};

}  // namespace

int exifOrientation(BytesView tiff) {
  constexpr std::uint32_t orientationTag = 274;
  const TiffNumbers numbers(tiff);
  if (numbers.two(2) != 42) return 1;
  const std::size_t directory = numbers.four(4);
  const std::uint32_t count = std::min<std::uint32_t>(numbers.two(directory), 512);
  for (std::uint32_t i = 0; i < count; ++i) {
    const std::size_t entry = directory + 2 + std::size_t{12} * i;
    if (numbers.two(entry) != orientationTag) continue;
    const std::uint32_t value = numbers.two(entry + 8);
    return value >= 1 && value <= 8 ? static_cast<int>(value) : 1;
  }
  return 1;
}

cv::Mat upright(const cv::Mat& picture, int orientation) {
  cv::Mat turned;
  switch (orientation) {
    case 2:
      cv::flip(picture, turned, 1);
      return turned;
    case 3:
      cv::rotate(picture, turned, cv::ROTATE_180);
      return turned;
    case 4:
      cv::flip(picture, turned, 0);
      return turned;
    case 5:
      cv::transpose(picture, turned);
      return turned;
    case 6:
      cv::rotate(picture, turned, cv::ROTATE_90_CLOCKWISE);
      return turned;
    case 7:
      cv::transpose(picture, turned);
      cv::rotate(turned, turned, cv::ROTATE_180);
      return turned;
    case 8:
      cv::rotate(picture, turned, cv::ROTATE_90_COUNTERCLOCKWISE);
      return turned;
    default:
      return picture;
  }
}

}  // namespace pillarbox::frame

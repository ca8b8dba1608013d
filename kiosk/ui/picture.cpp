#include "kiosk/ui/picture.h"

#include <atomic>

namespace pillarbox::ui {

std::uint64_t newPictureId() {
  static std::atomic<std::uint64_t> next{1};
  return next.fetch_add(1);
}

bool drawable(const Picture& picture) {
  if (picture.width <= 0 || picture.height <= 0 || !picture.pixels) return false;
  const std::int64_t row = std::int64_t{picture.width} * (picture.format == Picture::Format::bgra ? 4 : 1);
  if (picture.stride < row) return false;
  const std::int64_t needed = std::int64_t{picture.stride} * (picture.height - 1) + row;
  return static_cast<std::int64_t>(picture.pixels->size()) >= needed;
}

}  // namespace pillarbox::ui

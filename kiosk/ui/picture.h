// Pixels on a screen: the camera's preview, a page, a crop of a page.
#pragma once

#include <cstdint>
#include <memory>

#include "shared/base/bytes.h"

namespace pillarbox::ui {

// Shown as it is; a new `version` means new pixels. The bytes stay the caller's and are only read while drawing.
struct Picture {
  std::uint64_t id = 0;  // of this picture, unlike every other's; the renderer keeps a texture by it
  std::uint64_t version = 0;
  int width = 0, height = 0, stride = 0;  // pixels; bytes a row
  enum class Format { grey, bgra } format = Format::grey;
  std::shared_ptr<const Bytes> pixels;
};

// Unlike every other id of this run of the program. Any thread.
std::uint64_t newPictureId();
// True if there are pixels, and as many as the sizes say: others are drawn as an empty box.
bool drawable(const Picture& picture);

}  // namespace pillarbox::ui

// Pictures made larger (bilinear) or smaller (bilinear of what was first averaged down), in integers. Pure.
#pragma once

#include <cstdint>

#include "kiosk/ui/picture.h"
#include "kiosk/ui/record.h"

namespace pillarbox::platform {

// The part `source` (pixels) of a drawable `picture` into `width`×`height` pixels of ARGB8888 in native order at `out`,
// `pitch` bytes a row. Opaque.
void scalePicture(const ui::Picture& picture, ui::Rect source, std::uint8_t* out, int width, int height, int pitch);

}  // namespace pillarbox::platform

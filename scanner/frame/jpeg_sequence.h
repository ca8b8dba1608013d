// A recording: JPEG pictures one after another in one file (".mjpeg", as cameras and ffmpeg write it).
#pragma once

#include <vector>

#include "shared/base/bytes.h"

namespace pillarbox::frame {

// Each whole picture, in order; one for an ordinary JPEG file. Follows the markers (ITU-T T.81, B.1), so that a
// thumbnail inside a picture is not taken for the next. Nothing for what does not begin as a JPEG; a cut-off last one
// is left out.
std::vector<BytesView> jpegSequence(BytesView file);

}  // namespace pillarbox::frame

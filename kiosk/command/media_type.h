// What kind of file an attachment is, by its first bytes: a name can lie.
#pragma once

#include <string_view>

#include "shared/base/bytes.h"

namespace pillarbox::command {

struct MediaType {
  std::string_view type;       // "image/jpeg"
  std::string_view extension;  // "jpg"
};
// jpeg, png, webp, pdf and tiff; anything else is application/octet-stream, "bin".
MediaType mediaTypeOf(BytesView bytes);

}  // namespace pillarbox::command

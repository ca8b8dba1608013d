#include "kiosk/command/media_type.h"

namespace pillarbox::command {

MediaType mediaTypeOf(BytesView bytes) {
  const std::string_view text = textOf(bytes);
  using namespace std::string_view_literals;
  if (text.starts_with("\xff\xd8\xff"sv)) return {"image/jpeg", "jpg"};
  if (text.starts_with("\x89PNG\r\n\x1a\n"sv)) return {"image/png", "png"};
  if (text.starts_with("RIFF"sv) && text.size() >= 12 && text.substr(8, 4) == "WEBP"sv) return {"image/webp", "webp"};
  if (text.starts_with("%PDF-"sv)) return {"application/pdf", "pdf"};
  if (text.starts_with("II*\0"sv) || text.starts_with("MM\0*"sv)) return {"image/tiff", "tif"};
  return {"application/octet-stream", "bin"};
}

}  // namespace pillarbox::command

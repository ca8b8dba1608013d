#include <png.h>

#include <memory>
#include <string_view>

#include "scanner/frame/decoders.h"

namespace pillarbox::frame {
namespace {

const std::string kind = "PNG";

struct Free {
  void operator()(png_image* image) const { png_image_free(image); }
};
using Guard = std::unique_ptr<png_image, Free>;

Fault faultOf(const png_image& image) {
  const std::string_view message = static_cast<const char*>(image.message);
  const bool early = message.find("beyond end") != std::string_view::npos ||
                     message.find("Not enough") != std::string_view::npos ||
                     message.find("Read Error") != std::string_view::npos;
  return early ? cutOff(kind) : damaged(kind);
}

}  // namespace

Result<cv::Mat> decodePng(BytesView file, const DecodeLimits& limits) {
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  const Guard guard(&image);
  if (png_image_begin_read_from_memory(&image, file.data(), file.size()) == 0) return faultOf(image);
  PB_TRY(checkSize(image.width, image.height, limits));
  image.format = PNG_FORMAT_BGR;
  image.flags |= PNG_IMAGE_FLAG_16BIT_sRGB;  // scanners do not write linear light
  cv::Mat picture(static_cast<int>(image.height), static_cast<int>(image.width), CV_8UC3);
  const png_color white{255, 255, 255};
  if (png_image_finish_read(&image, &white, picture.data, static_cast<png_int_32>(picture.step), nullptr) == 0) {
    return faultOf(image);
  }
  return picture;
}

Result<Bytes> encodePng(const cv::Mat& picture) {
  if (picture.empty() || picture.depth() != CV_8U || (picture.channels() != 1 && picture.channels() != 3)) {
    return Fault{FaultCode::internal, "Only 8-bit grey and colour pictures are written as PNG."};
  }
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  image.width = static_cast<png_uint_32>(picture.cols);
  image.height = static_cast<png_uint_32>(picture.rows);
  image.format = picture.channels() == 1 ? PNG_FORMAT_GRAY : PNG_FORMAT_BGR;
  image.flags = PNG_IMAGE_FLAG_FAST;
  const Guard guard(&image);
  png_alloc_size_t size = PNG_IMAGE_PNG_SIZE_MAX(image);
  Bytes bytes(size);
  if (png_image_write_to_memory(&image, bytes.data(), &size, 0, picture.data, static_cast<png_int_32>(picture.step),
                                nullptr) == 0) {
    return Fault{FaultCode::internal, "This picture could not be written as PNG."};
  }
  bytes.resize(size);
  return bytes;
}

}  // namespace pillarbox::frame

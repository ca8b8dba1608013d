#include <webp/decode.h>
#include <webp/encode.h>

#include <memory>
#include <opencv2/imgproc.hpp>
#include <string_view>

#include "scanner/frame/decoders.h"

namespace pillarbox::frame {
namespace {

const std::string kind = "WebP";
constexpr int bestQuality = 75, qualityStep = 5;

struct FreeBuffer {
  void operator()(WebPDecBuffer* buffer) const { WebPFreeDecBuffer(buffer); }
};

struct FreePicture {
  void operator()(WebPPicture* picture) const { WebPPictureFree(picture); }
};

Fault faultOf(VP8StatusCode status) {
  return status == VP8_STATUS_NOT_ENOUGH_DATA || status == VP8_STATUS_SUSPENDED ? cutOff(kind) : damaged(kind);
}

std::size_t chunkSize(BytesView file, std::size_t at) {
  return file[at] | std::size_t{file[at + 1]} << 8 | std::size_t{file[at + 2]} << 16 | std::size_t{file[at + 3]} << 24;
}

// The EXIF chunk of the RIFF container (developers.google.com/speed/webp/docs/riff_container).
int orientationOf(BytesView file) {
  for (std::size_t at = 12; at + 8 <= file.size();) {
    const std::size_t size = chunkSize(file, at + 4);
    if (size > file.size() - at - 8) break;
    BytesView chunk = file.subspan(at + 8, size);
    if (textOf(file.subspan(at, 4)) == "EXIF") {
      // Some programs write JPEG's "Exif" prefix here too.
      if (chunk.size() > 6 && textOf(chunk.first(4)) == "Exif") chunk = chunk.subspan(6);
      return exifOrientation(chunk);
    }
    at += 8 + size + (size & 1);
  }
  return 1;
}

void overWhite(cv::Mat& bgra) {
  for (int y = 0; y < bgra.rows; ++y) {
    auto* row = bgra.ptr<cv::Vec4b>(y);
    for (int x = 0; x < bgra.cols; ++x) {
      for (int c = 0; c < 3; ++c)
        row[x][c] = static_cast<std::uint8_t>((row[x][c] * row[x][3] + 255 * (255 - row[x][3])) / 255);
    }
  }
}

int append(const std::uint8_t* data, std::size_t size, const WebPPicture* picture) {
  auto* out = static_cast<Bytes*>(picture->custom_ptr);
  out->insert(out->end(), data, data + size);
  return 1;
}

// Of 8-bit luma in WebP's own range; grey, so all chroma is 128.
Result<Bytes> encodeAt(const cv::Mat& luma, const cv::Mat& chroma, float quality) {
  const Fault wrongLibrary{FaultCode::internal, "libwebp has another version than its header."};
  WebPConfig config;
  WebPPicture picture;
  if (WebPConfigInit(&config) == 0 || WebPPictureInit(&picture) == 0) return wrongLibrary;
  const std::unique_ptr<WebPPicture, FreePicture> guard(&picture);
  config.quality = quality;
  config.method = 2;  // 3 and more take twice as long for 4 % fewer bytes of a page
  config.segments = 2;
  config.thread_level = 0;
  picture.use_argb = 0;
  picture.colorspace = WEBP_YUV420;
  picture.width = luma.cols;
  picture.height = luma.rows;
  // The encoder writes to its planes only to blend transparency, which there is none of.
  picture.y = luma.data;
  picture.y_stride = static_cast<int>(luma.step);
  picture.u = picture.v = chroma.data;
  picture.uv_stride = static_cast<int>(chroma.step);
  Bytes bytes;
  picture.writer = append;
  picture.custom_ptr = &bytes;
  if (WebPEncode(&config, &picture) == 0) {
    return Fault{picture.error_code == VP8_ENC_ERROR_OUT_OF_MEMORY ? FaultCode::tooLarge : FaultCode::internal,
                 "This picture could not be written as WebP."};
  }
  return bytes;
}

// A band of every 160 rows: a fifth of the page tells how large the whole will be.
cv::Mat sampleOf(const cv::Mat& luma) {
  constexpr int band = 32, every = 160;
  cv::Mat sample;
  for (int y = (every - band) / 2; y + band <= luma.rows; y += every) sample.push_back(luma.rowRange(y, y + band));
  return sample.rows >= 4 * band ? sample : cv::Mat();
}

// The highest quality, in steps of 5 from 75 down, at which `luma` is expected to fit. Tried on a part of it, which is
// several times quicker than the whole.
Result<int> likelyQuality(const cv::Mat& luma, const cv::Mat& chroma, std::size_t mostBytes) {
  const cv::Mat sample = sampleOf(luma);
  int fits = 0, tooBig = bestQuality + qualityStep;
  for (int quality = bestQuality; !sample.empty() && tooBig - fits > qualityStep;) {
    PB_TRY_VALUE(const Bytes part, encodeAt(sample, chroma, static_cast<float>(quality)));
    const auto rows = static_cast<std::size_t>(luma.rows), sampleRows = static_cast<std::size_t>(sample.rows);
    (part.size() * rows / sampleRows <= mostBytes ? fits : tooBig) = quality;
    quality = (fits + tooBig) / (2 * qualityStep) * qualityStep;
  }
  return sample.empty() ? bestQuality : fits;
}

}  // namespace

Result<cv::Mat> decodeWebp(BytesView file, const DecodeLimits& limits) {
  WebPDecoderConfig config;
  if (WebPInitDecoderConfig(&config) == 0)
    return Fault{FaultCode::internal, "libwebp has another version than its header."};
  const VP8StatusCode header = WebPGetFeatures(file.data(), file.size(), &config.input);
  if (header != VP8_STATUS_OK) return faultOf(header);
  PB_TRY(checkSize(config.input.width, config.input.height, limits));
  if (config.input.has_animation != 0) return Fault{FaultCode::badInput, "This WebP file is a moving picture."};
  const bool alpha = config.input.has_alpha != 0;
  cv::Mat picture(config.input.height, config.input.width, alpha ? CV_8UC4 : CV_8UC3);
  const std::unique_ptr<WebPDecBuffer, FreeBuffer> guard(&config.output);
  config.output.colorspace = alpha ? MODE_BGRA : MODE_BGR;
  config.output.is_external_memory = 1;
  config.output.u.RGBA = {picture.data, static_cast<int>(picture.step),
                          picture.step * static_cast<std::size_t>(picture.rows)};
  const VP8StatusCode status = WebPDecode(file.data(), file.size(), &config);
  if (status != VP8_STATUS_OK) return faultOf(status);
  if (alpha) {
    overWhite(picture);
    cv::Mat colour;
    cv::cvtColor(picture, colour, cv::COLOR_BGRA2BGR);
    picture = colour;
  }
  return upright(picture, orientationOf(file));
}

Result<Bytes> encodeGreyWebp(const cv::Mat& grey, std::size_t mostBytes) {
  if (grey.empty() || grey.type() != CV_8UC1 || grey.cols > WEBP_MAX_DIMENSION || grey.rows > WEBP_MAX_DIMENSION) {
    return Fault{FaultCode::internal, "Only 8-bit grey pictures are kept."};
  }
  // WebP's luma is BT.601 "studio" range: 16 is black and 235 is white.
  cv::Mat luma;
  grey.convertTo(luma, CV_8U, 219.0 / 255.0, 16);
  const cv::Mat chroma((grey.rows + 1) / 2, (grey.cols + 1) / 2, CV_8UC1, cv::Scalar(128));
  PB_TRY_VALUE(int quality, likelyQuality(luma, chroma, mostBytes));
  for (;; quality = std::max(0, quality - qualityStep)) {
    PB_TRY_VALUE(Bytes bytes, encodeAt(luma, chroma, static_cast<float>(quality)));
    if (bytes.size() <= mostBytes) return bytes;
    if (quality == 0)
      return Fault{FaultCode::tooLarge, "This page is too large to keep, however much it is compressed."};
  }
}

}  // namespace pillarbox::frame

#include "scanner/frame/jpeg.h"

#include <turbojpeg.h>

#include <opencv2/imgproc.hpp>
#include <string_view>

#include "scanner/frame/decoders.h"

namespace pillarbox::frame {
namespace {

const std::string kind = "JPEG";

// Cameras and some phones leave a few stray bytes between segments: the picture is whole all the same.
bool harmless(std::string_view warning) {
  return warning.find("extraneous bytes") != std::string_view::npos;
}

bool endsEarly(std::string_view warning) {
  return warning.find("Premature end") != std::string_view::npos ||
         warning.find("premature end") != std::string_view::npos;
}

// The file's own end marker, if it is there, says that a hole is inside and not at the end.
bool hasEnd(BytesView file) {
  for (std::size_t i = file.size(); i-- > 1;) {
    if (file[i - 1] == 0xFF && file[i] == 0xD9) return true;
    if (file.size() - i > 4096) break;
  }
  return false;
}

// The APP1 segment of EXIF 2.3, section 4.7.2.
int orientationOf(BytesView file) {
  std::size_t at = 2;
  while (at + 4 <= file.size() && file[at] == 0xFF) {
    const std::uint8_t marker = file[at + 1];
    if (marker == 0xDA || marker == 0xD9) break;
    const std::size_t length = std::size_t{file[at + 2]} << 8 | file[at + 3];
    if (length < 2 || at + 2 + length > file.size()) break;
    const BytesView segment = file.subspan(at + 4, length - 2);
    if (marker == 0xE1 && segment.size() > 6 && textOf(segment.first(6)) == std::string_view("Exif\0\0", 6)) {
      return exifOrientation(segment.subspan(6));
    }
    at += 2 + length;
  }
  return 1;
}

// Photoshop's inverted CMYK, the only kind seen in JPEG files: each ink is 255 where there is none.
cv::Mat bgrOfCmyk(const cv::Mat& cmyk) {
  cv::Mat bgr(cmyk.size(), CV_8UC3);
  for (int y = 0; y < cmyk.rows; ++y) {
    const auto* from = cmyk.ptr<cv::Vec4b>(y);
    auto* to = bgr.ptr<cv::Vec3b>(y);
    for (int x = 0; x < cmyk.cols; ++x) {
      for (int c = 0; c < 3; ++c) to[x][2 - c] = static_cast<std::uint8_t>(from[x][c] * from[x][3] / 255);
    }
  }
  return bgr;
}

}  // namespace

void JpegDecoder::Close::operator()(void* handle) const {
  tjDestroy(handle);
}

JpegDecoder::JpegDecoder() : m_handle(tjInitDecompress()) {}

Result<JpegDecoder::Size> JpegDecoder::sizeOf(BytesView file, const DecodeLimits& limits) {
  if (!m_handle) return Fault{FaultCode::internal, "No JPEG decoder could be made."};
  Size size;
  int colourSpace = 0;
  const int failed = tjDecompressHeader3(m_handle.get(), file.data(), static_cast<unsigned long>(file.size()),
                                         &size.width, &size.height, &size.subsampling, &colourSpace);
  const bool fatal = failed != 0 && tjGetErrorCode(m_handle.get()) == TJERR_FATAL;
  if (fatal || size.width <= 0 || size.height <= 0) return hasEnd(file) ? damaged(kind) : cutOff(kind);
  PB_TRY(checkSize(size.width, size.height, limits));
  size.cmyk = colourSpace == TJCS_CMYK || colourSpace == TJCS_YCCK;
  return size;
}

Result<cv::Mat> JpegDecoder::decode(BytesView file, int width, int height, int type, int pixelFormat) {
  cv::Mat picture(height, width, type);
  const int failed = tjDecompress2(m_handle.get(), file.data(), static_cast<unsigned long>(file.size()), picture.data,
                                   width, static_cast<int>(picture.step), height, pixelFormat, TJFLAG_LIMITSCANS);
  PB_TRY(judge(file, failed));
  return picture;
}

// After a decode that gave `failed`: is the picture whole all the same?
Status JpegDecoder::judge(BytesView file, int failed) const {
  if (failed == 0) return {};
  const std::string_view warning = tjGetErrorStr2(m_handle.get());
  if (tjGetErrorCode(m_handle.get()) != TJERR_FATAL && harmless(warning)) return {};
  return endsEarly(warning) && !hasEnd(file) ? cutOff(kind) : damaged(kind);
}

Result<cv::Mat> JpegDecoder::colour(BytesView file, const DecodeLimits& limits) {
  PB_TRY_VALUE(const Size size, sizeOf(file, limits));
  if (!size.cmyk) return decode(file, size.width, size.height, CV_8UC3, TJPF_BGR);
  PB_TRY_VALUE(const cv::Mat cmyk, decode(file, size.width, size.height, CV_8UC4, TJPF_CMYK));
  return bgrOfCmyk(cmyk);
}

Result<cv::Mat> JpegDecoder::grey(BytesView file, const DecodeLimits& limits) {
  PB_TRY_VALUE(const Size size, sizeOf(file, limits));
  if (!size.cmyk) return decode(file, size.width, size.height, CV_8UC1, TJPF_GRAY);
  PB_TRY_VALUE(const cv::Mat bgr, colour(file, limits));
  cv::Mat grey;
  cv::cvtColor(bgr, grey, cv::COLOR_BGR2GRAY);
  return grey;
}

Result<JpegDecoder::GreyAndPreview> JpegDecoder::greyAndPreview(BytesView file, int previewSide,
                                                                const DecodeLimits& limits) {
  PB_TRY_VALUE(const Size size, sizeOf(file, limits));
  const double scale = std::min(1.0, static_cast<double>(previewSide) / std::max(size.width, size.height));
  const cv::Size small(std::max(1, static_cast<int>(size.width * scale)),
                       std::max(1, static_cast<int>(size.height * scale)));
  GreyAndPreview made;
  if (size.cmyk || size.subsampling < 0) {
    PB_TRY_VALUE(const cv::Mat bgr, colour(file, limits));
    cv::cvtColor(bgr, made.grey, cv::COLOR_BGR2GRAY);
    cv::Mat shrunk;
    cv::resize(bgr, shrunk, small, 0, 0, cv::INTER_AREA);
    cv::cvtColor(shrunk, made.preview, cv::COLOR_BGR2BGRA);
    return made;
  }
  const int count = size.subsampling == TJSAMP_GRAY ? 1 : 3;
  cv::Mat luma;  // new each time, for the caller keeps it; the other planes are workspace
  std::array<unsigned char*, 3> starts{};
  std::array<int, 3> strides{};
  for (int i = 0; i < count; ++i) {
    const auto at = static_cast<std::size_t>(i);
    cv::Mat& plane = i == 0 ? luma : m_planes[at];
    plane.create(tjPlaneHeight(i, size.height, size.subsampling), tjPlaneWidth(i, size.width, size.subsampling),
                 CV_8UC1);
    starts[at] = plane.data;
    strides[at] = static_cast<int>(plane.step);
  }
  PB_TRY(
      judge(file, tjDecompressToYUVPlanes(m_handle.get(), file.data(), static_cast<unsigned long>(file.size()),
                                          starts.data(), size.width, strides.data(), size.height, TJFLAG_LIMITSCANS)));
  made.grey = luma(cv::Rect(0, 0, size.width, size.height));
  std::array<cv::Mat, 3> shrunk;  // Y, Cr, Cb: OpenCV's order
  cv::resize(made.grey, shrunk[0], small, 0, 0, cv::INTER_AREA);
  if (count == 1) {
    cv::cvtColor(shrunk[0], made.preview, cv::COLOR_GRAY2BGRA);
    return made;
  }
  cv::resize(m_planes[2], shrunk[1], small, 0, 0, cv::INTER_LINEAR);
  cv::resize(m_planes[1], shrunk[2], small, 0, 0, cv::INTER_LINEAR);
  cv::Mat merged, bgr;
  cv::merge(shrunk.data(), shrunk.size(), merged);
  cv::cvtColor(merged, bgr, cv::COLOR_YCrCb2BGR);
  cv::cvtColor(bgr, made.preview, cv::COLOR_BGR2BGRA);
  return made;
}

Result<cv::Mat> decodeJpeg(BytesView file, const DecodeLimits& limits) {
  JpegDecoder decoder;
  PB_TRY_VALUE(cv::Mat picture, decoder.colour(file, limits));
  return upright(picture, orientationOf(file));
}

}  // namespace pillarbox::frame

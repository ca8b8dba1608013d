#include "scanner/frame/frame_maker.h"

#include <algorithm>
#include <opencv2/imgproc.hpp>

namespace pillarbox::frame {
namespace {

// No camera gives more than this (8K).
DecodeLimits cameraLimits() {
  DecodeLimits limits;
  limits.maxSide = 8192;
  limits.maxPixels = 36'000'000;
  return limits;
}

cv::Mat within(const cv::Mat& picture, int mostWidth, int mostHeight) {
  const double scale =
      std::min(static_cast<double>(mostWidth) / picture.cols, static_cast<double>(mostHeight) / picture.rows);
  if (scale >= 1) return picture;
  const cv::Size size(std::max(1, static_cast<int>(picture.cols * scale)),
                      std::max(1, static_cast<int>(picture.rows * scale)));
  cv::Mat smaller;
  cv::resize(picture, smaller, size, 0, 0, cv::INTER_AREA);
  return smaller;
}

cv::Mat atMost(const cv::Mat& picture, int longerSide) {
  return within(picture, longerSide, longerSide);
}

cv::Mat rotated(const cv::Mat& picture, Rotation rotation) {
  if (rotation == Rotation::none) return picture;
  cv::Mat turned;
  cv::rotate(picture, turned,
             rotation == Rotation::right90 ? cv::ROTATE_90_CLOCKWISE
             : rotation == Rotation::half  ? cv::ROTATE_180
                                           : cv::ROTATE_90_COUNTERCLOCKWISE);
  return turned;
}

}  // namespace

cv::Mat bgraWithin(const cv::Mat& colour, int mostWidth, int mostHeight) {
  cv::Mat bgra;
  cv::cvtColor(within(colour, mostWidth, mostHeight), bgra, cv::COLOR_BGR2BGRA);
  return bgra;
}

Picture pictureOf(const Frame& frame) {
  Picture picture{{}, frame.grey};
  if (frame.preview.empty() || frame.grey.empty()) return picture;
  cv::Mat colour;
  cv::cvtColor(frame.preview, colour, cv::COLOR_BGRA2BGR);
  cv::resize(colour, picture.colour, frame.grey.size(), 0, 0, cv::INTER_LINEAR);
  return picture;
}

FrameMaker::FrameMaker(const SourceOptions& options) : m_options(options) {
  m_options.previewSide = std::max(1, m_options.previewSide);
}

Frame FrameMaker::turned(const cv::Mat& grey, const cv::Mat& preview) const {
  Frame frame;
  frame.grey = rotated(grey, m_options.rotation);
  frame.preview = rotated(atMost(preview, m_options.previewSide), m_options.rotation);
  return frame;
}

Result<Frame> FrameMaker::fromMjpeg(BytesView bytes) {
  PB_TRY_VALUE(const auto made, m_jpeg.greyAndPreview(bytes, m_options.previewSide, cameraLimits()));
  return turned(made.grey, made.preview);
}

Result<Frame> FrameMaker::fromYuyv(BytesView bytes, int width, int height, int bytesPerLine) {
  const auto line = static_cast<std::size_t>(bytesPerLine);
  if (bytes.size() < line * static_cast<std::size_t>(height - 1) + static_cast<std::size_t>(width) * 2) {
    return Fault{FaultCode::badInput, "The camera's picture is cut off."};
  }
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-const-cast): only read below
  const cv::Mat yuyv(height, width & ~1, CV_8UC2, const_cast<std::uint8_t*>(bytes.data()), line);
  cv::Mat grey, colour;
  cv::cvtColor(yuyv, grey, cv::COLOR_YUV2GRAY_YUY2);
  cv::cvtColor(yuyv, colour, cv::COLOR_YUV2BGRA_YUY2);
  return turned(grey, colour);
}

Frame FrameMaker::fromPicture(const Picture& picture) const {
  const int longer = std::max(m_options.width, m_options.height);
  const int side = m_options.previewSide;
  return turned(atMost(picture.grey, longer), bgraWithin(picture.colour, side, side));
}

}  // namespace pillarbox::frame

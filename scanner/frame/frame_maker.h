// Turns what a camera gives into a Frame: grey at full size, a small colour preview, both turned the right way.
#pragma once

#include "scanner/frame/jpeg.h"
#include "scanner/frame/source.h"

namespace pillarbox::frame {

class FrameMaker {
 public:
  explicit FrameMaker(const SourceOptions& options);
  // All: badInput if the frame is broken. Number and time are the caller's.
  Result<Frame> fromMjpeg(BytesView bytes);
  Result<Frame> fromYuyv(BytesView bytes, int width, int height, int bytesPerLine);
  Frame fromPicture(const Picture& picture) const;

 private:
  Frame turned(const cv::Mat& grey, const cv::Mat& preview) const;
  SourceOptions m_options;
  JpegDecoder m_jpeg;
};

}  // namespace pillarbox::frame

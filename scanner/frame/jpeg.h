// JPEG by libjpeg-turbo, for files and for the frames of a camera (Motion JPEG).
#pragma once

#include <memory>
#include <opencv2/core.hpp>

#include "scanner/frame/image.h"

namespace pillarbox::frame {

// Keeps its workspace from one picture to the next. One thread at a time.
class JpegDecoder {
 public:
  JpegDecoder();

  struct Size {
    int width = 0, height = 0;
    bool cmyk = false;
  };
  // badInput: not a JPEG that can be read; tooLarge.
  Result<Size> sizeOf(BytesView file, const DecodeLimits& limits);
  // CV_8UC3 and CV_8UC1 at full size. badInput if it is cut off or damaged.
  Result<cv::Mat> colour(BytesView file, const DecodeLimits& limits);
  Result<cv::Mat> grey(BytesView file, const DecodeLimits& limits);
  // CV_8UC4 BGRA, decoded at the largest of libjpeg's scales that is at most `longerSide`, or its smallest.
  Result<cv::Mat> preview(BytesView file, int longerSide, const DecodeLimits& limits);

 private:
  struct Close {
    void operator()(void* handle) const;
  };
  Result<cv::Mat> decode(BytesView file, int width, int height, int type, int pixelFormat);
  std::unique_ptr<void, Close> m_handle;
};

}  // namespace pillarbox::frame

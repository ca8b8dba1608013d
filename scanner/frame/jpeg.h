// JPEG by libjpeg-turbo, for files and for the frames of a camera (Motion JPEG).
#pragma once

#include <array>
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
    int subsampling = -1;  // a TJSAMP; -1: none that can be read as planes
    bool cmyk = false;
  };
  // badInput: not a JPEG that can be read; tooLarge.
  Result<Size> sizeOf(BytesView file, const DecodeLimits& limits);
  // CV_8UC3 and CV_8UC1 at full size. badInput if it is cut off or damaged.
  Result<cv::Mat> colour(BytesView file, const DecodeLimits& limits);
  Result<cv::Mat> grey(BytesView file, const DecodeLimits& limits);
  // Grey at full size and a BGRA preview whose longer side is at most `previewSide`, in one pass over the file.
  struct GreyAndPreview {
    cv::Mat grey, preview;
  };
  Result<GreyAndPreview> greyAndPreview(BytesView file, int previewSide, const DecodeLimits& limits);

 private:
  struct Close {
    void operator()(void* handle) const;
  };
  Status judge(BytesView file, int failed) const;
  Result<cv::Mat> decode(BytesView file, int width, int height, int type, int pixelFormat);
  std::unique_ptr<void, Close> m_handle;
  std::array<cv::Mat, 3> m_planes;
};

}  // namespace pillarbox::frame

// Where frames come from: a camera, pictures in memory, a recorded sequence. One thread owns a source.
#pragma once

#include <memory>
#include <opencv2/core.hpp>
#include <optional>
#include <string>
#include <vector>

#include "shared/base/bytes.h"
#include "shared/base/clock.h"
#include "shared/base/result.h"

namespace pillarbox::frame {

enum class Rotation { none, right90, half, left90 };

struct Frame {
  cv::Mat grey;     // full size, CV_8UC1
  cv::Mat preview;  // BGRA, at most SourceOptions::previewSide along its longer side
  std::uint64_t number = 0;
  Milliseconds takenAt{};  // monotonic
};

struct SourceOptions {
  int width = 1920, height = 1080;  // asked for; the device may give another
  int framesPerSecond = 15;
  Rotation rotation = Rotation::none;
  int previewSide = 960;
};

class FrameSource {
 public:
  virtual ~FrameSource() = default;
  // The newest frame, or none if there is no new one before `until` (monotonic). Older ones are dropped. Fault device:
  // the source is gone (unplugged, or it stopped giving frames); badInput: one broken frame, go on.
  virtual Result<std::optional<Frame>> next(Milliseconds wait) = 0;
  virtual std::string says() const = 0;  // for the log: "1920x1080 MJPEG 30/s"; never a serial number
  // -1 if it cannot be waited for (a picture source).
  virtual int pollFd() const { return -1; }
};

// V4L2 capture (MJPEG or YUYV, memory-mapped buffers) from an open /dev/video descriptor, which becomes the source's.
// device if it is not a capture device or gives neither format.
Result<std::unique_ptr<FrameSource>> openV4l2(int fd, const SourceOptions& options, const Clock& clock);

// The pictures (files in memory) one after another, `each` long, the last one for ever: what a test, the tour or a
// recording shows instead of a camera. show() replaces what is seen from now on.
class PictureSource : public FrameSource {
 public:
  virtual Status show(BytesView file) = 0;  // badInput
};
std::unique_ptr<PictureSource> pictureSource(const SourceOptions& options, const Clock& clock);

}  // namespace pillarbox::frame

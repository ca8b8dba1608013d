// Where frames come from: a camera, or pictures in memory. One thread owns a source.
#pragma once

#include <memory>
#include <opencv2/core.hpp>
#include <optional>
#include <string>
#include <vector>

#include "scanner/frame/image.h"
#include "shared/base/bytes.h"
#include "shared/base/clock.h"
#include "shared/base/result.h"

namespace pillarbox::frame {

enum class Rotation { none, right90, half, left90 };

// The pixels may be shared with the source and with later frames: read them only.
struct Frame {
  cv::Mat grey;     // full size, CV_8UC1
  cv::Mat preview;  // BGRA, at most SourceOptions::previewSide along its longer side
  std::uint64_t number = 0;
  Milliseconds takenAt{};  // monotonic
};

// The frame as a picture to be read: its colour is the preview's, enlarged; enough to tell paper from skin. Empty
// colour if there is no preview.
Picture pictureOf(const Frame& frame);

struct SourceOptions {
  int width = 1920, height = 1080;  // asked for; the device may give another
  int framesPerSecond = 15;
  Rotation rotation = Rotation::none;
  int previewSide = 960;
};

struct ControlRange {
  int least = 0, most = 0, step = 1, usual = 0;
};
// What the device lets be set; all empty if it has none of it.
struct CameraControls {
  bool autoExposure = false, autoFocus = false;  // can be switched to and from automatic
  std::optional<ControlRange> exposure;          // in 0.1 ms
  std::optional<ControlRange> focus;             // in the device's own steps; larger is nearer on most
};
// none: automatic, which is how a source begins.
struct CameraSettings {
  std::optional<int> exposure, focus;
};

class FrameSource {
 public:
  virtual ~FrameSource() = default;
  // The newest frame, or none if there is no new one within `wait`. Older ones are dropped. Fault device: the source
  // is gone (unplugged, or it stopped giving frames); badInput: one broken frame, go on.
  virtual Result<std::optional<Frame>> next(Milliseconds wait) = 0;
  virtual std::string says() const = 0;  // for the log: "1920x1080 MJPEG 30/s"; never a serial number
  // -1 if it cannot be waited for (a picture source).
  virtual int pollFd() const { return -1; }
  virtual CameraControls controls() const { return {}; }
  // badInput: it has no such control; device: it refused. Values beyond the range are moved into it.
  virtual Status set(const CameraSettings& settings);
};

// V4L2 capture (MJPEG or YUYV, memory-mapped buffers) from an open /dev/video descriptor, which becomes the source's.
// device if it is not a capture device or gives neither format; the descriptor is then closed. The size is the largest
// of the device's that has no more pixels than asked (10 % over is fine), or else its smallest. MJPEG is preferred.
// Exposure and focus begin automatic; lamps are taken to flicker at 50 Hz.
Result<std::unique_ptr<FrameSource>> openV4l2(int fd, const SourceOptions& options, const Clock& clock);

// A file in memory instead of a camera, for tests, the tour and looking at a file: the same frame again and again at
// SourceOptions::framesPerSecond, none before the first show(). As from a camera, it is no larger than asked along its
// longer side, and turned by the rotation.
class PictureSource : public FrameSource {
 public:
  // The first page of the file, from now on; a recording (jpeg_sequence.h) runs through once and its last picture
  // stays. badInput, tooLarge: as decodePage; what was seen before stays.
  virtual Status show(BytesView file) = 0;
};
std::unique_ptr<PictureSource> pictureSource(const SourceOptions& options, const Clock& clock);

}  // namespace pillarbox::frame

// Agreeing with a camera on format, size and rate, and its exposure and focus (Linux media API, V4L2).
#pragma once

#include <cstdint>

#include "scanner/frame/video_device.h"

namespace pillarbox::frame {

struct VideoFormat {
  bool mjpeg = false;  // otherwise YUYV
  int width = 0, height = 0;
  int bytesPerLine = 0;     // YUYV
  int framesPerSecond = 0;  // 0: the device does not say
};

// device: not a camera, or no format that can be read.
Result<VideoFormat> agreeFormat(VideoDevice& device, const SourceOptions& options);

CameraControls controlsOf(VideoDevice& device);
Status setControls(VideoDevice& device, const CameraControls& controls, const CameraSettings& settings);
// What every camera begins with; what a device does not have is passed over.
void usualControls(VideoDevice& device);

}  // namespace pillarbox::frame

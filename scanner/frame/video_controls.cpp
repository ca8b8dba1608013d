#include <linux/videodev2.h>

#include <algorithm>

#include "scanner/frame/video_format.h"

namespace pillarbox::frame {
namespace {

std::optional<v4l2_queryctrl> query(VideoDevice& device, std::uint32_t id) {
  v4l2_queryctrl control{};
  control.id = id;
  if (device.control(VIDIOC_QUERYCTRL, &control) < 0) return std::nullopt;
  if ((control.flags & (V4L2_CTRL_FLAG_DISABLED | V4L2_CTRL_FLAG_READ_ONLY)) != 0) return std::nullopt;
  return control;
}

std::optional<ControlRange> rangeOf(VideoDevice& device, std::uint32_t id) {
  const auto control = query(device, id);
  if (!control || control->maximum < control->minimum) return std::nullopt;
  return ControlRange{control->minimum, control->maximum, std::max(1, control->step), control->default_value};
}

bool give(VideoDevice& device, std::uint32_t id, int value) {
  v4l2_control control{id, value};
  return device.control(VIDIOC_S_CTRL, &control) >= 0;
}

// USB cameras know "aperture priority" and "manual" only; others know "auto".
bool automaticExposure(VideoDevice& device) {
  return give(device, V4L2_CID_EXPOSURE_AUTO, V4L2_EXPOSURE_APERTURE_PRIORITY) ||
         give(device, V4L2_CID_EXPOSURE_AUTO, V4L2_EXPOSURE_AUTO);
}

int into(const ControlRange& range, int value) {
  const int clamped = std::clamp(value, range.least, range.most);
  return range.least + (clamped - range.least) / range.step * range.step;
}

const Fault refused{FaultCode::device, "The camera did not take the setting."};

}  // namespace

CameraControls controlsOf(VideoDevice& device) {
  CameraControls controls;
  controls.autoExposure = query(device, V4L2_CID_EXPOSURE_AUTO).has_value();
  controls.autoFocus = query(device, V4L2_CID_FOCUS_AUTO).has_value();
  controls.exposure = rangeOf(device, V4L2_CID_EXPOSURE_ABSOLUTE);
  controls.focus = rangeOf(device, V4L2_CID_FOCUS_ABSOLUTE);
  return controls;
}

Status setControls(VideoDevice& device, const CameraControls& controls, const CameraSettings& settings) {
  if ((settings.exposure && !controls.exposure) || (settings.focus && !controls.focus)) {
    return Fault{FaultCode::badInput, "The camera has no such setting."};
  }
  // Manual comes before the value: most cameras refuse a value while they are automatic.
  if (controls.autoExposure) {
    const bool done =
        settings.exposure ? give(device, V4L2_CID_EXPOSURE_AUTO, V4L2_EXPOSURE_MANUAL) : automaticExposure(device);
    if (!done) return refused;
  }
  if (settings.exposure && !give(device, V4L2_CID_EXPOSURE_ABSOLUTE, into(*controls.exposure, *settings.exposure))) {
    return refused;
  }
  if (controls.autoFocus && !give(device, V4L2_CID_FOCUS_AUTO, settings.focus ? 0 : 1)) return refused;
  if (settings.focus && !give(device, V4L2_CID_FOCUS_ABSOLUTE, into(*controls.focus, *settings.focus))) return refused;
  return {};
}

void usualControls(VideoDevice& device) {
  automaticExposure(device);
  // In dim light: a darker picture rather than fewer and smeared ones.
  give(device, V4L2_CID_EXPOSURE_AUTO_PRIORITY, 0);
  give(device, V4L2_CID_FOCUS_AUTO, 1);
  // British mains; at 60 Hz lamps draw bands across the page.
  give(device, V4L2_CID_POWER_LINE_FREQUENCY, V4L2_CID_POWER_LINE_FREQUENCY_50HZ);
}

}  // namespace pillarbox::frame

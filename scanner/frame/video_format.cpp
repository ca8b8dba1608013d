#include "scanner/frame/video_format.h"

#include <linux/videodev2.h>

#include <algorithm>
#include <cerrno>
#include <vector>

namespace pillarbox::frame {
namespace {

// A device is believed up to here.
constexpr std::uint32_t mostEntries = 256;
constexpr int mostSide = 8192;

Fault deviceFault(const char* sentence) {
  return Fault{FaultCode::device, sentence};
}

Status mustCapture(VideoDevice& device) {
  v4l2_capability capability{};
  if (device.control(VIDIOC_QUERYCAP, &capability) < 0) return deviceFault("This device is not a camera.");
  const bool ownNode = (capability.capabilities & V4L2_CAP_DEVICE_CAPS) != 0;
  const std::uint32_t can = ownNode ? capability.device_caps : capability.capabilities;
  // A camera often has a second node, which gives metadata only.
  if ((can & V4L2_CAP_VIDEO_CAPTURE) == 0) return deviceFault("This device is not a camera.");
  if ((can & V4L2_CAP_STREAMING) == 0) return deviceFault("This camera cannot give a stream of pictures.");
  return {};
}

struct Offers {
  bool mjpeg = false, yuyv = false;
};

Offers formatsOf(VideoDevice& device) {
  Offers offers;
  for (std::uint32_t i = 0; i < mostEntries; ++i) {
    v4l2_fmtdesc format{};
    format.index = i;
    format.type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
    if (device.control(VIDIOC_ENUM_FMT, &format) < 0) break;
    offers.mjpeg |= format.pixelformat == V4L2_PIX_FMT_MJPEG || format.pixelformat == V4L2_PIX_FMT_JPEG;
    offers.yuyv |= format.pixelformat == V4L2_PIX_FMT_YUYV;
  }
  return offers;
}

struct Size {
  std::uint32_t width = 0, height = 0;
  std::uint64_t pixels() const { return std::uint64_t{width} * height; }
};

std::uint32_t within(std::uint32_t asked, std::uint32_t least, std::uint32_t most, std::uint32_t step) {
  const std::uint32_t value = std::clamp(asked, least, std::max(least, most));
  return step > 1 ? least + (value - least) / step * step : value;
}

// Fastest of a size, in frames a second; 0 if the device does not say.
double fastest(VideoDevice& device, std::uint32_t fourcc, Size size) {
  double best = 0;
  for (std::uint32_t i = 0; i < mostEntries; ++i) {
    v4l2_frmivalenum interval{};
    interval.index = i;
    interval.pixel_format = fourcc;
    interval.width = size.width;
    interval.height = size.height;
    if (device.control(VIDIOC_ENUM_FRAMEINTERVALS, &interval) < 0) break;
    const bool discrete = interval.type == V4L2_FRMIVAL_TYPE_DISCRETE;
    const v4l2_fract shortest = discrete ? interval.discrete : interval.stepwise.min;
    if (shortest.numerator > 0) best = std::max(best, static_cast<double>(shortest.denominator) / shortest.numerator);
    if (!discrete) break;
  }
  return best;
}

std::vector<Size> sizesOf(VideoDevice& device, std::uint32_t fourcc, const SourceOptions& options) {
  std::vector<Size> sizes;
  for (std::uint32_t i = 0; i < mostEntries; ++i) {
    v4l2_frmsizeenum entry{};
    entry.index = i;
    entry.pixel_format = fourcc;
    if (device.control(VIDIOC_ENUM_FRAMESIZES, &entry) < 0) break;
    if (entry.type == V4L2_FRMSIZE_TYPE_DISCRETE) {
      sizes.push_back({entry.discrete.width, entry.discrete.height});
      continue;
    }
    const auto& range = entry.stepwise;
    sizes.push_back(
        {within(static_cast<std::uint32_t>(options.width), range.min_width, range.max_width, range.step_width),
         within(static_cast<std::uint32_t>(options.height), range.min_height, range.max_height, range.step_height)});
    break;
  }
  return sizes;
}

// Uncompressed pictures of full size come at 5 a second over USB 2: too slow to aim by.
std::vector<Size> quickEnough(VideoDevice& device, std::uint32_t fourcc, const std::vector<Size>& sizes, int asked) {
  std::vector<Size> quick;
  for (const Size size : sizes) {
    const double rate = fastest(device, fourcc, size);
    if (rate == 0 || rate >= std::min(10, asked)) quick.push_back(size);
  }
  return quick.empty() ? sizes : quick;
}

Size choose(const std::vector<Size>& sizes, const SourceOptions& options) {
  const Size asked{static_cast<std::uint32_t>(options.width), static_cast<std::uint32_t>(options.height)};
  const std::uint64_t most = asked.pixels() + asked.pixels() / 10;
  Size best, smallest;
  for (const Size size : sizes) {
    if (size.pixels() == 0) continue;
    const bool sameShape = size.width == asked.width && size.height == asked.height;
    if (size.pixels() <= most && (size.pixels() > best.pixels() || sameShape)) best = size;
    if (sameShape) return size;
    if (smallest.pixels() == 0 || size.pixels() < smallest.pixels()) smallest = size;
  }
  return best.pixels() > 0 ? best : smallest.pixels() > 0 ? smallest : asked;
}

int setRate(VideoDevice& device, int asked) {
  v4l2_streamparm parameters{};
  parameters.type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
  if (device.control(VIDIOC_G_PARM, &parameters) < 0) return 0;
  if ((parameters.parm.capture.capability & V4L2_CAP_TIMEPERFRAME) != 0) {
    parameters.parm.capture.timeperframe = {1, static_cast<std::uint32_t>(std::max(1, asked))};
    device.control(VIDIOC_S_PARM, &parameters);
  }
  const v4l2_fract time = parameters.parm.capture.timeperframe;
  return time.numerator == 0 ? 0 : static_cast<int>(time.denominator / time.numerator);
}

}  // namespace

Result<VideoFormat> agreeFormat(VideoDevice& device, const SourceOptions& options) {
  PB_TRY(mustCapture(device));
  const Offers offers = formatsOf(device);
  if (!offers.mjpeg && !offers.yuyv) return deviceFault("This camera gives neither MJPEG nor YUYV pictures.");
  const std::uint32_t fourcc = offers.mjpeg ? V4L2_PIX_FMT_MJPEG : V4L2_PIX_FMT_YUYV;
  std::vector<Size> sizes = sizesOf(device, fourcc, options);
  if (!offers.mjpeg) sizes = quickEnough(device, fourcc, sizes, options.framesPerSecond);
  const Size size = choose(sizes, options);

  v4l2_format format{};
  format.type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
  format.fmt.pix.width = size.width;
  format.fmt.pix.height = size.height;
  format.fmt.pix.pixelformat = fourcc;
  format.fmt.pix.field = V4L2_FIELD_NONE;
  const int set = device.control(VIDIOC_S_FMT, &format);
  if (set == -EBUSY) return deviceFault("Another program is using the camera.");
  if (set < 0) return deviceFault("The camera did not take its picture size.");
  const auto& given = format.fmt.pix;  // a driver may change anything it was asked
  VideoFormat agreed;
  agreed.mjpeg = given.pixelformat == V4L2_PIX_FMT_MJPEG || given.pixelformat == V4L2_PIX_FMT_JPEG;
  if (!agreed.mjpeg && given.pixelformat != V4L2_PIX_FMT_YUYV) {
    return deviceFault("This camera gives neither MJPEG nor YUYV pictures.");
  }
  if (given.width < 16 || given.height < 16 || given.width > mostSide || given.height > mostSide) {
    return deviceFault("The camera gives pictures of no usable size.");
  }
  agreed.width = static_cast<int>(given.width);
  agreed.height = static_cast<int>(given.height);
  agreed.bytesPerLine = static_cast<int>(std::clamp(given.bytesperline, given.width * 2, 4U * mostSide));
  agreed.framesPerSecond = setRate(device, options.framesPerSecond);
  return agreed;
}

}  // namespace pillarbox::frame

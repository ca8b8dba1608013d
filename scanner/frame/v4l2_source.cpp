#include <linux/videodev2.h>

#include <algorithm>
#include <cerrno>
#include <vector>

#include "scanner/frame/frame_maker.h"
#include "scanner/frame/video_device.h"
#include "scanner/frame/video_format.h"

namespace pillarbox::frame {
namespace {

// Two being filled, one being read and one to spare.
constexpr std::uint32_t buffersWanted = 4;
constexpr Milliseconds silentTooLong{5000};
// Two seconds of nothing but broken frames at 15 a second.
constexpr int brokenTooMany = 30;

const Fault unplugged{FaultCode::device, "The camera was unplugged or stopped."};
const Fault silent{FaultCode::device, "The camera has given no picture for 5 seconds."};
const Fault broken{FaultCode::badInput, "One picture of the camera was broken."};
const Fault onlyBroken{FaultCode::device, "The camera gives nothing but broken pictures."};

v4l2_buffer bufferOf(std::uint32_t index = 0) {
  v4l2_buffer buffer{};
  buffer.type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
  buffer.memory = V4L2_MEMORY_MMAP;
  buffer.index = index;
  return buffer;
}

class V4l2Source final : public FrameSource {
 public:
  V4l2Source(std::unique_ptr<VideoDevice> device, const VideoFormat& format, const SourceOptions& options,
             const Clock& clock)
      : m_device(std::move(device)), m_format(format), m_clock(clock), m_maker(options) {}
  V4l2Source(const V4l2Source&) = delete;
  V4l2Source& operator=(const V4l2Source&) = delete;

  ~V4l2Source() override {
    int type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
    if (m_streaming) m_device->control(VIDIOC_STREAMOFF, &type);
    for (const Mapped& buffer : m_buffers) m_device->unmap(buffer.at, buffer.length);
    if (m_requested) (void)request(0);
  }

  Status begin() {
    usualControls(*m_device);
    m_controls = controlsOf(*m_device);
    PB_TRY_VALUE(const std::uint32_t count, request(buffersWanted));
    m_requested = true;
    for (std::uint32_t i = 0; i < count; ++i) PB_TRY(map(i));
    for (std::uint32_t i = 0; i < count; ++i) PB_TRY(enqueue(i));
    int type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
    const int on = m_device->control(VIDIOC_STREAMON, &type);
    if (on == -ENOSPC) return Fault{FaultCode::device, "There is no room on the USB for the camera's pictures."};
    if (on < 0) return Fault{FaultCode::device, "The camera does not start."};
    m_streaming = true;
    return {};
  }

  Result<std::optional<Frame>> next(Milliseconds wait) override {
    const Milliseconds began = m_clock.monotonic();
    const int ready = m_device->wait(wait);
    if (ready < 0) return unplugged;
    if (ready == 0) return nothingSince(began);
    PB_TRY_VALUE(const auto newest, dequeueNewest());
    if (!newest) return nothingSince(began);
    m_silentSince.reset();
    Result<Frame> frame = frameOf(*newest);
    PB_TRY(enqueue(newest->index));
    if (!frame.ok()) return oneBroken();
    m_brokenInARow = 0;
    frame->number = ++m_given;
    frame->takenAt = m_clock.monotonic();
    return std::optional<Frame>(*std::move(frame));
  }

  std::string says() const override {
    std::string text =
        std::to_string(m_format.width) + "x" + std::to_string(m_format.height) + (m_format.mjpeg ? " MJPEG" : " YUYV");
    if (m_format.framesPerSecond > 0) text += " " + std::to_string(m_format.framesPerSecond) + "/s";
    return text;
  }

  int pollFd() const override { return m_device->descriptor(); }
  CameraControls controls() const override { return m_controls; }
  Status set(const CameraSettings& settings) override { return setControls(*m_device, m_controls, settings); }

 private:
  struct Mapped {
    void* at = nullptr;
    std::size_t length = 0;
  };

  Result<std::uint32_t> request(std::uint32_t count) {
    v4l2_requestbuffers wanted{};
    wanted.count = count;
    wanted.type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
    wanted.memory = V4L2_MEMORY_MMAP;
    const int done = m_device->control(VIDIOC_REQBUFS, &wanted);
    if (done == -EBUSY) return Fault{FaultCode::device, "Another program is using the camera."};
    if (done < 0 || (count > 0 && wanted.count < 2)) {
      return Fault{FaultCode::device, "The camera cannot share its pictures in memory."};
    }
    return std::min<std::uint32_t>(wanted.count, VIDEO_MAX_FRAME);
  }

  Status map(std::uint32_t index) {
    v4l2_buffer buffer = bufferOf(index);
    Mapped mapped;
    if (m_device->control(VIDIOC_QUERYBUF, &buffer) < 0 || buffer.length == 0 ||
        m_device->map(buffer.length, buffer.m.offset, &mapped.at) < 0) {
      return Fault{FaultCode::device, "The camera cannot share its pictures in memory."};
    }
    mapped.length = buffer.length;
    m_buffers.push_back(mapped);
    return {};
  }

  Status enqueue(std::uint32_t index) {
    v4l2_buffer buffer = bufferOf(index);
    if (m_device->control(VIDIOC_QBUF, &buffer) < 0) return unplugged;
    return {};
  }

  // The newest that is ready; the older ones go straight back to the device.
  Result<std::optional<v4l2_buffer>> dequeueNewest() {
    std::optional<v4l2_buffer> newest;
    for (std::size_t i = 0; i < m_buffers.size(); ++i) {
      v4l2_buffer buffer = bufferOf();
      const int taken = m_device->control(VIDIOC_DQBUF, &buffer);
      if (taken == -EAGAIN) break;
      if (taken == -EIO && !newest) return oneBroken();  // the device lost this one; it may give others
      if (taken < 0 && newest) break;                    // the next call will say so
      if (taken < 0 || buffer.index >= m_buffers.size()) return unplugged;
      if (newest) PB_TRY(enqueue(newest->index));
      newest = buffer;
      if (m_device->wait(Milliseconds(0)) <= 0) break;
    }
    return newest;
  }

  Result<Frame> frameOf(const v4l2_buffer& buffer) {
    const Mapped& mapped = m_buffers[buffer.index];
    const std::size_t used = std::min<std::size_t>(buffer.bytesused, mapped.length);
    if ((buffer.flags & V4L2_BUF_FLAG_ERROR) != 0 || used == 0) return broken;
    const BytesView bytes(static_cast<const std::uint8_t*>(mapped.at), used);
    try {
      return m_format.mjpeg ? m_maker.fromMjpeg(bytes)
                            : m_maker.fromYuyv(bytes, m_format.width, m_format.height, m_format.bytesPerLine);
    } catch (const std::exception&) {
      return broken;
    }
  }

  Result<std::optional<Frame>> nothingSince(Milliseconds began) {
    if (!m_silentSince) m_silentSince = began;
    if (m_clock.monotonic() - *m_silentSince >= silentTooLong) return silent;
    return std::optional<Frame>();
  }

  Fault oneBroken() { return ++m_brokenInARow > brokenTooMany ? onlyBroken : broken; }

  std::unique_ptr<VideoDevice> m_device;
  VideoFormat m_format;
  const Clock& m_clock;
  FrameMaker m_maker;
  CameraControls m_controls;
  std::vector<Mapped> m_buffers;
  std::optional<Milliseconds> m_silentSince;
  int m_brokenInARow = 0;
  std::uint64_t m_given = 0;
  bool m_requested = false, m_streaming = false;
};

}  // namespace

Result<std::unique_ptr<FrameSource>> openV4l2(std::unique_ptr<VideoDevice> device, const SourceOptions& options,
                                              const Clock& clock) {
  PB_TRY_VALUE(const VideoFormat format, agreeFormat(*device, options));
  auto source = std::make_unique<V4l2Source>(std::move(device), format, options, clock);
  PB_TRY(source->begin());
  return std::unique_ptr<FrameSource>(std::move(source));
}

Result<std::unique_ptr<FrameSource>> openV4l2(int fd, const SourceOptions& options, const Clock& clock) {
  return openV4l2(kernelDevice(fd), options, clock);
}

}  // namespace pillarbox::frame

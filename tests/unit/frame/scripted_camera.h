// A camera that follows a script, behind the seam of the system calls: what a real V4L2 device would answer.
#pragma once

#include <linux/videodev2.h>

#include <cerrno>
#include <deque>
#include <map>
#include <set>
#include <vector>

#include "scanner/frame/video_device.h"
#include "tests/support/fake_clock.h"

namespace pillarbox::frame::test {

struct Offer {
  std::uint32_t fourcc = V4L2_PIX_FMT_MJPEG;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> sizes{{640, 480}, {1280, 720}, {1920, 1080}};
  std::map<std::uint32_t, std::uint32_t> ratesByWidth;  // frames a second; none: it does not say
  bool stepwise = false;                                // sizes[0] to sizes[1]
};

struct Shot {
  Bytes bytes;
  int error = 0;  // what DQBUF gives instead
  std::uint32_t flags = 0;
};

struct Script {
  std::uint32_t capabilities = V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_STREAMING;
  std::vector<Offer> offers{{}};
  std::uint32_t turnsInto = 0;  // a fourcc that S_FMT gives whatever was asked
  int formatError = 0, streamError = 0;
  std::map<std::uint32_t, v4l2_queryctrl> controls;
  std::deque<Shot> shots;
  bool unplugged = false;
};

// What the device was told, kept after the source is gone.
struct Told {
  std::vector<std::pair<std::uint32_t, int>> controls;
  std::uint32_t rate = 0;
  int mapped = 0, unmapped = 0;
  bool streaming = false, released = false;
};

class ScriptedCamera final : public VideoDevice {
 public:
  ScriptedCamera(Script& script, Told& told, support::FakeClock& clock)
      : m_script(script), m_told(told), m_clock(clock) {}

  int control(unsigned long request, void* argument) override {
    if (m_script.unplugged) return -ENODEV;
    switch (request) {
      case VIDIOC_QUERYCAP:
        return capability(*static_cast<v4l2_capability*>(argument));
      case VIDIOC_ENUM_FMT:
        return format(*static_cast<v4l2_fmtdesc*>(argument));
      case VIDIOC_ENUM_FRAMESIZES:
        return size(*static_cast<v4l2_frmsizeenum*>(argument));
      case VIDIOC_ENUM_FRAMEINTERVALS:
        return interval(*static_cast<v4l2_frmivalenum*>(argument));
      case VIDIOC_S_FMT:
        return setFormat(*static_cast<v4l2_format*>(argument));
      case VIDIOC_G_PARM:
        static_cast<v4l2_streamparm*>(argument)->parm.capture.capability = V4L2_CAP_TIMEPERFRAME;
        return 0;
      case VIDIOC_S_PARM:
        m_told.rate = static_cast<v4l2_streamparm*>(argument)->parm.capture.timeperframe.denominator;
        return 0;
      case VIDIOC_QUERYCTRL:
        return queryControl(*static_cast<v4l2_queryctrl*>(argument));
      case VIDIOC_S_CTRL:
        return setControl(*static_cast<v4l2_control*>(argument));
      default:
        return stream(request, argument);
    }
  }

  int map(std::size_t length, std::size_t offset, void** at) override {
    auto& memory = m_memory[offset / pageSize];
    if (memory.size() != length) return -EINVAL;
    *at = memory.data();
    ++m_told.mapped;
    return 0;
  }
  void unmap(void*, std::size_t) override { ++m_told.unmapped; }

  int wait(Milliseconds most) override {
    if (m_script.unplugged) return 1;
    if (!m_script.shots.empty() && (!m_queued.empty() || m_script.shots.front().error != 0)) return 1;
    m_clock.advance(most);
    return 0;
  }
  int descriptor() const override { return 42; }

 private:
  static constexpr std::size_t pageSize = 4096;

  int capability(v4l2_capability& c) const {
    // As uvcvideo: the whole device can capture, this node perhaps not.
    c.capabilities = V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_STREAMING | V4L2_CAP_META_CAPTURE | V4L2_CAP_DEVICE_CAPS;
    c.device_caps = m_script.capabilities;
    return 0;
  }
  int format(v4l2_fmtdesc& f) const {
    if (f.index >= m_script.offers.size()) return -EINVAL;
    f.pixelformat = m_script.offers[f.index].fourcc;
    return 0;
  }
  const Offer* offerOf(std::uint32_t fourcc) const {
    for (const Offer& offer : m_script.offers) {
      if (offer.fourcc == fourcc) return &offer;
    }
    return nullptr;
  }
  int size(v4l2_frmsizeenum& s) const {
    const Offer* offer = offerOf(s.pixel_format);
    if (offer == nullptr || s.index >= (offer->stepwise ? 1 : offer->sizes.size())) return -EINVAL;
    if (offer->stepwise) {
      s.type = V4L2_FRMSIZE_TYPE_STEPWISE;
      s.stepwise = {offer->sizes[0].first,  offer->sizes[1].first,  16,
                    offer->sizes[0].second, offer->sizes[1].second, 16};
    } else {
      s.type = V4L2_FRMSIZE_TYPE_DISCRETE;
      s.discrete = {offer->sizes[s.index].first, offer->sizes[s.index].second};
    }
    return 0;
  }
  int interval(v4l2_frmivalenum& i) const {
    const Offer* offer = offerOf(i.pixel_format);
    if (offer == nullptr || i.index > 0 || !offer->ratesByWidth.contains(i.width)) return -EINVAL;
    i.type = V4L2_FRMIVAL_TYPE_DISCRETE;
    i.discrete = {1, offer->ratesByWidth.at(i.width)};
    return 0;
  }
  int setFormat(v4l2_format& f) {
    if (m_script.formatError != 0) return -m_script.formatError;
    if (m_script.turnsInto != 0) f.fmt.pix.pixelformat = m_script.turnsInto;
    f.fmt.pix.bytesperline = f.fmt.pix.pixelformat == V4L2_PIX_FMT_YUYV ? f.fmt.pix.width * 2 : 0;
    f.fmt.pix.sizeimage = f.fmt.pix.width * f.fmt.pix.height * 2;
    m_size = f.fmt.pix.sizeimage;
    return 0;
  }
  int queryControl(v4l2_queryctrl& q) const {
    const auto found = m_script.controls.find(q.id);
    if (found == m_script.controls.end()) return -EINVAL;
    q = found->second;
    return 0;
  }
  int setControl(const v4l2_control& c) {
    if (!m_script.controls.contains(c.id)) return -EINVAL;
    if (c.id == V4L2_CID_EXPOSURE_AUTO && c.value == V4L2_EXPOSURE_AUTO) return -EINVAL;  // as uvcvideo
    m_told.controls.emplace_back(c.id, c.value);
    return 0;
  }

  int stream(unsigned long request, void* argument) {
    auto* buffer = static_cast<v4l2_buffer*>(argument);
    switch (request) {
      case VIDIOC_REQBUFS: {
        const std::uint32_t count = static_cast<v4l2_requestbuffers*>(argument)->count;
        m_told.released = count == 0 && m_told.unmapped == m_told.mapped;
        m_memory.assign(count, Bytes(m_size));
        return 0;
      }
      case VIDIOC_QUERYBUF:
        buffer->length = static_cast<std::uint32_t>(m_size);
        buffer->m.offset = static_cast<std::uint32_t>(buffer->index * pageSize);
        return 0;
      case VIDIOC_QBUF:
        if (!m_queuedSet.insert(buffer->index).second) return -EINVAL;
        m_queued.push_back(buffer->index);
        return 0;
      case VIDIOC_DQBUF:
        return take(*buffer);
      case VIDIOC_STREAMON:
        if (m_script.streamError != 0) return -m_script.streamError;
        m_told.streaming = true;
        return 0;
      case VIDIOC_STREAMOFF:
        m_told.streaming = false;
        return 0;
      default:
        return -ENOTTY;
    }
  }

  int take(v4l2_buffer& buffer) {
    if (m_script.shots.empty() || m_queued.empty()) return -EAGAIN;
    const Shot shot = m_script.shots.front();
    m_script.shots.pop_front();
    if (shot.error != 0) return -shot.error;
    buffer.index = m_queued.front();
    m_queued.pop_front();
    m_queuedSet.erase(buffer.index);
    Bytes& memory = m_memory[buffer.index];
    std::copy_n(shot.bytes.begin(), std::min(shot.bytes.size(), memory.size()), memory.begin());
    buffer.bytesused = static_cast<std::uint32_t>(shot.bytes.size());
    buffer.flags = shot.flags;
    return 0;
  }

  Script& m_script;
  Told& m_told;
  support::FakeClock& m_clock;
  std::size_t m_size = 0;
  std::vector<Bytes> m_memory;
  std::deque<std::uint32_t> m_queued;
  std::set<std::uint32_t> m_queuedSet;
};

}  // namespace pillarbox::frame::test

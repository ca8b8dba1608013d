#include <algorithm>
#include <thread>

#include "scanner/frame/frame_maker.h"
#include "scanner/frame/jpeg_sequence.h"
#include "scanner/frame/source.h"

namespace pillarbox::frame {
namespace {

class MemoryPictures final : public PictureSource {
 public:
  MemoryPictures(const SourceOptions& options, const Clock& clock)
      : m_clock(clock), m_between(1000 / std::clamp(options.framesPerSecond, 1, 1000)), m_maker(options) {}

  Status show(BytesView file) override {
    PB_TRY_VALUE(const Picture picture, decodePage(file, 0));
    m_frame = m_maker.fromPicture(picture);
    m_due = m_clock.monotonic();
    m_recording.clear();
    m_next = 1;
    m_shownFrom = m_given;
    std::vector<BytesView> pictures = jpegSequence(file);
    for (const BytesView& each : pictures) m_recording.emplace_back(each.begin(), each.end());
    return {};
  }

  Result<std::optional<Frame>> next(Milliseconds wait) override {
    const Milliseconds untilDue =
        m_frame ? std::max(Milliseconds(0), m_due - m_clock.monotonic()) : Milliseconds::max();
    if (untilDue > Milliseconds(0)) std::this_thread::sleep_for(std::min(wait, untilDue));
    if (untilDue > wait) return std::optional<Frame>();
    if (m_given > m_shownFrom && m_next < m_recording.size()) PB_TRY(turnTo(m_recording[m_next++]));
    Frame frame = *m_frame;
    frame.number = ++m_given;
    frame.takenAt = m_clock.monotonic();
    m_due = std::max(m_due + m_between, frame.takenAt);
    return std::optional<Frame>(std::move(frame));
  }

  std::string says() const override {
    if (!m_frame) return "no picture yet";
    return std::to_string(m_frame->grey.cols) + "x" + std::to_string(m_frame->grey.rows) + " picture " +
           std::to_string(1000 / m_between.count()) + "/s";
  }

 private:
  // A broken picture of a recording is left out, as a camera's would be: the one before stays.
  Status turnTo(const Bytes& jpeg) {
    PB_TRY_VALUE(const Picture picture, decodePage(jpeg, 0));
    m_frame = m_maker.fromPicture(picture);
    return {};
  }

  const Clock& m_clock;
  Milliseconds m_between;
  FrameMaker m_maker;
  std::optional<Frame> m_frame;
  Milliseconds m_due{};
  std::uint64_t m_given = 0, m_shownFrom = 0;
  std::vector<Bytes> m_recording;  // empty for anything but JPEG
  std::size_t m_next = 1;
};

}  // namespace

Status FrameSource::set(const CameraSettings& settings) {
  if (!settings.exposure && !settings.focus) return {};
  return Fault{FaultCode::badInput, "The camera has no such setting."};
}

std::unique_ptr<PictureSource> pictureSource(const SourceOptions& options, const Clock& clock) {
  return std::make_unique<MemoryPictures>(options, clock);
}

}  // namespace pillarbox::frame

#include "scanner/eye_main.h"

#include <cstring>
#include <stop_token>

#include "scanner/protocol/channel.h"

namespace pillarbox::scan {

namespace {

constexpr Milliseconds frameWait{50};  // so that a command waits no longer than that
constexpr int mostBroken = 60;         // broken frames one after another: about four seconds of nothing
constexpr int previewSlots = 3;        // one is shown, one is copied, one is written

frame::Rotation rotationOf(int degrees) {
  switch (degrees) {
    case 90:
      return frame::Rotation::right90;
    case 180:
      return frame::Rotation::half;
    case 270:
      return frame::Rotation::left90;
    default:
      return frame::Rotation::none;
  }
}

}  // namespace

void Eye::run() {
  for (;;) {
    while (auto command = m_source ? m_commands.tryTake() : m_commands.take(std::stop_token())) {
      handle(std::move(*command));
    }
    if (m_source) look();
  }
}

void Eye::handle(Command command) {
  frame::SourceOptions options;
  options.previewSide = m_look.previewSide;
  if (const auto* look = std::get_if<Look>(&command.message)) {
    m_look = *look;
    if (look->purpose == Purpose::nothing) m_intake.forgetFrame();
  } else if (const auto* camera = std::get_if<UseCamera>(&command.message)) {
    options.width = camera->width;
    options.height = camera->height;
    options.rotation = rotationOf(camera->rotation);
    close(CameraState::none, "");
    auto opened = frame::openV4l2(command.fd.release(), options, m_clock);
    if (!opened) return close(CameraState::unusable, opened.fault().detail);
    use(std::move(*opened));
  } else if (const auto* show = std::get_if<ShowPicture>(&command.message)) {
    options.framesPerSecond = show->framesPerSecond;
    const Result<Bytes> file = readSealedMemfd(command.fd.get(), mostFileBytes);
    if (!m_pictures) {
      close(CameraState::none, "");
      auto pictures = frame::pictureSource(options, m_clock);
      m_pictures = pictures.get();
      m_source = std::move(pictures);
    }
    const Status shown = file ? m_pictures->show(*file) : Status(file.fault());
    if (!shown) return close(CameraState::unusable, shown.fault().detail);
    static_cast<void>(m_sender.send(CameraIs{CameraState::open, m_source->says()}));
  } else if (std::holds_alternative<CloseCamera>(command.message)) {
    close(CameraState::none, "");
  }
}

void Eye::use(std::unique_ptr<frame::FrameSource> source) {
  m_source = std::move(source);
  m_broken = 0;
  static_cast<void>(m_sender.send(CameraIs{CameraState::open, m_source->says()}));
}

void Eye::close(CameraState state, const std::string& why) {
  const bool had = m_source != nullptr;
  m_source.reset();
  m_pictures = nullptr;
  m_intake.forgetFrame();
  if (had || state != CameraState::none) {
    static_cast<void>(m_sender.send(CameraIs{state, why.substr(0, 300)}));
  }
}

void Eye::look() {
  Result<std::optional<frame::Frame>> next = m_source->next(frameWait);
  if (!next) {
    if (next.fault().code == FaultCode::badInput && ++m_broken < mostBroken) return;
    return close(CameraState::lost, next.fault().detail);
  }
  if (!*next) return;
  m_broken = 0;
  frame::Frame& frame = **next;
  if (m_look.preview && !frame.preview.empty()) preview(frame);
  if (m_look.purpose != Purpose::nothing) m_intake.show(std::move(frame));
}

void Eye::preview(const frame::Frame& frame) {
  const cv::Mat& picture = frame.preview;
  const std::size_t row = static_cast<std::size_t>(picture.cols) * 4, rows = static_cast<std::size_t>(picture.rows);
  if (!m_memory || m_shown.width != picture.cols || m_shown.height != picture.rows) {
    auto made = SharedMemory::make(row * rows * previewSlots);
    if (!made) return;
    m_memory = std::move(made->memory);
    m_memoryFd = std::move(made->fd);
    m_shown.slots = previewSlots;
    m_shown.width = picture.cols;
    m_shown.height = picture.rows;
    m_shown.stride = static_cast<int>(row);
    m_told = false;
  }
  m_shown.slot = (m_shown.slot + 1) % previewSlots;
  std::uint8_t* to = m_memory.bytes().data() + row * rows * static_cast<std::size_t>(m_shown.slot);
  for (int y = 0; y < picture.rows; ++y) std::memcpy(to + row * static_cast<std::size_t>(y), picture.ptr(y), row);
  m_shown.fresh = !m_told;
  const bool taken = m_sender.offer(m_shown, m_told ? std::vector<int>{} : std::vector<int>{m_memoryFd.get()});
  m_told = m_told || taken;
}

}  // namespace pillarbox::scan

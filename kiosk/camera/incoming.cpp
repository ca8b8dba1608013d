#include "kiosk/camera/incoming.h"

#include <algorithm>

namespace pillarbox::camera {

namespace {

constexpr int mostInSecond = 1000;  // messages; a busy scanner sends about 40
constexpr std::size_t mostDebugBytes = 64u << 20;
constexpr std::string_view riff = "RIFF", webp = "WEBP";

Result<Page> pageOf(const PaperPage& paper, const scan::Packet& packet) {
  Page page;
  page.page = paper;
  if (paper.width == 0) return page;
  PB_TRY_VALUE(page.webp, scan::readSealedMemfd(packet.fds[0].get(), scan::mostPageBytes));
  const std::string_view head = textOf(page.webp);
  if (head.substr(0, 4) != riff || head.size() < 12 || head.substr(8, 4) != webp) {
    return Fault{FaultCode::badInput, "The picture of the page is not a WebP picture."};
  }
  const std::size_t size = static_cast<std::size_t>(paper.width) * static_cast<std::size_t>(paper.height);
  PB_TRY_VALUE(Bytes grey, scan::readSealedMemfd(packet.fds[1].get(), size));
  if (grey.size() != size) return Fault{FaultCode::badInput, "The picture of the page has the wrong size."};
  page.grey = std::make_shared<const Bytes>(std::move(grey));
  return page;
}

using Told = Result<std::optional<Event>>;

struct Reader {
  const scan::Packet& packet;
  PreviewCopier& preview;

  Told operator()(const scan::Preview& m) const {
    PB_TRY_VALUE(auto picture, preview.copy(m, m.fresh ? packet.fds[0].get() : -1));
    return picture ? std::optional<Event>(std::move(*picture)) : std::nullopt;
  }
  Told operator()(const scan::PageTaken& m) const {
    PB_TRY_VALUE(Page page, pageOf(m.page, packet));
    return std::optional<Event>(std::move(page));
  }
  Told operator()(const scan::FilePage& m) const {
    PB_TRY_VALUE(Page page, pageOf(m.page, packet));
    return std::optional<Event>(FilePage{m.request, m.pageNo, m.pages, std::move(page)});
  }
  Told operator()(const scan::DebugPicture& m) const {
    PB_TRY_VALUE(Bytes png, scan::readSealedMemfd(packet.fds[0].get(), mostDebugBytes));
    return std::optional<Event>(DebugPicture{m.request, m.pageNo, m.name, std::move(png)});
  }
  Told operator()(const scan::Decoded& m) const {
    Decoded decoded;
    decoded.request = m.request;
    decoded.problem = m.problem;
    if (!m.problem.empty()) return std::optional<Event>(std::move(decoded));
    const std::size_t size = std::size_t{4} * static_cast<std::size_t>(m.width) * static_cast<std::size_t>(m.height);
    PB_TRY_VALUE(Bytes pixels, scan::readSealedMemfd(packet.fds[0].get(), size));
    if (pixels.size() != size) return Fault{FaultCode::badInput, "The decoded picture has the wrong size."};
    decoded.picture = {m.width, m.height, m.width * 4, std::make_shared<const Bytes>(std::move(pixels))};
    return std::optional<Event>(std::move(decoded));
  }
  template <class Message>
  Told operator()(const Message& m) const {
    return std::optional<Event>(m);
  }
};

}  // namespace

Status Incoming::countOne() {
  const auto now = std::chrono::steady_clock::now();
  if (now - m_second >= std::chrono::seconds(1)) {
    m_second = now;
    m_inSecond = 0;
  }
  if (++m_inSecond > mostInSecond) return Fault{FaultCode::badInput, "The scanner says too much."};
  return {};
}

Result<std::optional<Event>> Incoming::eventOf(const scan::Packet& packet) {
  PB_TRY(countOne());
  PB_TRY_VALUE(const scan::FromScanner message, scan::decodeFromScanner(packet.text));
  if (static_cast<int>(packet.fds.size()) != scan::descriptorsOf(message)) {
    return Fault{FaultCode::badInput, "A message of the scanner came without what belongs to it."};
  }
  return std::visit(Reader{packet, m_preview}, message);
}

}  // namespace pillarbox::camera

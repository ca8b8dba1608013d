#include "kiosk/camera/preview.h"

#include <algorithm>

namespace pillarbox::camera {

namespace {

constexpr std::size_t mostGiven = 3;  // one on the screen, one on its way there, one spare

}  // namespace

Result<std::optional<PreviewPicture>> PreviewCopier::copy(const scan::Preview& preview, int fd) {
  const std::size_t slot = static_cast<std::size_t>(preview.height) * static_cast<std::size_t>(preview.stride);
  if (preview.fresh) {
    PB_TRY_VALUE(m_memory, scan::SharedMemory::map(fd, slot * static_cast<std::size_t>(preview.slots)));
    m_form = preview;
  }
  if (!m_memory || preview.slots != m_form.slots || preview.width != m_form.width || preview.height != m_form.height ||
      preview.stride != m_form.stride) {
    return Fault{FaultCode::badInput, "The preview is not in the memory that was handed over."};
  }
  std::erase_if(m_given, [](const auto& each) { return each.expired(); });
  if (m_given.size() >= mostGiven) return std::optional<PreviewPicture>();
  const auto from = m_memory.bytes().subspan(slot * static_cast<std::size_t>(preview.slot), slot);
  auto pixels = std::make_shared<const Bytes>(from.begin(), from.end());
  m_given.push_back(pixels);
  return std::optional(PreviewPicture{preview.width, preview.height, preview.stride, std::move(pixels)});
}

}  // namespace pillarbox::camera

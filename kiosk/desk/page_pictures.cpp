#include "kiosk/desk/page_pictures.h"

#include "shared/open/tar_read.h"

namespace pillarbox::desk {
namespace {

// A4 at 150 dots to the inch: a form's small print can be read.
constexpr int mostWidth = 1240, mostHeight = 1754;

}  // namespace

PagePictures::PagePictures(office::School& school, const Unlocked& person) : m_reader(school, person) {}
PagePictures::~PagePictures() = default;

Result<camera::PreviewPicture> PagePictures::picture(std::string_view entryId, std::string_view attachment) {
  PB_TRY_VALUE(const PassedOn found, m_reader.openAny(entryId));
  PB_TRY_VALUE(const auto members, open::readTar(found.checked.opened.archive.view()));
  const open::TarEntry* member = open::findMember(members, attachment);
  if (member == nullptr) return Fault{FaultCode::damaged, "the picture of a page is missing"};
  if (!m_scanner) {
    camera::CameraOptions options;
    options.tell = [this](camera::Event event) { m_events.push(std::move(event)); };
    PB_TRY_VALUE(m_scanner, camera::Camera::start(std::move(options)));
  }
  const std::int64_t request = ++m_request;
  PB_TRY(m_scanner->decode(request, member->bytes, mostWidth, mostHeight));
  return answer(request);
}

Result<camera::PreviewPicture> PagePictures::answer(std::int64_t request) {
  const std::stop_source never;
  for (;;) {
    std::optional<camera::Event> event = m_events.take(never.get_token());
    if (!event) return Fault{FaultCode::internal, "the picture reader was stopped"};
    if (auto* gone = std::get_if<camera::Gone>(&*event)) return std::move(gone->fault);
    if (std::holds_alternative<camera::Restarting>(*event)) {
      return Fault{FaultCode::badInput, "the picture cannot be shown"};
    }
    auto* decoded = std::get_if<camera::Decoded>(&*event);
    if (decoded == nullptr || decoded->request != request) continue;
    if (!decoded->problem.empty()) return Fault{FaultCode::badInput, decoded->problem};
    return std::move(decoded->picture);
  }
}

}  // namespace pillarbox::desk

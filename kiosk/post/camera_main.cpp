#include "kiosk/post/camera_main.h"

#include "shared/base/files.h"
#include "shared/base/installed.h"
#include "shared/base/log.h"

namespace pillarbox::post {

CameraDesk::CameraDesk(const platform::ScreenOptions& options, std::function<void(Heard)> tell,
                       std::function<void(const Event&)> apply)
    : m_options(options), m_tell(std::move(tell)), m_apply(std::move(apply)) {}

CameraDesk::~CameraDesk() = default;

void CameraDesk::perform(const CameraLook& look) {
  if (look.eye == Eye::nothing) {
    m_camera.reset();
    ++m_run;
    return;
  }
  if (!m_camera && !start()) return m_apply(CameraChanged{CameraState::none});
  m_camera->look(look.eye == Eye::badge ? scan::Purpose::badge : scan::Purpose::page, look.preview);
}

void CameraDesk::perform(const CameraTakeNow&) {
  if (m_camera) m_camera->takeNow();
}

void CameraDesk::perform(const CameraTakeAgain&) {
  if (m_camera) m_camera->takeAgain();
}

bool CameraDesk::start() {
  Result<std::string> forms = camera::formsFor(assetsFolder(), m_options.folder);
  if (!forms) {
    log::fault("forms.not-read", forms.fault());
    return false;
  }
  camera::CameraOptions options;
  options.forms = std::move(*forms);
  options.width = m_options.cameraWidth;
  options.height = m_options.cameraHeight;
  options.rotation = m_options.cameraRotation;
  options.device = !m_options.robotFd;  // the robot holds pictures before the camera instead
  options.tell = [this, run = m_run](camera::Event event) { m_tell({run, std::move(event)}); };
  m_previewId = ui::newPictureId();
  Result<std::unique_ptr<camera::Camera>> started = camera::Camera::start(std::move(options));
  if (!started) {
    log::fault("camera.not-started", started.fault());
    return false;
  }
  m_camera = std::move(*started);
  if (!m_held.empty()) {
    if (const Status shown = m_camera->showPicture(m_held); !shown) log::fault("camera.picture", shown.fault());
  }
  return true;
}

Status CameraDesk::hold(const std::string& path) {
  PB_TRY_VALUE(m_held, readFile(path, scan::mostFileBytes));
  return m_camera ? m_camera->showPicture(m_held) : Status{};
}

void CameraDesk::hear(Heard& heard) {
  if (heard.run == m_run) std::visit([this](auto& each) { on(each); }, heard.event);
}

void CameraDesk::on(const scan::CameraIs& camera) {
  log::info("camera.is", {{"state", std::int64_t{static_cast<int>(camera.state)}}});
  switch (camera.state) {
    case scan::CameraState::none:
    case scan::CameraState::unusable:
      return m_apply(CameraChanged{CameraState::none});
    case scan::CameraState::open:
      return m_apply(CameraChanged{CameraState::open});
    case scan::CameraState::lost:
      return m_apply(CameraChanged{CameraState::lost});
  }
}

void CameraDesk::on(const camera::PreviewPicture& seen) {
  ui::Picture picture;
  picture.id = m_previewId;
  picture.version = ++m_previewVersion;
  picture.width = seen.width;
  picture.height = seen.height;
  picture.stride = seen.stride;
  picture.format = ui::Picture::Format::bgra;
  picture.pixels = seen.pixels;
  m_apply(PreviewArrived{std::move(picture)});
}

void CameraDesk::on(const scan::BadgeSeen& badge) {
  m_apply(BadgeRead{badge.code.text});
}

void CameraDesk::on(const scan::SeveralBadges&) {
  m_apply(SeveralBadges{});
}

void CameraDesk::on(const scan::Guide& guide) {
  m_apply(GuideArrived{guide.advice, guide.corners, guide.steady});
}

void CameraDesk::on(camera::Page& page) {
  ui::Picture grey;
  grey.id = ui::newPictureId();
  grey.width = page.page.width;
  grey.height = page.page.height;
  grey.stride = page.page.width;
  grey.pixels = page.grey;
  m_apply(PageArrived{std::move(page.page), std::make_shared<const Bytes>(std::move(page.webp)), std::move(grey)});
}

void CameraDesk::on(const camera::Restarting&) {
  m_apply(CameraChanged{CameraState::restarting});
}

void CameraDesk::on(const camera::Gone& gone) {
  log::fault("camera.gone", gone.fault);
  m_apply(CameraChanged{CameraState::none});
}

}  // namespace pillarbox::post

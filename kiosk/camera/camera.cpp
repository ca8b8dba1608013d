#include "kiosk/camera/camera.h"

#include <atomic>
#include <future>
#include <mutex>
#include <thread>

#include "kiosk/camera/outgoing.h"
#include "kiosk/camera/watch.h"
#include "scanner/protocol/channel.h"

namespace pillarbox::camera {

struct Camera::Parts {
  Parts(CameraOptions options, Outgoing outgoing) : watch(std::move(options), std::move(outgoing)) {}
  Watch watch;
  std::jthread thread;
};

Camera::Camera() = default;

Camera::~Camera() {
  if (!m) return;
  m->watch.stop();
  if (m->thread.joinable()) m->thread.join();
}

Result<std::unique_ptr<Camera>> Camera::start(CameraOptions options) {
  PB_TRY_VALUE(Outgoing outgoing, Outgoing::make());
  std::unique_ptr<Camera> camera(new Camera);
  camera->m = std::make_unique<Parts>(std::move(options), std::move(outgoing));
  // The scanner ends with the thread that started it, so that thread stays as long as the Camera.
  std::promise<Status> started;
  std::future<Status> first = started.get_future();
  camera->m->thread = std::jthread([&watch = camera->m->watch, &started] { watch.run(started); });
  PB_TRY(first.get());
  return camera;
}

void Camera::look(scan::Purpose purpose, bool preview) {
  scan::Look look;
  look.purpose = purpose;
  look.preview = preview;
  m->watch.look(look);
}

void Camera::takeNow() {
  m->watch.say(scan::TakeNow{});
}

void Camera::takeAgain() {
  m->watch.say(scan::TakeAgain{});
}

Status Camera::showPicture(BytesView file, int framesPerSecond) {
  if (file.size() > scan::mostFileBytes) return Fault{FaultCode::tooLarge, "The picture is larger than 64 MB."};
  return m->watch.show(Bytes(file.begin(), file.end()), {framesPerSecond});
}

Status Camera::readFile(std::int64_t request, BytesView file, scan::Purpose purpose, bool debug) {
  if (file.size() > scan::mostFileBytes) return Fault{FaultCode::tooLarge, "The file is larger than 64 MB."};
  PB_TRY_VALUE(Fd fd, scan::sealedMemfd(file));
  scan::ReadFile message;
  message.request = request;
  message.purpose = purpose;
  message.debug = debug;
  m->watch.say(message, std::move(fd));
  return {};
}

Status Camera::decode(std::int64_t request, BytesView attachment, int maxWidth, int maxHeight) {
  if (attachment.size() > scan::mostFileBytes) return Fault{FaultCode::tooLarge, "The file is larger than 64 MB."};
  PB_TRY_VALUE(Fd fd, scan::sealedMemfd(attachment));
  m->watch.say(scan::Decode{request, maxWidth, maxHeight}, std::move(fd));
  return {};
}

int Camera::scannerPid() const {
  return m->watch.scannerPid();
}

}  // namespace pillarbox::camera

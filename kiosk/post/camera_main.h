// The kiosk's camera: one scanner process is one person's eye. Nobody needs it, it ends, and its memory with it. UI
// thread, but for what the scanner answers, which is said from the camera's own.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "kiosk/camera/camera.h"
#include "kiosk/platform/screen_options.h"
#include "kiosk/post/effect.h"
#include "kiosk/post/event.h"

namespace pillarbox::post {

class CameraDesk {
 public:
  struct Heard {
    std::uint64_t run = 0;  // of the scanner: what an earlier one said last is not for the next person
    camera::Event event;
  };
  // `tell` is called on the camera's thread: its Heard comes back through hear(). `apply` is called on the UI thread.
  CameraDesk(const platform::ScreenOptions& options, std::function<void(Heard)> tell,
             std::function<void(const Event&)> apply);
  ~CameraDesk();

  void perform(const CameraLook& look);
  void perform(const CameraTakeNow&);
  void perform(const CameraTakeAgain&);
  void hear(Heard& heard);
  // The robot's: the picture file is what the camera sees from now on.
  Status hold(const std::string& path);

 private:
  bool start();
  void on(const scan::Ready&) {}
  void on(const scan::CameraIs& camera);
  void on(const camera::PreviewPicture& seen);
  void on(const scan::BadgeSeen& badge);
  void on(const scan::SeveralBadges&);
  void on(const scan::Guide& guide);
  void on(camera::Page& page);
  void on(const camera::Restarting&);
  void on(const camera::Gone& gone);
  // Files and attachments are never asked for here.
  void on(const camera::FilePage&) {}
  void on(const camera::Decoded&) {}
  void on(const camera::DebugPicture&) {}
  void on(const scan::FileCodes&) {}
  void on(const scan::FileDone&) {}

  const platform::ScreenOptions& m_options;
  std::function<void(Heard)> m_tell;
  std::function<void(const Event&)> m_apply;
  Bytes m_held;  // what the robot holds before the camera
  std::uint64_t m_run = 0;
  std::uint64_t m_previewId = 0, m_previewVersion = 0;
  std::unique_ptr<camera::Camera> m_camera;  // last: it tells the others until it has gone
};

}  // namespace pillarbox::post

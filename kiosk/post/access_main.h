// How the program does what the screens ask of it for looks and sounds: fonts and colours through the App, the
// language, and reading aloud. For kiosk/post/main.cpp only. UI thread only.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "kiosk/platform/app.h"
#include "kiosk/platform/screen_options.h"
#include "kiosk/platform/speech.h"
#include "kiosk/post/post.h"
#include "kiosk/post/reading.h"

namespace pillarbox::post {

class AccessDesk {
 public:
  using Heard = platform::Speech::Heard;
  // `tell`: from the speech thread; give it to hear() on this one. `apply`: to the screens.
  AccessDesk(const platform::ScreenOptions& options, std::function<void(Heard)> tell,
             std::function<void(const Event&)> apply);

  AccessReady ready() const;  // as the technician set this terminal up
  void attach(platform::App& app) { m_app = &app; }
  void perform(const AccessAsk& ask);
  void hear(const Heard& heard);
  // After each frame: a screen that is new is read from its beginning, a new notice, and what the focus came to.
  void drawn(const ui::Record& record, const State& state);

 private:
  void show(const Looks& looks);
  void say(std::vector<Spoken> spoken);
  void stop();

  const platform::ScreenOptions& m_options;
  std::function<void(Heard)> m_tell;
  std::function<void(const Event&)> m_apply;
  platform::App* m_app = nullptr;
  std::unique_ptr<platform::Speech> m_speech;  // from the first time that something is read
  Looks m_looks;
  std::optional<ReadAloud> m_asked;
  std::string m_screen, m_focus;
  std::set<std::string> m_notices;
  bool m_reading = false;
};

}  // namespace pillarbox::post

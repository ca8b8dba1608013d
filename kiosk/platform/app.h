// The main loop of a screen program: window, engine, renderer, badge reader and robot, put together. It draws up to
// three frames after something happened and then sleeps: idle is no frames and no processor time. All on the UI thread,
// but wake().
//
// main():
//   harden(); wipingAllocatorPresent();
//   auto app = App::make(options);            // options.robotFd only for a demonstration school
//   start other threads; they push to their Mailbox and then call app.wake()
//   app.run(hooks);                           // returns when shouldQuit() or quit()
// A program that starts another on the same screen: handOver() before Child::start (with robotFd() among `inherit`),
// takeBack() when it has ended (its `ended` callback pushes to a Mailbox and calls wake(); see that in onWake).
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "kiosk/platform/robot_commands.h"
#include "kiosk/platform/wedge.h"
#include "kiosk/platform/window.h"
#include "kiosk/ui/engine.h"
#include "shared/base/clock.h"
#include "shared/base/result.h"

namespace pillarbox::platform {

struct AppOptions {
  WindowOptions window;
  ui::EngineOptions engine;  // pixelScale is taken from the window
  WedgeOptions wedge;
  std::optional<int> robotFd;  // becomes the App's
};

// All optional but the first two. None may throw.
struct AppHooks {
  std::function<void(ui::Frame&)> draw;          // draws a frame, and applies what was touched to the screen's State
  std::function<void(const ui::Record&)> drawn;  // after each frame: what is on the screen now
  std::function<std::string()> screenName;       // a change starts scrolling and focus afresh
  std::function<void(std::string_view code)> onBadge;
  // The robot holds a picture file before the camera (a demonstration school's only). Unset: there is no camera.
  std::function<Status(const std::string& path)> onCamera;
  // Called often, before drawing, with App::now(). Returns when it must be called next, if nothing else happens; when
  // that time comes, frames are drawn.
  std::function<std::optional<Milliseconds>(Milliseconds now)> onTick;
  std::function<void()> onWake;  // another thread called wake(): look into the mailboxes
  std::function<bool()> shouldQuit;
  std::function<void()> onHidden;  // nobody can see the screen any more: cover it
  std::function<bool()> onClose;   // the window's close button: true to quit. Unset: quits, but not if full screen
};

class App {
 public:
  static Result<std::unique_ptr<App>> make(const AppOptions& options);  // FaultCode::device
  ~App();
  App(const App&) = delete;
  App& operator=(const App&) = delete;

  void run(const AppHooks& hooks);

  void wake();                     // any thread
  void quit();                     // run() returns after this round
  void redraw();                   // something changed that was not input: draw again
  Milliseconds now() const;        // since boot, moved on by the robot's "advance"; for lock timers
  Milliseconds lastInput() const;  // when a person last touched, typed or showed a badge
  void wipe();                     // forget what was typed, shown and focused (at sign-out)
  void setTextScale(float scale);  // from the next frame on, as the next three
  void setTheme(bool dark, bool highContrast);
  void setLeftHanded(bool leftHanded);
  // A ring round what is being read aloud, and a line under its word if there is one (as Speech::Heard).
  void highlight(std::string_view id, std::size_t word = 0, std::size_t length = 0);
  bool endRequested() const;  // quitting because of SIGTERM or the session's end

  std::optional<int> robotFd() const;  // for InheritedFd{"--robot-fd", …}
  void handOver();                     // another program has the screen: the robot's socket is left to it
  void takeBack();

  ui::Engine& engine();
  RunStats stats(bool reset = false);

 private:
  App();
  struct Parts;
  std::unique_ptr<Parts> m;
};

}  // namespace pillarbox::platform

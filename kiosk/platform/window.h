// The one window of a screen program, and everything a person does to it as plain events. Event-driven: it sleeps until
// something happens. One window a process. All on the UI thread, but wake().
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>

#include "kiosk/ui/engine.h"
#include "shared/base/result.h"

struct SDL_Renderer;

namespace pillarbox::platform {

struct WindowOptions {
  std::string title;
  int width = 1280, height = 800;  // logical pixels
  bool fullscreen = false;
  bool hideCursor = false;   // a terminal that is only touched
  bool accelerated = false;  // false: drawn in software, which is what the figures promise
  float pixelScale = 0;      // physical pixels per logical pixel; 0: PILLARBOX_PIXEL_SCALE, else 1
};

// One character or, from an input method, several.
struct TextEntered {
  std::string text;
  bool repeat = false;
};
struct KeyDown {
  ui::Key key;
  bool shift = false;
  bool repeat = false;
};
struct WindowResized {};
struct WindowExposed {};  // must be drawn again
struct WindowHidden {};   // minimised, covered by the session or switched off: nobody sees it now
struct WindowShown {};
struct CloseRequested {};  // the window's own button or Alt+F4
struct EndRequested {};    // SIGTERM, SIGINT, or the session ends
struct Woken {};           // wake() was called
using WindowEvent =
    std::variant<ui::PointerMoved, ui::PointerButton, ui::WheelTurned, TextEntered, KeyDown, WindowResized,
                 WindowExposed, WindowHidden, WindowShown, CloseRequested, EndRequested, Woken>;

// As the time of an event: monotonic milliseconds since the window was made.
struct TimedEvent {
  WindowEvent event;
  std::int64_t ms = 0;
};

class Window {
 public:
  static Result<std::unique_ptr<Window>> make(const WindowOptions& options);  // FaultCode::device
  ~Window();
  Window(const Window&) = delete;
  Window& operator=(const Window&) = delete;

  // Sleeps until an event is there or the time is over; negative waits for ever.
  void waitEvents(std::int64_t timeoutMs);
  std::optional<TimedEvent> next();  // never waits
  std::int64_t now() const;          // the time in TimedEvent
  void wake();                       // any thread

  float width() const;  // logical pixels
  float height() const;
  float pixelScale() const;
  bool visible() const;
  void raise();  // above other windows, with the keyboard

  // For the robot: puts an event where the system puts a finger's, a wheel's and a keyboard's. Logical pixels.
  void injectFinger(float x, float y, bool down);
  void injectWheel(float x, float y, float lines);
  void injectText(const std::string& character);
  void injectKey(ui::Key key);

  SDL_Renderer* renderer();  // for Renderer

 private:
  Window();
  struct Parts;
  std::unique_ptr<Parts> m;
};

}  // namespace pillarbox::platform

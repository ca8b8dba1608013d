#include "kiosk/platform/window.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstdlib>
#include <string_view>

#include "kiosk/platform/keys.h"
#include "kiosk/platform/sdl_handles.h"

namespace pillarbox::platform {

namespace {

constexpr SDL_TouchID robotTouch = 0x70626f78;

Fault sdlFault(const char* doing) {
  return Fault{FaultCode::device, std::string(doing) + ": " + SDL_GetError()};
}

float scaleFromEnvironment() {
  const char* text = std::getenv("PILLARBOX_PIXEL_SCALE");
  if (text == nullptr) return 1.0F;
  const float scale = std::strtof(text, nullptr);
  return scale >= 0.5F && scale <= 4.0F ? scale : 1.0F;
}

struct VideoGuard {
  ~VideoGuard() { SDL_Quit(); }
};

}  // namespace

struct Window::Parts {
  VideoGuard video;
  SdlPtr<SDL_Window> window;
  SdlPtr<SDL_Renderer> renderer;
  Uint32 wakeEvent = 0;
  std::atomic<bool> wakePending{false};
  float scale = 1;
  bool visible = true;
  std::optional<std::pair<SDL_TouchID, SDL_FingerID>> finger;  // the one that points; others are ignored
  bool pressed = false;
  bool repeating = false;             // the last key went down by repeating, so the text that follows it did too
  std::optional<WindowEvent> second;  // one SDL event can be two of ours

  float widthOf() const { return static_cast<float>(output().first) / scale; }
  float heightOf() const { return static_cast<float>(output().second) / scale; }
  std::pair<int, int> output() const {
    int w = 0, h = 0;
    SDL_GetRendererOutputSize(renderer.get(), &w, &h);
    return {w, h};
  }
  // From window coordinates (which on some displays are neither physical nor logical pixels).
  ui::PointerMoved logical(int x, int y) const {
    int w = 1, h = 1;
    SDL_GetWindowSize(window.get(), &w, &h);
    return {static_cast<float>(x) * widthOf() / static_cast<float>(std::max(w, 1)),
            static_cast<float>(y) * heightOf() / static_cast<float>(std::max(h, 1))};
  }
  std::optional<WindowEvent> translate(const SDL_Event& event);
  std::optional<WindowEvent> translateWindow(const SDL_WindowEvent& event);
  std::optional<WindowEvent> translateFinger(const SDL_TouchFingerEvent& event);
  std::optional<WindowEvent> hide();
};

Window::Window() : m(std::make_unique<Parts>()) {}
Window::~Window() = default;

Result<std::unique_ptr<Window>> Window::make(const WindowOptions& options) {
  SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
  SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");
  SDL_SetHint(SDL_HINT_QUIT_ON_LAST_WINDOW_CLOSE, "0");
  SDL_SetHint(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "1");
  SDL_SetHint(SDL_HINT_VIDEO_X11_NET_WM_BYPASS_COMPOSITOR, "0");
  SDL_SetHint(SDL_HINT_VIDEO_MINIMIZE_ON_FOCUS_LOSS, "0");
  SDL_SetHint(SDL_HINT_IME_INTERNAL_EDITING, "1");
  if (SDL_Init(SDL_INIT_VIDEO) != 0) return sdlFault("open the display");
  // Otherwise SDL shows what was drawn in software by way of OpenGL, which without a GPU means a second software
  // renderer with its threads. Only X11 can do without it.
  const char* driver = SDL_GetCurrentVideoDriver();
  if (!options.accelerated && driver != nullptr && std::string_view(driver) == "x11") {
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
  }
  std::unique_ptr<Window> made(new Window);
  Parts& m = *made->m;
  m.scale = options.pixelScale > 0 ? options.pixelScale : scaleFromEnvironment();
  Uint32 flags = SDL_WINDOW_RESIZABLE | SDL_WINDOW_ALLOW_HIGHDPI;
  if (options.fullscreen) flags |= SDL_WINDOW_FULLSCREEN_DESKTOP;
  m.window.reset(SDL_CreateWindow(options.title.c_str(), SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED,
                                  static_cast<int>(std::lround(static_cast<float>(options.width) * m.scale)),
                                  static_cast<int>(std::lround(static_cast<float>(options.height) * m.scale)), flags));
  if (!m.window) return sdlFault("open a window");
  m.renderer.reset(SDL_CreateRenderer(m.window.get(), -1, options.accelerated ? 0 : SDL_RENDERER_SOFTWARE));
  if (!m.renderer && options.accelerated) {
    m.renderer.reset(SDL_CreateRenderer(m.window.get(), -1, SDL_RENDERER_SOFTWARE));
  }
  if (!m.renderer) return sdlFault("draw in the window");
  m.wakeEvent = SDL_RegisterEvents(1);
  if (options.hideCursor) SDL_ShowCursor(SDL_DISABLE);
  SDL_StartTextInput();
  return made;
}

void Window::waitEvents(std::int64_t timeoutMs) {
  if (m->second) return;
  if (timeoutMs < 0) {
    SDL_WaitEvent(nullptr);
  } else {
    SDL_WaitEventTimeout(nullptr, static_cast<int>(std::min<std::int64_t>(timeoutMs, 86'400'000)));
  }
}

std::optional<TimedEvent> Window::next() {
  if (m->second) {
    TimedEvent event{*m->second, now()};
    m->second.reset();
    return event;
  }
  SDL_Event event;
  while (SDL_PollEvent(&event) != 0) {
    // SDL's event times are 32 bits wide and start again after 49 days; now() does not.
    const Uint32 age = SDL_GetTicks() - event.common.timestamp;
    if (auto ours = m->translate(event)) return TimedEvent{std::move(*ours), now() - (age < 60'000 ? age : 0)};
  }
  return std::nullopt;
}

std::int64_t Window::now() const {
  return static_cast<std::int64_t>(SDL_GetTicks64());
}

void Window::wake() {
  // One waiting event is enough, so a busy thread cannot fill SDL's queue.
  if (m->wakePending.exchange(true)) return;
  SDL_Event event{};
  event.type = m->wakeEvent;
  SDL_PushEvent(&event);
}

float Window::width() const {
  return m->widthOf();
}
float Window::height() const {
  return m->heightOf();
}
float Window::pixelScale() const {
  return m->scale;
}
bool Window::visible() const {
  return m->visible;
}
void Window::raise() {
  SDL_RaiseWindow(m->window.get());
}
SDL_Renderer* Window::renderer() {
  return m->renderer.get();
}

std::optional<WindowEvent> Window::Parts::translate(const SDL_Event& event) {
  if (event.type == wakeEvent) {
    wakePending = false;
    return Woken{};
  }
  switch (event.type) {
    case SDL_QUIT:
    case SDL_APP_TERMINATING:
      return EndRequested{};
    case SDL_APP_DIDENTERBACKGROUND:
      return hide();
    case SDL_APP_WILLENTERFOREGROUND:
      visible = true;
      return WindowShown{};
    case SDL_RENDER_TARGETS_RESET:
    case SDL_RENDER_DEVICE_RESET:
      return WindowExposed{};
    case SDL_WINDOWEVENT:
      return translateWindow(event.window);
    case SDL_MOUSEMOTION:
      return logical(event.motion.x, event.motion.y);
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP: {
      if (event.button.button != SDL_BUTTON_LEFT) return std::nullopt;
      const auto at = logical(event.button.x, event.button.y);
      pressed = event.type == SDL_MOUSEBUTTONDOWN;
      return ui::PointerButton{at.x, at.y, pressed};
    }
    case SDL_MOUSEWHEEL: {
      const float sign = event.wheel.direction == SDL_MOUSEWHEEL_FLIPPED ? -1.0F : 1.0F;
      return ui::WheelTurned{sign * event.wheel.preciseY};
    }
    case SDL_FINGERDOWN:
    case SDL_FINGERMOTION:
    case SDL_FINGERUP:
      return translateFinger(event.tfinger);
    case SDL_TEXTINPUT:
      return TextEntered{event.text.text, repeating};
    case SDL_KEYDOWN: {
      repeating = event.key.repeat != 0;
      const auto& sym = event.key.keysym;
      if (const auto key = keyOf(sym.sym, sym.mod)) {
        return KeyDown{*key, (sym.mod & KMOD_SHIFT) != 0, repeating};
      }
      return std::nullopt;
    }
    default:
      return std::nullopt;
  }
}

std::optional<WindowEvent> Window::Parts::translateWindow(const SDL_WindowEvent& event) {
  switch (event.event) {
    case SDL_WINDOWEVENT_SIZE_CHANGED:
      return WindowResized{};
    case SDL_WINDOWEVENT_EXPOSED:
      return WindowExposed{};
    case SDL_WINDOWEVENT_CLOSE:
      return CloseRequested{};
    case SDL_WINDOWEVENT_HIDDEN:
    case SDL_WINDOWEVENT_MINIMIZED:
      return visible ? hide() : std::nullopt;
    case SDL_WINDOWEVENT_SHOWN:
    case SDL_WINDOWEVENT_RESTORED:
    case SDL_WINDOWEVENT_MAXIMIZED:
      visible = true;
      return WindowShown{};
    default:
      return std::nullopt;
  }
}

std::optional<WindowEvent> Window::Parts::translateFinger(const SDL_TouchFingerEvent& event) {
  const std::pair<SDL_TouchID, SDL_FingerID> who{event.touchId, event.fingerId};
  const float x = event.x * widthOf(), y = event.y * heightOf();
  if (event.type == SDL_FINGERDOWN) {
    if (finger) return std::nullopt;
    finger = who;
    pressed = true;
    return ui::PointerButton{x, y, true};
  }
  if (finger != who) return std::nullopt;
  if (event.type == SDL_FINGERMOTION) return ui::PointerMoved{x, y};
  finger.reset();
  pressed = false;
  return ui::PointerButton{x, y, false};
}

// A press that the system took away must not stay down, nor count as a touch: it is let go outside everything.
std::optional<WindowEvent> Window::Parts::hide() {
  visible = false;
  finger.reset();
  if (!pressed) return WindowHidden{};
  pressed = false;
  second = WindowHidden{};
  return ui::PointerButton{-1, -1, false};
}

void Window::injectFinger(float x, float y, bool down) {
  SDL_Event event{};
  event.type = down ? SDL_FINGERDOWN : SDL_FINGERUP;
  event.tfinger.touchId = robotTouch;
  event.tfinger.fingerId = 1;
  event.tfinger.x = x / width();
  event.tfinger.y = y / height();
  event.tfinger.pressure = 1;
  SDL_PushEvent(&event);
}

void Window::injectWheel(float x, float y, float lines) {
  int w = 0, h = 0;
  SDL_GetWindowSize(m->window.get(), &w, &h);
  SDL_Event move{};
  move.type = SDL_MOUSEMOTION;
  move.motion.x = static_cast<int>(std::lround(x * static_cast<float>(w) / width()));
  move.motion.y = static_cast<int>(std::lround(y * static_cast<float>(h) / height()));
  SDL_PushEvent(&move);
  SDL_Event turn{};
  turn.type = SDL_MOUSEWHEEL;
  turn.wheel.y = static_cast<int>(lines);
  turn.wheel.preciseY = lines;
  SDL_PushEvent(&turn);
}

void Window::injectText(const std::string& character) {
  SDL_Event down{};
  down.type = SDL_KEYDOWN;
  down.key.state = SDL_PRESSED;
  SDL_PushEvent(&down);
  SDL_Event event{};
  event.type = SDL_TEXTINPUT;
  SDL_strlcpy(event.text.text, character.c_str(), sizeof event.text.text);
  SDL_PushEvent(&event);
}

void Window::injectKey(ui::Key key) {
  const KeyStroke stroke = strokeFor(key);
  SDL_Event event{};
  event.type = SDL_KEYDOWN;
  event.key.state = SDL_PRESSED;
  event.key.keysym.sym = stroke.code;
  event.key.keysym.mod = stroke.modifiers;
  SDL_PushEvent(&event);
}

}  // namespace pillarbox::platform

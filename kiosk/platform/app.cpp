#include "kiosk/platform/app.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <utility>

#include "kiosk/platform/frame_times.h"
#include "kiosk/platform/renderer.h"
#include "kiosk/platform/robot_driver.h"
#include "kiosk/platform/watchdog.h"

namespace pillarbox::platform {

namespace {

// One to apply the input, one for what the screen made of it, one for a layout that needed to be measured first.
constexpr int framesAfterInput = 3;
constexpr Milliseconds leastBetweenTicks{10};
constexpr std::int64_t personsPaceMs = 60;
constexpr std::int64_t readersPaceMs = 5;
constexpr std::int64_t betweenMs = 300;

double monotonicSeconds() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

}  // namespace

struct App::Parts final : RobotStage {
  std::unique_ptr<Window> window;
  std::unique_ptr<Renderer> renderer;
  std::unique_ptr<ui::Engine> engine;
  Wedge wedge;
  FrameTimes times;
  SystemClock clock;
  Watchdog watchdog = Watchdog::fromEnvironment();
  Milliseconds advanced{0}, lastInput{0};
  std::int64_t keySkew = 0;  // how far the robot's typing has run ahead of real time, for the wedge
  int framesOwed = framesAfterInput;
  bool quitting = false, ended = false, fullscreen = false;
  std::atomic<bool> mail{false};          // wake() was called
  double lastFrame = 0;                   // when it began, in monotonic seconds
  std::optional<ui::PointerMoved> moved;  // only the last of many matters
  const AppHooks* hooks = nullptr;
  std::optional<Milliseconds> tickDue;
  // Last: its reader thread wakes the window, so it ends first.
  std::unique_ptr<Robot> robot;
  std::unique_ptr<RobotDriver> driver;

  void drain();
  void take(const TimedEvent& event);
  void input(ui::Input input);
  void deliver(std::vector<WedgeOutput> outputs);
  void tick();
  void frame();
  bool mayDraw() const { return window->visible() && !wedge.pending(); }
  std::int64_t sleepMs() const;
  void round();
  Milliseconds now() const { return clock.monotonic() + advanced; }

  const ui::Record& record() const override { return engine->record(); }
  std::string screen() const override { return hooks->screenName(); }
  ui::Rect area() const override { return {0, 0, window->width(), window->height()}; }
  void touch(float x, float y) override {
    window->injectFinger(x, y, true);
    window->injectFinger(x, y, false);
  }
  void finger(float x, float y, bool down) override { window->injectFinger(x, y, down); }
  void wheel(float x, float y, float lines) override { window->injectWheel(x, y, lines); }
  void typeCharacter(const std::string& character) override {
    keySkew += personsPaceMs;
    window->injectText(character);
    drain();
  }
  void pressKey(ui::Key key) override {
    keySkew += personsPaceMs;
    window->injectKey(key);
    drain();
  }
  void showBadge(const std::string& code) override;
  Status showToCamera(const std::string& path) override {
    if (!hooks->onCamera) return Fault{FaultCode::notFound, "this program has no camera"};
    lastInput = now();
    framesOwed = framesAfterInput;
    return hooks->onCamera(path);
  }
  Status savePng(const std::string& path) override { return renderer->savePng(engine->drawData(), path); }
  RunStats stats(bool reset) override;
  void advance(Milliseconds by) override {
    advanced += by;
    framesOwed = framesAfterInput;
  }
  void quit() override { quitting = true; }
};

App::App() : m(std::make_unique<Parts>()) {}
App::~App() = default;

Result<std::unique_ptr<App>> App::make(const AppOptions& options) {
  std::unique_ptr<App> app(new App);
  Parts& m = *app->m;
  PB_TRY_VALUE(m.window, Window::make(options.window));
  m.fullscreen = options.window.fullscreen;
  m.renderer = std::make_unique<Renderer>(*m.window);
  ui::EngineOptions engine = options.engine;
  engine.pixelScale = m.window->pixelScale();
  m.engine = ui::Engine::make(engine);
  if (!m.engine) {
    return Fault{FaultCode::device, "the fonts could not be loaded from " + options.engine.assets.string()};
  }
  m.wedge = Wedge(options.wedge);
  m.lastInput = m.now();
  if (options.robotFd) {
    PB_TRY_VALUE(m.robot, Robot::make(*options.robotFd, [window = m.window.get()] { window->wake(); }));
    m.driver = std::make_unique<RobotDriver>(*m.robot, m);
  }
  return app;
}

void App::run(const AppHooks& hooks) {
  m->hooks = &hooks;
  m->quitting = false;
  m->framesOwed = framesAfterInput;
  while (!m->quitting && !(hooks.shouldQuit && hooks.shouldQuit())) m->round();
  if (m->driver) m->driver->end();
  m->hooks = nullptr;
}

void App::Parts::round() {
  watchdog.turned(clock.monotonic());
  drain();
  deliver(wedge.tick(window->now() + keySkew));
  tick();
  if (const double wanted = engine->wakeAfter(); wanted >= 0 && monotonicSeconds() >= lastFrame + wanted) {
    framesOwed = std::max(framesOwed, 1);
  }
  const bool owed = framesOwed > 0 || engine->inputWaiting();
  if (owed && mayDraw()) {
    frame();
    return;
  }
  // What the robot asks about is what has been drawn; an unseen window owes nothing.
  if (driver && !wedge.pending() && driver->step(clock.monotonic())) return;
  if (quitting) return;
  window->waitEvents(sleepMs());
}

void App::Parts::drain() {
  while (auto event = window->next()) take(*event);
  if (moved) engine->push(*std::exchange(moved, std::nullopt));
}

void App::Parts::input(ui::Input input) {
  if (moved && !std::holds_alternative<ui::PointerMoved>(input)) engine->push(*std::exchange(moved, std::nullopt));
  lastInput = now();
  framesOwed = framesAfterInput;
  if (const auto* move = std::get_if<ui::PointerMoved>(&input)) {
    moved = *move;
  } else {
    engine->push(std::move(input));
  }
}

void App::Parts::take(const TimedEvent& timed) {
  const std::int64_t ms = timed.ms + keySkew;
  const WindowEvent& event = timed.event;
  if (const auto* text = std::get_if<TextEntered>(&event)) {
    lastInput = now();
    if (text->text.size() == 1) {
      deliver(wedge.character(text->text.front(), ms, text->repeat));
    } else {
      deliver(wedge.flush(ms));
      input(ui::TextTyped{text->text});
    }
  } else if (const auto* key = std::get_if<KeyDown>(&event)) {
    const bool plain = !key->repeat && !key->shift;
    if (key->key == ui::Key::enter && plain) {
      deliver(wedge.enter(ms));
    } else if (key->key == ui::Key::tab && plain) {
      deliver(wedge.tab(ms));
    } else {
      deliver(wedge.flush(ms));
      input(ui::KeyPressed{key->key, key->shift});
    }
  } else if (const auto* move = std::get_if<ui::PointerMoved>(&event)) {
    input(*move);
  } else if (const auto* button = std::get_if<ui::PointerButton>(&event)) {
    deliver(wedge.flush(ms));
    input(*button);
  } else if (const auto* turn = std::get_if<ui::WheelTurned>(&event)) {
    input(*turn);
  } else if (std::holds_alternative<WindowHidden>(event)) {
    if (hooks->onHidden) hooks->onHidden();
  } else if (std::holds_alternative<Woken>(event)) {
    if (!mail.exchange(false)) return;  // it was the robot, which is looked at in every round
    framesOwed = framesAfterInput;
    if (hooks->onWake) hooks->onWake();
  } else if (std::holds_alternative<EndRequested>(event)) {
    quitting = ended = true;
  } else if (std::holds_alternative<CloseRequested>(event)) {
    if (hooks->onClose ? hooks->onClose() : !fullscreen) quitting = true;
  } else {
    renderer->invalidate();
    framesOwed = framesAfterInput;
  }
}

void App::Parts::deliver(std::vector<WedgeOutput> outputs) {
  for (WedgeOutput& output : outputs) {
    if (auto* typed = std::get_if<Typed>(&output)) {
      input(ui::TextTyped{std::move(typed->text)});
    } else if (std::holds_alternative<EnterTyped>(output)) {
      input(ui::KeyPressed{ui::Key::enter});
    } else if (std::holds_alternative<TabTyped>(output)) {
      input(ui::KeyPressed{ui::Key::tab});
    } else if (auto* badge = std::get_if<BadgeRead>(&output)) {
      lastInput = now();
      framesOwed = framesAfterInput;
      if (hooks->onBadge) hooks->onBadge(badge->code);
      ::pillarbox::wipe(badge->code);
    }
  }
}

void App::Parts::tick() {
  if (!hooks->onTick) return;
  const Milliseconds at = now();
  if (tickDue && at >= *tickDue) framesOwed = framesAfterInput;
  tickDue = hooks->onTick(at);
  if (tickDue) tickDue = std::max(*tickDue, at + leastBetweenTicks);
}

void App::Parts::frame() {
  const double start = lastFrame = monotonicSeconds();
  framesOwed = std::max(0, framesOwed - 1);
  // What is held or repeats goes by the robot's idea of time too.
  const double seconds = start + std::chrono::duration<double>(advanced).count();
  engine->run(window->width(), window->height(), seconds, hooks->screenName(), hooks->draw);
  renderer->draw(engine->drawData());
  times.add((monotonicSeconds() - start) * 1000);
  if (hooks->drawn) hooks->drawn(engine->record());
}

std::int64_t App::Parts::sleepMs() const {
  std::int64_t least = -1;
  const auto within = [&](std::int64_t ms) {
    ms = std::max<std::int64_t>(ms, 0);
    least = least < 0 ? ms : std::min(least, ms);
  };
  if (tickDue) within((*tickDue - now()).count());
  if (const auto due = watchdog.due()) within((*due - clock.monotonic()).count());
  if (const auto due = wedge.nextDeadline()) within(*due - (window->now() + keySkew));
  if (driver && driver->deadline()) within((*driver->deadline() - clock.monotonic()).count());
  if (window->visible() && engine->wakeAfter() >= 0) {
    within(static_cast<std::int64_t>((lastFrame + engine->wakeAfter() - monotonicSeconds()) * 1000) + 1);
  }
  return least;
}

void App::Parts::showBadge(const std::string& code) {
  keySkew += betweenMs;
  for (const char c : code) {
    keySkew += readersPaceMs;
    window->injectText(std::string(1, c));
    drain();
  }
  keySkew += readersPaceMs;
  window->injectKey(ui::Key::enter);
  drain();
  keySkew += betweenMs;
}

RunStats App::Parts::stats(bool reset) {
  const RunStats stats = times.stats();
  if (reset) times.forget();
  return stats;
}

void App::wake() {
  m->mail = true;
  m->window->wake();
}
void App::quit() {
  m->quitting = true;
}
void App::redraw() {
  m->framesOwed = framesAfterInput;
}
Milliseconds App::now() const {
  return m->now();
}
Milliseconds App::lastInput() const {
  return m->lastInput;
}
void App::wipe() {
  m->engine->wipe();
  m->renderer->wipe();
}
void App::setTextScale(float scale) {
  m->engine->setTextScale(scale);
  redraw();
}
void App::setTheme(bool dark, bool highContrast) {
  m->engine->setTheme(dark, highContrast);
  redraw();
}
void App::setLeftHanded(bool leftHanded) {
  m->engine->setLeftHanded(leftHanded);
  redraw();
}
void App::highlight(std::string_view id, std::size_t word, std::size_t length) {
  m->engine->highlight(id, word, length);
  redraw();
}
bool App::endRequested() const {
  return m->ended;
}
std::optional<int> App::robotFd() const {
  return m->robot ? std::optional(m->robot->fd()) : std::nullopt;
}

void App::handOver() {
  if (m->robot) m->robot->suspend();
}

void App::takeBack() {
  if (m->robot) m->robot->resume();
  m->window->raise();
  redraw();
}

ui::Engine& App::engine() {
  return *m->engine;
}
RunStats App::stats(bool reset) {
  return m->stats(reset);
}

}  // namespace pillarbox::platform

#include "kiosk/ui/engine.h"

#include <algorithm>
#include <cmath>
#include <deque>

#include "kiosk/ui/characters.h"
#include "kiosk/ui/frame_impl.h"
#include "kiosk/ui/metrics.h"
#include "kiosk/ui/wiping_memory.h"
#include "shared/base/secret_bytes.h"

namespace pillarbox::ui {
namespace {

// Far more than fingers can do between two frames.
constexpr std::size_t maximumWaiting = 4096;
constexpr std::size_t maximumTyped = std::size_t{1} << 20;
constexpr double doubleTapSeconds = 0.4;
constexpr float doubleTapReach = 24;

void wipeRecord(Record& record) {
  for (Item& item : record.items) {
    pillarbox::wipe(item.name);
    pillarbox::wipe(item.value);
  }
  record.items.clear();
}

class EngineImpl : public Engine {
 public:
  EngineImpl(EngineOptions options, std::unique_ptr<Fonts> fonts)
      : m_options(std::move(options)),
        m_fonts(std::move(fonts)),
        m_painter(*m_fonts),
        m_theme(Theme::make(m_options.dark, m_options.highContrast)) {}
  ~EngineImpl() override { wipe(); }
  EngineImpl(const EngineImpl&) = delete;
  EngineImpl& operator=(const EngineImpl&) = delete;

  void push(Input input) override;
  bool inputWaiting() const override { return !m_queue.empty(); }
  const Record& run(float width, float height, double seconds, std::string_view screen,
                    const std::function<void(Frame&)>& draw) override;
  const Record& record() const override { return m_record; }
  ImDrawData* drawData() override { return m_painter.data(); }
  double wakeAfter() const override { return m_wakeAfter; }
  void wipe() override;
  void setTextScale(float scale) override { change(m_options.textScale, std::clamp(scale, 1.0F, 2.0F)); }
  void setPixelScale(float scale) override { change(m_options.pixelScale, std::clamp(scale, 0.5F, 4.0F)); }
  void setTheme(bool dark, bool highContrast) override { m_theme = Theme::make(dark, highContrast); }
  void setLeftHanded(bool leftHanded) override { m_options.leftHanded = leftHanded; }
  void highlight(std::string_view id, std::size_t word, std::size_t length) override {
    m_highlight = id;
    m_word = word;
    m_wordLength = length;
  }
  ImFontAtlas& fonts() override { return m_fonts->atlas(); }
  unsigned fontsVersion() const override { return m_fontsVersion; }

 private:
  void change(float& setting, float value) {
    m_rebuild = m_rebuild || setting != value;
    setting = value;
  }
  void changeScreen(std::string_view screen);
  Moment takeInput(double seconds);
  void takeButton(const PointerButton& button, double seconds);
  void moveFocus(Moment& moment);
  void underlineWord();
  void drawHighlight();

  EngineOptions m_options;
  std::unique_ptr<Fonts> m_fonts;
  unsigned m_fontsVersion = 1;
  bool m_rebuild = false;
  Painter m_painter;
  Theme m_theme;
  std::string m_highlight, m_highlighted;  // and its words as they were last drawn
  std::size_t m_word = 0, m_wordLength = 0;
  std::deque<Input> m_queue;
  std::size_t m_typedWaiting = 0;
  Pointer m_pointer;
  Session m_session;
  Record m_record;
  double m_wakeAfter = -1;
  bool m_drawing = false;
  bool m_wipeDue = false;
};

void EngineImpl::push(Input input) {
  if (auto* typed = std::get_if<TextTyped>(&input)) {
    if (typed->text.size() + m_typedWaiting > maximumTyped) {
      pillarbox::wipe(typed->text);
      return;
    }
    m_typedWaiting += typed->text.size();
  }
  // A finger's path matters only where it is now; and when there is no room, moves are what can be spared.
  const bool move = std::holds_alternative<PointerMoved>(input);
  if (move && !m_queue.empty() && std::holds_alternative<PointerMoved>(m_queue.back())) {
    m_queue.back() = input;
    return;
  }
  const bool release = std::holds_alternative<PointerButton>(input) && !std::get<PointerButton>(input).down;
  if (m_queue.size() >= maximumWaiting && !release) return;
  m_queue.push_back(std::move(input));
}

void EngineImpl::wipe() {
  if (m_drawing) {  // a screen closes a session while it is being drawn: the frame is finished first
    m_wipeDue = true;
    return;
  }
  for (Input& input : m_queue)
    if (auto* typed = std::get_if<TextTyped>(&input)) pillarbox::wipe(typed->text);
  m_queue.clear();
  m_typedWaiting = 0;
  wipeRecord(m_record);
  m_highlight.clear();
  pillarbox::wipe(m_highlighted);
  m_painter.wipe();
  m_session = Session();
  m_pointer = Pointer();
  m_wakeAfter = -1;
}

void EngineImpl::changeScreen(std::string_view screen) {
  if (m_session.screen == screen) return;
  // A finger that is still down belonged to the screen before.
  m_session = Session();
  m_session.screen = screen;
  m_pointer.down = m_pointer.dragging = false;
  m_pointer.pressedAt = -10;
}

void EngineImpl::takeButton(const PointerButton& button, double seconds) {
  m_pointer.x = button.x;
  m_pointer.y = button.y;
  if (button.down == m_pointer.down) return;
  m_pointer.down = button.down;
  if (!button.down) {
    m_pointer.released = true;
    return;
  }
  m_pointer.pressed = true;
  m_pointer.dragging = false;
  m_pointer.doubleTap = seconds - m_pointer.pressedAt < doubleTapSeconds &&
                        std::abs(button.x - m_pointer.downX) < doubleTapReach &&
                        std::abs(button.y - m_pointer.downY) < doubleTapReach && !m_pointer.doubleTap;
  m_pointer.pressedAt = seconds;
  m_pointer.downX = button.x;
  m_pointer.downY = button.y;
  m_session.focusVisible = false;
}

Moment EngineImpl::takeInput(double seconds) {
  Moment moment;
  moment.seconds = seconds;
  m_pointer.pressed = m_pointer.released = false;
  bool transition = false;
  while (!m_queue.empty() && !transition) {
    Input& next = m_queue.front();
    if (auto* typed = std::get_if<TextTyped>(&next)) {
      std::string joined;
      joined.reserve(moment.text.size() + typed->text.size());
      joined.append(moment.text).append(typed->text);
      m_typedWaiting -= std::min(m_typedWaiting, typed->text.size());
      pillarbox::wipe(moment.text);
      pillarbox::wipe(typed->text);
      moment.text = std::move(joined);
    } else if (!moment.text.empty()) {
      break;  // what was typed before a key or touch is applied before it
    } else if (const auto* moved = std::get_if<PointerMoved>(&next)) {
      m_pointer.x = moved->x;
      m_pointer.y = moved->y;
      // A drag must be seen as one even if the finger is already up.
      transition = m_pointer.down;
    } else if (const auto* button = std::get_if<PointerButton>(&next)) {
      takeButton(*button, seconds);
      transition = true;
    } else if (const auto* wheel = std::get_if<WheelTurned>(&next)) {
      moment.wheel += wheel->lines;
    } else if (const auto* key = std::get_if<KeyPressed>(&next)) {
      moment.key = *key;
      transition = true;
    }
    m_queue.pop_front();
  }
  return moment;
}

void EngineImpl::moveFocus(Moment& moment) {
  const FocusRing::Stop* here = m_session.ring.find(m_session.focus);
  const bool field = here != nullptr && here->field;
  const std::string from = here != nullptr ? m_session.focus : m_session.lastTouched;
  int step = 0;
  if (moment.key) {
    const Key key = moment.key->key;
    if (key == Key::tab || (!field && here != nullptr && (key == Key::down || key == Key::right))) step = 1;
    if (key == Key::shiftTab || (!field && here != nullptr && (key == Key::up || key == Key::left))) step = -1;
    if (key == Key::enter && here != nullptr && !field) moment.activate = m_session.focus;
    moment.submit = key == Key::enter && field;
  }
  if (here != nullptr && !field && moment.text == " ") moment.activate = m_session.focus;
  if (step == 0) return;
  moment.key.reset();
  if (const FocusRing::Stop* next = m_session.ring.next(from, step)) {
    m_session.focus = next->id;
    m_session.focusVisible = true;
    m_session.revealFocus = true;
  }
}

// From the frame before: what is read aloud was on it. The place keeps another item with the same words out.
void EngineImpl::underlineWord() {
  pillarbox::wipe(m_highlighted);
  const Item* item = m_wordLength == 0 ? nullptr : m_record.find(m_highlight);
  if (item == nullptr || item->secret) return;
  m_highlighted = item->name;
  const auto forward = [&](std::size_t at, std::size_t characters) {
    while (characters-- > 0 && at < m_highlighted.size()) at = nextCharacter(m_highlighted, at);
    return at;
  };
  const std::size_t begin = forward(0, m_word), end = forward(begin, m_wordLength);
  m_painter.underline({m_highlighted, item->rect, begin, end, m_theme.focus});
}

void EngineImpl::drawHighlight() {
  if (m_highlight.empty()) return;
  const Item* item = m_record.find(m_highlight);
  if (item == nullptr || item->rect.w <= 0 || item->rect.h <= 0) return;
  constexpr float outside = 4;
  const Rect& at = item->rect;
  m_painter.hollow({at.x - outside, at.y - outside, at.w + 2 * outside, at.h + 2 * outside}, m_theme.focus,
                   metrics::ring);
}

const Record& EngineImpl::run(float width, float height, double seconds, std::string_view screen,
                              const std::function<void(Frame&)>& draw) {
  if (m_rebuild) {
    m_rebuild = false;
    if (m_fonts->build(m_options.textScale, m_options.pixelScale)) ++m_fontsVersion;
    for (auto& [id, scroll] : m_session.scrolls) scroll.content = -1;
  }
  changeScreen(screen);
  Moment moment = takeInput(seconds);
  moveFocus(moment);
  FocusRing ring;
  m_painter.begin(width, height, m_options.pixelScale);
  underlineWord();
  wipeRecord(m_record);
  m_painter.fill({0, 0, width, height}, m_theme.page);
  FrameImpl frame({m_session, m_pointer, moment, m_record, ring, m_painter, *m_fonts, m_theme,
                   [this](Input input) { m_queue.push_front(std::move(input)); }, width, height, m_options.textScale,
                   m_options.showKeyboard});
  m_session.keyboard.setLeftHanded(m_options.leftHanded);
  m_drawing = true;
  draw(frame);
  m_drawing = false;
  frame.noteCuts();
  drawHighlight();
  m_painter.end();
  pillarbox::wipe(moment.text);
  m_wakeAfter = frame.wakeIn();
  if (m_pointer.released) {
    m_session.active.clear();
    m_session.dragged.clear();
    m_pointer.dragging = false;
  }
  // What is no longer there cannot have the focus.
  if (!m_session.focus.empty() && ring.find(m_session.focus) == nullptr) m_session.focus.clear();
  m_session.ring = std::move(ring);
  if (m_pointer.pressed && !m_session.active.empty()) m_wakeAfter = 0;
  if (!m_queue.empty()) m_wakeAfter = 0;
  if (m_wipeDue) {
    m_wipeDue = false;
    wipe();
    run(width, height, seconds, screen, draw);  // never a picture of what was wiped, nor an empty one
    m_wakeAfter = 0;
  }
  return m_record;
}

}  // namespace

std::unique_ptr<Engine> Engine::make(const EngineOptions& options) {
  useWipingMemoryForImGui();
  std::unique_ptr<Fonts> fonts = Fonts::load(options.assets);
  if (fonts == nullptr || !fonts->build(options.textScale, options.pixelScale)) return nullptr;
  return std::make_unique<EngineImpl>(options, std::move(fonts));
}

}  // namespace pillarbox::ui

// The on-screen keyboard.
#include <algorithm>

#include "kiosk/ui/frame_impl.h"
#include "kiosk/ui/metrics.h"

namespace pillarbox::ui {
namespace {

constexpr float keyGap = 8;
constexpr float keyPad = 10;
constexpr double repeatAfter = 0.4;
constexpr double repeatEvery = 0.05;

bool repeats(KeyKind kind) {
  return kind == KeyKind::backspace || kind == KeyKind::left || kind == KeyKind::right;
}

}  // namespace

float FrameImpl::keyboardHeight() const {
  if (!m_.showKeyboard) return 0;
  const float key = m_.height >= 700 ? metrics::smallest : 56;
  return 4 * key + 3 * keyGap + 2 * keyPad;
}

void FrameImpl::typeKey(const KeyCap& cap) {
  switch (cap.kind) {
    case KeyKind::character:
    case KeyKind::space:
      m_.pushFirst(TextTyped{cap.text});
      break;
    case KeyKind::enter:
      m_.pushFirst(KeyPressed{Key::enter});
      break;
    case KeyKind::backspace:
      m_.pushFirst(KeyPressed{Key::backspace});
      break;
    case KeyKind::left:
      m_.pushFirst(KeyPressed{Key::left});
      break;
    case KeyKind::right:
      m_.pushFirst(KeyPressed{Key::right});
      break;
    case KeyKind::shift:
    case KeyKind::page:
      break;
  }
  wake(0);
}

bool FrameImpl::keyCap(const KeyCap& cap, Rect rect) {
  const bool special = cap.kind != KeyKind::character && cap.kind != KeyKind::space;
  const bool lit = cap.kind == KeyKind::shift && m_.session.keyboard.shift() != KeyboardState::Shift::off;
  const Skin rest = theme().key(special, false, lit);
  const Touch touch = control({cap.id, Role::key, cap.name, {}, rect, true, false, false, rest.ink, rest.paper}, false);
  const Skin skin = theme().key(special, touch.held, lit);
  m_.painter.frame(rect, skin.edge, skin.paper, 1.5F, 8);
  const float x = rect.x + rect.w / 2;
  const float y = rect.y + rect.h / 2;
  switch (cap.kind) {
    case KeyKind::backspace:
      m_.painter.symbol(Symbol::backspace, x, y, skin.ink);
      break;
    case KeyKind::left:
      m_.painter.symbol(Symbol::left, x, y, skin.ink);
      break;
    case KeyKind::right:
      m_.painter.symbol(Symbol::right, x, y, skin.ink);
      break;
    case KeyKind::shift:
      m_.painter.symbol(Symbol::shift, x, y, skin.ink);
      if (m_.session.keyboard.shift() == KeyboardState::Shift::locked)
        m_.painter.fill({x - 12, y + 17, 24, 3}, skin.ink, 1);
      break;
    default:
      if (cap.kind == KeyKind::enter && textWidth(cap.name, Words::small) > rect.w - 8) {
        m_.painter.symbol(Symbol::enter, x, y, skin.ink);
        break;
      }
      label(cap.name, special || cap.kind == KeyKind::space ? Words::small : Words::body, inset(rect, 2), skin.ink,
            Align::centre);
  }
  Session& session = m_.session;
  if (!repeats(cap.kind)) return touch.touched;
  const double now = m_.moment.seconds;
  if (m_.pointer.pressed && touch.held) {
    session.nextRepeat = now + repeatAfter;
    session.repeated = false;
  }
  if (touch.held) {
    if (now >= session.nextRepeat) {
      session.nextRepeat = now + repeatEvery;
      session.repeated = true;
      typeKey(cap);
    }
    wake(std::max(0.0, session.nextRepeat - now));
  }
  return touch.touched && !session.repeated;
}

void FrameImpl::keyboard(Rect rect) {
  if (!m_.showKeyboard || hidden()) return;
  m_.painter.fill(rect, theme().keyboardPaper);
  const auto rows = m_.session.keyboard.rows();
  const float side = std::max(keyPad, (rect.w - 1320) / 2);
  const float width = rect.w - 2 * side;
  const float unit = (width + keyGap) / 10;
  const float height = (rect.h - 2 * keyPad + keyGap) / static_cast<float>(rows.size()) - keyGap;
  const KeyCap* tapped = nullptr;
  float y = rect.y + keyPad;
  for (const auto& row : rows) {
    float x = rect.x + side;
    for (const KeyCap& cap : row) {
      if (keyCap(cap, {x, y, cap.units * unit - keyGap, height})) tapped = &cap;
      x += cap.units * unit;
    }
    y += height + keyGap;
  }
  if (tapped == nullptr) return;
  typeKey(*tapped);
  m_.session.keyboard.tap(tapped->kind, m_.moment.seconds);
}

}  // namespace pillarbox::ui

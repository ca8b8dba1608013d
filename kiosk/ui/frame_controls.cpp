// Words, buttons, choices, rows, notices: what is touched or only read.
#include <algorithm>
#include <cctype>

#include "kiosk/ui/frame_impl.h"
#include "kiosk/ui/metrics.h"

namespace pillarbox::ui {

float FrameImpl::gap() const {
  return metrics::gap;
}

float FrameImpl::rowHeight() const {
  return std::max(metrics::row, face(Words::body).lineHeight + 2 * metrics::padY + 8);
}

void FrameImpl::wake(double seconds) {
  if (m_wakeIn < 0 || seconds < m_wakeIn) m_wakeIn = seconds;
}

// --- the Record and touching --------------------------------------------------------------------------------------

Rect FrameImpl::visible(Rect rect) const {
  for (const Column& column : m_columns) {
    const float x = std::max(rect.x, column.view.x);
    const float y = std::max(rect.y, column.view.y);
    rect = {x, y, std::max(0.0F, std::min(rect.right(), column.view.right()) - x),
            std::max(0.0F, std::min(rect.bottom(), column.view.bottom()) - y)};
  }
  return rect;
}

bool FrameImpl::shows(Rect rect) const {
  if (hidden()) return false;
  const Rect seen = visible({rect.x, rect.y - metrics::bleed, rect.w, rect.h + 2 * metrics::bleed});
  return seen.w > 0 && seen.h > 0;
}

bool FrameImpl::pointerIn(Rect rect) const {
  return visible(rect).contains(m_.pointer.x, m_.pointer.y);
}

std::string FrameImpl::uniqueId(std::string_view id, std::string_view words) const {
  std::string out(id);
  if (id.empty()) {
    out = "text.";
    for (const char c : words.substr(0, 48)) {
      const auto byte = static_cast<unsigned char>(c);
      if (std::isalnum(byte) != 0)
        out += static_cast<char>(std::tolower(byte));
      else if (out.back() != '-' && out.back() != '.')
        out += '-';
    }
  }
  if (m_.record.find(out) == nullptr) return out;
  for (int n = 2;; ++n) {
    const std::string next = out + "." + std::to_string(n);
    if (m_.record.find(next) == nullptr) return next;
  }
}

void FrameImpl::noteCuts() {
  const std::size_t cuts = m_.painter.cuts();
  if (cuts != m_cuts && !m_.record.items.empty()) m_.record.items.back().shortened = true;
  m_cuts = cuts;
}

void FrameImpl::write(Item item) {
  if (hidden()) return;
  noteCuts();
  const Rect whole = item.rect;
  item.rect = visible(whole);
  constexpr float hair = 0.5F;
  item.clipped = item.rect.w < whole.w - hair || item.rect.h < whole.h - hair;
  m_.record.items.push_back(std::move(item));
}

FrameImpl::Touch FrameImpl::control(Item item, bool focusable) {
  Touch touch;
  if (hidden()) return {false, false, false, false};
  touch.shown = shows(item.rect);
  const bool field = item.role == Role::field;
  if (item.enabled && focusable) m_.ring.add(item.id, field);
  const bool focused = item.enabled && focusable && m_.session.focus == item.id;
  if (focused) revealIfFocused(item.rect);
  touch.ringed = focused && (m_.session.focusVisible || field);
  if (item.enabled) {
    Session& session = m_.session;
    const bool inside = pointerIn(item.rect);
    if (m_.pointer.pressed && inside && session.active.empty()) session.active = item.id;
    const bool mine = session.active == item.id && inside && !m_.pointer.dragging;
    touch.held = mine && m_.pointer.down;
    touch.touched = (mine && m_.pointer.released) || m_.moment.activate == item.id;
    if (touch.touched) {
      if (focusable) session.lastTouched = item.id;
      wake(0);
    }
  }
  item.focused = focused;
  write(std::move(item));
  return touch;
}

void FrameImpl::revealIfFocused(Rect rect) {
  if (!m_.session.revealFocus) return;
  m_.session.revealFocus = false;
  if (m_columns.empty()) return;
  Column& column = m_columns.back();
  if (column.scroll->reveal(rect.y - column.top, rect.bottom() - column.top, metrics::gap)) wake(0);
}

void FrameImpl::focusOnce(std::string_view id) {
  if (!m_.session.focusedOnce.insert(std::string(id)).second) return;
  m_.session.focus = id;
  m_.session.revealFocus = true;
  wake(0);
}

void FrameImpl::focusNow(std::string_view id) {
  if (m_.session.focus == id) return;
  m_.session.focus = id;
  m_.session.focusVisible = false;
  wake(0);
}

void FrameImpl::focusByKey(std::string_view id) {
  m_.session.focus = id;
  m_.session.focusVisible = true;
  m_.session.revealFocus = true;
  wake(0);
}

bool FrameImpl::escapePressed() const {
  return m_.moment.key && m_.moment.key->key == Key::escape;
}

std::string_view FrameImpl::screenKey() const {
  const FocusRing::Stop* stop = m_.session.ring.find(m_.session.focus);
  if (stop != nullptr && stop->field) return {};
  if (m_.moment.key) {
    if (m_.moment.key->key == Key::up) return "up";
    if (m_.moment.key->key == Key::down) return "down";
    return {};
  }
  constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz";
  if (m_.moment.text.size() != 1) return {};
  const std::size_t at = letters.find(static_cast<char>(m_.moment.text[0] | 0x20));
  return at == std::string_view::npos ? std::string_view() : letters.substr(at, 1);
}

// --- drawing helpers ------------------------------------------------------------------------------------------------

Colour FrameImpl::paperAt(Rect rect) const {
  const float x = rect.x + rect.w / 2;
  const float y = rect.y + rect.h / 2;
  for (auto backing = m_backings.rbegin(); backing != m_backings.rend(); ++backing)
    if (backing->rect.contains(x, y)) return backing->paper;
  return theme().page;
}

void FrameImpl::drawRing(Rect rect, bool ringed) {
  if (ringed) m_.painter.fill(inset(rect, -metrics::ring), theme().focus, metrics::radius + metrics::ring);
}

void FrameImpl::label(std::string_view words, Words preferred, Rect rect, Colour colour, Align align) {
  const auto fits = [&](Words style) { return textHeight(words, style, rect.w) <= rect.h + 1; };
  // A word that must be broken looks worse than a smaller one.
  const auto unbroken = [&](Words style) {
    std::size_t from = 0;
    while (from < words.size()) {
      const std::size_t to = std::min(words.find_first_of(" \n", from), words.size());
      if (textWidth(words.substr(from, to - from), style) > rect.w) return false;
      from = to + 1;
    }
    return true;
  };
  const bool good = fits(preferred) && unbroken(preferred);
  m_.painter.block(words, face(good ? preferred : Words::small), rect, colour, align, true);
}

void FrameImpl::twoLines(std::string_view name, std::string_view detail, Words style, Rect rect, Colour ink) {
  if (detail.empty()) return label(name, style, rect, ink, Align::left);
  float upper = textHeight(name, style, rect.w);
  float lower = textHeight(detail, Words::small, rect.w);
  if (upper + lower > rect.h) {
    lower = std::max(face(Words::small).lineHeight, rect.h - upper);
    upper = rect.h - lower;
  }
  Rect both{rect.x, rect.y + (rect.h - upper - lower) / 2, rect.w, upper + lower};
  label(name, style, cutTop(both, upper), ink, Align::left);
  m_.painter.block(detail, face(Words::small), both, ink == theme().ink ? theme().quietInk : ink, Align::left, true);
}

// --- words ----------------------------------------------------------------------------------------------------------

float FrameImpl::textHeight(std::string_view text, Words words, float width) const {
  return static_cast<float>(wrapText(text, width, face(words)).size()) * face(words).lineHeight;
}

float FrameImpl::textWidth(std::string_view text, Words words) const {
  return widthOf(text, face(words));
}

void FrameImpl::text(std::string_view id, Rect rect, std::string_view words, Words style, Tone tone) {
  if (hidden() || words.empty()) return;
  Item item;
  item.id = uniqueId(id, words);
  item.role = style == Words::title || style == Words::heading ? Role::heading : Role::text;
  item.name = words;
  item.rect = {rect.x, rect.y, rect.w, textHeight(words, style, rect.w)};
  item.paper = paperAt(rect);
  item.ink = theme().inkFor(tone, item.paper);
  if (shows(item.rect)) m_.painter.block(words, face(style), item.rect, item.ink, Align::left, false);
  write(std::move(item));
}

float FrameImpl::noticeHeight(std::string_view words, float width) const {
  const float inner = width - metrics::noticeBar - 2 * metrics::noticePadX;
  return textHeight(words, Words::body, inner) + 2 * metrics::noticePadY;
}

void FrameImpl::notice(std::string_view id, Rect rect, std::string_view words, Tone tone) {
  if (hidden()) return;
  const Skin skin = theme().noticeSkin(tone);
  Painter& painter = m_.painter;
  if (shows(rect)) {
    // A box in the colour of the edge, and the paper on it so that a bar of it is left.
    const float edge = theme().edgeWidth;
    rect = painter.snapped(rect);
    painter.fill(rect, tone == Tone::normal || tone == Tone::quiet ? theme().field.edge : skin.edge, metrics::radius);
    painter.fill({rect.x + metrics::noticeBar, rect.y + edge, rect.w - metrics::noticeBar - edge, rect.h - 2 * edge},
                 skin.paper, metrics::radius - edge);
    Rect inner = rect;
    cutLeft(inner, metrics::noticeBar + metrics::noticePadX);
    cutRight(inner, metrics::noticePadX);
    painter.block(words, face(Words::body), inner, skin.ink, Align::left, true);
  }
  write({uniqueId(id, words), Role::status, std::string(words), {}, rect, true, false, false, skin.ink, skin.paper});
}

void FrameImpl::panel(Rect rect, Tone tone) {
  if (hidden()) return;
  const Skin skin = theme().noticeSkin(tone);
  m_backings.push_back({visible(rect), skin.paper});
  const bool whole = rect.x <= 0 && rect.right() >= m_.width;
  const float radius = whole ? 0 : metrics::radius;
  m_.painter.frame(rect, whole ? skin.paper : skin.edge, skin.paper, theme().edgeWidth, radius);
}

void FrameImpl::line(float x1, float y1, float x2, float y2) {
  if (!hidden()) m_.painter.line(x1, y1, x2, y2, theme().faint, 2);
}

// --- controls -------------------------------------------------------------------------------------------------------

void FrameImpl::buttonWords(std::string_view name, std::string_view detail, Words style, Rect rect, Colour ink) {
  if (detail.empty()) return label(name, style, rect, ink, Align::centre);
  const float lower = textHeight(detail, Words::small, rect.w);
  // The margin above and below is taken too, if need be.
  const auto fits = [&](Words words) { return textHeight(name, words, rect.w) + lower <= rect.h + 7; };
  const Words above = fits(style) ? style : Words::small;  // both, if need be in smaller words
  if (!fits(above)) return label(name, style, rect, ink, Align::centre);
  const float upper = textHeight(name, above, rect.w);
  Rect both{rect.x, rect.y + (rect.h - upper - lower) / 2, rect.w, upper + lower};
  label(name, above, cutTop(both, upper), ink, Align::centre);
  m_.painter.block(detail, face(Words::small), both, ink, Align::centre, true);
}

bool FrameImpl::button(std::string_view id, Rect rect, std::string_view name, Look look, bool enabled,
                       std::string_view detail) {
  const Skin rest = theme().button(look, enabled, false);
  const Touch touch = control({std::string(id), Role::button, std::string(name), std::string(detail), rect, enabled,
                               false, false, rest.ink, rest.paper});
  if (!touch.shown) return touch.touched;
  const Skin skin = theme().button(look, enabled, touch.held);
  drawRing(rect, touch.ringed);
  m_.painter.frame(rect, skin.edge, skin.paper, theme().edgeWidth, metrics::radius);
  const float pad = std::min(metrics::padX, rect.w / 10);
  // A button as tall as this is the one thing to do here: it says so in large words.
  const bool tall = rect.h >= 1.5F * rowHeight() && textWidth(name, Words::title) <= rect.w - 2 * pad;
  buttonWords(name, detail, tall ? Words::title : Words::strong,
              {rect.x + pad, rect.y + 4, rect.w - 2 * pad, rect.h - 8}, skin.ink);
  return touch.touched;
}

bool FrameImpl::marked(std::string_view id, Rect rect, std::string_view name, std::string_view detail, bool on,
                       Role role) {
  const bool radio = role == Role::choice;
  const Skin rest = theme().choice(on, false);
  Item item{std::string(id), role, std::string(name), {}, rect, true, false, false, rest.ink, rest.paper};
  item.value = radio ? (on ? "chosen" : "") : (on ? "on" : "off");
  const Touch touch = control(std::move(item));
  if (!touch.shown) return touch.touched;
  const Skin skin = theme().choice(on, touch.held);
  Painter& painter = m_.painter;
  drawRing(rect, touch.ringed);
  painter.frame(rect, skin.edge, skin.paper, on ? 3 : theme().edgeWidth, metrics::radius);
  const float size = scaled(metrics::mark);
  const Rect mark{rect.x + metrics::padX, rect.y + (rect.h - size) / 2, size, size};
  const float x = mark.x + size / 2;
  const float y = mark.y + size / 2;
  if (radio) {
    painter.disc(x, y, size / 2, on ? theme().accent : theme().field.edge);
    painter.disc(x, y, size / 2 - (on ? 3.0F : 2.0F), skin.paper);
    if (on) painter.disc(x, y, size / 2 - size * 0.24F, theme().accent);
  } else {
    painter.frame(mark, on ? theme().accent : theme().field.edge, on ? theme().accent : skin.paper, 2, 6);
    if (on) painter.symbol(Symbol::tick, x, y, theme().onAccent);
  }
  Rect words = rect;
  cutLeft(words, metrics::padX + size + metrics::markGap);
  cutRight(words, metrics::padX);
  // As with buttons: what stands in so much room is the one thing to answer here.
  const bool tall = rect.h >= 1.9F * rowHeight() && textWidth(name, Words::heading) <= words.w;
  twoLines(name, detail, tall ? Words::heading : Words::body, {words.x, words.y + 4, words.w, words.h - 8}, skin.ink);
  return touch.touched;
}

bool FrameImpl::choice(std::string_view id, Rect rect, std::string_view name, bool chosen, std::string_view detail) {
  return marked(id, rect, name, detail, chosen, Role::choice);
}

bool FrameImpl::toggle(std::string_view id, Rect rect, std::string_view name, bool on) {
  return marked(id, rect, name, {}, on, Role::toggle);
}

bool FrameImpl::tab(std::string_view id, Rect rect, std::string_view name, bool open, bool ticked) {
  const auto skinOf = [&](bool held) {
    return open ? theme().choice(false, held) : theme().button(Look::quiet, true, held);
  };
  const Skin rest = skinOf(false);
  Item item{std::string(id), Role::choice, std::string(name), {}, rect, true, false, false, rest.ink, rest.paper};
  if (open || ticked) item.value = open ? "chosen" : "used";
  const Touch touch = control(std::move(item));
  if (!touch.shown) return touch.touched;
  const Skin skin = skinOf(touch.held);
  Painter& painter = m_.painter;
  drawRing(rect, touch.ringed);
  painter.frame(rect, skin.edge, skin.paper, theme().edgeWidth, metrics::radius);
  if (open) painter.fill({rect.x + 2, rect.bottom() - 8, rect.w - 4, 6}, theme().accent, 3);
  Rect inner = inset(rect, 8);
  if (ticked) {
    constexpr float room = 34;
    const Rect at = cutRight(inner, room);
    painter.symbol(Symbol::tick, at.x + room / 2, at.y + at.h / 2, theme().goodInk);
  }
  label(name, open ? Words::strong : Words::body, inner, skin.ink, Align::centre);
  return touch.touched;
}

bool FrameImpl::chip(std::string_view id, Rect rect, std::string_view name, bool ticked) {
  const Skin rest = theme().choice(false, false);
  Item item{std::string(id), Role::button, std::string(name), {}, rect, true, false, false, rest.ink, rest.paper};
  if (ticked) item.value = "used";
  const Touch touch = control(std::move(item));
  if (!touch.shown) return touch.touched;
  const Skin skin = theme().choice(false, touch.held);
  drawRing(rect, touch.ringed);
  m_.painter.frame(rect, skin.edge, skin.paper, theme().edgeWidth, std::min(rect.h / 2, 20.0F));
  Rect inner = inset(rect, 6);
  if (ticked) {
    constexpr float room = 30;
    const Rect at = cutLeft(inner, room);
    m_.painter.symbol(Symbol::tick, at.x + room / 2 + 2, at.y + at.h / 2, theme().goodInk);
  }
  m_.painter.block(name, face(Words::small), inset(inner, 2), skin.ink, Align::centre, true);
  return touch.touched;
}

bool FrameImpl::listRow(std::string_view id, Rect rect, std::string_view name, std::string_view detail,
                        std::string_view mark, bool strong, bool calm) {
  const Skin rest = theme().choice(false, false);
  std::string value(detail);
  if (!mark.empty()) value += (value.empty() ? "" : " · ") + std::string(mark);
  const Touch touch = control({std::string(id), Role::button, std::string(name), std::move(value), rect, true, false,
                               false, rest.ink, rest.paper});
  if (!touch.shown) return touch.touched;
  const Skin skin = theme().choice(false, touch.held);
  Painter& painter = m_.painter;
  drawRing(rect, touch.ringed);
  painter.frame(rect, skin.edge, skin.paper, theme().edgeWidth, metrics::radius);
  Rect words = rect;
  cutLeft(words, metrics::padX);
  cutRight(words, metrics::padX);
  if (!mark.empty()) {
    const Face& small = face(Words::small);
    const float width = widthOf(mark, small) + 2 * metrics::markGap;
    const Rect cell = cutRight(words, width, metrics::markGap);
    const float height = small.lineHeight + 8;
    const Rect pill{cell.x, cell.y + (cell.h - height) / 2, cell.w, height};
    const Skin badge = calm ? theme().noticeSkin(Tone::quiet) : theme().badge();
    painter.fill(pill, badge.paper, height / 2);
    painter.block(mark, small, pill, badge.ink, Align::centre, true);
  }
  twoLines(name, detail, strong ? Words::strong : Words::body, {words.x, words.y + 4, words.w, words.h - 8}, skin.ink);
  return touch.touched;
}

}  // namespace pillarbox::ui

// Columns that scroll.
#include <algorithm>
#include <cmath>

#include "kiosk/ui/frame_impl.h"
#include "kiosk/ui/metrics.h"
#include "kiosk/ui/phrase.h"

namespace pillarbox::ui {

void FrameImpl::scrollArrows(std::string_view id, Rect rect, Scroll& scroll, float step) {
  const auto arrow = [&](std::string_view suffix, std::string_view name, Rect at, Symbol symbol, float by) {
    const bool enabled = by < 0 ? scroll.offset > 0 : scroll.offset < scroll.furthest();
    const Skin rest = theme().button(Look::secondary, enabled, false);
    const Touch touch = control({std::string(id).append(suffix),
                                 Role::button,
                                 std::string(name),
                                 {},
                                 at,
                                 enabled,
                                 false,
                                 false,
                                 rest.ink,
                                 rest.paper});
    const Skin skin = theme().button(Look::secondary, enabled, touch.held);
    drawRing(at, touch.ringed);
    m_.painter.frame(at, skin.edge, skin.paper, theme().edgeWidth, metrics::radius);
    m_.painter.symbol(symbol, at.x + at.w / 2, at.y + at.h / 2, skin.ink);
    if (touch.touched && scroll.to(scroll.offset + by)) wake(0);
  };
  const float height = std::min(metrics::smallest, (rect.h - metrics::gap / 2) / 2);
  if (height < 44) return;  // too low to touch: it is dragged, or scrolled to by the keys
  arrow(".up", translated("Show what is above"), {rect.x, rect.y, rect.w, height}, Symbol::up, -step);
  arrow(".down", translated("Show what is below"), {rect.x, rect.bottom() - height, rect.w, height}, Symbol::down,
        step);
  // Where we are, between the arrows.
  const float room = rect.h - 2 * height - metrics::gap;
  if (room < 48) return;
  const Rect track{rect.x + rect.w / 2 - 3, rect.y + height + metrics::gap / 2, 6, room};
  m_.painter.fill({track.x + 2, track.y, 2, track.h}, theme().faint);
  const float length = std::max(24.0F, room * scroll.view / std::max(scroll.content, 1.0F));
  const float at = scroll.furthest() > 0 ? scroll.offset / scroll.furthest() : 0;
  m_.painter.fill({track.x, track.y + (room - length) * at, 6, length}, theme().field.edge, 3);
}

void FrameImpl::scrollByInput(std::string_view id, Rect view, Scroll& scroll) {
  Session& session = m_.session;
  Pointer& pointer = m_.pointer;
  const bool inside = pointerIn(view);
  if (m_.moment.wheel != 0 && inside) {
    if (scroll.to(scroll.offset - m_.moment.wheel * metrics::row)) wake(0);
    m_.moment.wheel = 0;
  }
  if (pointer.pressed && inside && session.dragged.empty() && !session.editors.contains(session.active)) {
    session.dragged = id;
    session.dragFrom = scroll.offset;
  }
  if (session.dragged == id && pointer.down && !pointer.pressed) {
    const float moved = pointer.y - pointer.downY;
    if (std::abs(moved) > metrics::dragThreshold && scroll.furthest() > 0) pointer.dragging = true;
    if (pointer.dragging && scroll.to(session.dragFrom - moved)) wake(0);
  }
  const FocusRing::Stop* stop = session.ring.find(session.focus);
  const bool keyIsOurs = stop == nullptr || !stop->field;
  if (m_.moment.key && keyIsOurs && scroll.furthest() > 0) {
    const Key key = m_.moment.key->key;
    const float page = std::max(metrics::row, scroll.view - metrics::row);
    bool moved = false;
    if (key == Key::pageDown) moved = scroll.to(scroll.offset + page);
    if (key == Key::pageUp) moved = scroll.to(scroll.offset - page);
    if (key == Key::home) moved = scroll.to(0);
    if (key == Key::end) moved = scroll.to(scroll.furthest());
    if (moved) {
      m_.moment.key.reset();
      wake(0);
    }
  }
}

void FrameImpl::drawColumn(std::string_view id, Rect view, Scroll& scroll, const std::function<void()>& draw) {
  const bool viewChanged = scroll.view != view.h;
  scroll.view = view.h;
  scroll.to(scroll.offset);
  // A keyboard that slides up must not hide the field being typed in.
  const bool revealing = m_.session.revealFocus;
  if (viewChanged && !m_.session.focus.empty()) m_.session.revealFocus = true;
  m_columns.push_back({view, view.y - scroll.offset, &scroll, false});
  m_.painter.pushClip(inset(view, -metrics::bleed));
  draw();
  m_.painter.popClip();
  m_columns.pop_back();
  if (viewChanged && !revealing) m_.session.revealFocus = false;
  scrollByInput(id, view, scroll);
}

void FrameImpl::flow(std::string_view id, Rect rect, const std::function<void(Flow&)>& draw) {
  Scroll& scroll = m_.session.scrolls.try_emplace(std::string(id)).first->second;
  const auto layOut = [&](Rect column, float offset) {
    Flow flow(*this, {column.x, column.y - offset, column.w, column.h});
    draw(flow);
    return std::max(0.0F, flow.used() - gap());
  };
  const auto measure = [&](Rect column) {
    m_columns.push_back({column, column.y, &scroll, true});
    const float height = layOut(column, 0);
    m_columns.pop_back();
    return height;
  };
  constexpr float hair = 0.5F;
  Rect column = rect;
  if (hidden()) {
    layOut(column, 0);
    return;
  }
  if (scroll.content < 0) {
    scroll.content = measure(rect);
    scroll.gutter = scroll.content > rect.h + hair;
    if (scroll.gutter) {
      Rect narrow = rect;
      cutRight(narrow, metrics::gutter);
      scroll.content = measure(narrow);
    }
  }
  scroll.gutter = scroll.content > rect.h + hair;
  if (scroll.gutter) cutRight(column, metrics::gutter);
  const float before = scroll.content;
  const bool viewChanged = scroll.view != column.h;
  drawColumn(id, column, scroll, [&] { scroll.content = layOut(column, scroll.offset); });
  const bool grown = std::abs(before - scroll.content) > hair;
  if (grown) wake(0);
  if (!scroll.gutter) return;
  // What is cut off has an edge, so that it does not look like the end.
  if (scroll.offset > 0)
    m_.painter.line(column.x, column.y - metrics::bleed, column.right(), column.y - metrics::bleed, theme().faint, 2);
  if (scroll.offset < scroll.furthest())
    m_.painter.line(column.x, column.bottom() + metrics::bleed, column.right(), column.bottom() + metrics::bleed,
                    theme().faint, 2);
  scrollArrows(id, {rect.right() - metrics::smallest, rect.y, metrics::smallest, rect.h}, scroll,
               std::max(metrics::row, rect.h - metrics::row));
  // It was scrolled to the focus by the height that the content had before: once more, now that it is known.
  if (grown && viewChanged) scroll.view = -1;
}

void FrameImpl::list(std::string_view id, Rect rect, std::size_t count, float height,
                     const std::function<void(std::size_t, Rect)>& row) {
  if (hidden()) return;
  Scroll& scroll = m_.session.scrolls.try_emplace(std::string(id)).first->second;
  const float stride = height + gap() / 2;
  scroll.content = std::max(0.0F, static_cast<float>(count) * stride - gap() / 2);
  scroll.gutter = scroll.content > rect.h + 0.5F;
  Rect column = rect;
  if (scroll.gutter) cutRight(column, metrics::gutter);
  drawColumn(id, column, scroll, [&] {
    // One more row each way, so that Tab can go on past the edge.
    const float first = std::floor(scroll.offset / stride) - 1;
    const auto begin = static_cast<std::size_t>(std::max(0.0F, first));
    const auto end = std::min(count, static_cast<std::size_t>(std::ceil((scroll.offset + column.h) / stride)) + 1);
    for (std::size_t i = begin; i < end; ++i)
      row(i, {column.x, column.y - scroll.offset + static_cast<float>(i) * stride, column.w, height});
  });
  if (scroll.gutter)
    scrollArrows(id, {rect.right() - metrics::smallest, rect.y, metrics::smallest, rect.h}, scroll,
                 std::max(stride, std::floor(rect.h / stride) * stride));
}

void FrameImpl::scrollOn(std::string_view id) {
  const auto found = m_.session.scrolls.find(id);
  if (found == m_.session.scrolls.end()) return;
  Scroll& scroll = found->second;
  if (scroll.to(scroll.offset + std::max(metrics::row, scroll.view - metrics::row))) wake(0);
}

}  // namespace pillarbox::ui

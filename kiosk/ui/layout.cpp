// Cutting rectangles, and Flow: a cursor down a column.
#include <algorithm>

#include "kiosk/ui/frame.h"
#include "kiosk/ui/metrics.h"
#include "kiosk/ui/phrase.h"

namespace pillarbox::ui {

Rect cutTop(Rect& rect, float height, float gap) {
  const float taken = std::min(height, rect.h);
  const Rect out{rect.x, rect.y, rect.w, taken};
  const float used = std::min(taken + gap, rect.h);
  rect.y += used;
  rect.h -= used;
  return out;
}

Rect cutBottom(Rect& rect, float height, float gap) {
  const float taken = std::min(height, rect.h);
  const Rect out{rect.x, rect.bottom() - taken, rect.w, taken};
  rect.h -= std::min(taken + gap, rect.h);
  return out;
}

Rect cutLeft(Rect& rect, float width, float gap) {
  const float taken = std::min(width, rect.w);
  const Rect out{rect.x, rect.y, taken, rect.h};
  const float used = std::min(taken + gap, rect.w);
  rect.x += used;
  rect.w -= used;
  return out;
}

Rect cutRight(Rect& rect, float width, float gap) {
  const float taken = std::min(width, rect.w);
  const Rect out{rect.right() - taken, rect.y, taken, rect.h};
  rect.w -= std::min(taken + gap, rect.w);
  return out;
}

Rect inset(Rect rect, float by) {
  return {rect.x + by, rect.y + by, std::max(0.0F, rect.w - 2 * by), std::max(0.0F, rect.h - 2 * by)};
}

Rect Flow::take(float height) {
  const Rect out{m_column.x, m_y, m_column.w, height};
  m_y += height + m_frame.gap();
  return out;
}

std::vector<Rect> Flow::row(std::size_t cells, float height) {
  const Rect whole = take(height);
  std::vector<Rect> out;
  const float gap = m_frame.gap();
  const float count = static_cast<float>(cells);
  const float width = (whole.w - gap * (count - 1)) / count;
  for (std::size_t i = 0; i < cells; ++i)
    out.push_back({whole.x + static_cast<float>(i) * (width + gap), whole.y, width, height});
  return out;
}

std::vector<Rect> Flow::row(std::initializer_list<float> shares, float height) {
  const Rect whole = take(height);
  std::vector<Rect> out;
  float total = 0;
  for (const float share : shares) total += share;
  const float gap = m_frame.gap();
  const float room = whole.w - gap * static_cast<float>(shares.size() - 1);
  float x = whole.x;
  for (const float share : shares) {
    const float width = room * share / total;
    out.push_back({x, whole.y, width, height});
    x += width + gap;
  }
  return out;
}

void Flow::space(float height) {
  m_y += height;
}

void Flow::title(std::string_view words) {
  text(words, Words::title);
}
void Flow::heading(std::string_view words) {
  text(words, Words::heading);
}

void Flow::text(std::string_view words, Words style, Tone tone) {
  m_frame.text({}, take(m_frame.textHeight(words, style, m_column.w)), words, style, tone);
}

void Flow::notice(std::string_view id, std::string_view words, Tone tone) {
  m_frame.notice(id, take(m_frame.noticeHeight(words, m_column.w)), words, tone);
}

bool Flow::button(std::string_view id, std::string_view name, Look look, bool enabled) {
  const float words = m_frame.textHeight(name, Words::strong, m_column.w - 2 * metrics::padX);
  const float height = std::max(m_frame.rowHeight(), words + 2 * metrics::padY);
  return m_frame.button(id, take(height), name, look, enabled);
}

namespace {

float rowHeightFor(const Frame& frame, float width, std::string_view name, Words style, std::string_view detail) {
  float height = frame.textHeight(name, style, width) + 2 * metrics::padY;
  if (!detail.empty()) height += frame.textHeight(detail, Words::small, width);
  return std::max(frame.rowHeight(), height);
}

}  // namespace

bool Flow::choice(std::string_view id, std::string_view name, bool chosen, std::string_view detail) {
  const float width = m_column.w - 2 * metrics::padX - metrics::mark * m_frame.textScale() - metrics::markGap;
  return m_frame.choice(id, take(rowHeightFor(m_frame, width, name, Words::body, detail)), name, chosen, detail);
}

bool Flow::toggle(std::string_view id, std::string_view name, bool on) {
  const float width = m_column.w - 2 * metrics::padX - metrics::mark * m_frame.textScale() - metrics::markGap;
  return m_frame.toggle(id, take(rowHeightFor(m_frame, width, name, Words::body, {})), name, on);
}

bool Flow::listRow(std::string_view id, std::string_view name, std::string_view detail, std::string_view mark,
                   bool strong, bool calm) {
  float width = m_column.w - 2 * metrics::padX;
  if (!mark.empty()) width -= m_frame.textWidth(mark, Words::small) + 3 * metrics::markGap;
  const Words style = strong ? Words::strong : Words::body;
  return m_frame.listRow(id, take(rowHeightFor(m_frame, width, name, style, detail)), name, detail, mark, strong, calm);
}

std::vector<EditAction> Flow::editor(std::string_view id, const TextModel& model, const EditorOptions& options,
                                     float height) {
  float above = 0;
  if (!options.labelHidden && !options.label.empty())
    above = m_frame.textHeight(options.label, Words::strong, m_column.w) + metrics::labelGap;
  return m_frame.editor(id, take(height + above), model, options);
}

Rect demonstrationStrip(Frame& frame, Rect rect) {
  const std::string_view words = translated("Demonstration: invented people. Nothing here is real.");
  const float margin = frame.gap() * 1.5F;
  const float height = frame.textHeight(words, Words::small, rect.w - 2 * margin);
  const Rect strip = cutTop(rect, height + 8);
  frame.panel(strip, Tone::warning);
  frame.text("page.demo", {strip.x + margin, strip.y + 4, strip.w - 2 * margin, height}, words, Words::small,
             Tone::warning);
  return rect;
}

}  // namespace pillarbox::ui

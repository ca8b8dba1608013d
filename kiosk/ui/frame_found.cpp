// A row of what a search found: its words wrapped, and what was looked for on a tint.
#include "kiosk/ui/frame_impl.h"
#include "kiosk/ui/metrics.h"

namespace pillarbox::ui {
namespace {

constexpr float innerGap = 4;

}  // namespace

float FrameImpl::foundRowHeight(std::string_view detail, float width) const {
  const float inner = width - 2 * metrics::padX;
  const float lines = std::min(textHeight(detail, Words::small, inner), 3 * face(Words::small).lineHeight);
  return std::max(rowHeight(), face(Words::strong).lineHeight + lines + 3 * innerGap + 8);
}

bool FrameImpl::foundRow(std::string_view id, Rect rect, std::string_view name, std::string_view detail,
                         std::span<const FoundPart> found) {
  const Skin rest = theme().choice(false, false);
  const Touch touch = control({std::string(id), Role::button, std::string(name), std::string(detail), rect, true, false,
                               false, rest.ink, rest.paper});
  if (!touch.shown) return touch.touched;
  const Skin skin = theme().choice(false, touch.held);
  Painter& painter = m_.painter;
  drawRing(rect, touch.ringed);
  painter.frame(rect, skin.edge, skin.paper, theme().edgeWidth, metrics::radius);
  Rect words{rect.x + metrics::padX, rect.y + innerGap + 4, rect.w - 2 * metrics::padX, rect.h - 2 * innerGap - 8};
  label(name, Words::strong, cutTop(words, face(Words::strong).lineHeight, innerGap), skin.ink, Align::left);
  const Face& small = face(Words::small);
  // As many whole lines as there is room for.
  const auto lines = wrapText(detail, words.w, small);
  const std::size_t shown = std::min(lines.size(), static_cast<std::size_t>((words.h + 1) / small.lineHeight));
  if (shown == 0) return touch.touched;
  words.h = static_cast<float>(shown) * small.lineHeight;
  for (std::size_t i = 0; i < shown; ++i) {
    for (const FoundPart& part : found) {
      const std::size_t begin = std::max(part.begin, lines[i].begin), end = std::min(part.end, lines[i].end);
      if (begin >= end) continue;
      const float left = words.x + xOf(detail, lines[i], begin, small),
                  right = words.x + xOf(detail, lines[i], end, small);
      const float top = words.y + static_cast<float>(i) * small.lineHeight;
      const Rect tint{left - 2, top + 1, std::min(right, words.right()) - left + 4, small.lineHeight - 2};
      painter.fill(tint, theme().warningPaper, 4);
      painter.fill({tint.x, tint.bottom() - 2, tint.w, 2}, theme().warningEdge);
    }
  }
  painter.block(detail, small, words, skin.ink, Align::left, true);
  return touch.touched;
}

}  // namespace pillarbox::ui

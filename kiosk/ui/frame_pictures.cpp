// Pictures, what is drawn over them, and a bar that fills.
#include <algorithm>
#include <cmath>

#include "kiosk/ui/frame_impl.h"
#include "kiosk/ui/metrics.h"

namespace pillarbox::ui {
namespace {

Rect whole(const Picture& picture) {
  return {0, 0, static_cast<float>(picture.width), static_cast<float>(picture.height)};
}

Rect within(Rect part, Rect all) {
  const float x = std::clamp(part.x, all.x, all.right());
  const float y = std::clamp(part.y, all.y, all.bottom());
  return {x, y, std::clamp(part.right(), x, all.right()) - x, std::clamp(part.bottom(), y, all.bottom()) - y};
}

Rect fitted(Rect rect, float width, float height) {
  if (width <= 0 || height <= 0) return rect;
  const float by = std::min(rect.w / width, rect.h / height);
  const float w = width * by;
  const float h = height * by;
  return {rect.x + (rect.w - w) / 2, rect.y + (rect.h - h) / 2, w, h};
}

std::optional<Rect> shownPart(const Picture& picture, std::optional<Rect> source) {
  if (!drawable(picture)) return std::nullopt;
  const Rect part = source ? within(*source, whole(picture)) : whole(picture);
  if (part.w < 1 || part.h < 1) return std::nullopt;
  return part;
}

// Seen on white paper and on a dark desk alike.
constexpr Colour foundGreen{0x2E, 0xC4, 0x5A, 255};
constexpr Colour foundAmber{0xFF, 0xB0, 0x20, 255};
constexpr Colour foundShade{0x10, 0x18, 0x10, 190};

}  // namespace

void FrameImpl::drawPicture(Rect at, const Picture& picture, std::optional<Rect> source) {
  if (!shows(at)) return;
  if (source) return m_.painter.picture(at, picture, *source);
  m_.painter.frame(at, theme().faint, theme().quietPaper, theme().edgeWidth, 0);
}

Rect FrameImpl::picture(std::string_view id, Rect rect, const Picture& picture, std::string_view name,
                        std::optional<Rect> source) {
  if (hidden()) return rect;
  const auto part = shownPart(picture, source);
  const Rect at = m_.painter.snapped(part ? fitted(rect, part->w, part->h) : rect);
  drawPicture(at, picture, part);
  write({uniqueId(id, name), Role::picture, std::string(name), part ? "shown" : "", at, true, false, false, theme().ink,
         theme().page});
  return at;
}

bool FrameImpl::pictureButton(std::string_view id, Rect rect, const Picture& picture, std::string_view name,
                              std::optional<Rect> source, bool chosen) {
  const Skin rest = theme().choice(chosen, false);
  Item item{std::string(id), Role::button, std::string(name), {}, rect, true, false, false, rest.ink, rest.paper};
  const auto part = shownPart(picture, source);
  if (chosen || part) item.value = chosen ? "chosen" : "shown";
  const Touch touch = control(std::move(item));
  if (!touch.shown) return touch.touched;
  const Skin skin = theme().choice(chosen, touch.held);
  drawRing(rect, touch.ringed);
  m_.painter.frame(rect, skin.edge, skin.paper, chosen ? 4 : theme().edgeWidth, metrics::radius);
  constexpr float pad = 8;
  Rect inside = inset(rect, pad);
  const float lines = std::min(2 * face(Words::small).lineHeight, textHeight(name, Words::small, inside.w));
  label(name, Words::small, cutBottom(inside, lines, pad / 2), skin.ink, Align::centre);
  const Rect at = part ? fitted(inside, part->w, part->h) : inside;
  drawPicture(at, picture, part);
  if (part && shows(at)) m_.painter.hollow(at, theme().faint, 1);
  return touch.touched;
}

void FrameImpl::outline(const std::vector<Point>& points, Tone tone) {
  if (hidden() || points.size() < 2) return;
  m_.painter.ring(points, foundShade, 9);
  m_.painter.ring(points, tone == Tone::good ? foundGreen : foundAmber, 5);
}

void FrameImpl::progress(std::string_view id, Rect rect, float part, std::string_view name) {
  if (hidden()) return;
  part = std::clamp(part, 0.0F, 1.0F);
  const float radius = rect.h / 2;
  if (shows(rect)) {
    m_.painter.frame(rect, theme().field.edge, theme().field.paper, theme().edgeWidth, radius);
    Rect inside = inset(rect, theme().edgeWidth + 2);
    if (part > 0) {
      inside.w = std::max(inside.h, inside.w * part);
      m_.painter.fill(inside, theme().goodEdge, inside.h / 2);
    }
  }
  write({uniqueId(id, name), Role::status, std::string(name),
         std::to_string(static_cast<int>(std::lround(part * 100))) + " %", rect, true, false, false, theme().ink,
         theme().field.paper});
}

}  // namespace pillarbox::ui

// A drawing (kiosk/ui/figure.h): filled shapes, lines, captions, and the marks on it.
#include <algorithm>
#include <cmath>

#include "kiosk/ui/frame_impl.h"
#include "kiosk/ui/metrics.h"

namespace pillarbox::ui {
namespace {

// Below this many pixels to a unit captions would be larger than what they stand beside.
constexpr float leastForCaptions = 2.0F;

// From the drawing's units to the screen.
struct Placed {
  Rect at;
  float by = 1;
  Point operator()(DrawnPoint p) const { return {at.x + p.x * by, at.y + p.y * by}; }
  std::vector<Point> operator()(const DrawnPath& path) const {
    std::vector<Point> out;
    out.reserve(path.size());
    for (const DrawnPoint& p : path) out.push_back((*this)(p));
    return out;
  }
  // A line with no corners closer than the software renderer can draw smoothly.
  std::vector<Point> smooth(const DrawnPath& path) const {
    constexpr float closest = 4.5F;
    std::vector<Point> out;
    for (std::size_t i = 0; i < path.size(); ++i) {
      const Point p = (*this)(path[i]);
      const bool last = i + 1 == path.size();
      const bool near = !out.empty() && std::hypot(p.x - out.back().x, p.y - out.back().y) < closest;
      if (near && last && out.size() > 1) out.pop_back();
      if (!near || last) out.push_back(p);
    }
    return out;
  }
};

Placed placedIn(Rect rect, const Drawing& drawing) {
  Placed out;
  if (drawing.width <= 0 || drawing.height <= 0) return {rect, 1};
  out.by = std::min(rect.w / drawing.width, rect.h / drawing.height);
  const float w = drawing.width * out.by;
  const float h = drawing.height * out.by;
  out.at = {rect.x + (rect.w - w) / 2, rect.y + (rect.h - h) / 2, w, h};
  return out;
}

Point middleOf(const std::vector<Point>& points) {
  Point sum;
  for (const Point& p : points) {
    sum.x += p.x;
    sum.y += p.y;
  }
  const auto n = static_cast<float>(std::max<std::size_t>(1, points.size()));
  return {sum.x / n, sum.y / n};
}

// No more points than anybody can see; the last always.
std::vector<Point> thinned(const std::vector<Point>& path) {
  constexpr float closest = 3;
  std::vector<Point> out;
  for (const Point& p : path) {
    if (out.empty() || std::hypot(p.x - out.back().x, p.y - out.back().y) >= closest) out.push_back(p);
  }
  if (out.size() <= figurePathLimit) return out;
  std::vector<Point> fewer;
  for (std::size_t i = 0; i < figurePathLimit; ++i) {
    fewer.push_back(out[i * (out.size() - 1) / (figurePathLimit - 1)]);
  }
  return fewer;
}

float reachOf(const std::vector<Point>& path) {
  float reach = 0;
  for (const Point& p : path) reach = std::max(reach, std::hypot(p.x - path.front().x, p.y - path.front().y));
  return reach;
}

std::vector<Point> pointsOf(const FigureMark& mark, Rect at) {
  std::vector<Point> points;
  for (const Point& p : mark.points) points.push_back({at.x + p.x * at.w, at.y + p.y * at.h});
  return points;
}

bool inside(const DrawnPath& path, DrawnPoint p) {
  bool in = false;
  for (std::size_t i = 0, j = path.size() - 1; i < path.size(); j = i++) {
    const DrawnPoint &a = path[i], &b = path[j];
    if ((a.y > p.y) != (b.y > p.y) && p.x < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x) in = !in;
  }
  return in;
}

// Whether a disc there covers nothing that is drawn.
bool clearOf(const Drawing& drawing, const Placed& placed, Point middle, float radius) {
  constexpr int around = 12;
  for (int i = 0; i <= around; ++i) {
    const float angle = 6.2832F * static_cast<float>(i) / around;
    const float out = i == around ? 0 : radius;
    const DrawnPoint p{(middle.x + out * std::cos(angle) - placed.at.x) / placed.by,
                       (middle.y + out * std::sin(angle) - placed.at.y) / placed.by};
    for (const DrawnPath& shape : drawing.shapes) {
      if (shape.size() > 2 && inside(shape, p)) return false;
    }
  }
  return true;
}

// Where a mark's number goes: beside the body, so that it covers nothing of it, with a line to the mark; in the middle
// of an area that is larger than it; close beside the mark if there is no such place near by.
Point numberPlace(const FigureMark& mark, const Drawing& drawing, const Placed& placed, float radius,
                  const std::vector<Rect>& taken) {
  const std::vector<Point> points = pointsOf(mark, placed.at);
  const Point p = middleOf(points);
  if (points.size() > 1 && reachOf(points) > 6 * radius) return p;
  constexpr float arm = 6, farthest = 170, step = 4;
  const float from = radius + arm + 3;
  const float away = p.x < placed.at.x + placed.at.w / 2 ? -1.0F : 1.0F;  // the nearer side first
  const auto free = [&](Point q) {
    const Rect disc{q.x - radius, q.y - radius, 2 * radius, 2 * radius};
    const bool over = std::any_of(taken.begin(), taken.end(), [&](const Rect& one) {
      return disc.x < one.right() && one.x < disc.right() && disc.y < one.bottom() && one.y < disc.bottom();
    });
    const bool within = disc.x >= placed.at.x && disc.right() <= placed.at.right() && disc.y >= placed.at.y &&
                        disc.bottom() <= placed.at.bottom();
    return within && !over && clearOf(drawing, placed, q, radius + 2);
  };
  for (int i = 0; from + static_cast<float>(i) * step <= farthest; ++i) {
    const float by = from + static_cast<float>(i) * step;
    for (const float side : {away, -away}) {
      for (const float up : {0.0F, -0.5F, 0.5F}) {
        const Point q{p.x + side * by, p.y + up * by};
        if (free(q)) return q;
      }
    }
  }
  return {p.x + (p.x + from + radius > placed.at.right() ? -from : from), p.y - from * 0.4F};
}

}  // namespace

float FrameImpl::figureNumberRadius(const FigureMark& mark) const {
  return std::max(11.0F, widthOf(mark.number, face(Words::small)) / 2 + 5);
}

void FrameImpl::drawFigureMark(const FigureMark& mark, Rect at, Point number, float radius) {
  const std::vector<Point> points = pointsOf(mark, at);
  if (points.empty()) return;
  Painter& painter = m_.painter;
  const Colour ink = mark.struck ? theme().quietInk : theme().dangerInk;
  const Colour paper = theme().card.paper;
  const Face& small = face(Words::small);
  number.x = std::clamp(number.x, at.x + radius, std::max(at.x + radius, at.right() - radius));
  number.y = std::clamp(number.y, at.y + radius, std::max(at.y + radius, at.bottom() - radius));
  const Point from = middleOf(points);
  if (std::hypot(number.x - from.x, number.y - from.y) > radius) {
    painter.line(from.x, from.y, number.x, number.y, paper, 4);
    painter.line(from.x, from.y, number.x, number.y, ink, 1.6F);
  }
  if (points.size() > 1) {
    painter.ring(points, paper, 6);
    painter.ring(points, ink, mark.chosen ? 4.0F : 2.5F);
  } else {
    // The place itself stays to be seen: a cross on it, its number beside it.
    const Point p = points.front();
    constexpr float arm = 6;
    for (const auto& [colour, thick] : {std::pair{paper, 6.0F}, std::pair{ink, 3.0F}}) {
      painter.line(p.x - arm, p.y - arm, p.x + arm, p.y + arm, colour, thick);
      painter.line(p.x - arm, p.y + arm, p.x + arm, p.y - arm, colour, thick);
    }
  }
  if (mark.chosen) painter.disc(number.x, number.y, radius + 6, theme().focus);
  painter.disc(number.x, number.y, radius + 2, paper);
  painter.disc(number.x, number.y, radius, ink);
  if (mark.struck) painter.disc(number.x, number.y, radius - 2, paper);
  painter.block(mark.number, small, {number.x - radius, number.y - radius, 2 * radius, 2 * radius},
                mark.struck ? ink : paper, Align::centre, true);
  if (mark.struck) painter.line(number.x - radius, number.y + radius, number.x + radius, number.y - radius, ink, 2.5F);
}

Rect FrameImpl::figureRect(Rect rect, const Drawing& drawing) const {
  return placedIn(rect, drawing).at;
}

std::optional<FigureTouch> FrameImpl::figure(std::string_view id, Rect rect, const Drawing& drawing,
                                             std::string_view name, const std::vector<FigureMark>& marks,
                                             bool touchable) {
  if (hidden()) return std::nullopt;
  const Placed placed = placedIn(rect, drawing);
  Session& session = m_.session;
  Item item{uniqueId(id, name), Role::picture,     std::string(name), "shown", placed.at, touchable, false, false,
            theme().card.ink,   theme().card.paper};
  const std::string own = item.id;
  Touch touch;
  if (touchable) {
    touch = control(std::move(item), false);
  } else {
    touch.shown = shows(placed.at);
    item.enabled = true;
    write(std::move(item));
  }
  std::optional<FigureTouch> out;
  const bool mine = touchable && session.active == own;
  if (mine && m_.pointer.pressed) session.figurePath.clear();
  if (mine && (m_.pointer.down || m_.pointer.released)) {
    const Point p{std::clamp(m_.pointer.x, placed.at.x, placed.at.right()),
                  std::clamp(m_.pointer.y, placed.at.y, placed.at.bottom())};
    // A finger that rests sends no end of moves.
    constexpr std::size_t most = 20'000;
    if (session.figurePath.size() < most) session.figurePath.push_back(p);
  }
  if (mine && m_.pointer.dragging) session.figurePath.clear();  // it scrolled what the drawing stands in
  if (mine && m_.pointer.released && !session.figurePath.empty()) {
    out.emplace();
    const bool area = reachOf(session.figurePath) > metrics::dragThreshold;
    const std::vector<Point> path = area ? thinned(session.figurePath) : std::vector{session.figurePath.front()};
    for (const Point& p : path) {
      out->points.push_back({(p.x - placed.at.x) / placed.at.w, (p.y - placed.at.y) / placed.at.h});
    }
    session.figurePath.clear();
    wake(0);
  }
  if (!touch.shown) return out;

  Painter& painter = m_.painter;
  const float thick = placed.by >= leastForCaptions ? 2.0F : 1.4F;
  for (std::size_t i = 0; i < drawing.shapes.size() && i < drawing.triangles.size(); ++i) {
    painter.triangles(placed(drawing.shapes[i]), drawing.triangles[i], theme().card.paper);
  }
  for (const DrawnPath& path : drawing.detail) painter.path(placed.smooth(path), theme().quietInk, thick * 0.7F);
  for (const DrawnPath& path : drawing.lines) painter.path(placed.smooth(path), theme().ink, thick);
  std::vector<Rect> taken;
  if (placed.by >= leastForCaptions) {
    for (std::size_t i = 0; i < drawing.captions.size(); ++i) {
      const DrawnCaption& caption = drawing.captions[i];
      const std::string_view words = translated(caption.words.c_str());
      const float width = textWidth(words, Words::small) + 1;
      const Point at = placed(caption.at);
      const float height = face(Words::small).lineHeight;
      const float left = std::clamp(at.x - width / 2, rect.x, std::max(rect.x, rect.right() - width));
      // In large text captions need more room than the drawing has: those in the way of another go below it.
      Rect where{left, at.y - height, width, height};
      for (const Rect& one : taken) {
        const bool beside = where.right() <= one.x || one.right() <= where.x;
        if (!beside && where.y < one.bottom() && one.y < where.bottom()) where.y = one.bottom();
      }
      if (where.bottom() > rect.bottom()) continue;  // no room: the place is said in words when it is touched
      taken.push_back(where);
      text(own + ".caption." + std::to_string(i + 1), where, words, Words::small, Tone::quiet);
    }
  }
  std::vector<Point> numbers;
  for (const FigureMark& mark : marks) {
    const float radius = figureNumberRadius(mark);
    const Point at = numberPlace(mark, drawing, placed, radius, taken);
    taken.push_back({at.x - radius, at.y - radius, 2 * radius, 2 * radius});
    numbers.push_back(at);
  }
  for (const bool chosen : {false, true}) {
    for (std::size_t i = 0; i < marks.size(); ++i) {
      if (marks[i].chosen == chosen) drawFigureMark(marks[i], placed.at, numbers[i], figureNumberRadius(marks[i]));
    }
  }
  if (mine && m_.pointer.down && session.figurePath.size() > 1) {
    painter.path(session.figurePath, theme().dangerInk, 4);
  }
  return out;
}

void FrameImpl::strike(Rect rect) {
  if (hidden() || !shows(rect)) return;
  m_.painter.line(rect.x, rect.y + rect.h / 2, rect.right(), rect.y + rect.h / 2, theme().ink, 2);
}

}  // namespace pillarbox::ui

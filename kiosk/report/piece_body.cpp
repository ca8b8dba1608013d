// Body maps: the drawings with numbered marks, then what is said of each mark.
#include <algorithm>
#include <cmath>
#include <optional>

#include "kiosk/report/piece.h"

namespace pillarbox::report {

using namespace desk;
namespace {

constexpr Ink inkBody{0.965, 0.965, 0.965};
constexpr Ink inkOutline{0.35, 0.35, 0.37};
constexpr Ink inkDetail{0.62, 0.62, 0.64};
constexpr TextStyle captionStyle{.points = 7.5, .ink = inkSoft, .align = TextAlign::centre, .lineSpacing = 1.0};
constexpr TextStyle nameStyle{.points = 9, .weight = TextWeight::bold, .align = TextAlign::centre, .lineSpacing = 1.0};
constexpr double radius = 2.4;  // of a number's disc

std::string_view figureWords(std::string_view id) {
  if (id == "front") return "Front";
  if (id == "back") return "Back";
  if (id == "head") return "Head";
  if (id == "hands") return "Hands";
  if (id == "feet") return "Feet";
  return id;
}

struct Numbered {
  std::string number;
  const BodyMark* mark = nullptr;
};

struct Placed {
  const Drawing* drawing = nullptr;
  std::string name;
  double x = 0, width = 0, height = 0;  // as drawn, in mm
  std::vector<Numbered> marks;
  double by() const { return width / static_cast<double>(drawing->width); }
};

PaperPoint middleOf(const std::vector<PaperPoint>& points) {
  PaperPoint sum;
  for (const PaperPoint& p : points) {
    sum.x += p.x / static_cast<double>(points.size());
    sum.y += p.y / static_cast<double>(points.size());
  }
  return sum;
}

bool inside(const std::vector<PaperPoint>& path, PaperPoint p) {
  bool in = false;
  for (std::size_t i = 0, j = path.size() - 1; i < path.size(); j = i++) {
    const PaperPoint &a = path[i], &b = path[j];
    if ((a.y > p.y) != (b.y > p.y) && p.x < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x) in = !in;
  }
  return in;
}

// One row of drawings, side by side; never broken.
class FiguresPiece final : public Piece {
 public:
  FiguresPiece(std::vector<Placed> placed, std::string child) : m_placed(std::move(placed)), m_child(std::move(child)) {
    for (const Placed& one : m_placed) m_tallest = std::max(m_tallest, one.height);
    gap = 3;
    keepWithNext = true;
  }
  double height(std::size_t, std::size_t) const override { return m_tallest + 7; }
  void draw(PaperCanvas& canvas, double y, std::size_t, std::size_t) const override {
    canvas.tag("Figure");
    for (const Placed& one : m_placed) {
      canvas.text(one.x, y, one.width, one.name, nameStyle);
      drawOne(canvas, one, y + 6);
    }
    canvas.untag("Figure");
  }

 private:
  static std::vector<PaperPoint> on(const Placed& placed, const DrawnPath& path, double y) {
    std::vector<PaperPoint> out;
    for (const DrawnPoint& p : path) out.push_back({placed.x + p.x * placed.by(), y + p.y * placed.by()});
    return out;
  }

  static void drawOne(PaperCanvas& canvas, const Placed& placed, double y) {
    std::vector<std::vector<PaperPoint>> shapes;
    for (const DrawnPath& shape : placed.drawing->shapes) {
      shapes.push_back(on(placed, shape, y));
      canvas.area(shapes.back(), inkBody);
    }
    for (const DrawnPath& path : placed.drawing->lines) canvas.polyline(on(placed, path, y), 0.3, inkOutline);
    for (const DrawnPath& path : placed.drawing->detail) canvas.polyline(on(placed, path, y), 0.2, inkDetail);
    for (const DrawnCaption& caption : placed.drawing->captions) {
      constexpr double wide = 30, up = 2.6;
      canvas.text(placed.x + caption.at.x * placed.by() - wide / 2, y + caption.at.y * placed.by() - up, wide,
                  caption.words, captionStyle);
    }
    std::vector<PaperPoint> taken;
    for (const Numbered& each : placed.marks) drawMark(canvas, placed, y, each, shapes, taken);
  }

  static void drawMark(PaperCanvas& canvas, const Placed& placed, double y, const Numbered& each,
                       const std::vector<std::vector<PaperPoint>>& shapes, std::vector<PaperPoint>& taken) {
    std::vector<PaperPoint> points;
    for (const BodyPoint& p : each.mark->points) {
      points.push_back({placed.x + p.x * placed.width, y + p.y * placed.height});
    }
    if (points.empty()) return;
    const PaperPoint at = middleOf(points);
    const PaperPoint number = numberPlace(placed, y, at, shapes, taken);
    taken.push_back(number);
    const bool struck = each.mark->removedAt.has_value();
    const Ink ink = struck ? inkSoft : inkBlack;
    canvas.line(at.x, at.y, number.x, number.y, 0.9, inkWhite);
    canvas.line(at.x, at.y, number.x, number.y, 0.25, ink);
    if (points.size() > 1) {
      points.push_back(points.front());
      canvas.polyline(points, 1.3, inkWhite);
      canvas.polyline(points, 0.55, ink);
    } else {
      constexpr double arm = 1.3;
      for (const double thick : {1.5, 0.65}) {
        const Ink with = thick > 1 ? inkWhite : ink;
        canvas.line(at.x - arm, at.y - arm, at.x + arm, at.y + arm, thick, with);
        canvas.line(at.x - arm, at.y + arm, at.x + arm, at.y - arm, thick, with);
      }
    }
    canvas.box(number.x - radius, number.y - radius, 2 * radius, 2 * radius, radius, struck ? inkWhite : inkBlack);
    canvas.frame(number.x - radius, number.y - radius, 2 * radius, 2 * radius, radius, 0.3, ink);
    TextStyle style{.points = 8,
                    .weight = TextWeight::bold,
                    .ink = struck ? inkSoft : inkWhite,
                    .align = TextAlign::centre,
                    .lineSpacing = 1.0};
    const double tall = canvas.textHeight(2 * radius, each.number, style);
    canvas.text(number.x - radius, number.y - tall / 2, 2 * radius, each.number, style);
  }

  // Beside the body where it covers nothing, the nearer side first; close to the mark if there is no such place.
  static PaperPoint numberPlace(const Placed& placed, double y, PaperPoint at,
                                const std::vector<std::vector<PaperPoint>>& shapes,
                                const std::vector<PaperPoint>& taken) {
    const auto clear = [&](PaperPoint p) {
      if (p.x - radius < placed.x - 4 || p.x + radius > placed.x + placed.width + 4 || p.y - radius < y ||
          p.y + radius > y + placed.height) {
        return false;
      }
      for (const PaperPoint& other : taken) {
        if (std::hypot(p.x - other.x, p.y - other.y) < 2 * radius + 0.5) return false;
      }
      constexpr int around = 8;
      for (int i = 0; i < around; ++i) {
        const double angle = 2 * 3.14159265 * i / around, out = radius + 0.6;
        for (const auto& shape : shapes) {
          if (shape.size() > 2 && inside(shape, {p.x + out * std::cos(angle), p.y + out * std::sin(angle)}))
            return false;
        }
      }
      return true;
    };
    const double away = at.x < placed.x + placed.width / 2 ? -1 : 1;
    for (int step = 2; radius + step < 60; ++step) {
      const double by = radius + step;
      for (const double side : {away, -away}) {
        for (const double up : {0.0, -0.5, 0.5}) {
          const PaperPoint p{at.x + side * by, at.y + up * by};
          if (clear(p)) return p;
        }
      }
    }
    return {at.x + away * (radius + 2.5), at.y - 2};
  }

  std::vector<Placed> m_placed;
  std::string m_child;
  double m_tallest = 0;
};

}  // namespace

Pieces bodyPieces(PaperCanvas& canvas, const BodyDrawings& drawings, const BodyFigures& figures, Column column) {
  Pieces out;
  std::vector<Placed> row;
  double x = column.x + 4;
  const auto flush = [&] {
    if (!row.empty()) out.push_back(std::make_shared<FiguresPiece>(std::move(row), drawings.child));
    row.clear();
    x = column.x + 4;
  };
  for (const std::string_view id : bodyFigureIds) {
    std::vector<Numbered> marks;
    for (std::size_t i = 0; i < drawings.map.marks.size(); ++i) {
      if (drawings.map.marks[i].figure == id) marks.push_back({std::to_string(i + 1), &drawings.map.marks[i]});
    }
    const Drawing* drawing = figures.find(id, drawings.map.outline);
    if (marks.empty() || drawing == nullptr || drawing->width <= 0) continue;
    const bool whole = id == "front" || id == "back";
    const double tall = whole ? 80 : 52;
    const double wide = tall * static_cast<double>(drawing->width) / static_cast<double>(drawing->height);
    if (x + wide > column.x + column.width) flush();
    row.push_back({drawing, std::string(figureWords(id)), x, wide, tall, std::move(marks)});
    x += wide + 12;
  }
  flush();
  Table table;
  table.columns = {{"Mark", 1.6, false}, {"What was seen", 9, false}, {"How the child says it happened", 6, false}};
  for (std::size_t i = 0; i < drawings.map.marks.size(); ++i) {
    const BodyMark& mark = drawings.map.marks[i];
    std::string words = markWords(mark);
    if (mark.removedAt) {
      words = "Struck out (" + mark.removedWhy + ", " + formatShort(*mark.removedAt) + "). It said: " + words;
    }
    table.rows.push_back({std::to_string(i + 1), words, mark.childSays});
  }
  for (auto& piece : tablePieces(canvas, table, column)) out.push_back(std::move(piece));
  return out;
}

}  // namespace pillarbox::report

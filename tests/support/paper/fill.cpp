#include "tests/support/paper/fill.h"

#include <opencv2/imgproc.hpp>

namespace pillarbox::support {
namespace {

cv::Point2d moved(const cv::Matx23d& map, double x, double y) {
  return {map(0, 0) * x + map(0, 1) * y + map(0, 2), map(1, 0) * x + map(1, 1) * y + map(1, 2)};
}
// The upright box round a box of the form on the sheet; skews of a few degrees hardly change it.
cv::Rect2d moved(const cv::Matx23d& map, const PaperBox& box) {
  const cv::Point2d middle = moved(map, box.x + box.w / 2, box.y + box.h / 2);
  const double w = box.w * std::hypot(map(0, 0), map(1, 0)), h = box.h * std::hypot(map(0, 1), map(1, 1));
  return {middle.x - w / 2, middle.y - h / 2, w, h};
}

TickState stateOf(TickStyle style) {
  switch (style) {
    case TickStyle::empty:
    case TickStyle::rubbedOut:
    case TickStyle::struckOut:
      return TickState::no;
    default:
      return TickState::yes;
  }
}
TickRule ruleOf(TickStyle style) {
  switch (style) {
    case TickStyle::circled:
    case TickStyle::rubbedOut:
    case TickStyle::struckOut:
      return TickRule::orUnsure;
    case TickStyle::dab:
      return TickRule::anything;
    default:
      return TickRule::exact;
  }
}

TickStyle anyStyle(bool doubtful, Dice& dice) {
  constexpr std::array styles{
      TickStyle::tick,         TickStyle::cross,      TickStyle::fill,    TickStyle::scribble, TickStyle::sloppyCross,
      TickStyle::tickFromAfar, TickStyle::horizontal, TickStyle::circled, TickStyle::dab,      TickStyle::struckOut};
  const double odd = doubtful ? 0.03 : 0;
  return styles[static_cast<std::size_t>(
      dice.weighted(std::array{0.4, 0.24, 0.07, 0.05, 0.07, 0.06, 0.03, odd, odd, odd}))];
}

std::string digits(int number, int count) {
  std::string out(static_cast<std::size_t>(count), '0');
  for (int i = count - 1; i >= 0; --i, number /= 10)
    out[static_cast<std::size_t>(i)] = static_cast<char>('0' + number % 10);
  return out;
}

// What somebody would put in these cells, one character for each from the left.
std::string anyCharacters(const form::Field& field, Dice& dice) {
  if (field.kind == form::FieldKind::date) {
    const std::string day = digits(dice.whole(1, 28), 2) + digits(dice.whole(1, 12), 2);
    const bool birth = field.id.find("birth") != std::string::npos || field.id.find("dob") != std::string::npos;
    const int year = birth ? dice.whole(2008, 2021) : dice.whole(2025, 2027);
    return field.cells.size() == 6 ? day + digits(year % 100, 2) : day + digits(year, 4);
  }
  if (field.kind == form::FieldKind::time) return digits(dice.whole(7, 18), 2) + digits(dice.whole(0, 59), 2);
  constexpr std::string_view letters = "ABCDEFGHJKLMNPRSTWY";
  std::string out(1, static_cast<char>('1' + dice.whole(0, 8)));
  out += letters[static_cast<std::size_t>(dice.whole(0, static_cast<int>(letters.size()) - 1))];
  if (field.cells.size() > 2 && dice.chance(0.2)) out += letters[static_cast<std::size_t>(dice.whole(0, 5))];
  return out;
}

// A point of the figure that is on the body: inside its longest closed outline, if it has one.
PaperPoint onBody(const form::Figure& figure, double margin, Dice& dice) {
  const std::vector<PaperPoint>* longest = nullptr;
  for (const auto& outline : figure.outlines) {
    if (longest == nullptr || outline.size() > longest->size()) longest = &outline;
  }
  std::vector<cv::Point2f> polygon;
  if (longest != nullptr) {
    for (const PaperPoint& point : *longest) {
      polygon.push_back({static_cast<float>(point.x), static_cast<float>(point.y)});
    }
  }
  PaperPoint at;
  for (int attempt = 0; attempt < 200; ++attempt) {
    at = {figure.box.x + dice.in(margin, figure.box.w - margin), figure.box.y + dice.in(margin, figure.box.h - margin)};
    if (polygon.size() < 8) break;
    const cv::Point2f point{static_cast<float>(at.x), static_cast<float>(at.y)};
    if (cv::pointPolygonTest(polygon, point, false) > 0) break;
  }
  return at;
}

class Writer {
 public:
  Writer(cv::Mat& sheet, double dpi, const cv::Matx23d& map, Pen pen, Dice& dice)
      : m_sheet(sheet), m_layer(sheet.size(), dpi), m_map(map), m_pen(pen), m_dice(dice) {}
  ~Writer() { m_layer.apply(m_sheet, m_pen, m_dice); }
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  const Pen& pen() const { return m_pen; }
  void draw(const Strokes& strokes) { m_layer.draw(strokes, m_pen, m_dice); }
  cv::Rect2d box(const PaperBox& mm) const { return moved(m_map, mm); }
  cv::Point2d point(PaperPoint mm) const { return moved(m_map, mm.x, mm.y); }
  void rubOut(const cv::Rect2d& area) { m_layer.rubOut(area, m_dice.in(0.04, 0.16), m_dice); }

 private:
  cv::Mat& m_sheet;
  InkLayer m_layer;
  const cv::Matx23d& m_map;
  Pen m_pen;
  Dice& m_dice;
};

TickTruth fillTick(const form::Tick& tick, TickStyle style, Writer& writer, Dice& dice) {
  const cv::Rect2d box = writer.box(tick.box);
  writer.draw(tickStrokes(style, box, dice));
  if (style == TickStyle::rubbedOut) {
    writer.rubOut({box.x - 0.8 * box.width, box.y - 0.8 * box.height, 2.6 * box.width, 2.6 * box.height});
  }
  return {tick.id, style, stateOf(style), ruleOf(style), false};
}

FieldTruth fillField(const form::Field& field, const std::string& told, Writer& writer, Dice& dice) {
  FieldTruth truth{field.id, false, "", false};
  if (!field.cells.empty()) {
    truth.characters = told.empty() ? anyCharacters(field, dice) : told;
    for (std::size_t i = 0; i < truth.characters.size() && i < field.cells.size(); ++i) {
      writer.draw(character(truth.characters[i], writer.box(field.cells[i]), dice));
    }
    return truth;
  }
  const cv::Rect2d box = writer.box(field.box);
  const cv::Rect2d area{box.x + 1, box.y + 0.5, box.width - 2, box.height - 1};
  writer.draw(handwriting(area, field.ruledMm, dice.in(0.15, 1), dice));
  return truth;
}

std::vector<MarkTruth> fillFigure(const form::Figure& figure, int most, Writer& writer, Dice& dice) {
  std::vector<MarkTruth> marks;
  const int wanted = dice.whole(0, most);
  for (int attempt = 0; attempt < 40 && static_cast<int>(marks.size()) < wanted; ++attempt) {
    const auto style = static_cast<MarkStyle>(dice.whole(0, 4));
    const double widest = std::min(figure.box.w, figure.box.h) * 0.35;
    const double size = std::min(widest, style == MarkStyle::blob ? dice.in(2, 7) : dice.in(3, 11));
    const PaperPoint at = onBody(figure, size / 2 + 0.5, dice);
    bool apart = true;  // two that touch are one mark to anybody who looks
    for (const MarkTruth& other : marks) {
      apart = apart && std::hypot(at.x - other.middle.x, at.y - other.middle.y) > (size + other.sizeMm) / 2 + 5;
    }
    if (!apart) continue;
    writer.draw(markStrokes(style, writer.point(at), size, dice));
    marks.push_back({figure.id, style, at, size, false});
  }
  return marks;
}

Filled fillAsTold(cv::Mat& sheet, double dpi, const form::Side& side, const cv::Matx23d& toSheet,
                  const FillScript& script, Dice& dice) {
  Filled filled;
  Writer writer(sheet, dpi, toSheet, penOf(PenKind::blackBallpoint, dice), dice);
  filled.pen = penName(writer.pen().kind);
  for (const form::Tick& tick : side.ticks) {
    const auto told = script.ticks.find(tick.id);
    filled.ticks.push_back(fillTick(tick, told == script.ticks.end() ? TickStyle::empty : told->second, writer, dice));
  }
  for (const MarkTruth& mark : script.marks) {
    const bool here = std::any_of(side.figures.begin(), side.figures.end(),
                                  [&](const form::Figure& figure) { return figure.id == mark.figure; });
    if (!here) continue;
    writer.draw(markStrokes(mark.style, writer.point(mark.middle), mark.sizeMm, dice));
    filled.marks.push_back(mark);
  }
  for (const form::Field& field : side.fields) {
    const auto told = script.fields.find(field.id);
    filled.fields.push_back(told == script.fields.end() ? FieldTruth{field.id}
                                                        : fillField(field, told->second, writer, dice));
  }
  return filled;
}

}  // namespace

Filled fillIn(cv::Mat& sheet, double dpi, const form::Side& side, const cv::Matx23d& toSheet,
              const FillOptions& options, Dice& dice) {
  Filled filled;
  if (options.blank) {
    for (const form::Tick& tick : side.ticks) filled.ticks.push_back({tick.id});
    for (const form::Field& field : side.fields) filled.fields.push_back({field.id});
    return filled;
  }
  if (options.script != nullptr) return fillAsTold(sheet, dpi, side, toSheet, *options.script, dice);
  Writer writer(sheet, dpi, toSheet, anyPen(dice, options.pencil), dice);
  filled.pen = penName(writer.pen().kind);
  const bool pencil = writer.pen().kind == PenKind::pencil;
  // One person mostly marks in one manner, but not always; one tick in five questions that take one.
  const TickStyle habit = anyStyle(false, dice);
  std::string lastGroup, taken;
  for (const form::Tick& tick : side.ticks) {
    bool marked = dice.chance(options.tickedShare);
    if (tick.onlyOne && !tick.group.empty()) {
      if (tick.group == taken) marked = false;
      if (marked) taken = tick.group;
    }
    TickStyle style = TickStyle::empty;
    if (marked) {
      style = dice.chance(0.6) ? habit : anyStyle(options.doubtful && !tick.onlyOne, dice);
    } else if (options.doubtful && pencil && dice.chance(0.06)) {
      style = TickStyle::rubbedOut;
    }
    filled.ticks.push_back(fillTick(tick, style, writer, dice));
  }
  for (const form::Figure& figure : side.figures) {
    for (MarkTruth& mark : fillFigure(figure, options.mostMarks, writer, dice)) filled.marks.push_back(std::move(mark));
  }
  for (const form::Field& field : side.fields) {
    filled.fields.push_back(dice.chance(0.72) ? fillField(field, {}, writer, dice)
                                              : FieldTruth{field.id, true, "", false});
  }
  return filled;
}

}  // namespace pillarbox::support

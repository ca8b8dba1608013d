#include "kiosk/inbox/body_parts.h"

#include <algorithm>

#include "kiosk/inbox/parts.h"
#include "shared/base/clock.h"

namespace pillarbox::inbox {
namespace {

std::vector<ui::FigureMark> marksOn(const BodyMap& map, std::string_view figure) {
  std::vector<ui::FigureMark> out;
  for (std::size_t i = 0; i < map.marks.size(); ++i) {
    const BodyMark& mark = map.marks[i];
    if (mark.figure != figure) continue;
    ui::FigureMark& shown = out.emplace_back();
    for (const BodyPoint& p : mark.points) shown.points.push_back({static_cast<float>(p.x), static_cast<float>(p.y)});
    shown.number = std::to_string(i + 1);
    shown.struck = mark.removedAt.has_value();
  }
  return out;
}

std::string figureWords(std::string_view figure, const std::vector<ui::FigureMark>& marks) {
  std::string words = "Drawing of the child, " + std::string(figure) + ". Marks: ";
  for (std::size_t i = 0; i < marks.size(); ++i) words += (i > 0 ? ", " : "") + marks[i].number;
  return words;
}

}  // namespace

void drawFigures(ui::Flow& flow, const BodyFigures& figures, const BodyMap& map, const std::string& id) {
  std::vector<std::string_view> used;
  for (const std::string_view figure : bodyFigureIds) {
    if (!marksOn(map, figure).empty() && figures.find(figure, map.outline) != nullptr) used.push_back(figure);
  }
  const std::size_t columns = flow.width() > 560 ? 3 : flow.width() > 380 ? 2 : 1;
  const float high = 360 * std::min(flow.frame().textScale(), 1.6F);  // captions need room beside the figure
  for (std::size_t first = 0; first < used.size(); first += columns) {
    const std::vector<ui::Rect> cells = flow.row(std::min(columns, used.size() - first), high);
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const std::string_view figure = used[first + i];
      const auto marks = marksOn(map, figure);
      flow.frame().figure(id + ".figure." + std::string(figure), cells[i], *figures.find(figure, map.outline),
                          figureWords(figure, marks), marks, false);
    }
  }
}

void drawBodyMap(ui::Flow& flow, const State& state, const Entry& entry, const std::string& id) {
  const BodyMap& map = entry.bodyMap;
  if (map.empty()) return;
  ui::Frame& frame = flow.frame();
  const std::string title = map.child.empty() ? "Marks seen on the body" : "Marks seen on " + map.child;
  frame.text(id + ".body", flow.take(frame.textHeight(title, ui::Words::strong, flow.width())), title,
             ui::Words::strong);
  for (std::size_t i = 0; i < map.marks.size(); ++i) {
    const BodyMark& mark = map.marks[i];
    std::string words = markWords(mark);
    if (mark.removedAt) {
      words = "Struck out: " + mark.removedWhy + " at " + formatHourMinute(*mark.removedAt) + ". It said: " + words;
    }
    if (!mark.childSays.empty()) words += "\nThe child says: “" + mark.childSays + "”";
    const std::string number = std::to_string(i + 1);
    drawFact(flow, id + ".body." + number, "Mark " + number, words);
  }
  // Another edition of the drawings might show a mark where it was not.
  if (state.config.figures && map.drawings == BodyFigures::edition) {
    drawFigures(flow, *state.config.figures, map, id);
  }
}

}  // namespace pillarbox::inbox

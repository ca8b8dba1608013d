#include "kiosk/desk/form_layout.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace pillarbox::desk {
namespace {

using form::Description;
using form::Side;

constexpr double labelGapMm = 0.7;  // between a label and the box below it
constexpr double edgeMm = 5;
// Lines of text are measured with the font's full height, of which the top and bottom are always white.
constexpr double whiteInLineMm = 0.45;

bool overlap(const PaperBox& a, const PaperBox& b) {
  constexpr double slack = 0.01;
  return a.x + a.w > b.x + slack && b.x + b.w > a.x + slack && a.y + a.h > b.y + slack && b.y + b.h > a.y + slack;
}

PaperBox grown(const PaperBox& box, double by) {
  return {box.x - by, box.y - by, box.w + 2 * by, box.h + 2 * by};
}

PaperBox inked(const PaperBox& box) {
  return {box.x, box.y + whiteInLineMm, box.w, std::max(box.h - 2 * whiteInLineMm, 0.1)};
}

std::string filled(std::string words, const FormFilling& filling, const Side& side, std::size_t sides) {
  const std::array<std::pair<std::string_view, std::string>, 7> fills{{{"{school}", filling.school.name},
                                                                       {"{dsls}", filling.school.dsls},
                                                                       {"{head}", filling.school.head},
                                                                       {"{chair}", filling.school.chair},
                                                                       {"{serial}", filling.serial},
                                                                       {"{side}", std::to_string(side.number)},
                                                                       {"{sides}", std::to_string(sides)}}};
  std::string done;
  while (!words.empty()) {
    const auto open = words.find('{');
    done += words.substr(0, open);
    if (open == std::string::npos) break;
    words.erase(0, open);
    const auto fill =
        std::find_if(fills.begin(), fills.end(), [&](const auto& one) { return words.starts_with(one.first); });
    done += fill == fills.end() ? "{" : fill->second;
    words.erase(0, fill == fills.end() ? 1 : fill->first.size());
  }
  return done;
}

// Everything on the sheet that words must keep away from.
struct Obstacle {
  std::string name;
  PaperBox box;
  std::string tick;  // the tick whose box it is
};

std::vector<Obstacle> obstacles(const Side& side) {
  std::vector<Obstacle> all;
  for (int corner = 0; corner < 4; ++corner) {
    all.push_back({"the white around marker " + std::to_string(corner + 1),
                   grown(form::markerBox(corner), form::markerQuietMm), ""});
  }
  for (std::size_t i = 0; i < side.qrs.size(); ++i)
    all.push_back({"QR code " + std::to_string(i + 1), side.qrs[i], ""});
  for (std::size_t i = 0; i < side.ticks.size(); ++i) {
    const form::Tick& tick = side.ticks[i];
    all.push_back({"tick " + std::to_string(i + 1) + " (\"" + tick.id + "\") or the 2 mm of white around it",
                   grown(tick.box, form::tickQuietMm), tick.id});
  }
  for (std::size_t i = 0; i < side.fields.size(); ++i)
    all.push_back({"field " + std::to_string(i + 1) + " (\"" + side.fields[i].id + "\")", side.fields[i].box, ""});
  for (std::size_t i = 0; i < side.figures.size(); ++i)
    all.push_back({"figure " + std::to_string(i + 1) + " (\"" + side.figures[i].id + "\")", side.figures[i].box, ""});
  constexpr double thin = 0.02;
  for (std::size_t i = 0; i < side.frames.size(); ++i) {
    const PaperBox& box = side.frames[i].box;
    const std::string name = "the line of frame " + std::to_string(i + 1);
    all.push_back({name, {box.x, box.y, box.w, thin}, ""});
    all.push_back({name, {box.x, box.y + box.h, box.w, thin}, ""});
    all.push_back({name, {box.x, box.y, thin, box.h}, ""});
    all.push_back({name, {box.x + box.w, box.y, thin, box.h}, ""});
  }
  for (std::size_t i = 0; i < side.lines.size(); ++i) {
    const form::Line& line = side.lines[i];
    all.push_back(
        {"line " + std::to_string(i + 1),
         {std::min(line.from.x, line.to.x), std::min(line.from.y, line.to.y),
          std::max(std::abs(line.from.x - line.to.x), thin), std::max(std::abs(line.from.y - line.to.y), thin)},
         ""});
  }
  return all;
}

class Setter {
 public:
  Setter(PaperCanvas& canvas, const Description& description, const Side& side, const FormFilling& filling)
      : m_canvas(canvas),
        m_side(side),
        m_filling(filling),
        m_sides(description.sides.size()),
        m_obstacles(obstacles(side)) {}

  // Nothing if every one fits; otherwise what is wrong with which. Texts with names in them come last: they alone can
  // be set smaller, and so must see all the others.
  std::string setAll() {
    for (std::size_t i = 0; i < m_side.ticks.size(); ++i) setTick(i);
    labels("field", m_side.fields);
    labels("figure", m_side.figures);
    for (const bool withNames : {false, true}) {
      for (std::size_t i = 0; i < m_side.texts.size(); ++i) {
        const std::string& words = m_side.texts[i].words.in(m_filling.language);
        if ((words.find('{') != std::string::npos) == withNames) setText(i);
      }
    }
    return m_wrong;
  }

  std::vector<SetText> m_set;

 private:
  enum class Anchor { top, middle, bottom };

  static TextStyle style(double points, bool bold) {
    TextStyle made;
    made.points = points;
    made.weight = bold ? TextWeight::bold : TextWeight::normal;
    made.ink = inkBlack;
    made.lineSpacing = 1.12;
    return made;
  }

  void setText(std::size_t i) {
    const form::Text& text = m_side.texts[i];
    SetText set;
    set.name = "text " + std::to_string(i + 1);
    set.words = text.words.in(m_filling.language);
    set.box = {text.at.x, text.at.y, 0, 0};
    set.widthMm = text.widthMm;
    set.style = style(text.points, text.bold);
    if (text.grey) set.style.ink = inkSoft;
    place(std::move(set), Anchor::top);
  }

  void setTick(std::size_t i) {
    const form::Tick& tick = m_side.ticks[i];
    SetText set;
    set.name = "the words of tick " + std::to_string(i + 1) + " (\"" + tick.id + "\")";
    set.words = tick.words.in(m_filling.language);
    set.box = {tick.box.x + tick.box.w + form::tickWordsGapMm, tick.box.y + tick.box.h / 2, 0, 0};
    set.widthMm = tick.widthMm;
    set.style = style(tick.points, tick.bold);
    set.style.lineSpacing = 1.0;
    set.ownTick = tick.id;
    place(std::move(set), Anchor::middle);
  }

  template <class Labelled>
  void labels(const std::string& what, const std::vector<Labelled>& list) {
    for (std::size_t i = 0; i < list.size(); ++i) {
      const Labelled& one = list[i];
      if (one.labelWidthMm <= 0) continue;
      SetText set;
      set.name = "the words of " + what + " " + std::to_string(i + 1) + " (\"" + one.id + "\")";
      set.words = one.words.in(m_filling.language);
      set.box = {one.box.x, one.box.y - labelGapMm, 0, 0};
      set.widthMm = one.labelWidthMm;
      set.style = style(one.points, true);
      place(std::move(set), Anchor::bottom);
    }
  }

  void measure(SetText& set, const PaperPoint& at, Anchor anchor) {
    const PaperCanvas::Size size = m_canvas.textSize(set.widthMm, set.words, set.style);
    const double up = anchor == Anchor::top ? 0 : anchor == Anchor::middle ? size.height / 2 : size.height;
    set.box = {at.x, at.y - up, size.width, size.height};
  }

  void place(SetText set, Anchor anchor) {
    if (!m_wrong.empty()) return;
    const PaperPoint at{set.box.x, set.box.y};
    const bool named = set.words.find('{') != std::string::npos;
    set.words = filled(std::move(set.words), m_filling, m_side, m_sides);
    const double points = set.style.points;
    std::string problem;
    for (const double scale : {1.0, 0.94, 0.88, 0.82, 0.75}) {
      set.style.points = points * scale;
      measure(set, at, anchor);
      problem = inTheWay(set);
      if (problem.empty() || !named) break;
    }
    if (!problem.empty()) m_wrong = set.name + problem;
    m_set.push_back(std::move(set));
  }

  std::string inTheWay(const SetText& set) {
    std::string_view rest = set.words;
    while (!rest.empty()) {
      const auto end = rest.find_first_of(" \n");
      if (m_canvas.textWidth(rest.substr(0, end), set.style) > set.widthMm + 0.1) {
        return ": one of its words is wider than the text; make its width larger or its points smaller.";
      }
      rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    }
    const PaperBox ink = inked(set.box);
    if (ink.x < edgeMm || ink.y < edgeMm || ink.x + ink.w > form::a4WidthMm - edgeMm ||
        ink.y + ink.h > form::a4HeightMm - edgeMm) {
      return ": it leaves the sheet; make it shorter, or move it.";
    }
    for (const Obstacle& one : m_obstacles) {
      if (!one.tick.empty() && one.tick == set.ownTick) continue;
      if (overlap(ink, one.box)) {
        return ": it does not fit and overlaps " + one.name +
               "; make it shorter, its width larger or its points smaller.";
      }
    }
    for (const SetText& other : m_set) {
      if (overlap(ink, inked(other.box))) {
        return ": it overlaps " + other.name + "; make one of them shorter or move it.";
      }
    }
    return "";
  }

  PaperCanvas& m_canvas;
  const Side& m_side;
  const FormFilling& m_filling;
  std::size_t m_sides;
  std::vector<Obstacle> m_obstacles;
  std::string m_wrong;
};

}  // namespace

Result<std::vector<SetText>> setTexts(PaperCanvas& canvas, const Description& description, const Side& side,
                                      std::string_view fileName, const FormFilling& filling) {
  Setter setter(canvas, description, side, filling);
  const std::string wrong = setter.setAll();
  if (!wrong.empty()) {
    return Fault{FaultCode::badInput,
                 std::string(fileName) + ": side " + std::to_string(side.number) +
                     (filling.language == form::Language::welsh ? ", in Welsh, " : ", in English, ") + wrong};
  }
  return std::move(setter.m_set);
}

}  // namespace pillarbox::desk

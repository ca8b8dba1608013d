// What may stand where on a sheet, so that it can be read again.
#include <algorithm>
#include <cmath>
#include <set>

#include "scanner/form/parse_parts.h"

namespace pillarbox::form {
namespace {

constexpr double edgeMm = 5;  // most printers leave this much white
constexpr double tickLeastMm = 4, tickMostMm = 8, tickGapMm = 3;
constexpr double qrLeastMm = 18, qrMostMm = 40;

PaperBox grown(const PaperBox& box, double by) {
  return {box.x - by, box.y - by, box.w + 2 * by, box.h + 2 * by};
}

// By more than a rounding error.
bool overlap(const PaperBox& a, const PaperBox& b) {
  constexpr double slack = 0.01;
  return a.x + a.w > b.x + slack && b.x + b.w > a.x + slack && a.y + a.h > b.y + slack && b.y + b.h > a.y + slack;
}

bool inside(const PaperBox& inner, const PaperBox& outer) {
  return inner.x >= outer.x - 0.01 && inner.y >= outer.y - 0.01 && inner.x + inner.w <= outer.x + outer.w + 0.01 &&
         inner.y + inner.h <= outer.y + outer.h + 0.01;
}

PaperBox around(const Line& line) {
  return {std::min(line.from.x, line.to.x), std::min(line.from.y, line.to.y),
          std::max(std::abs(line.from.x - line.to.x), 0.02), std::max(std::abs(line.from.y - line.to.y), 0.02)};
}

std::vector<PaperBox> edges(const PaperBox& box) {
  constexpr double thin = 0.02;
  return {{box.x, box.y, box.w, thin},
          {box.x, box.y + box.h, box.w, thin},
          {box.x, box.y, thin, box.h},
          {box.x + box.w, box.y, thin, box.h}};
}

struct Thing {
  std::string name;  // "tick 4 ("kind.i-saw")"
  PaperBox box;
};

class Places {
 public:
  Places(const Side& side, std::string where) : m_side(side), m_where(std::move(where)) {
    for (std::size_t i = 0; i < side.ticks.size(); ++i)
      m_ticks.push_back({label("tick", i, side.ticks[i].id), side.ticks[i].box});
    for (std::size_t i = 0; i < side.fields.size(); ++i)
      m_fields.push_back({label("field", i, side.fields[i].id), side.fields[i].box});
    for (std::size_t i = 0; i < side.figures.size(); ++i)
      m_figures.push_back({label("figure", i, side.figures[i].id), side.figures[i].box});
    for (std::size_t i = 0; i < side.qrs.size(); ++i)
      m_qrs.push_back({"QR code " + std::to_string(i + 1), side.qrs[i]});
    for (std::size_t i = 0; i < side.frames.size(); ++i)
      m_frames.push_back({"frame " + std::to_string(i + 1), side.frames[i].box});
    for (std::size_t i = 0; i < side.lines.size(); ++i)
      m_lines.push_back({"line " + std::to_string(i + 1), around(side.lines[i])});
  }

  Status check() const {
    for (const auto* things : {&m_ticks, &m_fields, &m_figures, &m_qrs, &m_frames, &m_lines}) {
      for (const Thing& thing : *things) PB_TRY(onSheet(thing));
    }
    for (std::size_t i = 0; i < m_side.texts.size(); ++i) {
      const Text& text = m_side.texts[i];
      PB_TRY(onSheet({"text " + std::to_string(i + 1), {text.at.x, text.at.y, text.widthMm, 1}}));
    }
    PB_TRY(qrShapes());
    PB_TRY(tickShapes());
    PB_TRY(fieldShapes());
    PB_TRY(apart(m_ticks, m_ticks, tickGapMm, "move one of them: tick boxes need 3 mm of white between them"));
    for (const auto* others : {&m_fields, &m_figures, &m_qrs, &m_lines}) {
      PB_TRY(apart(m_ticks, *others, tickQuietMm, "a tick box needs 2 mm of white around it"));
    }
    for (const Thing& frame : m_frames) {
      for (const Thing& tick : m_ticks) PB_TRY(edgesAway(tick, frame));
    }
    PB_TRY(apart(m_fields, m_fields, 0, "move one of them or make it smaller"));
    for (const auto* others : {&m_figures, &m_qrs}) {
      PB_TRY(apart(m_fields, *others, 0, "move one of them or make it smaller"));
    }
    PB_TRY(apart(m_figures, m_figures, 0, "move one of them or make it smaller"));
    PB_TRY(apart(m_qrs, m_figures, 0, "move one of them"));
    PB_TRY(apart(m_qrs, m_lines, 0, "move the line"));
    return apart(m_qrs, m_qrs, 0, "put them in two corners of the sheet");
  }

 private:
  static std::string label(std::string_view what, std::size_t index, const std::string& id) {
    return std::string(what) + " " + std::to_string(index + 1) + " (\"" + id + "\")";
  }

  Fault fault(const Thing& thing, const std::string& says) const {
    return {FaultCode::badInput, m_where + ", " + thing.name + ": " + says + "."};
  }

  Status onSheet(const Thing& thing) const {
    const PaperBox page{edgeMm, edgeMm, a4WidthMm - 2 * edgeMm, a4HeightMm - 2 * edgeMm};
    if (!inside(thing.box, page)) {
      return fault(thing, "it leaves the sheet; keep it within 5 mm of each edge (x from 5 to 205, y from 5 to 292)");
    }
    for (int corner = 0; corner < 4; ++corner) {
      if (overlap(thing.box, grown(markerBox(corner), markerQuietMm))) {
        return fault(thing, "it overlaps marker " + std::to_string(corner + 1) +
                                " (1 is top left, then clockwise) or the 3 mm of white around it; move it away from "
                                "the corner");
      }
    }
    return {};
  }

  Status apart(const std::vector<Thing>& some, const std::vector<Thing>& others, double gap,
               const std::string& advice) const {
    for (const Thing& one : some) {
      for (const Thing& other : others) {
        if (&some == &others && &one >= &other) continue;
        if (overlap(one.box, other.box)) return fault(one, "its box overlaps " + other.name + "; " + advice);
        if (gap > 0 && overlap(grown(one.box, gap), other.box)) {
          return fault(one, "it is too near to " + other.name + "; " + advice);
        }
      }
    }
    return {};
  }

  Status edgesAway(const Thing& tick, const Thing& frame) const {
    for (const PaperBox& edge : edges(frame.box)) {
      if (overlap(grown(tick.box, tickQuietMm), edge)) {
        return fault(tick,
                     "it is too near to the line of " + frame.name + "; a tick box needs 2 mm of white around it");
      }
    }
    return {};
  }

  Status qrShapes() const {
    if (m_qrs.size() != 2) {
      return Fault{FaultCode::badInput, m_where + ": it has " + std::to_string(m_qrs.size()) +
                                            " QR codes and needs two, in case one is covered or dirty."};
    }
    for (const Thing& qr : m_qrs) {
      if (std::abs(qr.box.w - qr.box.h) > 0.01 || qr.box.w < qrLeastMm || qr.box.w > qrMostMm) {
        return fault(qr, "it must be a square of 18 to 40 mm");
      }
    }
    return {};
  }

  Status tickShapes() const {
    for (const Thing& tick : m_ticks) {
      if (std::abs(tick.box.w - tick.box.h) > 0.01 || tick.box.w < tickLeastMm || tick.box.w > tickMostMm) {
        return fault(tick, "its box must be a square of 4 to 8 mm");
      }
    }
    return {};
  }

  Status fieldShapes() const {
    for (std::size_t i = 0; i < m_side.fields.size(); ++i) {
      const Field& field = m_side.fields[i];
      if (field.box.h < 5) return fault(m_fields[i], "its box must be at least 5 mm high to write in");
      for (std::size_t cell = 0; cell < field.cells.size(); ++cell) {
        if (inside(field.cells[cell], field.box)) continue;
        return fault(m_fields[i], "its cell " + std::to_string(cell + 1) +
                                      " is not inside its box; make the box wider or the cells smaller");
      }
      if (field.ruledMm > field.box.h) return fault(m_fields[i], "its writing lines are further apart than it is high");
    }
    return {};
  }

  const Side& m_side;
  std::string m_where;
  std::vector<Thing> m_ticks, m_fields, m_figures, m_qrs, m_frames, m_lines;
};

Status checkIds(const Description& description, const std::string& where) {
  std::set<std::string, std::less<>> ids;
  for (const Side& side : description.sides) {
    const auto once = [&](const auto& list, const std::string& what) -> Status {
      for (std::size_t i = 0; i < list.size(); ++i) {
        if (ids.insert(list[i].id).second) continue;
        return Fault{FaultCode::badInput, where + ": side " + std::to_string(side.number) + ", " + what + " " +
                                              std::to_string(i + 1) + " (\"" + list[i].id +
                                              "\"): this id is used twice; give one of them another."};
      }
      return {};
    };
    PB_TRY(once(side.ticks, "tick"));
    PB_TRY(once(side.fields, "field"));
    PB_TRY(once(side.figures, "figure"));
  }
  return {};
}

}  // namespace

Status checkPlaces(const Description& description, std::string_view fileName) {
  const std::string where(fileName);
  for (std::size_t i = 0; i < description.sides.size(); ++i) {
    const Side& side = description.sides[i];
    const std::string at = where + ": side " + std::to_string(i + 1);
    if (side.number != static_cast<int>(i) + 1) {
      return Fault{FaultCode::badInput, at + ": its number is " + std::to_string(side.number) +
                                            "; sides are numbered 1, 2, 3 in the order they are printed."};
    }
    const bool back = i % 2 == 1;
    if (side.sideOfSheet != (back ? 1 : 0) || (back && side.sheet != description.sides[i - 1].sheet)) {
      return Fault{FaultCode::badInput,
                   at + ": front and back of one sheet must follow each other (side_of_sheet 0, then 1, with the same "
                        "sheet number)."};
    }
    for (std::size_t before = 0; before < i; ++before) {
      if (description.sides[before].sheet == side.sheet && description.sides[before].sideOfSheet == side.sideOfSheet) {
        return Fault{FaultCode::badInput, at + ": sheet " + std::to_string(side.sheet) +
                                              " is used twice; its marks could not be told apart."};
      }
    }
  }
  PB_TRY(checkIds(description, where));
  for (const Side& side : description.sides) {
    PB_TRY(Places(side, where + ": side " + std::to_string(side.number)).check());
  }
  return {};
}

}  // namespace pillarbox::form

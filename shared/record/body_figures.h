// The drawings that marks are placed on, from assets/body/map. Pure, but for readBodyFigures.
#pragma once

#include <array>
#include <filesystem>
#include <optional>
#include <string_view>
#include <vector>

#include "shared/base/drawing.h"
#include "shared/base/result.h"
#include "shared/record/body_map.h"

namespace pillarbox {

// In the order in which they are offered.
inline constexpr std::array<std::string_view, 5> bodyFigureIds{"front", "back", "head", "hands", "feet"};

class BodyFigures {
 public:
  // Kept in each entry: raise it when a drawing is changed so that old marks would lie elsewhere.
  static constexpr std::string_view edition = "1";

  // "front" and "back" are drawn for both outlines; the others are the same. Null for an unknown figure.
  const Drawing* find(std::string_view figure, BodyOutline outline) const;
  void add(Drawing drawing) { m_drawings.push_back(std::move(drawing)); }

 private:
  std::vector<Drawing> m_drawings;
};

// badInput naming the file and field.
Result<Drawing> parseDrawing(std::string_view json, std::string_view name);
// All of them from the folder of assets, whole or not at all.
Result<BodyFigures> readBodyFigures(const std::filesystem::path& assets);

// The region a mark at `point` is in: the one that holds it if it is on the body, otherwise the nearest of a body that
// is no further than a fingertip's breadth. Null: beside the body.
const DrawnRegion* regionAt(const Drawing& drawing, BodyPoint point);
// In words, where an area lies: its region, or the two or three that most of it is in.
std::string placeOf(const Drawing& drawing, const std::vector<BodyPoint>& points);
BodyPoint middleOf(const DrawnRegion& region, const Drawing& drawing);

}  // namespace pillarbox

// A drawing with marks on it, and what is touched on it. Drawn by Frame::figure.
#pragma once

#include <string>
#include <vector>

#include "kiosk/ui/record.h"
#include "shared/base/drawing.h"

namespace pillarbox::ui {

// Points are parts (0 to 1) of the drawing's width and height.
struct FigureMark {
  std::vector<Point> points;  // one: a place; more: the edge of an area
  std::string number;         // written beside it
  bool struck = false;        // was taken out: hollow and crossed through
  bool chosen = false;
};

// A finger that touched the drawing and was lifted.
struct FigureTouch {
  std::vector<Point> points;  // one: a tap; more: the way it went, a closed area, at most figurePathLimit
};

inline constexpr std::size_t figurePathLimit = 400;

}  // namespace pillarbox::ui

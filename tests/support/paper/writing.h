// What hands draw on forms, as strokes in millimetres: ticks, words, digits and capitals, marks on a body map.
#pragma once

#include <string_view>

#include "tests/support/paper/ink.h"

namespace pillarbox::support {

enum class TickStyle {
  empty,
  tick,
  cross,
  fill,
  scribble,
  sloppyCross,   // leaves the box on every side
  tickFromAfar,  // begins or ends well outside
  horizontal,    // one line across, as some people mark
  // What a person would have to look at:
  circled,    // the box has a ring round it
  dab,        // the pen only touched: nobody knows
  struckOut,  // a tick, crossed out again
  rubbedOut,  // pencil, erased
};
std::string_view tickStyleName(TickStyle style);

// `box` is the printed square on the sheet.
Strokes tickStrokes(TickStyle style, const cv::Rect2d& box, Dice& dice);

// Joined loops that look like words, along lines `lineMm` apart, in `area`. Covers `amount` (0 to 1) of it.
Strokes handwriting(const cv::Rect2d& area, double lineMm, double amount, Dice& dice);
// One 0-9 or A-Z in its cell; nothing for other characters.
Strokes character(char which, const cv::Rect2d& cell, Dice& dice);

enum class MarkStyle { cross, circle, blob, line, shading };
std::string_view markStyleName(MarkStyle style);
Strokes markStrokes(MarkStyle style, cv::Point2d middle, double sizeMm, Dice& dice);

}  // namespace pillarbox::support

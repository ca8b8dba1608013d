#include "tests/support/paper/writing.h"

#include <numbers>

namespace pillarbox::support {
namespace {

using cv::Point2d;

// Places a shape drawn in the unit square into `box`, each point a little off.
Stroke placed(const Stroke& unit, const cv::Rect2d& box, double jitter, Dice& dice) {
  Stroke out;
  for (const Point2d& point : unit) {
    out.push_back({box.x + box.width * (point.x + dice.bounded(jitter, 2 * jitter)),
                   box.y + box.height * (point.y + dice.bounded(jitter, 2 * jitter))});
  }
  return out;
}

Stroke ring(Point2d middle, double radiusX, double radiusY, double turns, Dice& dice) {
  const double start = dice.in(0, 6.28), drift = dice.in(-0.1, 0.1);
  Stroke out;
  const int steps = std::max(10, cvRound(18 * turns));
  for (int i = 0; i <= steps; ++i) {
    const double t = turns * 2 * std::numbers::pi * i / steps;
    const double grow = 1 + drift * i / steps + dice.bounded(0.02, 0.04);
    out.push_back(middle + Point2d{radiusX * grow * std::cos(start + t), radiusY * grow * std::sin(start + t)});
  }
  return smooth(out);
}

// Back and forth across the area, closely enough to look filled.
Stroke hatch(const cv::Rect2d& area, double gapMm, Dice& dice) {
  Stroke out;
  const double slant = dice.in(0.1, 0.5) * area.height;
  const int lines = std::max(3, cvRound((area.width + slant) / gapMm));
  for (int i = 0; i <= lines; ++i) {
    const double x = area.x - slant / 2 + (area.width + slant) * i / lines;
    const bool up = (i & 1) != 0;
    const double y = up ? area.y : area.y + area.height;
    const double lean = up ? slant / 2 : -slant / 2;
    out.push_back(
        {std::clamp(x + lean, area.x, area.x + area.width) + dice.bounded(0.1, 0.2), y + dice.bounded(0.15, 0.4)});
  }
  return out;
}

Strokes tickOnly(const cv::Rect2d& box, double outside, Dice& dice) {
  return {smooth(placed({{dice.in(0.0, 0.3), dice.in(0.3, 0.6)},
                         {dice.in(0.28, 0.45), dice.in(0.75, 1.0)},
                         {dice.in(0.55, 0.7), dice.in(0.3, 0.5)},
                         {dice.in(0.8, 1.0) + outside, dice.in(-0.2, 0.15) - outside}},
                        box, 0.03, dice))};
}

Strokes crossOnly(const cv::Rect2d& box, Dice& dice) {
  return {placed({{0.12, 0.12}, {0.5, 0.5}, {0.88, 0.88}}, box, 0.07, dice),
          placed({{0.88, 0.12}, {0.5, 0.5}, {0.12, 0.88}}, box, 0.07, dice)};
}

}  // namespace

std::string_view tickStyleName(TickStyle style) {
  switch (style) {
    case TickStyle::empty:
      return "empty";
    case TickStyle::tick:
      return "tick";
    case TickStyle::cross:
      return "cross";
    case TickStyle::fill:
      return "fill";
    case TickStyle::scribble:
      return "scribble";
    case TickStyle::sloppyCross:
      return "sloppy cross";
    case TickStyle::tickFromAfar:
      return "tick from afar";
    case TickStyle::horizontal:
      return "horizontal";
    case TickStyle::circled:
      return "circled";
    case TickStyle::dab:
      return "dab";
    case TickStyle::struckOut:
      return "struck out";
    case TickStyle::rubbedOut:
      return "rubbed out";
  }
  return "";
}

Strokes tickStrokes(TickStyle style, const cv::Rect2d& box, Dice& dice) {
  const Point2d middle{box.x + box.width / 2, box.y + box.height / 2};
  switch (style) {
    case TickStyle::empty:
      return {};
    case TickStyle::tick:
      return tickOnly(box, dice.in(0, 0.35), dice);
    case TickStyle::rubbedOut:
      return dice.chance(0.5) ? tickOnly(box, dice.in(0, 0.3), dice) : crossOnly(box, dice);
    case TickStyle::cross:
      return crossOnly(box, dice);
    case TickStyle::fill: {
      const double inset = dice.in(0.02, 0.12);
      return {hatch({box.x + inset * box.width, box.y + inset * box.height, box.width * (1 - 2 * inset),
                     box.height * (1 - 2 * inset)},
                    dice.in(0.35, 0.6), dice)};
    }
    case TickStyle::scribble: {
      Stroke loops;
      const int count = dice.whole(8, 16);
      for (int i = 0; i < count; ++i) {
        loops.push_back({box.x + box.width * dice.in(0.05, 0.95), box.y + box.height * dice.in(0.05, 0.95)});
      }
      return {smooth(loops)};
    }
    case TickStyle::sloppyCross: {
      const double grow = dice.in(1.4, 2.1);
      const cv::Rect2d big{middle.x - box.width * grow / 2 + dice.bounded(0.12, 0.25) * box.width,
                           middle.y - box.height * grow / 2 + dice.bounded(0.12, 0.25) * box.height, box.width * grow,
                           box.height * grow};
      return {placed({{0.1, 0.1}, {0.5, 0.5}, {0.9, 0.9}}, big, 0.06, dice),
              placed({{0.9, 0.1}, {0.5, 0.5}, {0.1, 0.9}}, big, 0.06, dice)};
    }
    case TickStyle::tickFromAfar:
      return {smooth(placed({{dice.in(-0.8, -0.2), dice.in(-0.1, 0.5)},
                             {dice.in(0.25, 0.5), dice.in(0.7, 1.05)},
                             {dice.in(0.8, 1.0), dice.in(0.1, 0.3)},
                             {dice.in(1.4, 2.4), dice.in(-1.2, -0.5)}},
                            box, 0.03, dice))};
    case TickStyle::horizontal: {
      const double y = dice.in(0.35, 0.65);
      return {placed({{dice.in(-0.2, 0.15), y}, {0.5, y}, {dice.in(0.85, 1.25), y}}, box, 0.04, dice)};
    }
    case TickStyle::circled:
      return {ring(middle, box.width * dice.in(0.85, 1.15), box.height * dice.in(0.8, 1.1), dice.in(1.0, 1.15), dice)};
    case TickStyle::dab: {
      const Point2d at = middle + Point2d{dice.in(-0.25, 0.25) * box.width, dice.in(-0.25, 0.25) * box.height};
      return {{at, at + Point2d{dice.in(-0.4, 0.4), dice.in(-0.4, 0.4)}}};
    }
    case TickStyle::struckOut: {
      Strokes strokes = tickOnly(box, dice.in(0, 0.2), dice);
      const cv::Rect2d wide{box.x - 0.4 * box.width, box.y, 1.8 * box.width, box.height};
      const int lines = dice.whole(1, 3);
      for (int i = 0; i < lines; ++i) {
        const double y = dice.in(0.25, 0.75);
        strokes.push_back(placed({{0, y}, {0.5, y}, {1, y + dice.in(-0.2, 0.2)}}, wide, 0.04, dice));
      }
      return strokes;
    }
  }
  return {};
}

Strokes handwriting(const cv::Rect2d& area, double lineMm, double amount, Dice& dice) {
  Strokes out;
  const double height = std::min(area.height * 0.55, dice.in(2.2, 3.6)), pitch = dice.in(1.3, 2.2);
  const double slant = dice.in(-0.1, 0.5);
  const double step = lineMm > 0 ? lineMm : std::max(height * 2, 6.5);
  const int lines = std::max(1, cvFloor(area.height / step));
  const int written = std::max(1, cvRound(lines * amount));
  for (int line = 0; line < written; ++line) {
    const double base = area.y + (lines == 1 ? area.height * dice.in(0.68, 0.8) : step * (line + dice.in(0.72, 0.88)));
    double x = area.x + dice.in(0.8, 3);
    const double end = area.x + area.width * (line + 1 == written ? dice.in(0.3, 0.95) : dice.in(0.85, 0.98));
    while (x < end - 3 * pitch) {
      const int letters = std::min(dice.whole(2, 9), cvFloor((end - x) / pitch));
      Stroke word;
      for (int letter = 0; letter < letters; ++letter) {
        const bool tall = dice.chance(0.22), deep = !tall && dice.chance(0.12);
        const double top = (tall ? 1.0 : 0.5) * height * dice.in(0.85, 1.1);
        const double low = deep ? 0.45 * height : 0;
        for (int i = 0; i < 6; ++i) {
          const double t = 2 * std::numbers::pi * i / 6;
          const double up = i <= 3 ? top * (1 - std::cos(t)) / 2 : (top + low) * (1 - std::cos(t)) / 2 - low;
          word.push_back({x + pitch * (i / 6.0) - 0.42 * pitch * std::sin(t) + slant * up + dice.bounded(0.08, 0.2),
                          base - up + dice.bounded(0.08, 0.2)});
        }
        x += pitch * dice.in(0.8, 1.2);
      }
      out.push_back(smooth(word));
      x += pitch * dice.in(0.9, 1.8);
    }
  }
  return out;
}

std::string_view markStyleName(MarkStyle style) {
  switch (style) {
    case MarkStyle::cross:
      return "cross";
    case MarkStyle::circle:
      return "circle";
    case MarkStyle::blob:
      return "blob";
    case MarkStyle::line:
      return "line";
    case MarkStyle::shading:
      return "shading";
  }
  return "";
}

Strokes markStrokes(MarkStyle style, Point2d middle, double sizeMm, Dice& dice) {
  const double half = sizeMm / 2;
  const cv::Rect2d box{middle.x - half, middle.y - half, sizeMm, sizeMm};
  switch (style) {
    case MarkStyle::cross:
      return crossOnly(box, dice);
    case MarkStyle::circle:
      return {ring(middle, half, half * dice.in(0.6, 1.0), dice.in(1.0, 1.1), dice)};
    case MarkStyle::blob: {
      Strokes out;
      for (double radius = half; radius > 0.25; radius -= 0.4) {
        out.push_back(ring(middle, radius, radius * 0.8, 1, dice));
      }
      return out;
    }
    case MarkStyle::line: {
      const double angle = dice.in(0, std::numbers::pi);
      const Point2d along{half * std::cos(angle), half * std::sin(angle)};
      const Point2d bend{dice.in(-0.8, 0.8), dice.in(-0.8, 0.8)};
      return {smooth({middle - along, middle + bend, middle + along})};
    }
    case MarkStyle::shading:
      return {hatch({box.x, box.y + half * 0.2, sizeMm, sizeMm * 0.8}, dice.in(0.8, 1.4), dice)};
  }
  return {};
}

}  // namespace pillarbox::support

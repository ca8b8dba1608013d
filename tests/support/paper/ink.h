// Pens on paper: strokes that wobble, thin out and skip, as a layer of ink over a sheet. Millimetres on the sheet.
#pragma once

#include <opencv2/core.hpp>
#include <string_view>
#include <vector>

#include "tests/support/paper/dice.h"

namespace pillarbox::support {

enum class PenKind { blackBallpoint, blueBallpoint, pencil, feltTip, gel };
std::string_view penName(PenKind kind);

struct Pen {
  PenKind kind = PenKind::blackBallpoint;
  double widthMm = 0.5;
  double density = 1;  // of the ink: 1 hides the paper
  double grain = 0;    // how much the paper's roughness shows through
  cv::Vec3d colour{};  // BGR, 0 to 1: what the paper looks like under full ink
  double wobbleMm = 0.1;
};
Pen anyPen(Dice& dice, bool pencilToo);
Pen penOf(PenKind kind, Dice& dice);

using Stroke = std::vector<cv::Point2d>;
using Strokes = std::vector<Stroke>;

// A smooth line through the points (Catmull-Rom), in steps of about `stepMm`.
Stroke smooth(const Stroke& points, double stepMm = 0.35);

// Ink of one pen over one sheet.
class InkLayer {
 public:
  InkLayer(cv::Size pixels, double dpi) : m_cover(cv::Mat::zeros(pixels, CV_8UC1)), m_dpi(dpi) {}

  void draw(const Stroke& stroke, const Pen& pen, Dice& dice);
  void draw(const Strokes& strokes, const Pen& pen, Dice& dice) {
    for (const Stroke& stroke : strokes) draw(stroke, pen, dice);
  }
  // Pencil that was rubbed out: `left` (0 to 1) of it stays, smeared.
  void rubOut(const cv::Rect2d& areaMm, double left, Dice& dice);
  // The sheet under this ink. `sheet` is CV_8UC3.
  void apply(cv::Mat& sheet, const Pen& pen, Dice& dice) const;

 private:
  cv::Mat m_cover;  // 0 none, 255 full
  double m_dpi;
};

}  // namespace pillarbox::support

#include "scanner/page/marks_shape.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <vector>

namespace pillarbox::page {
namespace {

// Seen from the middle, in how many separate directions do arms reach the outer part?
int armsOf(const cv::Mat& ink, cv::Point2d middle, double radius) {
  constexpr int steps = 72;
  std::vector<bool> reached(steps);
  for (int n = 0; n < steps; ++n) {
    const double angle = n * 2 * CV_PI / steps;
    for (const double part : {0.55, 0.65, 0.75}) {
      const int x = static_cast<int>(middle.x + radius * part * std::cos(angle)),
                y = static_cast<int>(middle.y + radius * part * std::sin(angle));
      if (x >= 0 && y >= 0 && x < ink.cols && y < ink.rows && ink.at<std::uint8_t>(y, x))
        reached[static_cast<std::size_t>(n)] = true;
    }
  }
  int arms = 0;
  for (int n = 0; n < steps; ++n)
    if (reached[static_cast<std::size_t>(n)] && !reached[static_cast<std::size_t>((n + steps - 1) % steps)]) ++arms;
  return arms;
}

}  // namespace

MarkShape shapeOf(const cv::Mat& ink, double perMm) {
  MarkShape shape;
  const double area = cv::countNonZero(ink);
  shape.inkMm2 = area / (perMm * perMm);
  shape.kind = "area";
  std::vector<cv::Point> points;
  cv::findNonZero(ink, points);
  if (points.size() < 3) return shape;

  std::vector<cv::Point> hull;
  cv::convexHull(points, hull);
  const double hullArea = std::max(1.0, cv::contourArea(hull));

  // A ring holds paper: what cannot be reached from outside, once small gaps of the stroke are closed.
  cv::Mat padded, closed;
  const int border = static_cast<int>(perMm) + 2;
  cv::copyMakeBorder(ink, padded, border, border, border, border, cv::BORDER_CONSTANT, cv::Scalar(0));
  const int gap = static_cast<int>(std::lround(1.2 * perMm)) | 1;
  cv::morphologyEx(padded, closed, cv::MORPH_CLOSE, cv::getStructuringElement(cv::MORPH_ELLIPSE, {gap, gap}));
  cv::Mat filled = closed.clone();
  cv::floodFill(filled, {0, 0}, cv::Scalar(128));
  double hole = 0;
  for (int y = 0; y < filled.rows; ++y)
    for (int x = 0; x < filled.cols; ++x)
      if (filled.at<std::uint8_t>(y, x) == 0) ++hole;
  if (hole > 0.35 * hullArea) {
    shape.kind = "circle";
    return shape;
  }

  const cv::RotatedRect box = cv::minAreaRect(points);
  const double longer = std::max(box.size.width, box.size.height),
               shorter = std::max(1.0F, std::min(box.size.width, box.size.height));
  if (longer > 3.2 * shorter || (longer > 2.2 * shorter && hullArea < 2.2 * area)) {
    shape.kind = "line";
    return shape;
  }
  if (area > 0.72 * hullArea) return shape;

  const cv::Moments moments = cv::moments(ink, true);
  const cv::Point2d middle(moments.m10 / moments.m00, moments.m01 / moments.m00);
  const int around = static_cast<int>(0.6 * perMm);
  const cv::Rect core = cv::Rect(static_cast<int>(middle.x) - around, static_cast<int>(middle.y) - around,
                                 2 * around + 1, 2 * around + 1) &
                        cv::Rect(0, 0, ink.cols, ink.rows);
  const int arms = armsOf(ink, middle, std::min(box.size.width, box.size.height) / 2.0);
  if (!core.empty() && cv::countNonZero(ink(core)) > core.area() / 4 && (arms == 3 || arms == 4)) shape.kind = "cross";
  return shape;
}

}  // namespace pillarbox::page

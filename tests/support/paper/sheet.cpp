#include "tests/support/paper/sheet.h"

#include <opencv2/imgproc.hpp>

namespace pillarbox::support {
namespace {

constexpr double mmPerInch = 25.4;

void crease(cv::Mat& colour, cv::Point2d from, cv::Point2d to, double strength, double dpi) {
  const double width = 0.5 * dpi / mmPerInch;
  cv::Mat lines = cv::Mat::zeros(colour.size(), CV_8UC1);
  cv::line(lines, from, to, cv::Scalar(255 * strength), std::max(1, cvRound(width)), cv::LINE_AA);
  cv::GaussianBlur(lines, lines, {}, width);
  cv::Mat shade;
  cv::cvtColor(lines, shade, cv::COLOR_GRAY2BGR);
  cv::subtract(colour, shade, colour);
}

void cutCorner(Sheet& sheet, int corner, double mm, bool folded, Dice& dice) {
  const double scale = sheet.dpi / mmPerInch;
  const double right = sheet.colour.cols, bottom = sheet.colour.rows;
  const cv::Point2d at{corner == 1 || corner == 2 ? right : 0, corner >= 2 ? bottom : 0};
  const cv::Point2d inX{at.x > 0 ? -1.0 : 1.0, 0}, inY{0, at.y > 0 ? -1.0 : 1.0};
  const double a = mm * scale * dice.in(0.7, 1), b = mm * scale * dice.in(0.7, 1);
  std::vector<cv::Point> away{at};
  const cv::Point2d first = at + inX * a, last = at + inY * b;
  for (int i = 0; i <= 6; ++i) {
    const double ragged = folded ? 0 : dice.bounded(0.4, 0.9) * scale;
    away.push_back(first + (last - first) * (i / 6.0) + (inX + inY) * ragged);
  }
  if (folded) {  // the flap shows the back: blank paper, a shadow under its rim
    const cv::Point2d flap = first + last - at;
    const std::vector<cv::Point> triangle{first, last, flap};
    cv::fillConvexPoly(sheet.colour, triangle, cv::Scalar(236, 238, 239), cv::LINE_AA);
    crease(sheet.colour, first, flap, 0.25, sheet.dpi);
    crease(sheet.colour, last, flap, 0.25, sheet.dpi);
  }
  cv::fillPoly(sheet.there, std::vector<std::vector<cv::Point>>{away}, cv::Scalar(0));
}

}  // namespace

Sheet paperWith(const cv::Mat& print, double dpi, Dice& dice) {
  Sheet sheet{cv::Mat(print.size(), CV_8UC3), cv::Mat(print.size(), CV_8UC1, cv::Scalar(255)), dpi};
  const double white = dice.in(0.9, 0.985);
  const cv::Vec3d tint{white * dice.in(0.955, 1.0), white, white * dice.in(0.985, 1.0)};
  cv::Mat rough(256, 256, CV_32FC1);
  cv::RNG noise(dice.bits());
  noise.fill(rough, cv::RNG::NORMAL, 1, dice.in(0.004, 0.02));
  cv::GaussianBlur(rough, rough, {}, 0.8);
  for (int y = 0; y < print.rows; ++y) {
    const auto* ink = print.ptr<std::uint8_t>(y);
    const auto* grain = rough.ptr<float>(y & 255);
    auto* row = sheet.colour.ptr<cv::Vec3b>(y);
    for (int x = 0; x < print.cols; ++x) {
      // Toner is never quite black.
      const double light = (0.09 + 0.91 * ink[x] / 255.0) * 255 * static_cast<double>(grain[x & 255]);
      for (int c = 0; c < 3; ++c) row[x][c] = cv::saturate_cast<std::uint8_t>(light * tint[c]);
    }
  }
  return sheet;
}

void wear(Sheet& sheet, const Bend& bend, Difficulty difficulty, Dice& dice) {
  const bool hard = difficulty == Difficulty::hard;
  const double width = sheet.colour.cols, height = sheet.colour.rows;
  if (bend.foldMm > 0) {
    crease(sheet.colour, {0, height * bend.foldAt}, {width, height * bend.foldAt}, dice.in(0.06, hard ? 0.25 : 0.15),
           sheet.dpi);
  }
  if (hard && dice.chance(0.3)) {
    for (int i = dice.whole(1, 6); i > 0; --i) {
      crease(sheet.colour, {dice.in(0, width), dice.in(0, height)}, {dice.in(0, width), dice.in(0, height)},
             dice.in(0.04, 0.14), sheet.dpi);
    }
  }
  const double scale = sheet.dpi / mmPerInch;
  if (dice.chance(0.1)) {
    const cv::Point2d at{dice.in(4, 9) * scale, dice.in(4, 9) * scale};
    const cv::Point2d along = cv::Point2d{dice.in(0.5, 1), dice.in(-1, 0)} * (5.5 * scale);
    cv::line(sheet.colour, at, at + along, cv::Scalar(150, 150, 150), cvRound(0.6 * scale), cv::LINE_AA);
    cv::line(sheet.colour, at + cv::Point2d{0, 0.4 * scale}, at + along + cv::Point2d{0, 0.4 * scale},
             cv::Scalar(90, 90, 90), std::max(1, cvRound(0.25 * scale)), cv::LINE_AA);
  }
  if (dice.chance(hard ? 0.35 : 0.12)) {
    // A mark 10 mm from both edges loses nothing to a corner of 14 mm along each; the fold's flap reaches twice as far.
    const bool folded = dice.chance(0.5);
    cutCorner(sheet, dice.whole(0, 3), folded ? dice.in(4, hard ? 22 : 9) : dice.in(5, hard ? 26 : 13), folded, dice);
  }
}

}  // namespace pillarbox::support

#include "tests/support/paper/ink.h"

#include <opencv2/imgproc.hpp>

namespace pillarbox::support {
namespace {

constexpr double mmPerInch = 25.4;
constexpr int shiftBits = 4;  // of cv::line's fixed point

cv::Point fixedPoint(cv::Point2d point) {
  return {cvRound(point.x * (1 << shiftBits)), cvRound(point.y * (1 << shiftBits))};
}

}  // namespace

std::string_view penName(PenKind kind) {
  switch (kind) {
    case PenKind::blackBallpoint:
      return "black ballpoint";
    case PenKind::blueBallpoint:
      return "blue ballpoint";
    case PenKind::pencil:
      return "pencil";
    case PenKind::feltTip:
      return "felt tip";
    case PenKind::gel:
      return "gel";
  }
  return "";
}

Pen penOf(PenKind kind, Dice& dice) {
  Pen pen;
  pen.kind = kind;
  pen.wobbleMm = dice.in(0.04, 0.16);
  switch (kind) {
    case PenKind::blackBallpoint:
      pen.widthMm = dice.in(0.32, 0.55), pen.density = dice.in(0.75, 0.98), pen.grain = dice.in(0.05, 0.25);
      pen.colour = {dice.in(0.12, 0.22), dice.in(0.11, 0.19), dice.in(0.11, 0.2)};
      break;
    case PenKind::blueBallpoint:
      pen.widthMm = dice.in(0.32, 0.55), pen.density = dice.in(0.72, 0.97), pen.grain = dice.in(0.05, 0.3);
      pen.colour = {dice.in(0.45, 0.68), dice.in(0.18, 0.32), dice.in(0.12, 0.24)};
      break;
    case PenKind::pencil:
      pen.widthMm = dice.in(0.4, 0.8), pen.density = dice.in(0.45, 0.75), pen.grain = dice.in(0.4, 0.7);
      pen.colour = {dice.in(0.3, 0.38), dice.in(0.3, 0.36), dice.in(0.3, 0.36)};
      break;
    case PenKind::feltTip:
      pen.widthMm = dice.in(0.8, 1.5), pen.density = dice.in(0.9, 1.0), pen.grain = 0;
      pen.colour = dice.chance(0.6) ? cv::Vec3d{0.1, 0.1, 0.1} : cv::Vec3d{dice.in(0.4, 0.6), 0.15, dice.in(0.1, 0.2)};
      break;
    case PenKind::gel:
      pen.widthMm = dice.in(0.45, 0.75), pen.density = dice.in(0.9, 1.0), pen.grain = 0.05;
      pen.colour = dice.chance(0.7) ? cv::Vec3d{0.08, 0.08, 0.08} : cv::Vec3d{0.5, 0.2, 0.15};
      break;
  }
  return pen;
}

Pen anyPen(Dice& dice, bool pencilToo) {
  constexpr std::array kinds{PenKind::blackBallpoint, PenKind::blueBallpoint, PenKind::feltTip, PenKind::gel,
                             PenKind::pencil};
  const int which = dice.weighted(std::array{0.36, 0.34, 0.06, 0.1, pencilToo ? 0.14 : 0.0});
  return penOf(kinds[static_cast<std::size_t>(which)], dice);
}

Stroke smooth(const Stroke& points, double stepMm) {
  if (points.size() < 3) return points;
  Stroke out{points.front()};
  for (std::size_t i = 0; i + 1 < points.size(); ++i) {
    const cv::Point2d& a = points[i == 0 ? 0 : i - 1];
    const cv::Point2d& b = points[i];
    const cv::Point2d& c = points[i + 1];
    const cv::Point2d& d = points[i + 2 < points.size() ? i + 2 : i + 1];
    const int steps = std::max(1, cvCeil(cv::norm(c - b) / stepMm));
    for (int step = 1; step <= steps; ++step) {
      const double t = static_cast<double>(step) / steps;
      out.push_back(0.5 * ((2 * b) + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * (t * t) +
                           (3 * b - a - 3 * c + d) * (t * t * t)));
    }
  }
  return out;
}

void InkLayer::draw(const Stroke& stroke, const Pen& pen, Dice& dice) {
  if (stroke.empty()) return;
  const double scale = m_dpi / mmPerInch;
  // The hand trembles slowly along the stroke, so neighbouring points move together.
  const double phase = dice.in(0, 6.28), phase2 = dice.in(0, 6.28), pace = dice.in(0.8, 2.2);
  const double pressurePhase = dice.in(0, 6.28), pressurePace = dice.in(0.15, 0.5);
  double along = 0;
  Stroke trembling;
  std::vector<double> pressure;
  for (std::size_t i = 0; i < stroke.size(); ++i) {
    if (i > 0) along += cv::norm(stroke[i] - stroke[i - 1]);
    const cv::Point2d shake{std::sin(along * pace + phase), std::sin(along * pace * 1.3 + phase2)};
    trembling.push_back((stroke[i] + shake * pen.wobbleMm) * scale);
    pressure.push_back(0.86 + 0.14 * std::sin(along * pressurePace + pressurePhase));
  }
  const double widest = pen.widthMm * scale + 3;
  cv::Point2d low = trembling.front(), high = low;
  for (const cv::Point2d& point : trembling) {
    low = {std::min(low.x, point.x), std::min(low.y, point.y)};
    high = {std::max(high.x, point.x), std::max(high.y, point.y)};
  }
  const cv::Rect area = cv::Rect(cv::Point(cvFloor(low.x - widest), cvFloor(low.y - widest)),
                                 cv::Point(cvCeil(high.x + widest), cvCeil(high.y + widest))) &
                        cv::Rect({0, 0}, m_cover.size());
  if (area.empty()) return;
  cv::Mat here = cv::Mat::zeros(area.size(), CV_8UC1);
  const cv::Point2d corner = area.tl();
  if (trembling.size() == 1) trembling.push_back(trembling.front() + cv::Point2d{0.5, 0.5}), pressure.push_back(1);
  for (std::size_t i = 0; i + 1 < trembling.size(); ++i) {
    const int thickness = std::max(1, cvRound(pen.widthMm * scale * pressure[i]));
    const double ink = std::min(1.0, pen.density * (0.8 + 0.2 * pressure[i]));
    cv::line(here, fixedPoint(trembling[i] - corner), fixedPoint(trembling[i + 1] - corner), cv::Scalar(255 * ink),
             thickness, cv::LINE_AA, shiftBits);
  }
  cv::Mat target = m_cover(area);
  cv::max(target, here, target);
}

void InkLayer::rubOut(const cv::Rect2d& areaMm, double left, Dice& dice) {
  const double scale = m_dpi / mmPerInch;
  const cv::Rect area = cv::Rect(cvFloor(areaMm.x * scale), cvFloor(areaMm.y * scale), cvCeil(areaMm.width * scale),
                                 cvCeil(areaMm.height * scale)) &
                        cv::Rect({0, 0}, m_cover.size());
  if (area.empty()) return;
  cv::Mat here = m_cover(area);
  cv::Mat smeared;
  cv::blur(here, smeared, cv::Size(cvRound(dice.in(1.5, 3) * scale) | 1, cvRound(0.8 * scale) | 1));
  cv::addWeighted(here, left, smeared, left * 0.8, 0, here);
}

void InkLayer::apply(cv::Mat& sheet, const Pen& pen, Dice& dice) const {
  cv::RNG noise(dice.bits());
  cv::Mat grain;
  if (pen.grain > 0.01) {
    grain.create(512, 512, CV_8UC1);
    noise.fill(grain, cv::RNG::NORMAL, 128, 110);
    cv::GaussianBlur(grain, grain, {}, 0.9 * m_dpi / 300);
  }
  for (int y = 0; y < sheet.rows; ++y) {
    const auto* cover = m_cover.ptr<std::uint8_t>(y);
    auto* row = sheet.ptr<cv::Vec3b>(y);
    const auto* rough = grain.empty() ? nullptr : grain.ptr<std::uint8_t>(y & 511);
    for (int x = 0; x < sheet.cols; ++x) {
      if (cover[x] == 0) continue;
      double ink = cover[x] / 255.0;
      if (rough != nullptr) ink *= std::clamp(1 - pen.grain * (rough[x & 511] - 90) / 80.0, 0.0, 1.0);
      for (int c = 0; c < 3; ++c) {
        row[x][c] = cv::saturate_cast<std::uint8_t>(row[x][c] * (1 - ink * (1 - pen.colour[c])));
      }
    }
  }
}

}  // namespace pillarbox::support

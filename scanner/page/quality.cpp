// Is this picture of a sheet good enough to keep, and if not, what should the person change?
#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "scanner/page/edges.h"
#include "scanner/page/find.h"
#include "scanner/page/flatten.h"

namespace pillarbox::page {
namespace {

// Blur as the sigma it would have on a 150 dpi scan. Text at 150 dpi is easy to read at 0.8 and a strain at 2.
constexpr double sharpSigma = 0.85, blurredSigma = 2.6;
constexpr double enoughSharpness = 0.5, enoughLight = 0.3, enoughGlare = 0.9, enoughDpi = 70, enoughSeen = 0.9;

double dpiOf(const Found& found, cv::Size picture) {
  double widthMm = form::a4WidthMm, heightMm = form::a4HeightMm;
  if (found.toMm.empty()) {
    const SheetSize size = sheetSize(found.corners, picture);
    widthMm = size.widthMm, heightMm = size.heightMm;
  }
  const Corners& c = found.corners;
  const double across = std::min(cv::norm(c[1] - c[0]), cv::norm(c[2] - c[3])) / widthMm;
  const double along = std::min(cv::norm(c[3] - c[0]), cv::norm(c[2] - c[1])) / heightMm;
  return 25.4 * std::min(across, along);
}

// The blur of strong edges in one direction, pixels; negative if there are none. An edge of contrast C under a blur of
// sigma has its greatest slope at C / (sigma √(2π)).
double blurAcross(const cv::Mat& tile, bool across) {
  std::vector<double> sigmas;
  const int rows = across ? tile.rows : tile.cols, cols = across ? tile.cols : tile.rows;
  const auto value = [&](int r, int c) -> int { return across ? tile.at<uchar>(r, c) : tile.at<uchar>(c, r); };
  for (int r = 0; r < rows; r += 2) {
    int c = 1;
    while (c + 1 < cols) {
      const int slope = value(r, c + 1) - value(r, c);
      if (std::abs(slope) < 3) {
        ++c;
        continue;
      }
      // one rise or fall, from foot to foot
      const int sign = slope > 0 ? 1 : -1, begin = c;
      int steepest = 0;
      while (c + 1 < cols && sign * (value(r, c + 1) - value(r, c)) > 0) {
        steepest = std::max(steepest, sign * (value(r, c + 1) - value(r, c)));
        ++c;
      }
      const int contrast = sign * (value(r, c) - value(r, begin));
      if (contrast >= 36) sigmas.push_back(contrast / (steepest * 2.5066));
      ++c;
    }
  }
  if (sigmas.size() < 12) return -1;
  // Slanted strokes look blurred along one axis only: the sharper half counts.
  const auto at = sigmas.begin() + static_cast<std::ptrdiff_t>(sigmas.size() * 35 / 100);
  std::nth_element(sigmas.begin(), at, sigmas.end());
  return *at;
}

double sharpnessOf(const cv::Mat& grey, const Found& found, double dpi) {
  const std::vector<cv::Point2f> sheet(found.corners.begin(), found.corners.end());
  const cv::Rect all(0, 0, grey.cols, grey.rows), around = cv::boundingRect(sheet) & all;
  std::vector<double> tiles;
  const int side = 72;
  for (int row = 0; row < 9; ++row) {
    for (int column = 0; column < 7; ++column) {
      const cv::Point middle(around.x + around.width * (2 * column + 1) / 14,
                             around.y + around.height * (2 * row + 1) / 18);
      const cv::Rect where(middle.x - side / 2, middle.y - side / 2, side, side);
      if ((where & around) != where) continue;
      bool inside = true;
      for (const cv::Point& corner :
           {where.tl(), where.br(), cv::Point(where.x, where.br().y), cv::Point(where.br().x, where.y)}) {
        inside &= cv::pointPolygonTest(sheet, corner, false) > 0;
      }
      if (!inside) continue;
      const cv::Mat tile = grey(where);
      const double across = blurAcross(tile, true), along = blurAcross(tile, false);
      // A hand that moves blurs one direction: the worse one counts.
      if (across > 0 && along > 0) tiles.push_back(std::max(across, along));
    }
  }
  if (tiles.empty()) return 1;  // nothing written that could be blurred
  const auto at = tiles.begin() + static_cast<std::ptrdiff_t>(tiles.size() / 2);
  std::nth_element(tiles.begin(), at, tiles.end());
  const double sigma = *at * 150 / std::max(30.0, dpi);
  return std::clamp((blurredSigma - sigma) / (blurredSigma - sharpSigma), 0.0, 1.0);
}

struct Light {
  double light = 0, glare = 1, covered = 0;
};

Light lightOf(const cv::Mat& grey, const Found& found) {
  // The sheet on a small upright grid, 2 mm a cell on A4.
  const cv::Size few(105, 148);
  const double longest = std::max(grey.cols, grey.rows), scale = std::max(1.0, longest / 480);
  cv::Mat small, sheet;
  cv::resize(grey, small, {cvRound(grey.cols / scale), cvRound(grey.rows / scale)}, 0, 0, cv::INTER_AREA);
  std::array<cv::Point2f, 4> from;
  for (std::size_t i = 0; i < 4; ++i) from[i] = toSmall(found.corners[i], scale);
  const std::array<cv::Point2f, 4> to{cv::Point2f(0, 0), {104, 0}, {104, 147}, {0, 147}};
  cv::warpPerspective(small, sheet, cv::getPerspectiveTransform(from.data(), to.data()), few, cv::INTER_LINEAR,
                      cv::BORDER_REPLICATE);
  sheet = sheet(cv::Rect(3, 3, few.width - 6, few.height - 6)).clone();
  cv::Mat paper;
  cv::morphologyEx(sheet, paper, cv::MORPH_CLOSE, cv::getStructuringElement(cv::MORPH_ELLIPSE, {7, 7}));
  cv::Mat sorted;
  cv::sort(paper.reshape(1, 1), sorted, cv::SORT_EVERY_ROW | cv::SORT_ASCENDING);
  const auto part = [&](double p) {
    return static_cast<double>(sorted.at<uchar>(0, static_cast<int>((sorted.cols - 1) * p)));
  };
  Light result;
  const double darkest = part(0.05), middle = part(0.5), brightest = part(0.95);
  const double even = std::clamp((darkest / std::max(1.0, brightest) - 0.15) / 0.6, 0.0, 1.0);
  const double enough = std::clamp((darkest - 25) / 75, 0.0, 1.0);
  result.light = std::min(enough, 0.35 + 0.65 * even);
  // Glare: burnt-out paper beside paper that is not. A scan is white all over and has none.
  if (middle < 232) {
    cv::Mat burnt = sheet >= 251;
    cv::morphologyEx(burnt, burnt, cv::MORPH_OPEN, cv::getStructuringElement(cv::MORPH_RECT, {3, 3}));
    const double burntPart = static_cast<double>(cv::countNonZero(burnt)) / static_cast<double>(burnt.total());
    result.glare = std::clamp(1 - 6 * burntPart, 0.0, 1.0);
  }
  return result;
}

}  // namespace

PaperQuality judge(const cv::Mat& grey, const Found& found) {
  PaperQuality quality;
  if (grey.empty() || grey.type() != CV_8UC1 || !isConvex(found.corners)) return quality;
  try {
    quality.dpi = dpiOf(found, grey.size());
    const Light light = lightOf(grey, found);
    quality.light = light.light;
    quality.glare = light.glare;
    quality.sharpness = sharpnessOf(grey, found, quality.dpi);
    quality.completeness = partInside(found.corners, grey.size());
    quality.advice = PaperAdvice::none;
    if (found.advice != PaperAdvice::none) {
      quality.advice = found.advice;
    } else if (quality.completeness < enoughSeen) {
      quality.advice = PaperAdvice::showWholePage;
    } else if (quality.glare < enoughGlare) {
      quality.advice = PaperAdvice::moveLamp;
    } else if (quality.light < enoughLight) {
      quality.advice = PaperAdvice::moreLight;
    } else if (quality.dpi < enoughDpi) {
      quality.advice = PaperAdvice::moveCloser;
    } else if (quality.sharpness < enoughSharpness) {
      quality.advice = PaperAdvice::holdStill;
    }
  } catch (const cv::Exception&) {
    return {};
  }
  return quality;
}

}  // namespace pillarbox::page

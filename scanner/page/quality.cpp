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

// How little is lost by blurring once more in one direction, 0 (sharp) to 1 (Crete et al., "The blur effect", 2007);
// negative if there is nothing to blur. Unlike the width of an edge it sees thin strokes smeared by a moving hand.
double smearAlong(const cv::Mat& tile, bool across, int reach) {
  cv::Mat again;
  cv::blur(tile, again, across ? cv::Size(reach, 1) : cv::Size(1, reach));
  int before = 0, lost = 0;
  for (int y = 1; y < tile.rows; ++y) {
    const uchar *here = tile.ptr<uchar>(y), *there = again.ptr<uchar>(y);
    const uchar *up = tile.ptr<uchar>(y - 1), *upThere = again.ptr<uchar>(y - 1);
    for (int x = 1; x < tile.cols; ++x) {
      const int step = std::abs(across ? here[x] - here[x - 1] : here[x] - up[x]);
      if (step < 8) continue;
      const int left = std::abs(across ? there[x] - there[x - 1] : there[x] - upThere[x]);
      before += step;
      lost += std::max(0, step - left);
    }
  }
  return before < 1500 ? -1 : 1 - static_cast<double>(lost) / before;
}

double middleOf(std::vector<double>& values) {
  const auto at = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), at, values.end());
  return *at;
}

// 1 unless strokes are smeared much more in one direction than in the other.
double steadiness(std::vector<double>& across, std::vector<double>& along) {
  if (across.size() < 3 || along.size() < 3) return 1;
  const double x = middleOf(across), y = middleOf(along), most = std::max(x, y), apart = std::abs(x - y);
  // Lines of text are smoother along themselves than across even when they are sharp, and mostly they lie.
  const double usual = x > y ? 0.1 : 0.33;
  if (most < 0.58 || apart < usual) return 1;
  return std::clamp(0.45 - 2 * (most - 0.65), 0.0, 0.45);
}

double sharpnessOf(const cv::Mat& grey, const Found& found, double dpi) {
  const std::vector<cv::Point2f> sheet(found.corners.begin(), found.corners.end());
  const cv::Rect all(0, 0, grey.cols, grey.rows), around = cv::boundingRect(sheet) & all;
  std::vector<double> blurs, across, along;
  // Everything is measured as on a 150 dpi scan, or as it is if it is coarser.
  constexpr int side = 72;
  const double finer = std::max(1.0, dpi / 150);
  const int taken = cvRound(side * finer), reach = std::max(3, cvRound(7 * std::min(1.0, dpi / 150)) | 1);
  const int columns = std::clamp(around.width / taken, 1, 7), rows = std::clamp(around.height / taken, 1, 9);
  for (int row = 0; row < rows; ++row) {
    for (int column = 0; column < columns; ++column) {
      const cv::Point middle(around.x + around.width * (2 * column + 1) / (2 * columns),
                             around.y + around.height * (2 * row + 1) / (2 * rows));
      const cv::Rect where(middle.x - taken / 2, middle.y - taken / 2, taken, taken);
      if ((where & around) != where) continue;
      bool inside = true;
      for (const cv::Point& corner :
           {where.tl(), where.br(), cv::Point(where.x, where.br().y), cv::Point(where.br().x, where.y)}) {
        inside &= cv::pointPolygonTest(sheet, corner, false) > 0;
      }
      if (!inside) continue;
      cv::Mat tile = grey(where);
      if (finer > 1) {
        cv::Mat coarse;
        cv::resize(tile, coarse, {side, side}, 0, 0, cv::INTER_AREA);
        tile = coarse;
      }
      const double x = blurAcross(tile, true), y = blurAcross(tile, false);
      if (x > 0 && y > 0) blurs.push_back(std::max(x, y));  // the worse direction counts
      const double smearX = smearAlong(tile, true, reach), smearY = smearAlong(tile, false, reach);
      if (smearX > 0) across.push_back(smearX);
      if (smearY > 0) along.push_back(smearY);
    }
  }
  if (blurs.empty()) return 1;  // nothing written that could be blurred
  const double sigma = middleOf(blurs) * 150 / std::clamp(dpi, 30.0, 150.0);
  const double sharpness = std::clamp((blurredSigma - sigma) / (blurredSigma - sharpSigma), 0.0, 1.0);
  return std::min(sharpness, steadiness(across, along));
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

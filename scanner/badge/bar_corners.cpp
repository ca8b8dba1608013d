#include "scanner/badge/bar_corners.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace pillarbox::badge {
namespace {

constexpr double alike = 0.5;   // correlation of a line with the first one
constexpr int mostDamaged = 4;  // steps in a row that may look otherwise: a scratch, a reflection
constexpr int samplesInLine = 256;

double pixel(const cv::Mat& grey, const cv::Point2d& at) {
  const int x = static_cast<int>(std::floor(at.x)), y = static_cast<int>(std::floor(at.y));
  if (x < 0 || y < 0 || x + 1 >= grey.cols || y + 1 >= grey.rows) return -1;
  const double fx = at.x - x, fy = at.y - y;
  const std::uint8_t* top = grey.ptr<std::uint8_t>(y);
  const std::uint8_t* low = grey.ptr<std::uint8_t>(y + 1);
  return (top[x] * (1 - fx) + top[x + 1] * fx) * (1 - fy) + (low[x] * (1 - fx) + low[x + 1] * fx) * fy;
}

// With mean 0 and length 1, so that the product of two is their correlation. Empty if it leaves the picture.
std::vector<double> lineOf(const cv::Mat& grey, const cv::Point2d& begin, const cv::Point2d& end) {
  std::vector<double> line;
  line.reserve(samplesInLine);
  double sum = 0;
  for (int i = 0; i < samplesInLine; ++i) {
    const double value = pixel(grey, begin + (end - begin) * (static_cast<double>(i) / (samplesInLine - 1)));
    if (value < 0) return {};
    line.push_back(value);
    sum += value;
  }
  double squares = 0;
  for (double& value : line) {
    value -= sum / samplesInLine;
    squares += value * value;
  }
  if (squares < 1) return {};
  for (double& value : line) value /= std::sqrt(squares);
  return line;
}

double likeness(const std::vector<double>& a, const std::vector<double>& b) {
  if (a.size() != b.size()) return -1;
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
  return sum;
}

}  // namespace

std::array<PaperPoint, 4> barCorners(const cv::Mat& grey, cv::Point2d begin, cv::Point2d end, double reach) {
  const cv::Point2d whole = end - begin;
  const double length = std::max(1.0, std::hypot(whole.x, whole.y));
  const cv::Point2d along = whole * (1 / length), down(-along.y, along.x);
  const std::vector<double> first = lineOf(grey, begin, end);
  const double step = std::max(1.0, reach / 200);

  // The bars may lean a little: the line may slide along itself by half a pixel at each step.
  const auto follow = [&](double sign) {
    cv::Point2d last(0, 0);
    double slide = 0;
    int damaged = 0;
    for (int n = 1; n * step <= reach && damaged <= mostDamaged && !first.empty(); ++n) {
      const double far = n * step;
      double best = -1, bestSlide = slide;
      for (const double more : {0.0, -step / 2, step / 2}) {
        const cv::Point2d off = down * (sign * far) + along * (slide + more);
        const double like = likeness(first, lineOf(grey, begin + off, end + off));
        if (like > best + 0.01) {
          best = like;
          bestSlide = slide + more;
        }
      }
      if (best < alike) {
        ++damaged;
        continue;
      }
      damaged = 0;
      slide = bestSlide;
      last = down * (sign * far) + along * slide;
    }
    return last;
  };
  const cv::Point2d top = follow(-1), bottom = follow(1);
  const auto point = [](const cv::Point2d& at) { return PaperPoint{at.x, at.y}; };
  return {point(begin + top), point(end + top), point(end + bottom), point(begin + bottom)};
}

}  // namespace pillarbox::badge

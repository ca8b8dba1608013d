#include "scanner/badge/bars.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "scanner/badge/bar_corners.h"
#include "scanner/badge/view.h"
#include "scanner/badge/zxing.h"

namespace pillarbox::badge {
namespace {

// The search is done in pictures no larger than these: bars of 2 pixels are lost in the small one, and bars wider
// than the window fall apart in the large one.
constexpr double searchSides[] = {1000, 330};
constexpr int cell = 4;                 // the gradients are looked at in squares of so many of its pixels
constexpr int window = 20;              // pixels of that picture, wide enough for several bars
constexpr double leastCoherence = 0.6;  // 1: everything changes along one line only
// Grey levels a pixel, root mean square: less than the first is paper grain; the second parts a code from the grain of
// the wood that it lies on.
constexpr double leastGradients[] = {4, 14};
constexpr std::size_t leastCharacters = 3;
constexpr int mostColumns = 3000;
constexpr int mostRows = 160;  // of an area made upright: the rows between say nothing new

// The area is read in this many bands that share no pixel: a caption or a finger spoils only some of them.
constexpr int bands = 5;

struct Vote {
  Code code;
  unsigned in = 0;  // which bands said it
  int count = 0;    // how often, over all treatments
};

void vote(std::vector<Vote>& votes, const std::vector<Code>& codes, int band) {
  for (const Code& code : codes) {
    if (code.text.size() < leastCharacters) continue;
    auto found = std::find_if(votes.begin(), votes.end(), [&](const Vote& each) { return sameCode(each.code, code); });
    if (found == votes.end()) found = votes.insert(votes.end(), Vote{code});
    found->in |= 1U << band;
    ++found->count;
  }
}

// At least two bands say it and nothing else was read half as often.
const Vote* believed(const std::vector<Vote>& votes) {
  const Vote* best = nullptr;
  for (const Vote& each : votes) {
    if (std::popcount(each.in) >= 2 && (best == nullptr || each.count > best->count)) best = &each;
  }
  if (best == nullptr) return nullptr;
  for (const Vote& each : votes) {
    if (&each != best && each.count * 2 > best->count) return nullptr;
  }
  return best;
}

// The area, upright, `scale` times as large.
View upright(const cv::Mat& grey, const Bars& bars, double width, double scale) {
  const double rows = std::clamp(bars.height * scale, 3.0 * bands, static_cast<double>(mostRows));
  const cv::Size size(std::max(8, static_cast<int>(std::lround(width * scale))), static_cast<int>(std::lround(rows)));
  const cv::Point2d right = bars.across * (1 / scale);
  const cv::Point2d down = cv::Point2d(-bars.across.y, bars.across.x) * (bars.height / size.height);
  const cv::Point2d origin = bars.middle - right * ((size.width - 1) / 2.0) - down * ((size.height - 1) / 2.0);
  View view;
  view.back = {right.x, down.x, origin.x, right.y, down.y, origin.y, 0, 0, 1};
  const int how = scale > 1 ? cv::INTER_CUBIC : cv::INTER_LINEAR;
  cv::warpAffine(grey, view.grey, view.back.get_minor<2, 3>(0, 0), size, how | cv::WARP_INVERSE_MAP,
                 cv::BORDER_CONSTANT, 255);
  return view;
}

void readBands(const View& view, Threshold threshold, std::vector<Vote>& votes) {
  for (int band = 0; band < bands; ++band) {
    const int top = view.grey.rows * band / bands, bottom = view.grey.rows * (band + 1) / bands;
    std::vector<Code> codes = zxingLinear(view.grey.rowRange(top, bottom), threshold);
    for (Code& code : codes) {
      for (PaperPoint& corner : code.corners) corner.y += top;
    }
    vote(votes, view.home(std::move(codes)), band);
  }
}

// Each row becomes the mean of those around it: noise goes, the bars stay.
View averaged(View view, int rows) {
  cv::Mat out;
  cv::blur(view.grey, out, {1, std::max(1, rows)});
  view.grey = out;
  return view;
}

Code withCorners(Code code, const cv::Mat& grey, const Bars& bars) {
  const auto& at = code.corners;
  const cv::Point2d begin((at[0].x + at[3].x) / 2, (at[0].y + at[3].y) / 2);
  const cv::Point2d end((at[1].x + at[2].x) / 2, (at[1].y + at[2].y) / 2);
  code.corners = barCorners(grey, begin, end, bars.height * 1.3 + window);
  return code;
}

struct Ranked {
  Bars bars;
  double score = 0;
};

// Sums of products of the gradients, one value a cell: dx·dx, dy·dy, dx·dy, as means over the window around the cell.
struct Gradients {
  cv::Mat xx, yy, xy;  // CV_32FC1
};

Gradients gradientsOf(const cv::Mat& grey) {
  cv::Mat dx, dy;
  cv::Sobel(grey, dx, CV_16S, 1, 0, 3);
  cv::Sobel(grey, dy, CV_16S, 0, 1, 3);
  const cv::Size cells(std::max(1, grey.cols / cell), std::max(1, grey.rows / cell));
  Gradients sums{cv::Mat::zeros(cells, CV_32FC1), cv::Mat::zeros(cells, CV_32FC1), cv::Mat::zeros(cells, CV_32FC1)};
  // A Sobel gradient is four times the grey levels a pixel.
  constexpr float perPixel = 1.0F / (16 * cell * cell);
  for (int y = 0; y < cells.height * cell; ++y) {
    const auto* across = dx.ptr<std::int16_t>(y);
    const auto* down = dy.ptr<std::int16_t>(y);
    auto* xx = sums.xx.ptr<float>(y / cell);
    auto* yy = sums.yy.ptr<float>(y / cell);
    auto* xy = sums.xy.ptr<float>(y / cell);
    for (int x = 0; x < cells.width; ++x) {
      int a = 0, b = 0, c = 0;
      for (int i = x * cell; i < (x + 1) * cell; ++i) {
        a += across[i] * across[i];
        b += down[i] * down[i];
        c += across[i] * down[i];
      }
      xx[x] += static_cast<float>(a) * perPixel;
      yy[x] += static_cast<float>(b) * perPixel;
      xy[x] += static_cast<float>(c) * perPixel;
    }
  }
  for (cv::Mat* sum : {&sums.xx, &sums.yy, &sums.xy}) {
    cv::boxFilter(*sum, *sum, CV_32F, {window / cell, window / cell}, {-1, -1}, true, cv::BORDER_REFLECT);
  }
  return sums;
}

// All areas that change by at least so much, in a picture that is `shrink` times as large as the whole one.
void search(const Gradients& gradients, double least, double shrink, std::vector<Ranked>& ranked) {
  const auto& [xx, yy, xy] = gradients;
  const cv::Size cells = xx.size();
  cv::Mat mask(cells, CV_8UC1);
  for (int y = 0; y < mask.rows; ++y) {
    const float* a = xx.ptr<float>(y);
    const float* b = yy.ptr<float>(y);
    const float* c = xy.ptr<float>(y);
    std::uint8_t* out = mask.ptr<std::uint8_t>(y);
    for (int x = 0; x < mask.cols; ++x) {
      const float energy = a[x] + b[x];
      const float one = (a[x] - b[x]) * (a[x] - b[x]) + 4 * c[x] * c[x];
      const bool bars = energy > least * least && one > leastCoherence * leastCoherence * energy * energy;
      out[x] = bars ? 255 : 0;
    }
  }

  cv::Mat labels, stats, middles;
  const int count = cv::connectedComponentsWithStats(mask, labels, stats, middles, 4, CV_32S);
  struct Sum {
    double xx = 0, yy = 0, xy = 0;
    int cells = 0;
    double least[2] = {1e9, 1e9}, greatest[2] = {-1e9, -1e9};
    cv::Point2d across;
  };
  std::vector<Sum> sums(static_cast<std::size_t>(count));
  for (int y = 0; y < labels.rows; ++y) {
    const int* label = labels.ptr<int>(y);
    for (int x = 0; x < labels.cols; ++x) {
      if (label[x] == 0) continue;
      Sum& sum = sums[static_cast<std::size_t>(label[x])];
      ++sum.cells;
      sum.xx += static_cast<double>(xx.ptr<float>(y)[x]);
      sum.yy += static_cast<double>(yy.ptr<float>(y)[x]);
      sum.xy += static_cast<double>(xy.ptr<float>(y)[x]);
    }
  }
  for (Sum& sum : sums) {
    const double angle = std::atan2(2 * sum.xy, sum.xx - sum.yy) / 2;
    sum.across = {std::cos(angle), std::sin(angle)};
  }
  for (int y = 0; y < labels.rows; ++y) {
    const int* label = labels.ptr<int>(y);
    for (int x = 0; x < labels.cols; ++x) {
      if (label[x] == 0) continue;
      Sum& sum = sums[static_cast<std::size_t>(label[x])];
      const double px = (x + 0.5) * cell - 0.5, py = (y + 0.5) * cell - 0.5;
      const double at[2] = {px * sum.across.x + py * sum.across.y, py * sum.across.x - px * sum.across.y};
      for (int i = 0; i < 2; ++i) {
        sum.least[i] = std::min(sum.least[i], at[i]);
        sum.greatest[i] = std::max(sum.greatest[i], at[i]);
      }
    }
  }

  for (int i = 1; i < count; ++i) {
    const Sum& sum = sums[static_cast<std::size_t>(i)];
    const double width = sum.greatest[0] - sum.least[0] + cell, height = sum.greatest[1] - sum.least[1] + cell;
    // The window makes every area larger than its bars. One edge alone is no wider than the window.
    if (width < window * 1.5 || height < 6) continue;
    const double u = (sum.least[0] + sum.greatest[0]) / 2, v = (sum.least[1] + sum.greatest[1]) / 2;
    Bars bars;
    bars.across = sum.across;
    const cv::Point2d middle(u * sum.across.x - v * sum.across.y, u * sum.across.y + v * sum.across.x);
    bars.middle = {(middle.x + 0.5) / shrink - 0.5, (middle.y + 0.5) / shrink - 0.5};
    bars.width = width / shrink;
    bars.height = std::max(6.0, height > 2 * window ? height - window : height / 2) / shrink;
    // Strong and large, but not by size alone: the grain of a whole table has more of everything than a badge.
    ranked.push_back({bars, (sum.xx + sum.yy) / (shrink * std::sqrt(static_cast<double>(sum.cells)))});
  }
}

// A whole number of pixels becomes one where that comes near enough to what is asked: ten times as quick.
cv::Mat shrunkTo(const cv::Mat& grey, double side) {
  const double longest = std::max(grey.cols, grey.rows);
  if (longest <= side) return grey;
  const double whole = std::ceil(longest / side);
  return scaled(asIs(grey), longest / whole >= 0.9 * side ? 1 / whole : side / longest).grey;
}

bool sameArea(const Bars& a, const Bars& b) {
  const cv::Point2d apart = a.middle - b.middle;
  const double turn = std::abs(a.across.dot(b.across));
  return std::hypot(apart.x, apart.y) < 0.15 * std::max(a.width, b.width) && turn > 0.99 &&
         std::min(a.width, b.width) > 0.75 * std::max(a.width, b.width);
}

}  // namespace

std::vector<Bars> findBars(const cv::Mat& grey, std::size_t most) {
  std::vector<Bars> found;
  if (grey.empty() || grey.cols < 8 || grey.rows < 8) return found;
  std::vector<Ranked> ranked;
  cv::Mat small = grey;
  for (const double side : searchSides) {
    small = shrunkTo(small, side);
    const Gradients gradients = gradientsOf(small);
    for (const double least : leastGradients) {
      search(gradients, least, static_cast<double>(small.cols) / grey.cols, ranked);
    }
    if (std::max(grey.cols, grey.rows) <= searchSides[1]) break;
  }
  std::sort(ranked.begin(), ranked.end(), [](const Ranked& a, const Ranked& b) { return a.score > b.score; });
  for (const Ranked& each : ranked) {
    if (found.size() == most) break;
    const bool known =
        std::any_of(found.begin(), found.end(), [&](const Bars& bars) { return sameArea(bars, each.bars); });
    if (!known) found.push_back(each.bars);
  }
  return found;
}

std::optional<Code> readBars(const cv::Mat& grey, const Bars& bars, Effort effort) {
  // Room for the quiet zones, which are part of neither the bars nor the area.
  const double width = bars.width * 1.2 + 20;
  const double fit = std::min(1.0, mostColumns / width);
  std::vector<Vote> votes;
  const auto settled = [&]() -> std::optional<Code> {
    const Vote* best = believed(votes);
    if (best == nullptr) return std::nullopt;
    return withCorners(best->code, grey, bars);
  };
  const View plain = upright(grey, bars, width, fit);
  readBands(plain, Threshold::local, votes);
  if (auto code = settled()) return code;
  const double larger = std::min({3.0, mostColumns / width, std::max(1.0, 1600 / width)});
  const View large = larger > 1.2 ? upright(grey, bars, width, larger) : plain;
  const int rows = std::max(3, large.grey.rows / (2 * bands));
  readBands(averaged(large, rows), Threshold::local, votes);
  if (auto code = settled()) return code;
  if (effort == Effort::quick) return std::nullopt;

  readBands(averaged(sharpened(large, 1.5 * std::max(1.0, larger)), rows), Threshold::local, votes);
  if (auto code = settled()) return code;
  readBands(averaged(large, rows), Threshold::histogram, votes);
  if (auto code = settled()) return code;
  cv::Mat negative;
  cv::bitwise_not(grey, negative);
  readBands(upright(negative, bars, width, fit), Threshold::local, votes);
  if (auto code = settled()) return code;
  readBands(averaged(upright(negative, bars, width, larger), rows), Threshold::local, votes);
  if (auto code = settled()) return code;
  readBands(averaged(sharpened(large, 2.5 * std::max(1.0, larger), 6), rows), Threshold::local, votes);
  return settled();
}

}  // namespace pillarbox::badge

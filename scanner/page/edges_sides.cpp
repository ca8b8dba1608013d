// Sides of a sheet: profiles across each, a robust line or shallow bow through the steps seen, corners where they meet.
#include <algorithm>
#include <cmath>
#include <vector>

#include "scanner/page/edges.h"

namespace pillarbox::page {
namespace {

struct Step {
  double t = 0;     // -1 to 1 along the side
  double out = 0;   // pixels outward
  double size = 0;  // grey levels, positive: brighter inside
};

double at(const cv::Mat& grey, double x, double y) {
  const double left = std::floor(x), top = std::floor(y);
  const int ix = static_cast<int>(left), iy = static_cast<int>(top);
  if (ix < 0 || iy < 0 || ix + 1 >= grey.cols || iy + 1 >= grey.rows) return -1;
  const double fx = x - left, fy = y - top;
  const uchar* first = grey.ptr<uchar>(iy) + ix;
  const uchar* second = grey.ptr<uchar>(iy + 1) + ix;
  return (first[0] * (1 - fx) + first[1] * fx) * (1 - fy) + (second[0] * (1 - fx) + second[1] * fx) * fy;
}

struct Across {
  cv::Point2d begin, along, out;
  double length = 0;
};

// The greatest step of one profile, of each sign.
void stepsAt(const cv::Mat& grey, const Across& side, double t, const SideSearch& how, std::vector<double>& sums,
             std::vector<Step>& brighter, std::vector<Step>& darker) {
  const int window = std::max(2, static_cast<int>(std::lround(how.window)));
  const int inward = static_cast<int>(std::lround(how.inward)), outward = static_cast<int>(std::lround(how.outward));
  const int count = inward + outward + 2 * window;
  const cv::Point2d middle = side.begin + side.along * (side.length * (t + 1) / 2);
  sums.assign(1, 0);
  int first = 0;
  for (int i = 0; i < count; ++i) {
    const cv::Point2d point = middle + side.out * (i - inward - window + 0.5);
    const double value = at(grey, point.x, point.y);
    if (value < 0) {
      if (sums.size() > 1 && i > inward + window) break;  // beyond the picture on the far side
      sums.assign(1, 0);
      first = i + 1;
      continue;
    }
    sums.push_back(sums.back() + value);
  }
  const int have = static_cast<int>(sums.size()) - 1;
  if (have < 2 * window) return;
  const auto step = [&](int k) {  // between samples k-1 and k of those we have
    const auto n = static_cast<std::size_t>(k), w = static_cast<std::size_t>(window);
    return (2 * sums[n] - sums[n - w] - sums[n + w]) / window;
  };
  int most = window, least = window;
  double mostStep = -1e9, leastStep = 1e9;
  for (int k = window; k <= have - window; ++k) {
    const double size = step(k);
    if (size > mostStep) mostStep = size, most = k;
    if (size < leastStep) leastStep = size, least = k;
  }
  const auto refine = [&](int k, double size, std::vector<Step>& into) {
    if (std::abs(size) < how.leastStep) return;
    double shift = 0;
    if (k > window && k < have - window) {
      const double before = step(k - 1), after = step(k + 1), bend = before - 2 * size + after;
      if (std::abs(bend) > 1e-9) shift = std::clamp(0.5 * (before - after) / bend, -0.5, 0.5);
    }
    into.push_back({t, k + shift + first - inward - window, size});
  };
  refine(most, mostStep, brighter);
  refine(least, leastStep, darker);
}

// Least squares of a + b t (+ c t²) with Tukey's weights, begun from the line that most steps agree with.
SideFit fit(const std::vector<Step>& steps, int samples, double tolerance) {
  SideFit best;
  if (steps.size() < 6) return best;
  const std::size_t stride = std::max<std::size_t>(1, steps.size() / 16);
  double bestScore = -1, line0 = 0, line1 = 0;
  for (std::size_t i = 0; i < steps.size(); i += stride) {
    for (std::size_t j = i + stride; j < steps.size(); j += stride) {
      if (steps[j].t - steps[i].t < 0.3) continue;
      const double slope = (steps[j].out - steps[i].out) / (steps[j].t - steps[i].t);
      const double offset = steps[i].out - slope * steps[i].t;
      double score = 0;
      for (const Step& each : steps) {
        const double away = std::abs(each.out - offset - slope * each.t) / tolerance;
        if (away < 1) score += (1 - away * away) * std::min(std::abs(each.size), 30.0);
      }
      if (score > bestScore) bestScore = score, line0 = offset, line1 = slope;
    }
  }
  if (bestScore <= 0) return best;
  best.a = line0, best.b = line1;
  const auto weigh = [&](const SideFit& model, bool bowed, double width) {
    cv::Matx33d left = cv::Matx33d::zeros();
    cv::Vec3d right;
    for (const Step& each : steps) {
      const double away = (each.out - model.a - model.b * each.t - model.c * each.t * each.t) / width;
      if (std::abs(away) >= 1) continue;
      const double weight = (1 - away * away) * (1 - away * away);
      const cv::Vec3d row(1, each.t, each.t * each.t);
      for (int r = 0; r < 3; ++r) {
        for (int c = 0; c < 3; ++c) left(r, c) += weight * row[r] * row[c];
        right[r] += weight * row[r] * each.out;
      }
    }
    if (!bowed) {
      for (int k = 0; k < 3; ++k) left(2, k) = left(k, 2) = 0;
      left(2, 2) = 1;
      right[2] = 0;
    }
    for (int k = 0; k < 3; ++k) left(k, k) += 1e-6;
    const cv::Vec3d solved = left.solve(right, cv::DECOMP_CHOLESKY);
    SideFit next = model;
    next.a = solved[0], next.b = solved[1], next.c = solved[2];
    return next;
  };
  const auto measure = [&](SideFit& model, double width) {
    std::vector<double> sizes, ts;
    double squares = 0;
    for (const Step& each : steps) {
      const double away = each.out - model.a - model.b * each.t - model.c * each.t * each.t;
      if (std::abs(away) > width) continue;
      squares += away * away;
      sizes.push_back(each.size);
      ts.push_back(each.t);
    }
    if (sizes.empty()) return;
    model.seen = static_cast<double>(sizes.size()) / samples;
    model.rough = std::sqrt(squares / static_cast<double>(sizes.size()));
    std::nth_element(sizes.begin(), sizes.begin() + static_cast<std::ptrdiff_t>(sizes.size() / 2), sizes.end());
    model.step = sizes[sizes.size() / 2];
  };
  SideFit straight = best, bowed = best;
  for (const double width : {1.5, 1.2, 1.0, 1.0}) {
    straight = weigh(straight, false, width * tolerance);
    bowed = weigh(bowed, true, width * tolerance);
  }
  measure(straight, tolerance);
  measure(bowed, tolerance);
  const bool reallyBowed = bowed.seen > 0.6 && std::abs(bowed.c) > 0.6 && std::abs(bowed.c) < 6 * tolerance &&
                           (bowed.seen > straight.seen * 1.08 || bowed.rough < 0.75 * straight.rough);
  return reallyBowed ? bowed : straight;
}

struct Curve {
  Across side;
  SideFit fit;
  // The point and the direction of the curve nearest to `point`.
  std::pair<cv::Point2d, cv::Point2d> near(cv::Point2d point) const {
    const double t = std::clamp(2 * (point - side.begin).dot(side.along) / side.length - 1, -1.1, 1.1);
    const double out = fit.a + fit.b * t + fit.c * t * t, slope = (fit.b + 2 * fit.c * t) * 2 / side.length;
    return {side.begin + side.along * (side.length * (t + 1) / 2) + side.out * out, side.along + side.out * slope};
  }
};

}  // namespace

Outline fitOutline(const cv::Mat& grey, const Corners& guess, const SideSearch& all) {
  Outline outline;
  std::array<Curve, 4> curves;
  std::vector<double> sums;
  for (std::size_t i = 0; i < 4; ++i) {
    Across& side = curves[i].side;
    side.begin = guess[i];
    const cv::Point2d whole = cv::Point2d(guess[(i + 1) % 4]) - side.begin;
    side.length = std::max(1.0, std::hypot(whole.x, whole.y));
    side.along = whole / side.length;
    side.out = {side.along.y, -side.along.x};
    SideSearch how = all;
    if (i % 2 == 0) how.inward *= all.moreAtEnds, how.outward *= all.moreAtEnds;
    std::vector<Step> brighter, darker;
    for (int k = 0; k < how.samples; ++k) {
      const double t = -0.97 + 1.94 * k / (how.samples - 1);
      stepsAt(grey, side, t, how, sums, brighter, darker);
    }
    const double tolerance = std::max(1.2, 0.25 * std::min(how.inward, how.outward));
    const SideFit light = fit(brighter, how.samples, tolerance), dark = fit(darker, how.samples, tolerance);
    // Paper is mostly the brighter one; a white desk in full light next to a shaded sheet is the other way round.
    const double lightScore = light.seen * std::min(light.step, 40.0),
                 darkScore = -dark.seen * std::max(dark.step, -40.0);
    const SideFit& better = lightScore >= 0.4 * darkScore ? light : dark;
    if (better.seen > how.leastSeen) curves[i].fit = better;
    outline.sides[i] = curves[i].fit;
    outline.bow = std::max(outline.bow, std::abs(curves[i].fit.c) / side.length);
  }
  for (std::size_t i = 0; i < 4; ++i) {
    const Curve &before = curves[(i + 3) % 4], &after = curves[i];
    cv::Point2d corner = guess[i];
    for (int round = 0; round < 5; ++round) {
      const auto [p, u] = before.near(corner);
      const auto [q, v] = after.near(corner);
      const double cross = u.x * v.y - u.y * v.x;
      if (std::abs(cross) < 0.05) break;
      const double s = ((q - p).x * v.y - (q - p).y * v.x) / cross;
      corner = p + u * s;
    }
    outline.corners[i] = corner;
  }
  return outline;
}

}  // namespace pillarbox::page

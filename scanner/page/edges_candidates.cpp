// Quadrilaterals that could be sheets: from bright or colourless regions, from regions shut in by edges, and from long
// straight lines (when something joins the sheet to what lies around it).
#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "scanner/page/edges.h"

namespace pillarbox::page {
namespace {

using Points = std::vector<cv::Point2f>;

bool meet(cv::Point2f a, cv::Point2f b, cv::Point2f c, cv::Point2f d, cv::Point2f& where) {
  const cv::Point2f u = b - a, v = d - c, w = c - a;
  const float cross = u.x * v.y - u.y * v.x;
  if (std::abs(cross) < 1e-3F * std::hypot(u.x, u.y) * std::hypot(v.x, v.y)) return false;
  where = a + u * ((w.x * v.y - w.y * v.x) / cross);
  return true;
}

// Drops the side whose neighbours, made longer, add the least area, until four are left: a cut corner grows back.
std::optional<Corners> fourSided(Points hull, cv::Size size) {
  const auto farOut = [&](cv::Point2f p) {
    const float wide = static_cast<float>(size.width), high = static_cast<float>(size.height);
    return p.x < -0.3F * wide || p.y < -0.3F * high || p.x > 1.3F * wide || p.y > 1.3F * high;
  };
  while (hull.size() > 4) {
    const std::size_t n = hull.size();
    double least = 1e18;
    std::size_t drop = n;
    cv::Point2f grown;
    for (std::size_t i = 0; i < n; ++i) {
      const cv::Point2f a = hull[(i + n - 1) % n], b = hull[i], c = hull[(i + 1) % n], d = hull[(i + 2) % n];
      cv::Point2f where;
      if (!meet(a, b, d, c, where) || farOut(where)) continue;
      if ((where - b).dot(b - a) < 0 || (where - c).dot(c - d) < 0) continue;
      const double added = 0.5 * std::abs((b - where).cross(c - where));
      if (added < least) least = added, drop = i, grown = where;
    }
    if (drop == n) return std::nullopt;
    hull[drop] = grown;
    hull.erase(hull.begin() + static_cast<std::ptrdiff_t>((drop + 1) % n));
  }
  if (hull.size() < 4) return std::nullopt;
  const Corners corners = fromTopLeft({hull[0], hull[1], hull[2], hull[3]});
  if (!isConvex(corners)) return std::nullopt;
  return corners;
}

void fromMask(const cv::Mat& mask, double leastArea, std::vector<Corners>& into) {
  std::vector<std::vector<cv::Point>> contours;
  cv::findContours(mask, contours, cv::RETR_EXTERNAL, cv::CHAIN_APPROX_SIMPLE);
  for (const std::vector<cv::Point>& contour : contours) {
    const double area = cv::contourArea(contour);
    if (area < leastArea) continue;
    std::vector<cv::Point> hull;
    cv::convexHull(contour, hull);
    const double hullArea = cv::contourArea(hull);
    if (area < 0.6 * hullArea) continue;
    Points simple;
    cv::approxPolyDP(hull, hull, 0.004 * cv::arcLength(hull, true), true);
    for (const cv::Point& p : hull) simple.emplace_back(p);
    const std::optional<Corners> corners = fourSided(std::move(simple), mask.size());
    // A triangle or a circle grows far beyond itself when it is made four-sided.
    if (corners && areaOf(*corners) < 1.22 * hullArea) into.push_back(*corners);
  }
}

cv::Mat block(int size) {
  return cv::getStructuringElement(cv::MORPH_RECT, {size, size});
}

void fromLevels(const cv::Mat& measure, bool highIsPaper, bool second, double leastArea, std::vector<Corners>& into) {
  cv::Mat mask;
  const auto take = [&](const cv::Mat& from) {
    cv::Mat tidy;
    cv::morphologyEx(from, tidy, cv::MORPH_CLOSE, block(5));
    cv::morphologyEx(tidy, tidy, cv::MORPH_OPEN, block(5));
    fromMask(tidy, leastArea, into);
  };
  const double level =
      cv::threshold(measure, mask, 0, 255, (highIsPaper ? cv::THRESH_BINARY : cv::THRESH_BINARY_INV) | cv::THRESH_OTSU);
  take(mask);
  if (!second) return;
  // The brighter part once more: a sheet on a desk that is itself brighter than the rest.
  std::array<int, 256> counts{};
  int total = 0;
  for (int y = 0; y < measure.rows; ++y) {
    for (int x = 0; x < measure.cols; ++x) {
      const int value = measure.at<uchar>(y, x);
      if ((value > level) == highIsPaper) ++counts[static_cast<std::size_t>(value)], ++total;
    }
  }
  double sum = 0, below = 0, belowSum = 0, best = -1;
  int split = -1;
  for (int v = 0; v < 256; ++v) sum += v * counts[static_cast<std::size_t>(v)];
  for (int v = 0; v < 256; ++v) {
    below += counts[static_cast<std::size_t>(v)];
    belowSum += v * counts[static_cast<std::size_t>(v)];
    const double above = total - below;
    if (below < 1 || above < 1) continue;
    const double apart = belowSum / below - (sum - belowSum) / above, between = below * above * apart * apart;
    if (between > best) best = between, split = v;
  }
  if (split < 0) return;
  cv::threshold(measure, mask, split, 255, highIsPaper ? cv::THRESH_BINARY : cv::THRESH_BINARY_INV);
  take(mask);
}

// Regions that edges shut in, whatever their brightness: a white sheet on a white desk with no more than its shadow.
void fromShutIn(const cv::Mat& edges, double leastArea, std::vector<Corners>& into) {
  cv::Mat thick, open, labels, stats, middles;
  cv::dilate(edges, thick, block(3));
  cv::bitwise_not(thick, open);
  const int count = cv::connectedComponentsWithStats(open, labels, stats, middles, 4, CV_32S);
  for (int i = 1; i < count; ++i) {
    if (stats.at<int>(i, cv::CC_STAT_AREA) < 0.5 * leastArea) continue;
    if (stats.at<int>(i, cv::CC_STAT_WIDTH) * stats.at<int>(i, cv::CC_STAT_HEIGHT) < leastArea) continue;
    cv::Mat region = labels == i;
    cv::dilate(region, region, block(3));
    fromMask(region, leastArea, into);
  }
  // and what closed outlines hold, text and all
  std::vector<std::vector<cv::Point>> contours;
  cv::findContours(thick, contours, cv::RETR_EXTERNAL, cv::CHAIN_APPROX_SIMPLE);
  for (const std::vector<cv::Point>& contour : contours) {
    std::vector<cv::Point> hull;
    cv::convexHull(contour, hull);
    const double area = cv::contourArea(hull);
    if (area < leastArea) continue;
    cv::approxPolyDP(hull, hull, 0.004 * cv::arcLength(hull, true), true);
    const std::optional<Corners> corners = fourSided(Points(hull.begin(), hull.end()), edges.size());
    if (corners && areaOf(*corners) < 1.22 * area) into.push_back(*corners);
  }
}

struct Straight {
  cv::Point2f a, b;
  float length = 0, angle = 0;
};

void fromLines(const cv::Mat& edges, double leastArea, std::vector<Corners>& into) {
  const int longest = std::max(edges.cols, edges.rows);
  std::vector<cv::Vec4i> found;
  cv::HoughLinesP(edges, found, 1, CV_PI / 180, longest / 12, longest * 0.12, longest * 0.03);
  std::vector<Straight> lines;
  for (const cv::Vec4i& each : found) {
    Straight line{{static_cast<float>(each[0]), static_cast<float>(each[1])},
                  {static_cast<float>(each[2]), static_cast<float>(each[3])}};
    line.length = std::hypot(line.b.x - line.a.x, line.b.y - line.a.y);
    line.angle = std::atan2(line.b.y - line.a.y, line.b.x - line.a.x);
    lines.push_back(line);
  }
  std::sort(lines.begin(), lines.end(), [](const Straight& l, const Straight& r) { return l.length > r.length; });
  const auto turned = [](float l, float r) {
    const float apart = std::abs(std::remainder(l - r, static_cast<float>(CV_PI)));
    return apart;
  };
  // as many upright as lying ones: a striped cloth has more lines than any sheet
  constexpr std::size_t mostEachWay = 9;
  std::vector<Straight> kept;
  std::size_t lying = 0, upright = 0;
  for (const Straight& line : lines) {
    const bool lies = std::abs(line.b.x - line.a.x) > std::abs(line.b.y - line.a.y);
    if ((lies ? lying : upright) == mostEachWay) continue;
    const bool same = std::any_of(kept.begin(), kept.end(), [&](const Straight& other) {
      const cv::Point2f u = (other.b - other.a) / other.length;
      const double away = std::max(std::abs(u.cross(line.a - other.a)), std::abs(u.cross(line.b - other.a)));
      return turned(line.angle, other.angle) < 0.12F && away < 4;
    });
    if (same) continue;
    kept.push_back(line);
    ++(lies ? lying : upright);
  }
  cv::Mat near;
  cv::dilate(edges, near, block(3));
  const auto support = [&](cv::Point2f a, cv::Point2f b) {
    int hits = 0, inside = 0;
    for (int k = 0; k < 24; ++k) {
      const cv::Point2f p = a + (b - a) * ((static_cast<float>(k) + 0.5F) / 24);
      const int x = cvRound(p.x), y = cvRound(p.y);
      if (x < 0 || y < 0 || x >= near.cols || y >= near.rows) continue;
      ++inside;
      hits += near.at<uchar>(y, x) != 0;
    }
    return inside < 12 ? 0.0 : static_cast<double>(hits) / 24;
  };
  struct Scored {
    Corners corners;
    double score;
  };
  std::vector<Scored> scored;
  const float wide = static_cast<float>(edges.cols), high = static_cast<float>(edges.rows);
  for (std::size_t i = 0; i < kept.size(); ++i) {
    for (std::size_t j = i + 1; j < kept.size(); ++j) {
      if (turned(kept[i].angle, kept[j].angle) > 0.6F) continue;
      for (std::size_t k = 0; k < kept.size(); ++k) {
        if (k == i || k == j || turned(kept[i].angle, kept[k].angle) < 0.6F) continue;
        for (std::size_t m = k + 1; m < kept.size(); ++m) {
          if (m == i || m == j || turned(kept[k].angle, kept[m].angle) > 0.6F) continue;
          Corners c;
          if (!meet(kept[i].a, kept[i].b, kept[k].a, kept[k].b, c[0]) ||
              !meet(kept[k].a, kept[k].b, kept[j].a, kept[j].b, c[1]) ||
              !meet(kept[j].a, kept[j].b, kept[m].a, kept[m].b, c[2]) ||
              !meet(kept[m].a, kept[m].b, kept[i].a, kept[i].b, c[3])) {
            continue;
          }
          if (std::any_of(c.begin(), c.end(), [&](cv::Point2f p) {
                return p.x < -0.15F * wide || p.y < -0.15F * high || p.x > 1.15F * wide || p.y > 1.15F * high;
              })) {
            continue;
          }
          c = fromTopLeft(c);
          const double area = areaOf(c);
          if (!isConvex(c) || area < leastArea) continue;
          double sum = 0, least = 1;
          for (std::size_t s = 0; s < 4; ++s) {
            const double part = support(c[s], c[(s + 1) % 4]);
            sum += part, least = std::min(least, part);
          }
          if (least < 0.2 || sum < 2.2) continue;
          scored.push_back({c, sum * (0.6 + 0.4 * std::sqrt(area / (wide * high)))});
        }
      }
    }
  }
  std::sort(scored.begin(), scored.end(), [](const Scored& l, const Scored& r) { return l.score > r.score; });
  for (std::size_t i = 0; i < std::min<std::size_t>(scored.size(), 8); ++i) into.push_back(scored[i].corners);
}

}  // namespace

std::vector<Corners> outlineCandidates(const Small& small, Effort effort) {
  std::vector<Corners> all;
  const double leastArea = 0.05 * static_cast<double>(small.grey.total());
  const bool full = effort == Effort::full;
  fromLevels(small.paper, true, true, leastArea, all);
  if (!small.colourful.empty()) {
    if (full) fromLevels(small.grey, true, false, leastArea, all);
    fromLevels(small.colourful, false, full, leastArea, all);
  }
  cv::Mat edges;
  cv::Canny(small.paper, edges, 20, 50, 3, false);
  if (full) fromShutIn(edges, leastArea, all);
  if (full) fromLines(edges, leastArea, all);
  cv::Canny(small.grey, edges, 6, 16, 3, false);
  fromShutIn(edges, leastArea, all);
  // the same sheet found twice need be looked at once only
  std::vector<Corners> different;
  for (const Corners& each : all) {
    const bool known = std::any_of(different.begin(), different.end(), [&](const Corners& other) {
      double away = 0;
      for (std::size_t i = 0; i < 4; ++i) away = std::max(away, cv::norm(each[i] - other[i]));
      return away < 4;
    });
    if (!known) different.push_back(each);
  }
  return different;
}

}  // namespace pillarbox::page

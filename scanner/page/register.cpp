#include "scanner/page/register.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace pillarbox::page {
namespace {

constexpr double perMm = 8;  // pixels a millimetre while looking for outlines

// How dark each pixel is against the paper around it: 0 paper, 255 black. Paper is the brightest within 3 mm, so that
// neither a shadow nor a filled box changes what counts as paper.
cv::Mat darknessOf(const cv::Mat& grey) {
  cv::Mat small, paper, ratio;
  cv::resize(grey, small, {}, 0.125, 0.125, cv::INTER_AREA);
  cv::dilate(small, small, cv::getStructuringElement(cv::MORPH_RECT, {7, 7}));
  cv::GaussianBlur(small, small, {}, 2.5);
  cv::resize(small, paper, grey.size(), 0, 0, cv::INTER_LINEAR);
  cv::divide(grey, paper, ratio, 255);
  cv::bitwise_not(ratio, ratio);
  return ratio;
}

double median(std::vector<double> values) {
  if (values.empty()) return 0;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

class Sums {
 public:
  explicit Sums(const cv::Mat& picture) { cv::integral(picture, m_sums, CV_32S); }
  double mean(int x, int y, int w, int h) const {
    const int x0 = std::clamp(x, 0, m_sums.cols - 1), x1 = std::clamp(x + w, 0, m_sums.cols - 1);
    const int y0 = std::clamp(y, 0, m_sums.rows - 1), y1 = std::clamp(y + h, 0, m_sums.rows - 1);
    const int area = (x1 - x0) * (y1 - y0);
    if (area <= 0) return 0;
    return static_cast<double>(m_sums.at<int>(y1, x1) - m_sums.at<int>(y0, x1) - m_sums.at<int>(y1, x0) +
                               m_sums.at<int>(y0, x0)) /
           area;
  }

 private:
  cv::Mat m_sums;
};

// How much an outline of w × h at x, y stands out: its line against what is just outside and (less, because a box may
// be filled) just inside. The weakest side counts extra, so that a corner of something else is no box.
double outlineStrength(const Sums& sums, int x, int y, int w, int h) {
  constexpr int line = 3, gap = 1, ring = 3;  // 0.35 mm of line, 0.1 mm of doubt, 0.35 mm of surroundings
  const auto side = [](double on, double outer, double inner) { return on - 0.75 * outer - 0.25 * inner; };
  const double top = side(sums.mean(x, y, w, line), sums.mean(x, y - gap - ring, w, ring),
                          sums.mean(x + line, y + line + gap, w - 2 * line, ring));
  const double bottom = side(sums.mean(x, y + h - line, w, line), sums.mean(x, y + h + gap, w, ring),
                             sums.mean(x + line, y + h - line - gap - ring, w - 2 * line, ring));
  const double left = side(sums.mean(x, y, line, h), sums.mean(x - gap - ring, y, ring, h),
                           sums.mean(x + line + gap, y + line, ring, h - 2 * line));
  const double right = side(sums.mean(x + w - line, y, line, h), sums.mean(x + w + gap, y, ring, h),
                            sums.mean(x + w - line - gap - ring, y + line, ring, h - 2 * line));
  return 0.7 * (top + bottom + left + right) / 4 + 0.3 * std::min({top, bottom, left, right});
}

// The vertex of a parabola through three neighbours, −0.5 to 0.5.
double vertex(double before, double at, double after) {
  const double bend = before - 2 * at + after;
  return bend >= 0 ? 0 : std::clamp((before - after) / (2 * bend), -0.5, 0.5);
}

// The weakest of the four sides against their mean; each half of a side may lie half a millimetre beside its place, as
// on a bent sheet. A frame, a line of words or the next box has one or two sides in common with a box, hardly four.
double weakestSide(const cv::Mat& patch, double marginMm) {
  const int home = static_cast<int>(std::lround(marginMm * perMm));
  const int w = patch.cols - 2 * home, h = patch.rows - 2 * home;
  constexpr int beside = 4, line = 3, gap = 2, corner = 3;
  const Sums sums(patch);
  // Held against the paper outside, for inside it may be filled. `outer` is the step from the line outwards.
  const auto lineAt = [&](int x, int y, int across, int up, cv::Point outer) {
    double both = 0;
    for (int half = 0; half < 2; ++half) {
      const int dx = outer.x == 0 ? half * across / 2 : 0, dy = outer.y == 0 ? half * up / 2 : 0;
      const int wide = outer.x == 0 ? across / 2 : line, high = outer.y == 0 ? up / 2 : line;
      double best = 0;
      for (int off = -beside; off <= beside; ++off) {
        const int left = x + dx + off * outer.x, top = y + dy + off * outer.y;
        const int out = line + gap;
        best = std::max(
            best, sums.mean(left, top, wide, high) - sums.mean(left + out * outer.x, top + out * outer.y, wide, high));
      }
      both += best / 2;
    }
    return both;
  };
  const int across = w - 2 * corner, up = h - 2 * corner;
  const double top = lineAt(home + corner, home, across, line, {0, -1});
  const double bottom = lineAt(home + corner, home + h - line, across, line, {0, 1});
  const double left = lineAt(home, home + corner, line, up, {-1, 0});
  const double right = lineAt(home + w - line, home + corner, line, up, {1, 0});
  const double mean = (top + bottom + left + right) / 4;
  return mean < 1 ? 0 : std::min({top, bottom, left, right}) / mean;
}

struct OutlineFound {
  cv::Point2d offMm;
  double strength = 0;
};

// `patch` shows the box with `marginMm` around it; the outline is looked for within `rangeMm` of its place.
OutlineFound searchOutline(const cv::Mat& patch, const PaperBox& box, double marginMm, double rangeMm) {
  const Sums sums(patch);
  const int w = static_cast<int>(std::lround(box.w * perMm)), h = static_cast<int>(std::lround(box.h * perMm));
  const int home = static_cast<int>(std::lround(marginMm * perMm));
  const int range = static_cast<int>(std::lround(rangeMm * perMm));
  const int across = 2 * range + 1;
  std::vector<double> strengths(static_cast<std::size_t>(across * across));
  const auto at = [&](int dx, int dy) -> double& {
    return strengths[static_cast<std::size_t>(dy + range) * static_cast<std::size_t>(across) +
                     static_cast<std::size_t>(dx + range)];
  };
  int bestX = 0, bestY = 0;
  double best = -1e9;
  for (int dy = -range; dy <= range; ++dy) {
    for (int dx = -range; dx <= range; ++dx) {
      const double strength = outlineStrength(sums, home + dx, home + dy, w, h);
      at(dx, dy) = strength;
      // All else being equal, near its place.
      const double chosen = strength - 0.02 * std::hypot(dx, dy) / perMm * std::abs(strength);
      if (chosen > best) {
        best = chosen;
        bestX = dx;
        bestY = dy;
      }
    }
  }
  OutlineFound found;
  found.strength = at(bestX, bestY);
  double x = bestX, y = bestY;
  if (std::abs(bestX) < range) x += vertex(at(bestX - 1, bestY), at(bestX, bestY), at(bestX + 1, bestY));
  if (std::abs(bestY) < range) y += vertex(at(bestX, bestY - 1), at(bestX, bestY), at(bestX, bestY + 1));
  found.offMm = {x / perMm, y / perMm};
  return found;
}

PaperBox grown(const PaperBox& box, double by) {
  return {box.x - by, box.y - by, box.w + 2 * by, box.h + 2 * by};
}
cv::Point2d middleOf(const PaperBox& box) {
  return {box.x + box.w / 2, box.y + box.h / 2};
}

}  // namespace

Registration::Registration(const Flat& flat, const form::Side& side) : m_dark(darknessOf(flat.grey)) {
  cv::Mat inverse;
  cv::invert(flat.toMm, inverse);
  inverse.convertTo(inverse, CV_64F);
  m_toPixel = cv::Matx33d(inverse.ptr<double>());
  registerBoxes(side);
  measureNoise(side);
}

cv::Point2d Registration::pixelUnbent(cv::Point2d mm) const {
  const cv::Vec3d v = m_toPixel * cv::Vec3d(mm.x, mm.y, 1);
  const double w = std::abs(v[2]) < 1e-12 ? 1e-12 : v[2];
  return {v[0] / w, v[1] / w};
}

cv::Point2d Registration::pixel(cv::Point2d mm) const {
  return pixelUnbent(mm + m_warp.at(mm));
}

cv::Mat Registration::darkness(const PaperBox& mm, double scale, const cv::Point2d* moved, bool* outside) const {
  const int width = std::max(1, static_cast<int>(std::lround(mm.w * scale)));
  const int height = std::max(1, static_cast<int>(std::lround(mm.h * scale)));
  // The bend is exact at knots some 4 mm apart and straight between them.
  const int across = std::max(1, static_cast<int>(std::ceil(mm.w / 4))),
            down = std::max(1, static_cast<int>(std::ceil(mm.h / 4)));
  cv::Mat knots(down + 1, across + 1, CV_64FC2);
  for (int j = 0; j <= down; ++j) {
    for (int i = 0; i <= across; ++i) {
      // Pixel centres: column c of the patch is at (c + 0.5) / scale.
      const cv::Point2d at(mm.x + mm.w * i / across, mm.y + mm.h * j / down);
      const cv::Point2d to = moved ? pixelUnbent(at + *moved) : pixel(at);
      knots.at<cv::Vec2d>(j, i) = {to.x, to.y};
    }
  }
  cv::Mat map(height, width, CV_32FC2);
  for (int y = 0; y < height; ++y) {
    const double v = (y + 0.5) / height * down;
    const int j = std::min(static_cast<int>(v), down - 1);
    const double fv = v - j;
    auto* row = map.ptr<cv::Vec2f>(y);
    for (int x = 0; x < width; ++x) {
      const double u = (x + 0.5) / width * across;
      const int i = std::min(static_cast<int>(u), across - 1);
      const double fu = u - i;
      const cv::Vec2d top = knots.at<cv::Vec2d>(j, i) * (1 - fu) + knots.at<cv::Vec2d>(j, i + 1) * fu;
      const cv::Vec2d bottom = knots.at<cv::Vec2d>(j + 1, i) * (1 - fu) + knots.at<cv::Vec2d>(j + 1, i + 1) * fu;
      const cv::Vec2d at = top * (1 - fv) + bottom * fv;
      row[x] = {static_cast<float>(at[0]), static_cast<float>(at[1])};
    }
  }
  if (outside) {
    int out = 0, all = 0;
    for (int j = 0; j <= down; ++j) {
      for (int i = 0; i <= across; ++i, ++all) {
        const cv::Vec2d at = knots.at<cv::Vec2d>(j, i);
        if (at[0] < 0 || at[1] < 0 || at[0] >= m_dark.cols || at[1] >= m_dark.rows) ++out;
      }
    }
    *outside = out * 10 > all;
  }
  cv::Mat patch;
  cv::remap(m_dark, patch, map, {}, cv::INTER_LINEAR, cv::BORDER_CONSTANT, cv::Scalar(0));
  return patch;
}

void Registration::registerBoxes(const form::Side& side) {
  std::vector<Anchor> marks;
  for (int corner = 0; corner < 4; ++corner)
    marks.push_back({.at = middleOf(form::markerBox(corner)), .moved = {}, .sigma = 0.35});

  m_boxes.assign(side.ticks.size(), {});
  const auto look = [&](double rangeMm) {
    std::vector<OutlineFound> found;
    for (const form::Tick& tick : side.ticks) {
      const cv::Point2d bend = m_warp.at(middleOf(tick.box));
      const double margin = rangeMm + 1;
      OutlineFound one = searchOutline(darkness(grown(tick.box, margin), perMm, &bend), tick.box, margin, rangeMm);
      one.offMm += bend;
      found.push_back(one);
    }
    return found;
  };

  std::vector<Anchor> anchors = marks;
  if (!side.ticks.empty()) {
    const std::vector<OutlineFound> first = look(2.8);
    std::vector<double> strengths;
    for (const OutlineFound& one : first) strengths.push_back(one.strength);
    const double usual = std::max(20.0, median(strengths));
    for (std::size_t n = 0; n < first.size(); ++n) {
      const double relative = first[n].strength / usual;
      if (relative < 0.35) continue;
      anchors.push_back(
          {.at = middleOf(side.ticks[n].box), .moved = first[n].offMm, .sigma = 0.2 / std::min(1.0, relative)});
    }
    m_warp.fit(anchors);
  }

  // Lines help where there are few boxes. Each round they are looked for nearer to where the last one put them.
  for (int round = 0; round < 2; ++round) {
    std::vector<Anchor> withLines = anchors;
    addLines(side, withLines);
    m_warp.fit(withLines);
  }
  if (side.ticks.empty()) return;

  const std::vector<OutlineFound> second = look(1.8);
  std::vector<double> strengths;
  for (const OutlineFound& one : second) strengths.push_back(one.strength);
  const double usual = std::max(20.0, median(strengths));
  m_ink = std::clamp(usual * 1.15, 40.0, 250.0);
  anchors = marks;
  for (std::size_t n = 0; n < second.size(); ++n) {
    const double relative = second[n].strength / usual;
    if (relative < 0.3) continue;
    anchors.push_back(
        {.at = middleOf(side.ticks[n].box), .moved = second[n].offMm, .sigma = 0.15 / std::min(1.0, relative)});
  }
  addLines(side, anchors);
  m_warp.fit(anchors);

  for (std::size_t n = 0; n < second.size(); ++n) {
    const cv::Point2d bend = m_warp.at(middleOf(side.ticks[n].box));
    BoxFound& box = m_boxes[n];
    box.strength = std::clamp(second[n].strength / usual, 0.0, 1.0);
    // A square seen well is where it was seen, unless its neighbours say it cannot be.
    const cv::Point2d off = second[n].offMm - bend;
    const double allowed = box.strength >= 0.75 ? 1.8 : 0.5;
    const bool believed = box.strength >= 0.5 && std::hypot(off.x, off.y) <= allowed;
    box.moved = believed ? second[n].offMm : bend;
    if (!believed) box.strength = std::min(box.strength, 0.45);
    constexpr double roundMm = 2;
    box.weakest = weakestSide(darkness(grown(side.ticks[n].box, roundMm), perMm, &box.moved), roundMm);
  }
}

void Registration::addLines(const form::Side& side, std::vector<Anchor>& anchors) const {
  std::vector<form::Line> lines = side.lines;
  const auto addBox = [&](const PaperBox& box, double inset) {
    const PaperPoint a{box.x + inset, box.y + inset}, b{box.x + box.w - inset, box.y + inset};
    const PaperPoint c{box.x + box.w - inset, box.y + box.h - inset}, d{box.x + inset, box.y + box.h - inset};
    lines.insert(lines.end(), {{a, b}, {b, c}, {c, d}, {d, a}});
  };
  for (const form::Frame& frame : side.frames) addBox(frame.box, 0);
  for (const form::Field& field : side.fields) {
    if (field.cells.empty()) addBox(field.box, 0);
    for (const PaperBox& cell : field.cells) addBox(cell, 0);
  }

  constexpr double stepMm = 14, alongMm = 5, reachMm = 2;
  for (const form::Line& line : lines) {
    const cv::Point2d from(line.from.x, line.from.y), to(line.to.x, line.to.y);
    const double length = std::hypot(to.x - from.x, to.y - from.y);
    const bool level = std::abs(to.y - from.y) < 0.01, upright = std::abs(to.x - from.x) < 0.01;
    if (length < 6 || (!level && !upright)) continue;
    const int samples = std::max(1, static_cast<int>(length / stepMm));
    for (int n = 0; n < samples; ++n) {
      const cv::Point2d at = from + (to - from) * ((n + 0.5) / samples);
      const cv::Point2d bend = m_warp.at(at);
      const PaperBox around = level ? PaperBox{at.x - alongMm / 2, at.y - reachMm, alongMm, 2 * reachMm}
                                    : PaperBox{at.x - reachMm, at.y - alongMm / 2, 2 * reachMm, alongMm};
      cv::Mat profile;
      cv::reduce(darkness(around, perMm, &bend), profile, level ? 1 : 0, cv::REDUCE_AVG, CV_32F);
      profile = profile.reshape(1, 1);
      double peak = 0;
      cv::Point where;
      cv::minMaxLoc(profile, nullptr, &peak, nullptr, &where);
      const double ground = cv::mean(profile)[0];
      if (peak - ground < 35 || where.x < 2 || where.x >= profile.cols - 2) continue;
      // Only one line may be in view, and it must be thin.
      bool alone = true;
      for (int x = 0; x < profile.cols; ++x)
        if (std::abs(x - where.x) > 4 && profile.at<float>(x) > static_cast<float>(ground + (peak - ground) * 0.6))
          alone = false;
      if (!alone) continue;
      const double off = (where.x + 0.5 +
                          vertex(static_cast<double>(profile.at<float>(where.x - 1)), peak,
                                 static_cast<double>(profile.at<float>(where.x + 1)))) /
                             perMm -
                         reachMm;
      const cv::Point2d across = level ? cv::Point2d(0, 1) : cv::Point2d(1, 0);
      anchors.push_back({.at = at, .moved = bend + across * off, .oneWay = true, .across = across, .sigma = 0.3});
    }
  }
}

void Registration::measureNoise(const form::Side& side) {
  std::vector<double> spreads;
  const auto add = [&](const cv::Mat& inside) {
    // The median distance from the median: a tick in the box hardly moves it.
    std::vector<double> values(inside.begin<std::uint8_t>(), inside.end<std::uint8_t>());
    if (values.empty()) return;
    const double usual = median(values);
    for (double& value : values) value = std::abs(value - usual);
    spreads.push_back(1.4826 * median(values));
  };
  for (std::size_t n = 0; n < side.ticks.size(); ++n)
    add(darkness(grown(side.ticks[n].box, -side.ticks[n].box.w / 4), perMm, &m_boxes[n].moved));
  // A side with few boxes may have them all ticked; fields are larger than what is written in them.
  for (const form::Field& field : side.fields) {
    const double size = std::min(4.0, field.box.h - 2);
    if (size < 2) continue;
    for (const double part : {0.35, 0.65, 0.9})
      add(darkness({field.box.x + part * field.box.w - size / 2, field.box.y + (field.box.h - size) / 2, size, size},
                   perMm));
  }
  if (spreads.empty()) return;
  // The quieter boxes speak for bare paper.
  std::sort(spreads.begin(), spreads.end());
  m_noise = std::clamp(spreads[spreads.size() / 4], 2.0, 25.0);
}

}  // namespace pillarbox::page

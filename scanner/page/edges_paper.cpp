// What paper looks like: bright, hardly coloured, evenly lit where nothing is written.
#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "scanner/page/edges.h"

namespace pillarbox::page {
namespace {

int medianOf(const std::array<int, 256>& counts, double part = 0.5) {
  double total = 0, below = 0;
  for (const int count : counts) total += count;
  for (int v = 0; v < 256; ++v) {
    below += counts[static_cast<std::size_t>(v)];
    if (below >= part * total && total > 0) return v;
  }
  return 0;
}

std::array<int, 256> countsIn(const cv::Mat& measure, const cv::Mat& mask) {
  std::array<int, 256> counts{};
  for (int y = 0; y < measure.rows; ++y) {
    const uchar *value = measure.ptr<uchar>(y), *in = mask.ptr<uchar>(y);
    for (int x = 0; x < measure.cols; ++x) {
      if (in[x] != 0) ++counts[value[x]];
    }
  }
  return counts;
}

// An eighth of the pixels of a big picture tell as much about a small copy as all of them, much sooner.
cv::Mat reduced(const cv::Mat& picture, cv::Size size, double scale) {
  cv::Mat fewer = picture, small;
  const int skip = static_cast<int>(scale / 2);
  if (skip > 1) {
    cv::resize(picture, fewer, {picture.cols / skip, picture.rows / skip}, 0, 0, cv::INTER_NEAREST);
  }
  cv::resize(fewer, small, size, 0, 0, cv::INTER_AREA);
  cv::GaussianBlur(small, small, {3, 3}, 0);
  return small;
}

// From red to yellow-orange, neither pale nor vivid: any skin in any usual light, from pale to dark.
bool isLikeSkin(const cv::Vec3b& pixel) {
  const int blue = pixel[0], green = pixel[1], red = pixel[2];
  const int strength = red - std::min(blue, green);
  return red > 50 && red > green && green * 10 >= blue * 9 && strength * 100 >= red * 16 &&
         strength * 100 <= red * 70 && (green - blue) * 100 <= (red - blue) * 75;
}

cv::Rect around(const Corners& corners, double grow, cv::Size size) {
  cv::Point2f middle;
  for (const cv::Point2f& each : corners) middle += each * 0.25F;
  std::vector<cv::Point2f> points;
  for (const cv::Point2f& each : corners) points.push_back(middle + (each - middle) * grow);
  return cv::boundingRect(points) & cv::Rect({0, 0}, size);
}

void fill(cv::Mat& mask, const Corners& corners, double grow, int value) {
  cv::Point2f middle;
  for (const cv::Point2f& each : corners) middle += each * 0.25F;
  std::vector<cv::Point> points;
  for (const cv::Point2f& each : corners) points.emplace_back(middle + (each - middle) * grow);
  cv::fillConvexPoly(mask, points, cv::Scalar(value));
}

// Coloured paper has its colour everywhere, so what counts is more colour than where it is blank.
void lookForColours(const Small& small, const cv::Rect& where, const cv::Mat& mask, PaperLook& look) {
  const cv::Mat paper = small.paper(where), colourful = small.colourful(where), skin = small.skin(where);
  const std::array<int, 256> counts = countsIn(colourful, mask & (paper >= medianOf(countsIn(paper, mask), 0.8)));
  const int least = std::max(60, medianOf(counts) + 38);
  const cv::Mat strong = mask & (colourful >= least);
  const double inside = cv::countNonZero(mask);
  look.inColour = true;
  look.strong = cv::countNonZero(strong) / inside;
  look.skin = cv::countNonZero(strong & skin) / inside;
}

}  // namespace

Small shrink(const cv::Mat& grey, const cv::Mat& colour, int longestSide) {
  Small small;
  small.scale = std::max(1.0, static_cast<double>(std::max(grey.cols, grey.rows)) / longestSide);
  const cv::Size size(std::max(1, cvRound(grey.cols / small.scale)), std::max(1, cvRound(grey.rows / small.scale)));
  small.grey = reduced(grey, size, small.scale);
  const int reach = std::max(5, longestSide / 24) | 1;
  const auto near = [&] {
    cv::dilate(small.paper, small.brightest, cv::getStructuringElement(cv::MORPH_RECT, {reach, reach}));
  };
  if (colour.empty()) {
    small.paper = small.grey;
    near();
    return small;
  }
  cv::Mat few = reduced(colour, size, static_cast<double>(colour.cols) / size.width);
  if (few.channels() == 4) cv::cvtColor(few, few, cv::COLOR_BGRA2BGR);
  small.paper.create(size, CV_8UC1);
  small.colourful.create(size, CV_8UC1);
  small.skin.create(size, CV_8UC1);
  for (int y = 0; y < few.rows; ++y) {
    const cv::Vec3b* from = few.ptr<cv::Vec3b>(y);
    uchar *least = small.paper.ptr<uchar>(y), *strength = small.colourful.ptr<uchar>(y),
          *skin = small.skin.ptr<uchar>(y);
    for (int x = 0; x < few.cols; ++x) {
      const int low = std::min({from[x][0], from[x][1], from[x][2]});
      const int high = std::max({from[x][0], from[x][1], from[x][2]});
      least[x] = static_cast<uchar>(low);
      strength[x] = static_cast<uchar>(high < 24 ? 0 : (high - low) * 255 / high);  // black has no colour
      skin[x] = isLikeSkin(from[x]) ? 255 : 0;
    }
  }
  near();
  return small;
}

cv::Point2f toWhole(cv::Point2f point, double scale) {
  const float s = static_cast<float>(scale);
  return {(point.x + 0.5F) * s - 0.5F, (point.y + 0.5F) * s - 0.5F};
}
cv::Point2f toSmall(cv::Point2f point, double scale) {
  const float s = static_cast<float>(scale);
  return {(point.x + 0.5F) / s - 0.5F, (point.y + 0.5F) / s - 0.5F};
}

bool isConvex(const Corners& corners) {
  for (std::size_t i = 0; i < 4; ++i) {
    const cv::Point2f u = corners[(i + 1) % 4] - corners[i], v = corners[(i + 2) % 4] - corners[(i + 1) % 4];
    if (u.cross(v) <= 0) return false;
  }
  return true;
}

double areaOf(const Corners& corners) {
  double sum = 0;
  for (std::size_t i = 0; i < 4; ++i) sum += corners[i].cross(corners[(i + 1) % 4]);
  return std::abs(sum) / 2;
}

Corners fromTopLeft(Corners corners) {
  double sum = 0;
  for (std::size_t i = 0; i < 4; ++i) sum += corners[i].cross(corners[(i + 1) % 4]);
  if (sum < 0) std::reverse(corners.begin(), corners.end());
  const auto first = std::min_element(corners.begin(), corners.end(),
                                      [](cv::Point2f l, cv::Point2f r) { return l.x + l.y < r.x + r.y; });
  std::rotate(corners.begin(), first, corners.end());
  return corners;
}

PaperLook lookInside(const Small& small, const Corners& corners) {
  PaperLook look;
  const cv::Rect where = around(corners, 1.13, small.grey.size());
  if (where.empty()) return look;
  Corners here = corners;
  for (cv::Point2f& each : here) each -= cv::Point2f(where.tl());
  cv::Mat mask = cv::Mat::zeros(where.size(), CV_8UC1), ring = cv::Mat::zeros(where.size(), CV_8UC1);
  fill(mask, here, 0.94, 255);
  fill(ring, here, 1.12, 255);
  fill(ring, here, 1.03, 0);
  const cv::Mat paper = small.paper(where), brightest = small.brightest(where);
  const std::array<int, 256> counts = countsIn(paper, mask);
  look.bright = medianOf(counts);
  look.brightest = medianOf(counts, 0.95);
  look.step = look.bright - medianOf(countsIn(paper, ring));
  if (!small.colourful.empty()) look.colourful = medianOf(countsIn(small.colourful(where), mask)) / 255.0;
  // Blank paper is as bright as the brightest near it, so that a shadow over half of the sheet does no harm.
  int inside = 0, even = 0;
  for (int y = 0; y < mask.rows; ++y) {
    const uchar *in = mask.ptr<uchar>(y), *value = paper.ptr<uchar>(y), *near = brightest.ptr<uchar>(y);
    for (int x = 0; x < mask.cols; ++x) {
      if (in[x] == 0) continue;
      ++inside;
      even += value[x] * 100 >= near[x] * 80;
    }
  }
  look.even = inside == 0 ? 0 : static_cast<double>(even) / inside;
  if (inside > 0 && !small.colourful.empty()) lookForColours(small, where, mask, look);
  return look;
}

double brightBetween(const Small& small, const Corners& inner, const Corners& outer) {
  cv::Mat mask = cv::Mat::zeros(small.grey.size(), CV_8UC1);
  fill(mask, outer, 0.97, 255);
  fill(mask, inner, 1.03, 0);
  return medianOf(countsIn(small.paper, mask));
}

double medianAlong(const cv::Mat& measure, cv::Point2f from, cv::Point2f to) {
  std::array<int, 256> counts{};
  for (int k = 0; k < 60; ++k) {
    const cv::Point2f p = from + (to - from) * ((static_cast<float>(k) + 0.5F) / 60);
    const int x = std::clamp(cvRound(p.x), 2, measure.cols - 3), y = std::clamp(cvRound(p.y), 2, measure.rows - 3);
    ++counts[measure.at<uchar>(y, x)];
  }
  return medianOf(counts);
}

bool looksLikePaper(const PaperLook& look) {
  // Half of a sheet may lie in a shadow; most of a screen is darker than what is white on it.
  if (look.bright < 45 || look.bright < 0.43 * look.brightest || look.even < 0.5) return false;
  // A check of a cloth and a magazine's picture are hardly blank and hardly apart from what is around them.
  if (look.even < 0.74 && look.step < 12) return false;
  if (!look.inColour) return true;
  // Coloured paper is pale all the same: its strongest colour is nearly as bright as white. A book's cover and the
  // glass of a screen are not.
  const double lightest = look.bright / (1 - std::min(0.9, look.colourful));
  if (look.bright < 70 || look.colourful > 0.4 || (look.colourful > 0.2 && lightest < 165)) return false;
  if (look.bright < 0.62 * look.brightest && look.colourful > 0.18) return false;
  // A child's drawing may be half full of colours; a person, or a photograph of one, is no page.
  return look.strong <= 0.55 && look.skin <= 0.3;
}

bool isWholeScan(const Small& small) {
  const cv::Mat all(small.grey.size(), CV_8UC1, cv::Scalar(255));
  const std::array<int, 256> counts = countsIn(small.paper, all);
  double white = 0, ink = 0;
  const double total = static_cast<double>(small.grey.total());
  const int paper = medianOf(counts, 0.6);
  for (int v = 0; v < 256; ++v) {
    if (v >= paper - 12) white += counts[static_cast<std::size_t>(v)];
    if (v < paper - 60) ink += counts[static_cast<std::size_t>(v)];
  }
  // A photocopier's white is white all over; a table in front of a camera never is, and has nothing written on it.
  if (paper < 225 || white < 0.8 * total || ink < 0.001 * total || ink > 0.15 * total) return false;
  if (!small.colourful.empty() && medianOf(countsIn(small.colourful, all)) > 20) return false;
  double rim = 0, rimWhite = 0;
  const auto count = [&](int x, int y) {
    ++rim;
    rimWhite += small.paper.at<uchar>(y, x) >= paper - 16;
  };
  for (int x = 0; x < small.grey.cols; ++x) count(x, 2), count(x, small.grey.rows - 3);
  for (int y = 0; y < small.grey.rows; ++y) count(2, y), count(small.grey.cols - 3, y);
  return rimWhite > 0.95 * rim;
}

PaperAdvice adviceFor(const Corners& corners, cv::Size picture, double tolerance) {
  double left = 0, top = 0, right = 0, bottom = 0;
  for (const cv::Point2f& each : corners) {
    left = std::max(left, -static_cast<double>(each.x));
    top = std::max(top, -static_cast<double>(each.y));
    right = std::max(right, static_cast<double>(each.x) - picture.width + 1);
    bottom = std::max(bottom, static_cast<double>(each.y) - picture.height + 1);
  }
  const double across = std::max(left, right), along = std::max(top, bottom);
  if (std::max(across, along) <= tolerance) return PaperAdvice::none;
  if (std::min(left, right) > tolerance || std::min(top, bottom) > tolerance) return PaperAdvice::moveBack;
  if (across >= along) return left > right ? PaperAdvice::moveRight : PaperAdvice::moveLeft;
  return top > bottom ? PaperAdvice::moveDown : PaperAdvice::moveUp;
}

double partInside(const Corners& corners, cv::Size picture) {
  const float wide = static_cast<float>(picture.width), high = static_cast<float>(picture.height);
  const std::vector<cv::Point2f> sheet(corners.begin(), corners.end());
  const std::vector<cv::Point2f> frame{{0, 0}, {wide, 0}, {wide, high}, {0, high}};
  std::vector<cv::Point2f> common;
  const double area = areaOf(corners);
  return area <= 0 ? 0 : std::clamp(cv::intersectConvexConvex(sheet, frame, common) / area, 0.0, 1.0);
}

}  // namespace pillarbox::page

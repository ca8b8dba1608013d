#include <algorithm>
#include <cmath>

#include "scanner/form/description.h"
#include "scanner/page/flatten.h"

namespace pillarbox::page {
namespace {

constexpr double usualFocal =
    0.85;  // of the picture's longer side: phones 0.75, webcams 0.8 to 1, document cameras 1.1
constexpr double leastFocal = 0.55, mostFocal = 2.2;

// Where the corners do not say the focal length: between a wide webcam's and a document camera's.
constexpr double shortFocal = 0.65, longFocal = 1.2;

constexpr double letterWidthMm = 215.9, letterHeightMm = 279.4;

struct Proportions {
  double ratio = 1;            // height by width
  double least = 1, most = 1;  // for any usual camera; both `ratio` if the corners say the focal length
};

Proportions proportionsOf(const Corners& corners, cv::Size picture) {
  const cv::Vec2d middle((picture.width - 1) / 2.0, (picture.height - 1) / 2.0);
  const auto ray = [&](std::size_t i) { return cv::Vec3d(corners[i].x - middle[0], corners[i].y - middle[1], 1); };
  // Zhang and He's names: m1 top left, m2 top right, m3 bottom left, m4 bottom right.
  const cv::Vec3d m1 = ray(0), m2 = ray(1), m3 = ray(3), m4 = ray(2);
  const double across = (cv::norm(m2 - m1) + cv::norm(m4 - m3)) / 2,
               along = (cv::norm(m3 - m1) + cv::norm(m4 - m2)) / 2;
  const double plain = along / std::max(1.0, across);
  const double below2 = m2.cross(m4).dot(m3), below3 = m3.cross(m4).dot(m2);
  if (std::abs(below2) < 1e-6 || std::abs(below3) < 1e-6) return {plain, plain, plain};
  const double k2 = m1.cross(m4).dot(m3) / below2, k3 = m1.cross(m4).dot(m2) / below3;
  const cv::Vec3d n2 = k2 * m2 - m1, n3 = k3 * m3 - m1;
  const double longest = std::max(picture.width, picture.height);
  const auto with = [&](double focal) {
    const auto length = [&](const cv::Vec3d& n) {
      return std::sqrt((n[0] * n[0] + n[1] * n[1]) / (focal * focal) + n[2] * n[2]);
    };
    const double width = length(n2);
    return width <= 0 ? plain : length(n3) / width;
  };
  // The focal length is in the corners only if both pairs of sides converge.
  if (std::abs(k2 - 1) > 0.08 && std::abs(k3 - 1) > 0.08) {
    const double square = -(n2[0] * n3[0] + n2[1] * n3[1]) / (n2[2] * n3[2]);
    const double said = square > 0 ? std::sqrt(square) : 0;
    if (said > leastFocal * longest && said < mostFocal * longest) return {with(said), with(said), with(said)};
  }
  const double one = with(shortFocal * longest), other = with(longFocal * longest);
  return {with(usualFocal * longest), std::min(one, other), std::max(one, other)};
}

}  // namespace

double heightByWidth(const Corners& corners, cv::Size picture) {
  return std::clamp(proportionsOf(corners, picture).ratio, 0.1, 10.0);
}

SheetSize sheetSize(const Corners& corners, cv::Size picture) {
  Proportions proportions = proportionsOf(corners, picture);
  const bool lying = proportions.ratio < 1;
  if (lying) proportions = {1 / proportions.ratio, 1 / proportions.most, 1 / proportions.least};
  const double upright = std::clamp(proportions.ratio, 1.0, 5.0);
  const double a4 = form::a4HeightMm / form::a4WidthMm, letter = letterHeightMm / letterWidthMm;
  constexpr double near = 0.045;  // half of what A4 and Letter differ by
  const auto couldBe = [&](double ratio) {
    return ratio > proportions.least * (1 - near) && ratio < proportions.most * (1 + near);
  };
  SheetSize size;
  const bool nearA4 = std::abs(upright / a4 - 1) < near, nearLetter = std::abs(upright / letter - 1) < near;
  // Leaning one way only, a sheet does not say what it is: then it is what British paper is, if that can be.
  const bool unsure = proportions.most > 1.14 * proportions.least;
  if (nearA4 || ((unsure || !nearLetter) && couldBe(a4))) {
    size = {form::a4WidthMm, form::a4HeightMm, true};
  } else if (nearLetter || couldBe(letter)) {
    size = {letterWidthMm, letterHeightMm, true};
  } else {
    const double area = form::a4WidthMm * form::a4HeightMm;
    size.widthMm = std::sqrt(area / upright);
    size.heightMm = size.widthMm * upright;
  }
  if (lying) std::swap(size.widthMm, size.heightMm);
  return size;
}

}  // namespace pillarbox::page

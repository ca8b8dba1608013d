// Small drawn pictures of sheets on desks, with known corners. Fixed seeds; nothing here is anybody's real page.
#pragma once

#include <array>
#include <cmath>
#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "scanner/form/aruco_codes.h"
#include "scanner/page/find.h"

namespace pillarbox::page::pictures {

inline constexpr double sheetPerMm = 6;  // pixels of a drawn sheet

inline cv::Rect onSheet(const PaperBox& box) {
  return {cvRound(box.x * sheetPerMm), cvRound(box.y * sheetPerMm), cvRound(box.w * sheetPerMm),
          cvRound(box.h * sheetPerMm)};
}

// Blank paper, BGR.
inline cv::Mat blank(double widthMm = 210, double heightMm = 297, cv::Scalar paper = {238, 240, 242}) {
  return {cvRound(heightMm * sheetPerMm), cvRound(widthMm * sheetPerMm), CV_8UC3, paper};
}
// Lines of invented handwriting-like strokes.
inline void write(cv::Mat& sheet, std::uint64_t seed, int lines = 24) {
  cv::RNG dice(seed);
  const int left = sheet.cols / 8, right = sheet.cols * 7 / 8;
  for (int line = 0; line < lines; ++line) {
    const int y = sheet.rows / 8 + line * (sheet.rows * 3 / 4) / lines;
    const int end = dice.uniform((left + right) / 2, right);
    int x = left;
    while (x < end) {
      const int word = dice.uniform(3, 9);
      cv::Point from(x, y);
      for (int k = 0; k < word; ++k) {
        const cv::Point to(x + (k + 1) * 12, y + dice.uniform(-14, 8));
        cv::line(sheet, from, to, cv::Scalar::all(45), 3, cv::LINE_AA);
        from = to;
      }
      x += (word + 2) * 12;
    }
  }
}
inline void marker(cv::Mat& sheet, int id, const PaperBox& box) {
  const double module = box.w / form::arucoModules;
  for (int row = 0; row < form::arucoModules; ++row) {
    for (int column = 0; column < form::arucoModules; ++column) {
      if (!form::arucoDark(id, column, row)) continue;
      const cv::Rect first = onSheet({box.x + column * module, box.y + row * module, module, module});
      cv::rectangle(sheet, {first.x, first.y, first.width + 1, first.height + 1}, cv::Scalar::all(25), cv::FILLED);
    }
  }
}
// One of our forms: four markers and text. `scale` is the printer's: 1 is 100 %, about the middle of the sheet.
inline cv::Mat formSheet(int sheetNumber = 0, int side = 0, std::array<bool, 4> shown = {true, true, true, true},
                         double scale = 1) {
  cv::Mat sheet = blank();
  write(sheet, 7);
  for (int corner = 0; corner < 4; ++corner) {
    if (!shown[static_cast<std::size_t>(corner)]) continue;
    PaperBox box = form::markerBox(corner);
    box.x = 105 + (box.x - 105) * scale, box.y = 148.5 + (box.y - 148.5) * scale;
    box.w *= scale, box.h *= scale;
    const PaperBox quiet{box.x - 3, box.y - 3, box.w + 6, box.h + 6};
    cv::rectangle(sheet, onSheet(quiet), {238, 240, 242}, cv::FILLED);
    marker(sheet, form::markerId(sheetNumber, side, corner), box);
  }
  return sheet;
}

inline cv::Mat plainDesk(cv::Size size = {1440, 1080}, cv::Scalar colour = {48, 84, 122}) {
  return {size, CV_8UC3, colour};
}
inline cv::Mat woodDesk(std::uint64_t seed, cv::Size size = {1440, 1080}) {
  cv::Mat desk(size, CV_8UC3);
  cv::RNG dice(seed);
  double grain = 0;
  for (int y = 0; y < size.height; ++y) {
    grain = 0.9 * grain + dice.uniform(-9.0, 9.0);
    for (int x = 0; x < size.width; ++x) {
      const double shade = grain + 8 * std::sin((x + 40 * std::sin(y / 90.0)) / 55.0);
      desk.at<cv::Vec3b>(y, x) = {cv::saturate_cast<uchar>(70 + shade), cv::saturate_cast<uchar>(120 + shade),
                                  cv::saturate_cast<uchar>(165 + shade)};
    }
  }
  return desk;
}

// Lays `sheet` on `desk` so that its corners, clockwise from its top left, come to lie at `corners`.
inline void lay(cv::Mat& desk, const cv::Mat& sheet, const Corners& corners, bool withShadow = true) {
  const float right = static_cast<float>(sheet.cols) - 0.5F, bottom = static_cast<float>(sheet.rows) - 0.5F;
  const std::array<cv::Point2f, 4> from{cv::Point2f(-0.5F, -0.5F), {right, -0.5F}, {right, bottom}, {-0.5F, bottom}};
  if (withShadow) {
    cv::Mat shadow(desk.size(), CV_8UC1, cv::Scalar(255));
    std::vector<cv::Point> outline;
    for (const cv::Point2f& each : corners) outline.emplace_back(each + cv::Point2f(5, 6));
    cv::fillConvexPoly(shadow, outline, cv::Scalar(150), cv::LINE_AA);
    cv::GaussianBlur(shadow, shadow, {0, 0}, 4);
    cv::Mat three;
    cv::cvtColor(shadow, three, cv::COLOR_GRAY2BGR);
    cv::multiply(desk, three, desk, 1.0 / 255);
  }
  const cv::Mat turn = cv::getPerspectiveTransform(from.data(), corners.data());
  cv::Mat small, seen, mask, whole(sheet.size(), CV_8UC1, cv::Scalar(255));
  cv::GaussianBlur(sheet, small, {0, 0}, 0.7);
  cv::warpPerspective(small, seen, turn, desk.size(), cv::INTER_AREA);
  cv::warpPerspective(whole, mask, turn, desk.size(), cv::INTER_LINEAR);
  cv::Mat hard = mask > 127;
  seen.copyTo(desk, hard);
}
// What a camera adds: a little blur and noise.
inline cv::Mat photographed(cv::Mat picture, std::uint64_t seed = 11, double blur = 0.8, double noise = 3) {
  if (blur > 0) cv::GaussianBlur(picture, picture, {0, 0}, blur);
  cv::Mat grain(picture.size(), CV_16SC3), wide;
  cv::RNG dice(seed);
  dice.fill(grain, cv::RNG::NORMAL, 0, noise);
  picture.convertTo(wide, CV_16SC3);
  wide += grain;
  wide.convertTo(picture, CV_8UC3);
  return picture;
}
// Light that falls off to `least` of itself across the picture.
inline void shade(cv::Mat& picture, double least, bool fromLeft = true) {
  for (int y = 0; y < picture.rows; ++y) {
    for (int x = 0; x < picture.cols; ++x) {
      const double t = static_cast<double>(fromLeft ? x : picture.cols - x) / picture.cols,
                   factor = 1 - (1 - least) * t;
      cv::Vec3b& pixel = picture.at<cv::Vec3b>(y, x);
      for (int c = 0; c < 3; ++c) pixel[c] = cv::saturate_cast<uchar>(pixel[c] * factor);
    }
  }
}
inline cv::Mat greyOf(const cv::Mat& colour) {
  cv::Mat grey;
  cv::cvtColor(colour, grey, cv::COLOR_BGR2GRAY);
  return grey;
}
inline Search look(const cv::Mat& colour, Effort effort = Effort::full) {
  return find(greyOf(colour), colour, effort);
}

inline double overlap(const Corners& one, const Corners& other) {
  const std::vector<cv::Point2f> a(one.begin(), one.end()), b(other.begin(), other.end());
  std::vector<cv::Point2f> common;
  const double both = cv::intersectConvexConvex(a, b, common);
  return both / (cv::contourArea(a) + cv::contourArea(b) - both);
}
// IoU of what was found with where the sheet lies; 0 if none was found.
inline double overlap(const Search& search, const Corners& truth) {
  return search.found ? overlap(search.found->corners, truth) : 0;
}

// An upright A4 sheet, a little askew, all in the picture.
inline const Corners usual{cv::Point2f(402, 96), {1015, 118}, {1041, 1001}, {372, 978}};

}  // namespace pillarbox::page::pictures

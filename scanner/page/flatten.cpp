#include "scanner/page/flatten.h"

#include <algorithm>
#include <cmath>
#include <opencv2/calib3d.hpp>
#include <opencv2/imgproc.hpp>

namespace pillarbox::page {
namespace {

constexpr double mostPixels = 5000;  // on the longer side

// Immerkær's estimate (1996), over every fourth row: what a Laplacian of Laplacians leaves of smooth paper.
double noiseOf(const cv::Mat& grey) {
  double sum = 0, count = 0;
  for (int y = 1; y + 1 < grey.rows; y += 8) {
    const uchar *up = grey.ptr<uchar>(y - 1), *here = grey.ptr<uchar>(y), *down = grey.ptr<uchar>(y + 1);
    for (int x = 1; x + 1 < grey.cols; x += 2) {
      const int value = up[x - 1] + up[x + 1] + down[x - 1] + down[x + 1] + 4 * here[x] -
                        2 * (up[x] + down[x] + here[x - 1] + here[x + 1]);
      if (std::abs(value) > 60) continue;  // ink, not noise
      sum += std::abs(value);
      ++count;
    }
  }
  return count < 1 ? 0 : std::sqrt(CV_PI / 2) * sum / (6 * count);
}

}  // namespace

cv::Mat evenLight(const cv::Mat& flat, double dpi) {
  // The paper's own brightness, on a grid of about 1.2 mm: closed over anything narrower than 9 mm that is dark on it.
  const double cell = std::max(2.0, dpi / 21);
  const cv::Size few(std::max(4, cvRound(flat.cols / cell)), std::max(4, cvRound(flat.rows / cell)));
  cv::Mat light;
  cv::resize(flat, light, few, 0, 0, cv::INTER_AREA);
  cv::medianBlur(light, light, 3);
  cv::morphologyEx(light, light, cv::MORPH_CLOSE, cv::getStructuringElement(cv::MORPH_ELLIPSE, {9, 9}), {-1, -1}, 1,
                   cv::BORDER_REFLECT);
  cv::GaussianBlur(light, light, {5, 5}, 0, 0, cv::BORDER_REFLECT);
  // A black area is a black area, not a shadow: nothing is made more than five times brighter.
  cv::Mat sorted;
  cv::sort(light.reshape(1, 1), sorted, cv::SORT_EVERY_ROW | cv::SORT_ASCENDING);
  const double bright = sorted.at<uchar>(0, sorted.cols * 9 / 10);
  cv::max(light, std::max(12.0, bright / 5), light);
  cv::Mat wide, even;
  cv::resize(light, wide, flat.size(), 0, 0, cv::INTER_LINEAR);
  even.create(flat.size(), CV_8UC1);
  std::array<int, 256> inverse{};
  for (int v = 1; v < 256; ++v) inverse[static_cast<std::size_t>(v)] = (245 << 16) / v;
  for (int y = 0; y < flat.rows; ++y) {
    const uchar *from = flat.ptr<uchar>(y), *over = wide.ptr<uchar>(y);
    uchar* to = even.ptr<uchar>(y);
    for (int x = 0; x < flat.cols; ++x) to[x] = static_cast<uchar>(std::min(255, (from[x] * inverse[over[x]]) >> 16));
  }
  return even;
}

Flat flatten(const cv::Mat& grey, const Found& found, double dpi) {
  Flat flat;
  if (grey.empty() || grey.type() != CV_8UC1 || !(dpi > 0)) return flat;
  try {
    const bool isForm = !found.toMm.empty();
    flat.widthMm = form::a4WidthMm;
    flat.heightMm = form::a4HeightMm;
    if (!isForm) {
      const SheetSize size = sheetSize(found.corners, grey.size());
      flat.widthMm = size.widthMm;
      flat.heightMm = size.heightMm;
    }
    flat.dpi = std::min(dpi, mostPixels * 25.4 / std::max(flat.widthMm, flat.heightMm));
    const double perMm = flat.dpi / 25.4;
    const cv::Size size(cvRound(flat.widthMm * perMm), cvRound(flat.heightMm * perMm));
    cv::Mat toFlat;
    if (isForm) {
      const cv::Mat mmToFlat = (cv::Mat_<double>(3, 3) << perMm, 0, -0.5, 0, perMm, -0.5, 0, 0, 1);
      toFlat = mmToFlat * found.toMm;
      flat.toMm = mmToFlat.inv();
    } else {
      const float right = static_cast<float>(size.width) - 0.5F, bottom = static_cast<float>(size.height) - 0.5F;
      const std::array<cv::Point2f, 4> target{
          cv::Point2f(-0.5F, -0.5F), {right, -0.5F}, {right, bottom}, {-0.5F, bottom}};
      toFlat = cv::getPerspectiveTransform(found.corners.data(), target.data());
    }
    // A much finer picture is made smaller first, or letters would break up.
    double longest = 0;
    for (std::size_t i = 0; i < 4; ++i) {
      longest = std::max(longest, cv::norm(found.corners[(i + 1) % 4] - found.corners[i]));
    }
    cv::Mat source = grey;
    const double finer = longest / std::max(size.width, size.height);
    if (finer > 1.7) {
      const double shrinkBy = finer / 1.1;
      cv::resize(grey, source, {cvRound(grey.cols / shrinkBy), cvRound(grey.rows / shrinkBy)}, 0, 0, cv::INTER_AREA);
      const double sx = static_cast<double>(grey.cols) / source.cols, sy = static_cast<double>(grey.rows) / source.rows;
      const cv::Mat toWholePicture = (cv::Mat_<double>(3, 3) << sx, 0, sx / 2 - 0.5, 0, sy, sy / 2 - 0.5, 0, 0, 1);
      toFlat = toFlat * toWholePicture;
    }
    cv::warpPerspective(source, flat.raw, toFlat, size, cv::INTER_LINEAR, cv::BORDER_REPLICATE);
    // Evening out the light makes noise in the shadows stronger, so it goes first.
    cv::Mat calm = flat.raw;
    if (noiseOf(flat.raw) > 4) cv::GaussianBlur(flat.raw, calm, {3, 3}, 0.8);
    flat.grey = evenLight(calm, flat.dpi);
  } catch (const cv::Exception&) {
    return {};
  }
  return flat;
}

}  // namespace pillarbox::page

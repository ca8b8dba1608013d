#include "scanner/page/read_scan.h"

#include <algorithm>
#include <opencv2/imgproc.hpp>

namespace pillarbox::page {

std::optional<Found> wholeScan(const cv::Mat& grey, const cv::Mat& colour) {
  const double longer = std::max(grey.cols, grey.rows), shorter = std::min(grey.cols, grey.rows);
  if (shorter < 300) return std::nullopt;
  // A4 is 1.414 and Letter 1.294; cameras' pictures are 1.333, 1.5 and 1.778.
  const double ratio = longer / shorter;
  if (!(ratio > 1.395 && ratio < 1.435) && !(ratio > 1.28 && ratio < 1.31)) return std::nullopt;

  cv::Mat small, saturation;
  const double scale = 400 / longer;
  cv::resize(grey, small, {}, scale, scale, cv::INTER_AREA);
  if (!colour.empty()) {
    cv::Mat little, hsv;
    cv::resize(colour, little, small.size(), 0, 0, cv::INTER_AREA);
    cv::cvtColor(little, hsv, cv::COLOR_BGR2HSV);
    cv::extractChannel(hsv, saturation, 1);
  }
  int paper = 0, border = 0, bright = 0;
  for (int y = 0; y < small.rows; ++y) {
    for (int x = 0; x < small.cols; ++x) {
      const bool pale =
          small.at<std::uint8_t>(y, x) > 205 && (saturation.empty() || saturation.at<std::uint8_t>(y, x) < 40);
      bright += pale;
      if (x >= 4 && y >= 4 && x < small.cols - 4 && y < small.rows - 4) continue;
      ++border;
      paper += pale;
    }
  }
  // Scanners leave dark slivers along an edge; a photograph of a desk has far more than that.
  if (paper < border * 85 / 100 || bright < small.rows * small.cols * 6 / 10) return std::nullopt;
  Found found;
  const auto w = static_cast<float>(grey.cols), h = static_cast<float>(grey.rows);
  found.corners = {cv::Point2f(0, 0), cv::Point2f(w, 0), cv::Point2f(w, h), cv::Point2f(0, h)};
  return found;
}

}  // namespace pillarbox::page

#include "scanner/badge/view.h"

#include <cmath>
#include <opencv2/imgproc.hpp>

namespace pillarbox::badge {

std::vector<Code> View::home(std::vector<Code> codes) const {
  for (Code& code : codes) {
    for (PaperPoint& corner : code.corners) {
      const cv::Vec3d at = back * cv::Vec3d(corner.x, corner.y, 1);
      corner = {at[0] / at[2], at[1] / at[2]};
    }
  }
  return codes;
}

View asIs(const cv::Mat& grey) {
  View view;
  view.grey = grey;
  return view;
}

View atMost(const cv::Mat& grey, double pixels) {
  const double has = static_cast<double>(grey.cols) * grey.rows;
  return has > pixels ? scaled(asIs(grey), std::sqrt(pixels / has)) : asIs(grey);
}

View inverted(View view) {
  cv::Mat out;
  cv::bitwise_not(view.grey, out);
  view.grey = out;
  return view;
}

View sharpened(View view, double sigma, double gain) {
  cv::Mat soft, out;
  cv::GaussianBlur(view.grey, soft, {}, sigma);
  cv::addWeighted(view.grey, 1 + gain, soft, -gain, 0, out);
  view.grey = out;
  return view;
}

View softened(View view, double sigma) {
  cv::Mat out;
  cv::GaussianBlur(view.grey, out, {}, sigma);
  view.grey = out;
  return view;
}

View despeckled(View view) {
  cv::Mat out;
  cv::medianBlur(view.grey, out, 3);
  view.grey = out;
  return view;
}

View evened(View view) {
  // A few pixels may be brighter or darker than all that matters: they do not set the range.
  const int bins = 256;
  const float range[] = {0, 256};
  const float* ranges[] = {range};
  cv::Mat histogram, out;
  cv::calcHist(&view.grey, 1, nullptr, {}, histogram, 1, &bins, ranges);
  const double spare = static_cast<double>(view.grey.total()) * 0.002;
  const auto end = [&](int from, int step) {
    double seen = 0;
    int level = from;
    for (; level > 0 && level < bins - 1; level += step) {
      seen += static_cast<double>(histogram.at<float>(level));
      if (seen > spare) break;
    }
    return level;
  };
  const double least = end(1, 1), most = std::max(least + 1, static_cast<double>(end(bins - 2, -1)));
  view.grey.convertTo(out, CV_8UC1, 255 / (most - least), -least * 255 / (most - least));
  cv::createCLAHE(4, {8, 8})->apply(out, out);
  view.grey = out;
  return view;
}

View scaled(View view, double factor) {
  cv::Mat out;
  const cv::Size size(std::max(1, static_cast<int>(std::lround(view.grey.cols * factor))),
                      std::max(1, static_cast<int>(std::lround(view.grey.rows * factor))));
  cv::resize(view.grey, out, size, 0, 0, factor < 1 ? cv::INTER_AREA : cv::INTER_CUBIC);
  const double across = static_cast<double>(view.grey.cols) / size.width;
  const double down = static_cast<double>(view.grey.rows) / size.height;
  // The middle of a pixel is at its whole number.
  view.back = view.back * cv::Matx33d(across, 0, (across - 1) / 2, 0, down, (down - 1) / 2, 0, 0, 1);
  view.grey = out;
  return view;
}

View turned(View view, double degrees) {
  const double radians = degrees * CV_PI / 180;
  const double c = std::cos(radians), s = std::sin(radians);
  const int w = view.grey.cols, h = view.grey.rows;
  const cv::Size size(static_cast<int>(std::ceil(w * std::abs(c) + h * std::abs(s))),
                      static_cast<int>(std::ceil(w * std::abs(s) + h * std::abs(c))));
  const double mx = (size.width - 1) / 2.0, my = (size.height - 1) / 2.0;
  const cv::Matx33d back(c, -s, (w - 1) / 2.0 - c * mx + s * my,  //
                         s, c, (h - 1) / 2.0 - s * mx - c * my,   //
                         0, 0, 1);
  cv::Mat out;
  cv::warpAffine(view.grey, out, back.get_minor<2, 3>(0, 0), size, cv::INTER_LINEAR | cv::WARP_INVERSE_MAP,
                 cv::BORDER_CONSTANT, 255);
  view.back = view.back * back;
  view.grey = out;
  return view;
}

}  // namespace pillarbox::badge

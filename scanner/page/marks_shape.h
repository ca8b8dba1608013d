// What kind of mark a blob of ink is: cross, circle, line or area.
#pragma once

#include <opencv2/core.hpp>
#include <string>

namespace pillarbox::page {

struct MarkShape {
  std::string kind;
  double inkMm2 = 0;
};

// `ink` is 0 or 255, cut to the mark.
MarkShape shapeOf(const cv::Mat& ink, double perMm);

}  // namespace pillarbox::page

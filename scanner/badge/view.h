// A picture made from another to be read better, and the way back to the pixels of the first. Any thread.
#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "scanner/badge/read.h"

namespace pillarbox::badge {

struct View {
  cv::Mat grey;                                           // CV_8UC1
  cv::Matx33d back = cv::Matx33d::eye();                  // from its pixels to those of the first picture
  std::vector<Code> home(std::vector<Code> codes) const;  // the corners, taken back
};

View asIs(const cv::Mat& grey);
View atMost(const cv::Mat& grey, double pixels);  // made smaller if it has more
View inverted(View view);
// Unsharp mask: brings back what a blur of about that sigma took.
View sharpened(View view, double sigma, double gain = 1.5);
View softened(View view, double sigma);
View despeckled(View view);  // 3×3 median
View evened(View view);      // the grey levels in use stretched to all, then area by area (CLAHE)
View scaled(View view, double factor);
View turned(View view, double degrees);  // anticlockwise, onto a canvas that holds all of it

}  // namespace pillarbox::badge

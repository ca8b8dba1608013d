// Where a linear code ends: ZXing says where along one line it begins and ends, not how tall it is. Any thread.
#pragma once

#include <opencv2/core.hpp>

#include "scanner/badge/read.h"

namespace pillarbox::badge {

// From the line `begin` to `end` (pixels of `grey`, through the whole code) the bars are followed upwards and downwards
// for as long as lines look like that one, at most `reach` pixels. Clockwise from the code's own top left.
std::array<PaperPoint, 4> barCorners(const cv::Mat& grey, cv::Point2d begin, cv::Point2d end, double reach);

}  // namespace pillarbox::badge

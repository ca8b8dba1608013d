// Linear codes at any angle: where in a picture there are bars side by side, and what they say. Any thread.
//
// Where: the structure tensor (Förstner and Gülch 1987): areas whose grey levels all change along one line. The area
// is then turned so that its bars stand upright and read in two halves that share no pixel. A code is only believed
// when both say the same: Code 39 has no check digit, so one reading of it proves little.
#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "scanner/badge/read.h"

namespace pillarbox::badge {

// An area with bars. Pixels of the picture.
struct Bars {
  cv::Point2d middle;
  cv::Point2d across;  // unit vector: the line on which the bars follow one another
  double width = 0;    // along `across`
  double height = 0;   // along the bars
};

// The most promising first, at most `most`.
std::vector<Bars> findBars(const cv::Mat& grey, std::size_t most);

enum class Effort {
  quick,     // as it is, and enlarged
  thorough,  // and sharpened, averaged along the bars, inverted
};
// The code there, if both halves of it agree. Fewer than three characters are never believed.
std::optional<Code> readBars(const cv::Mat& grey, const Bars& bars, Effort effort);

}  // namespace pillarbox::badge

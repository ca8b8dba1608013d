// The sheet of paper itself: its colour and roughness, creases, a torn or folded corner, a staple.
#pragma once

#include <opencv2/core.hpp>

#include "tests/support/paper/camera.h"

namespace pillarbox::support {

struct Sheet {
  cv::Mat colour;  // CV_8UC3, A4 at `dpi`
  cv::Mat there;   // CV_8UC1: 255 where there is paper
  double dpi = 200;
};

// White office paper that carries `print` (CV_8UC1).
Sheet paperWith(const cv::Mat& print, double dpi, Dice& dice);
// After it was written on: creases, a staple, a corner torn off or folded over; never so far in as a registration mark.
void wear(Sheet& sheet, const Bend& bend, Difficulty difficulty, Dice& dice);

}  // namespace pillarbox::support

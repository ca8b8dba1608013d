// The only door to ZXing-C++'s readers, and the only file that knows its versions (1.4, 2.x, 3.x).
//
// Debian 12's 1.4.0 is built with its asserts on, and asking it for several linear codes at once trips one of them
// (zxing-cpp issue 740): linear codes are asked for one at a time, QR codes in the plural. Nothing thrown comes out.
// Any thread; corners are pixels of `grey` (CV_8UC1), clockwise from the code's own top left.
#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "scanner/badge/read.h"

namespace pillarbox::badge {

enum class Threshold {
  local,      // each area by its surroundings
  histogram,  // one for the whole picture: the valley between its two peaks
};

std::vector<Code> zxingQr(const cv::Mat& grey, Threshold threshold = Threshold::local);
// One Code 128 or Code 39 whose bars stand upright, or upside down. Its corners are the ends of the lines looked at:
// they say where it begins and ends, not how tall it is. Empty or one.
std::vector<Code> zxingLinear(const cv::Mat& grey, Threshold threshold = Threshold::local);
std::vector<Code> zxingDataMatrix(const cv::Mat& grey);

}  // namespace pillarbox::badge

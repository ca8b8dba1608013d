// The registration marks of one of our forms. Inner part of find.h. Any thread.
#pragma once

#include <opencv2/core.hpp>
#include <optional>

#include "scanner/page/find.h"

namespace pillarbox::page {

struct MarkerSearch {
  std::optional<Found> found;  // three or more agree
  // Without found: which way to move, if one or two were seen; onePageOnly if two forms are in view.
  PaperAdvice advice = PaperAdvice::noPage;
  int seen = 0;
};
MarkerSearch findMarkers(const cv::Mat& grey, Effort effort);

}  // namespace pillarbox::page

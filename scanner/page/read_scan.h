// Is this picture a scan, that is nothing but one page?
#pragma once

#include <optional>

#include "scanner/page/find.h"

namespace pillarbox::page {

// The whole picture as a sheet if it has the proportions of A4 or Letter and paper all along its border.
std::optional<Found> wholeScan(const cv::Mat& grey, const cv::Mat& colour);

}  // namespace pillarbox::page

// The proportions of a sheet seen at an angle. Inner part of find.h. Any thread.
#pragma once

#include <opencv2/core.hpp>

#include "scanner/page/find.h"

namespace pillarbox::page {

struct SheetSize {
  double widthMm = 0, heightMm = 0;
  bool known = false;  // A4 or Letter, either way up; otherwise free, with A4's area
};
// From four corners in a picture of `picture` size: height by width as Zhang and He, "Whiteboard scanning and image
// enhancement" (2007), with the focal length from the corners themselves where they say it and a usual camera's where
// the sheet lies almost square to the camera. A5 has A4's proportions and is taken for A4.
double heightByWidth(const Corners& corners, cv::Size picture);
SheetSize sheetSize(const Corners& corners, cv::Size picture);

// Light evened over a flat sheet: what is paper becomes near white, wherever the shadow fell.
cv::Mat evenLight(const cv::Mat& flat, double dpi);

}  // namespace pillarbox::page

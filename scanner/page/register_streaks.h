// A photocopier's dirt: one thin straight line down (or across) much of the sheet (HARDCASES, ticks 12). Nobody ticks a
// box with a line of six centimetres, so what runs on straight past both sides of a box is taken out of its picture.
#pragma once

#include <opencv2/core.hpp>

#include "scanner/page/register.h"

namespace pillarbox::page {

struct StreakPatch {
  double aroundMm = 6;  // what the patch shows around its box
  double perMm = 8;
  double ink = 20;  // darkness from which a pixel is ink
};

// `patch` (darkness, as Registration::darkness gives it) shows `box`; streaks found through it are made paper. True if
// there were any. `moved` as for Registration::darkness.
bool removeStreaks(const Registration& registration, const PaperBox& box, cv::Point2d moved, cv::Mat& patch,
                   const StreakPatch& how);

}  // namespace pillarbox::page

// Where is the sheet of paper? By its registration marks where it has them, by its edges where not.
#pragma once

#include <array>
#include <opencv2/core.hpp>
#include <optional>
#include <vector>

#include "scanner/form/description.h"
#include "shared/record/paper.h"

namespace pillarbox::page {

using Corners = std::array<cv::Point2f, 4>;  // pixels; clockwise from the page's top left

struct Found {
  Corners corners{};      // of the sheet
  bool oriented = false;  // top left is known to be the page's own (by markers); otherwise the picture's
  // With markers:
  int markers = 0;
  int sheet = -1, sideOfSheet = -1;  // form::MarkerMeaning, if three or more markers agree
  cv::Mat toMm;  // 3×3, CV_64F: pixels of the picture → mm on the printed form; empty without markers
  // What is wrong with how it lies, if anything: none, showWholePage, move…, onePageOnly, uncover (some of a form's
  // marks are hidden).
  PaperAdvice advice = PaperAdvice::none;
};

enum class Effort { track, full };  // track: ≤ 15 ms at 1080p, on a half-size picture; full: every method

// None if there is no sheet of paper, or less than nine tenths of one (advice then says which way to move).
struct Search {
  std::optional<Found> found;
  PaperAdvice advice = PaperAdvice::noPage;
};
// `colour`: the same picture in BGR or BGRA, of any size of the same proportions (a live frame's preview will do);
// empty or of other proportions, paper is told from other pale things by brightness and edges alone.
Search find(const cv::Mat& grey, const cv::Mat& colour, Effort effort);

// The sheet, upright, at `dpi`. For a sheet with markers, A4; otherwise the proportions the corners suggest (A4, A5,
// Letter or free), at most `mostPixels` on the longer side.
struct Flat {
  cv::Mat grey;  // light evened, paper near white
  cv::Mat raw;   // as photographed, only flattened
  double dpi = 150;
  double widthMm = 0, heightMm = 0;  // of the sheet
  cv::Mat toMm;                      // pixels of the flat picture → mm on the printed form; empty for unknown paper
};
Flat flatten(const cv::Mat& grey, const Found& found, double dpi);

// Sharpness, light, glare and completeness of the sheet in this picture, and what to change.
PaperQuality judge(const cv::Mat& grey, const Found& found);

}  // namespace pillarbox::page

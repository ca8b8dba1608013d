// The outline of a sheet without registration marks. Inner parts of find.h; only scanner/page and its tests include it.
// Any thread; pure functions of their pictures.
#pragma once

#include <array>
#include <opencv2/core.hpp>
#include <optional>
#include <vector>

#include "scanner/page/find.h"

namespace pillarbox::page {

// The picture as the search for outlines sees it: small, and in the two measures that tell paper from most other
// things.
struct Small {
  cv::Mat grey;       // 8 bit, a little blurred
  cv::Mat paper;      // 8 bit: the least of blue, green and red (wood and skin are dark in it, paper is not)
  cv::Mat colourful;  // 8 bit: saturation; empty if the picture had no colour
  cv::Mat skin;       // 8 bit: 255 where the colour could be a person's skin (or wood); empty without colour
  cv::Mat brightest;  // 8 bit: the most of `paper` near each pixel: what blank paper would be there
  double scale = 1;   // one pixel here is so many of the whole picture
};
Small shrink(const cv::Mat& grey, const cv::Mat& colour, int longestSide);

cv::Point2f toWhole(cv::Point2f point, double scale);  // between pixel middles of the small and the whole picture
cv::Point2f toSmall(cv::Point2f point, double scale);

// One side of a sheet against what lies around it.
struct SideFit {
  // Distance outward from the straight line it was looked for along, in pixels, at t from -1 (begin) to 1 (end):
  // a + b t + c t².
  double a = 0, b = 0, c = 0;
  double seen = 0;   // 0 to 1: along how much of it an edge was seen
  double step = 0;   // how much brighter the sheet is there than what is beside it, grey levels; may be negative
  double rough = 0;  // how far the seen points lie from the fit, pixels
};
struct Outline {
  Corners corners{};
  std::array<SideFit, 4> sides;
  double bow = 0;  // how far the most bent side leaves the straight line, in parts of its length
};
struct SideSearch {
  double inward = 8, outward = 8;  // pixels looked at on either side
  double moreAtEnds = 1;           // of the top and bottom side (the first and third): so many times as far
  double window = 4;               // pixels compared with one another
  int samples = 48;
  double leastStep = 4;     // grey levels
  double leastSeen = 0.12;  // sides seen along less than this stay where they were guessed
};
// Fits each side of `guess` to the edge that is seen near it and takes the corners from where the sides meet, so that
// a folded, torn or covered corner is where it would be.
Outline fitOutline(const cv::Mat& grey, const Corners& guess, const SideSearch& how);

// Quadrilaterals that could be sheets, in pixels of the small picture.
std::vector<Corners> outlineCandidates(const Small& small, Effort effort);

bool isConvex(const Corners& corners);
double areaOf(const Corners& corners);
Corners fromTopLeft(Corners corners);  // clockwise, from the picture's top left

// How much a quadrilateral looks like a sheet of paper.
struct PaperLook {
  double bright = 0;     // median of `paper` inside
  double colourful = 0;  // median saturation inside, 0 to 1; 0 without colour
  double brightest = 0;  // what all but a twentieth of it is darker than
  double even = 0;       // part of it that is blank paper or smoothly lit
  double step = 0;       // median brightness inside less that of a ring outside
  // With colour: parts of it, 0 to 1, that are more colourful than what is blank in it, and those of them like skin.
  bool inColour = false;
  double strong = 0, skin = 0;
};
PaperLook lookInside(const Small& small, const Corners& corners);
// Median of `paper` in what is in `outer` but not in `inner`; of any measure along a line.
double brightBetween(const Small& small, const Corners& inner, const Corners& outer);
double medianAlong(const cv::Mat& measure, cv::Point2f from, cv::Point2f to);
bool looksLikePaper(const PaperLook& look);

// A photocopier's scan: all of the picture is one sheet.
bool isWholeScan(const Small& small);

// The direction in which a sheet must move for the part outside the picture to come in; none if all is inside.
PaperAdvice adviceFor(const Corners& corners, cv::Size picture, double tolerance);
double partInside(const Corners& corners, cv::Size picture);

Search findByEdges(const cv::Mat& grey, const cv::Mat& colour, Effort effort);

}  // namespace pillarbox::page

// Codes as a printer prints them and a camera sees them, for the tests of this room. Fixed seeds.
#pragma once

#include <opencv2/core.hpp>
#include <string>

#include "scanner/badge/read.h"

namespace pillarbox::badge::printed {

// Black on white with its quiet zone. `module` in pixels; `height` of a linear code in pixels.
cv::Mat code(Format format, const std::string& text, int module = 5, int height = 90);

struct Place {
  int width = 1280, height = 720;  // of the whole picture
  double x = 640, y = 360;         // where the middle of the card is
  double degrees = 0;
  int desk = 150;  // grey level around the card
  double size = 1;
};
// The card lies on a desk.
cv::Mat shown(const cv::Mat& card, const Place& place = {});
cv::Mat both(const cv::Mat& one, const cv::Mat& other);  // side by side on the same desk

cv::Mat blurred(const cv::Mat& picture, double sigma);
cv::Mat noisy(const cv::Mat& picture, double sigma, std::uint64_t seed);
cv::Mat paler(const cv::Mat& picture, double contrast);  // 1: as it is
cv::Mat negative(const cv::Mat& picture);
cv::Mat withGlare(const cv::Mat& picture, double x, double y, double radius);

// Something that is no code at all: "table", "books", "keyboard", "page", "stripes" by `kind` % 5.
cv::Mat nothing(int kind, std::uint64_t seed, int width, int height);

}  // namespace pillarbox::badge::printed

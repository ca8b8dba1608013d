// Synthetic photos of the paper form with known truth: printed, written on, laid somewhere and photographed. The same
// picture for the same blank, seed and difficulty. What is drawn and how often is in the .cpp files beside this;
// nothing is left out because it is read badly. Any thread.
#pragma once

#include <opencv2/core.hpp>
#include <string>

#include "scanner/page/find.h"
#include "tests/support/paper/blank.h"
#include "tests/support/paper/fill.h"
#include "tests/support/paper/printer.h"

namespace pillarbox::support {

// normal: what is left after the guidance accepted a picture: whole, sharp enough, light enough. The figures aimed at
// apply to it. hard: anything a person might photograph all the same.
enum class Device { any, camera1080, camera8, camera12, officeScanner };
std::string_view deviceName(Device device);

struct PhotoOptions {
  Difficulty difficulty = Difficulty::normal;
  Device device = Device::any;
  FillOptions fill;
  bool asJpeg = true;  // through the compression of a camera
};

struct PhotoTruth {
  std::uint64_t seed = 0;
  std::string templateId, serial;
  int side = 1;
  page::Corners corners{};  // of the sheet, pixels, clockwise from its own top left
  cv::Matx33d toPixels;     // mm of the sheet → pixels, were it flat
  cv::Matx23d printed;      // mm of the form → mm of the sheet
  Filled filled;
  std::string says;  // what was done to it, in a line
};

struct Photo {
  cv::Mat colour;  // CV_8UC3
  PhotoTruth truth;
};
Photo makePhoto(const Blank& blank, std::uint64_t seed, const PhotoOptions& options = {});

// Any picture as a camera of this kind would give it: uneven light, noise, compression.
cv::Mat asCamera(const cv::Mat& scene, std::uint64_t seed);

// Overlap of two pages, 0 to 1 (intersection over union).
double pageOverlap(const page::Corners& a, const page::Corners& b);

}  // namespace pillarbox::support

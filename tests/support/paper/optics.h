// Light, lens and sensor: what comes between a scene and its picture.
#pragma once

#include <opencv2/core.hpp>
#include <string>

#include "tests/support/paper/printer.h"

namespace pillarbox::support {

struct Optics {
  double exposure = 1;
  double gradient = 0, gradientAngle = 0;  // how much darker the far side is
  double vignette = 0;
  int shadows = 0;
  double shadowDepth = 0;
  double glare = 0;        // grey levels in its middle
  double glareSize = 0.1;  // of the picture's longer side
  cv::Point2d glareAt{0.5, 0.5};
  double blur = 0.5;                   // sigma, pixels
  double motion = 0, motionAngle = 0;  // length, pixels
  double noise = 2;                    // sigma, grey levels
  cv::Vec3d balance{1, 1, 1};
  int jpegQuality = 85;
  std::string says() const;
};
// `pixelsPerMm`: sharpness that is good enough goes with the size of the print in the picture.
Optics anyOptics(Difficulty difficulty, double pixelsPerMm, Dice& dice);
// Shadow, light, blur, noise and colour, in that order.
void expose(cv::Mat& picture, const Optics& optics, Dice& dice);
// Through a JPEG file and back. The picture itself if the encoder fails.
cv::Mat throughJpeg(const cv::Mat& picture, int quality);

}  // namespace pillarbox::support

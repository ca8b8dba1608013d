// A pinhole camera over a sheet that may bend: where each point of the paper comes to lie in the picture and back.
#pragma once

#include <opencv2/core.hpp>

#include "scanner/page/find.h"
#include "tests/support/paper/printer.h"

namespace pillarbox::support {

// How far each point of the sheet is above the desk, mm.
struct Bend {
  double curlMm = 0, curlAngle = 0;  // a cylinder: the middle or the rims stand up
  double foldMm = 0, foldAt = 0.5;   // a crease across, as from a letter folded once
  int corner = -1;                   // this corner stands up by
  double cornerMm = 0;
  double height(double x, double y) const;
};

class Camera {
 public:
  // A view of the whole sheet from somewhere over it. `turns`: quarter turns of the paper in the picture.
  Camera(cv::Size size, int turns, Difficulty difficulty, Dice& dice);

  cv::Size size() const { return m_size; }
  const Bend& bend() const { return m_bend; }
  double tiltDegrees() const { return m_tilt; }
  // mm of the sheet → pixels.
  cv::Point2d pixel(double x, double y) const;
  // For each pixel of the picture, where on the sheet it looks, in pixels of a sheet at `dpi` (for cv::remap).
  void inverse(double dpi, cv::Mat& mapX, cv::Mat& mapY) const;
  page::Corners corners() const;
  double pixelsPerMm() const;  // mean over the sheet

 private:
  cv::Point2d projected(double x, double y, double height) const;
  cv::Point2d onSheet(cv::Point2d pixel) const;
  void frame(double fill, cv::Point2d off);

  cv::Size m_size;
  double m_focal = 1000, m_lens = 0, m_tilt = 0;
  cv::Matx33d m_turn;
  cv::Vec3d m_away;
  Bend m_bend;
};

}  // namespace pillarbox::support

// Lays the form's description over a flattened sheet: from any printed millimetre to its pixel, within about 0.2 mm,
// also when the sheet is curled, was stretched by a photocopier, or was printed at 90 to 105 %. Markers alone do not
// give that; so every tick box's printed square and every printed line is looked for near its place, and a smooth bend
// (register_warp.h) is fitted to what was found. One thread at a time.
#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "scanner/form/description.h"
#include "scanner/page/find.h"
#include "scanner/page/register_warp.h"

namespace pillarbox::page {

struct BoxFound {
  cv::Point2d moved;    // where its square is, less where it should be (mm)
  double strength = 0;  // of its printed outline: 1 as dark as the page's other outlines, 0 not seen
  double weakest = 0;   // of its four sides, as a share of what they are on the whole: 0 one side is missing
};

class Registration {
 public:
  // `flat` needs toMm. Keeps a reference to neither.
  Registration(const Flat& flat, const form::Side& side);

  const std::vector<BoxFound>& boxes() const { return m_boxes; }  // in the order of side.ticks
  double inkLevel() const { return m_ink; }                       // darkness of printed lines, 0 to 255
  double noise() const { return m_noise; }                        // standard deviation of bare paper's darkness

  cv::Point2d pixel(cv::Point2d mm) const;
  // Darkness (0 paper, 255 black) around what is printed at `mm`, `perMm` pixels a millimetre. `moved` is used instead
  // of the bend if given. Outside the picture: 0, and `outside` (if given) is set when more than a tenth is outside.
  cv::Mat darkness(const PaperBox& mm, double perMm, const cv::Point2d* moved = nullptr, bool* outside = nullptr) const;

 private:
  cv::Point2d pixelUnbent(cv::Point2d mm) const;
  void registerBoxes(const form::Side& side);
  void addLines(const form::Side& side, std::vector<Anchor>& anchors) const;
  void measureNoise(const form::Side& side);

  cv::Mat m_dark;
  cv::Matx33d m_toPixel;
  Warp m_warp;
  std::vector<BoxFound> m_boxes;
  double m_ink = 160, m_noise = 6;
};

}  // namespace pillarbox::page

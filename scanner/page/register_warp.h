// A smooth bend of the page: where printed things really lie, against where their registration marks say they should.
// Curl, stretch in a photocopier's feed and a printer's own scale are all smooth, so one polynomial of the third degree
// with a prior against wildness, fitted robustly to everything printed that was recognised, carries them; what is left
// (a crease, a wave) is shared out among neighbours. Millimetres throughout.
#pragma once

#include <array>
#include <opencv2/core.hpp>
#include <vector>

namespace pillarbox::page {

// Something printed at `at` was seen at `at + moved`. A line tells only what happens across it: `across` is then its
// normal, and only moved·across counts.
struct Anchor {
  cv::Point2d at, moved;
  bool oneWay = false;
  cv::Point2d across;
  double sigma = 0.2;  // how far it may be off
};

class Warp {
 public:
  // Anchors that contradict the rest count for nothing.
  void fit(const std::vector<Anchor>& anchors);
  // Where a thing printed at `mm` really is, less `mm`.
  cv::Point2d at(cv::Point2d mm) const;
  // Typical distance of the believed anchors from the bend; 0 without any.
  double leftOver() const { return m_leftOver; }

 private:
  static constexpr int terms = 10;
  cv::Point2d smooth(cv::Point2d mm) const;

  std::array<double, terms> m_x{}, m_y{};
  struct Rest {
    cv::Point2d at, moved;
  };
  std::vector<Rest> m_rest;
  double m_leftOver = 0;
};

}  // namespace pillarbox::page

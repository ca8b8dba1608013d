#include "scanner/page/register_warp.h"

#include <algorithm>
#include <cmath>

#include "scanner/form/description.h"

namespace pillarbox::page {
namespace {

constexpr int terms = 10;
using Terms = std::array<double, terms>;

Terms termsAt(cv::Point2d mm) {
  const double u = (mm.x - form::a4WidthMm / 2) / (form::a4WidthMm / 2);
  const double v = (mm.y - form::a4HeightMm / 2) / (form::a4HeightMm / 2);
  return {1, u, v, u * u, u * v, v * v, u * u * u, u * u * v, u * v * v, v * v * v};
}

// How many millimetres each term may plausibly reach at the sheet's edge.
constexpr Terms plausible{1.5, 1.5, 1.5, 2.5, 1.5, 2.5, 1.5, 1.0, 1.0, 1.5};

// An anchor's distance from the bend, in millimetres, along what it can tell.
double missBy(const Anchor& anchor, cv::Point2d bend) {
  const cv::Point2d off = anchor.moved - bend;
  return anchor.oneWay ? std::abs(off.dot(anchor.across)) : std::hypot(off.x, off.y);
}

}  // namespace

void Warp::fit(const std::vector<Anchor>& anchors) {
  m_rest.clear();
  m_leftOver = 0;
  m_x.fill(0);
  m_y.fill(0);
  if (anchors.empty()) return;

  std::vector<Terms> basis;
  basis.reserve(anchors.size());
  for (const Anchor& anchor : anchors) basis.push_back(termsAt(anchor.at));

  // The scale beyond which an anchor stops counting shrinks from round to round, so that the first rounds find the
  // sense of the majority and the last ones are exact.
  for (const double scale : {3.0, 1.5, 0.8, 0.5, 0.4}) {
    cv::Mat normal = cv::Mat::zeros(2 * terms, 2 * terms, CV_64F);
    cv::Mat right = cv::Mat::zeros(2 * terms, 1, CV_64F);
    for (int k = 0; k < terms; ++k) {
      const double prior = 1 / (plausible[static_cast<std::size_t>(k)] * plausible[static_cast<std::size_t>(k)]);
      normal.at<double>(k, k) += prior;
      normal.at<double>(terms + k, terms + k) += prior;
    }
    const auto addRow = [&](const Terms& row, cv::Point2d direction, double moved, double weight) {
      for (int i = 0; i < 2 * terms; ++i) {
        const double a = row[static_cast<std::size_t>(i % terms)] * (i < terms ? direction.x : direction.y);
        if (a == 0) continue;
        right.at<double>(i) += weight * a * moved;
        for (int j = 0; j < 2 * terms; ++j) {
          const double b = row[static_cast<std::size_t>(j % terms)] * (j < terms ? direction.x : direction.y);
          normal.at<double>(i, j) += weight * a * b;
        }
      }
    };
    for (std::size_t n = 0; n < anchors.size(); ++n) {
      const Anchor& anchor = anchors[n];
      const double miss = missBy(anchor, smooth(anchor.at)) / scale;
      const double trust = 1 / ((1 + miss * miss) * (1 + miss * miss));  // Geman and McClure
      const double weight = trust / (anchor.sigma * anchor.sigma);
      if (anchor.oneWay) {
        addRow(basis[n], anchor.across, anchor.moved.dot(anchor.across), weight);
      } else {
        addRow(basis[n], {1, 0}, anchor.moved.x, weight);
        addRow(basis[n], {0, 1}, anchor.moved.y, weight);
      }
    }
    cv::Mat solution;
    if (!cv::solve(normal, right, solution, cv::DECOMP_CHOLESKY)) return;
    for (int k = 0; k < terms; ++k) {
      m_x[static_cast<std::size_t>(k)] = solution.at<double>(k);
      m_y[static_cast<std::size_t>(k)] = solution.at<double>(terms + k);
    }
  }

  std::vector<double> misses;
  for (const Anchor& anchor : anchors) {
    const cv::Point2d bend = smooth(anchor.at);
    const double miss = missBy(anchor, bend);
    if (miss > (anchor.sigma < 0.2 ? 2.0 : 1.0)) continue;
    misses.push_back(miss);
    if (!anchor.oneWay) m_rest.push_back({anchor.at, anchor.moved - bend});
  }
  if (misses.empty()) return;
  const auto middle = misses.begin() + static_cast<std::ptrdiff_t>(misses.size() / 2);
  std::nth_element(misses.begin(), middle, misses.end());
  m_leftOver = *middle;
}

cv::Point2d Warp::smooth(cv::Point2d mm) const {
  const Terms row = termsAt(mm);
  cv::Point2d sum;
  for (std::size_t k = 0; k < terms; ++k) {
    sum.x += m_x[k] * row[k];
    sum.y += m_y[k] * row[k];
  }
  return sum;
}

cv::Point2d Warp::at(cv::Point2d mm) const {
  constexpr double reachMm = 12;
  cv::Point2d sum;
  double weights = 0.5;  // alone, a neighbour is not believed altogether
  for (const Rest& rest : m_rest) {
    const cv::Point2d off = rest.at - mm;
    const double squared = off.dot(off) / (reachMm * reachMm);
    if (squared > 6) continue;
    const double weight = std::exp(-squared);
    sum += rest.moved * weight;
    weights += weight;
  }
  return smooth(mm) + sum * (1 / weights);
}

}  // namespace pillarbox::page

#include "scanner/page/characters.h"

#include <algorithm>
#include <array>
#include <opencv2/imgproc.hpp>

#include "scanner/page/characters_features.h"

namespace pillarbox::page {
namespace {

constexpr double perMm = 8;
constexpr double sure = 0.82;    // of each figure; the network was taught to say 0.97 at most
constexpr double frameMm = 0.5;  // beside a cell's edge its frame's ink may lie

// The cell's ink, frame and specks taken off; strokes as thick, for their height, as those the network learnt from.
cv::Mat figureInk(const Registration& registration, const PaperBox& cell) {
  cv::Mat dark = registration.darkness(cell, perMm);
  cv::GaussianBlur(dark, dark, {3, 3}, 0);
  const double inkFrom = std::max({18.0, 3.5 * registration.noise(), 0.14 * registration.inkLevel()});
  double darkest = 0;
  const int frame = static_cast<int>(frameMm * perMm);
  const cv::Rect inside(frame, frame, dark.cols - 2 * frame, dark.rows - 2 * frame);
  if (inside.width < 8 || inside.height < 8) return {};
  cv::minMaxLoc(dark(inside), nullptr, &darkest);
  // Half of the pen's own darkness is the stroke's edge.
  cv::Mat ink = cv::Mat::zeros(dark.size(), CV_8U);
  cv::Mat(dark(inside) >= std::max(inkFrom, 0.4 * darkest)).copyTo(ink(inside));

  cv::Mat labels, stats, middles;
  const int count = cv::connectedComponentsWithStats(ink, labels, stats, middles, 8, CV_32S);
  for (int label = 1; label < count; ++label) {
    const int w = stats.at<int>(label, cv::CC_STAT_WIDTH), h = stats.at<int>(label, cv::CC_STAT_HEIGHT);
    if (std::max(w, h) < 1.2 * perMm) ink.setTo(0, labels == label);
  }
  const cv::Rect bounds = cv::boundingRect(ink);
  if (bounds.height < 2.2 * perMm) return {};

  cv::Mat distance;
  cv::distanceTransform(ink, distance, cv::DIST_L2, 3);
  // The mean distance to a stroke's edge is a quarter of its width.
  const double thickness = 4 * cv::mean(distance, ink)[0];
  const int grow = static_cast<int>(std::lround((0.13 * std::max(bounds.height, bounds.width) - thickness) / 2));
  if (grow > 0) {
    cv::Mat wide;
    cv::copyMakeBorder(ink, wide, grow, grow, grow, grow, cv::BORDER_CONSTANT, cv::Scalar(0));
    cv::dilate(wide, ink, cv::getStructuringElement(cv::MORPH_ELLIPSE, {2 * grow + 1, 2 * grow + 1}));
  }
  return ink;
}

int number(const std::string& figures, std::size_t from, std::size_t count) {
  int value = 0;
  for (std::size_t n = from; n < from + count; ++n) value = value * 10 + (figures[n] - '0');
  return value;
}

}  // namespace

std::string plausible(form::FieldKind kind, const std::string& figures) {
  if (!std::all_of(figures.begin(), figures.end(), [](char c) { return c >= '0' && c <= '9'; })) return {};
  if (kind == form::FieldKind::time && figures.size() == 4) {
    if (number(figures, 0, 2) > 23 || number(figures, 2, 2) > 59) return {};
    return figures.substr(0, 2) + ":" + figures.substr(2);
  }
  if (kind == form::FieldKind::date && (figures.size() == 8 || figures.size() == 6)) {
    const int day = number(figures, 0, 2), month = number(figures, 2, 2);
    const int year = figures.size() == 8 ? number(figures, 4, 4) : 2000 + number(figures, 4, 2);
    if (month < 1 || month > 12 || year < 1990 || year > 2099) return {};
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    constexpr std::array<int, 12> days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const int most = days[static_cast<std::size_t>(month - 1)] + (month == 2 && leap ? 1 : 0);
    if (day < 1 || day > most) return {};
    return figures.substr(0, 2) + "/" + figures.substr(2, 2) + "/" + figures.substr(4);
  }
  return {};
}

Suggestion readCharacters(const Registration& registration, const form::Field& field) {
  if (field.kind != form::FieldKind::date && field.kind != form::FieldKind::time) return {};
  Suggestion suggestion{"", 1};
  std::string figures;
  for (const PaperBox& cell : field.cells) {
    const cv::Mat ink = figureInk(registration, cell);
    if (ink.empty()) return {};
    std::vector<std::uint8_t> pixels;
    for (int y = 0; y < ink.rows; ++y)
      pixels.insert(pixels.end(), ink.ptr<std::uint8_t>(y), ink.ptr<std::uint8_t>(y) + ink.cols);
    const auto probabilities = figureProbabilities(figureFeatures(pixels, ink.cols, ink.rows), figureWeights());
    const auto best = std::max_element(probabilities.begin(), probabilities.end());
    const auto figure = best - probabilities.begin();
    if (figure > 9 || *best < sure) return {};
    figures += static_cast<char>('0' + figure);
    suggestion.confidence = std::min(suggestion.confidence, *best);
  }
  suggestion.text = plausible(field.kind, figures);
  if (suggestion.text.empty()) return {};
  return suggestion;
}

}  // namespace pillarbox::page

#include "scanner/page/characters_features.h"

#include <algorithm>
#include <cmath>

namespace pillarbox::page {

FigureFeatures figureFeatures(const std::vector<std::uint8_t>& ink, int width, int height) {
  FigureFeatures features{};
  int left = width, right = -1, top = height, bottom = -1;
  const auto at = [&](int x, int y) {
    return ink[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)] != 0;
  };
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      if (!at(x, y)) continue;
      left = std::min(left, x);
      right = std::max(right, x);
      top = std::min(top, y);
      bottom = std::max(bottom, y);
    }
  }
  if (right < left) return features;
  const double w = right - left + 1, h = bottom - top + 1, side = std::max(w, h);
  const double x0 = left + w / 2 - side / 2, y0 = top + h / 2 - side / 2;
  constexpr int parts = 4;  // samples each way in a cell of the grid
  for (int j = 0; j < figureGrid * parts; ++j) {
    for (int i = 0; i < figureGrid * parts; ++i) {
      const int x = static_cast<int>(std::floor(x0 + (i + 0.5) * side / (figureGrid * parts)));
      const int y = static_cast<int>(std::floor(y0 + (j + 0.5) * side / (figureGrid * parts)));
      if (x < 0 || y < 0 || x >= width || y >= height || !at(x, y)) continue;
      const int cell = (j / parts) * figureGrid + i / parts;
      features[static_cast<std::size_t>(cell)] += 1.0F / (parts * parts);
    }
  }
  features[figureInputs - 1] = static_cast<float>(std::min(2.0, w / h));
  return features;
}

std::array<double, figureClasses> figureProbabilities(const FigureFeatures& features, const FigureWeights& weights) {
  std::array<double, figureHidden> hidden{};
  for (std::size_t n = 0; n < figureHidden; ++n) {
    const std::size_t from = n * (figureInputs + 1);
    double sum = weights.first[from + figureInputs];
    for (std::size_t k = 0; k < figureInputs; ++k) sum += weights.first[from + k] * static_cast<double>(features[k]);
    hidden[n] = std::max(0.0, sum / 100);
  }
  std::array<double, figureClasses> out{};
  double most = -1e9, all = 0;
  for (std::size_t n = 0; n < figureClasses; ++n) {
    const std::size_t from = n * (figureHidden + 1);
    double sum = weights.second[from + figureHidden];
    for (std::size_t k = 0; k < figureHidden; ++k) sum += weights.second[from + k] * hidden[k];
    out[n] = sum / 100;
    most = std::max(most, out[n]);
  }
  for (double& value : out) all += value = std::exp(value - most);
  for (double& value : out) value /= all;
  return out;
}

}  // namespace pillarbox::page

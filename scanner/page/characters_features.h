// What the figure reader looks at: a figure's ink, cut out, made upright size and averaged on a small grid. The same
// code feeds the training program (characters_train_main.cpp) and the reading. Plain C++; any thread.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

namespace pillarbox::page {

inline constexpr int figureGrid = 10;
inline constexpr int figureInputs = figureGrid * figureGrid + 1;  // the grid, then how wide for its height
inline constexpr int figureHidden = 48;
inline constexpr int figureClasses = 11;  // 0 to 9, then "not a figure"

using FigureFeatures = std::array<float, figureInputs>;

// `ink` is width × height, row by row, 0 or anything else. All zero without ink.
FigureFeatures figureFeatures(const std::vector<std::uint8_t>& ink, int width, int height);

// Two layers; weights in hundredths (characters_weights.cpp, made by the training program).
struct FigureWeights {
  std::array<std::int16_t, (figureInputs + 1) * figureHidden> first;
  std::array<std::int16_t, (figureHidden + 1) * figureClasses> second;
};
const FigureWeights& figureWeights();

// How probable each class is.
std::array<double, figureClasses> figureProbabilities(const FigureFeatures& features, const FigureWeights& weights);

}  // namespace pillarbox::page

// Makes scanner/page/characters_weights.cpp: a small two-layer network for block figures. Not part of the build.
//   apt-get download python3-sklearn && dpkg -x python3-sklearn_*.deb S
//   cd scanner/page
//   g++ -std=c++20 -O2 -I../.. characters_train_main.cpp characters_features.cpp -o figures_train
//   zcat S/usr/lib/python3/dist-packages/sklearn/datasets/data/digits.csv.gz | ./figures_train >weights.cpp
// Samples: 1,797 real figures of 43 people (E. Alpaydin, C. Kaynak: Optical Recognition of Handwritten Digits, UCI,
// CC BY 4.0), each bent anew every round; as many drawn from strokes, for the plain figures of block writing; and
// scribbles and double figures as "not a figure". Every sixth real sample is held back to measure with.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <iostream>
#include <random>
#include <sstream>
#include <string>

#include "scanner/page/characters_features.h"

using namespace pillarbox::page;

namespace {
constexpr int side = 40;
using Mask = std::vector<std::uint8_t>;

// The place of column i of row j in a picture that is `width` wide.
std::size_t placeOf(int i, int j, int width) {
  return static_cast<std::size_t>(j) * static_cast<std::size_t>(width) + static_cast<std::size_t>(i);
}

std::mt19937 dice(11);
double in(double a, double b) {
  return std::uniform_real_distribution<double>(a, b)(dice);
}

struct Bend {
  double a, b, c, d, x, y;
  Bend() {
    const double turn = in(-0.2, 0.2), shear = in(-0.3, 0.3), sx = in(0.75, 1.3), sy = in(0.85, 1.1);
    a = std::cos(turn) * sx, b = (std::sin(turn) + shear) * sy, c = -std::sin(turn) * sx, d = std::cos(turn) * sy;
    x = in(-0.04, 0.04), y = in(-0.04, 0.04);
  }
};

Mask bent(const std::vector<double>& grey) {
  const Bend m;
  const double threshold = in(0.25, 0.6);
  Mask mask(side * side);
  for (int j = 0; j < side; ++j)
    for (int i = 0; i < side; ++i) {
      const double u = ((i + 0.5) / side - 0.5) * 1.5, v = ((j + 0.5) / side - 0.5) * 1.5;
      const double x = (m.a * u + m.b * v + m.x + 0.5) * 8 - 0.5, y = (m.c * u + m.d * v + m.y + 0.5) * 8 - 0.5;
      const int x0 = static_cast<int>(std::floor(x)), y0 = static_cast<int>(std::floor(y));
      const auto g = [&](int p, int q) { return p < 0 || q < 0 || p > 7 || q > 7 ? 0.0 : grey[placeOf(p, q, 8)]; };
      const double fx = x - x0, fy = y - y0;
      const double value = (g(x0, y0) * (1 - fx) + g(x0 + 1, y0) * fx) * (1 - fy) +
                           (g(x0, y0 + 1) * (1 - fx) + g(x0 + 1, y0 + 1) * fx) * fy;
      mask[placeOf(i, j, side)] = value > threshold;
    }
  return mask;
}

using Path = std::vector<std::pair<double, double>>;
const std::vector<std::vector<std::vector<Path>>> shapes{
    {{{{.5, 0}, {.2, .15}, {.1, .5}, {.2, .85}, {.5, 1}, {.8, .85}, {.9, .5}, {.8, .15}, {.5, 0}}}},
    {{{{.5, 0}, {.5, 1}}}, {{{.3, .2}, {.5, 0}, {.5, 1}}}, {{{.3, .2}, {.5, 0}, {.5, 1}}, {{.25, 1}, {.75, 1}}}},
    {{{{.1, .2}, {.3, 0}, {.7, 0}, {.88, .22}, {.7, .5}, {.1, 1}, {.9, 1}}}},
    {{{{.1, .12}, {.45, 0}, {.8, .1}, {.82, .35}, {.4, .48}, {.85, .6}, {.88, .85}, {.5, 1}, {.1, .9}}},
     {{{.1, 0}, {.85, 0}, {.45, .42}, {.85, .6}, {.8, .9}, {.45, 1}, {.1, .9}}}},
    {{{{.6, 0}, {.08, .65}, {.95, .65}}, {{.65, .3}, {.65, 1}}},
     {{{.15, 0}, {.12, .5}, {.88, .5}}, {{.75, .05}, {.72, 1}}},
     {{{.7, 1}, {.7, 0}, {.1, .7}, {.95, .7}}}},
    {{{{.85, 0}, {.2, 0}, {.15, .42}, {.6, .38}, {.88, .65}, {.65, .96}, {.1, .92}}}},
    {{{{.75, 0}, {.3, .3}, {.12, .7}, {.4, 1}, {.8, .85}, {.75, .58}, {.4, .52}, {.15, .7}}},
     {{{.4, 0}, {.15, .6}, {.3, .98}, {.75, .95}, {.8, .65}, {.45, .55}, {.18, .75}}}},
    {{{{.1, 0}, {.9, 0}, {.4, 1}}}, {{{.1, 0}, {.9, 0}, {.4, 1}}, {{.3, .5}, {.85, .5}}}},
    {{{{.5, .46}, {.18, .25}, {.5, 0}, {.82, .25}, {.5, .46}, {.12, .75}, {.5, 1}, {.88, .75}, {.5, .46}}}},
    {{{{.82, .25}, {.5, 0}, {.15, .25}, {.4, .5}, {.82, .25}, {.8, .6}, {.6, 1}}},
     {{{.8, .2}, {.45, 0}, {.15, .25}, {.4, .48}, {.8, .25}, {.8, 1}}}}};

void stroke(Mask& mask, double x0, double y0, double x1, double y1, double radius) {
  for (int n = 0; n <= 30; ++n) {
    const double x = x0 + (x1 - x0) * n / 30, y = y0 + (y1 - y0) * n / 30;
    for (int j = std::max(0, static_cast<int>(y - radius)); j <= std::min(side - 1, static_cast<int>(y + radius)); ++j)
      for (int i = std::max(0, static_cast<int>(x - radius)); i <= std::min(side - 1, static_cast<int>(x + radius));
           ++i)
        if ((i - x) * (i - x) + (j - y) * (j - y) <= radius * radius) mask[placeOf(i, j, side)] = 1;
  }
}

void draw(Mask& mask, int figure, double shiftX, double radius) {
  const auto& ways = shapes[static_cast<std::size_t>(figure)];
  const auto& paths = ways[dice() % ways.size()];
  const double slant = in(-0.15, 0.3), wide = in(0.35, 0.8), jitter = in(0.02, 0.07);
  for (const Path& path : paths) {
    double px = 0, py = 0;
    for (std::size_t n = 0; n < path.size(); ++n) {
      const double u = path[n].first + in(-jitter, jitter), v = path[n].second + in(-jitter, jitter);
      const double x = (0.5 + shiftX + (u - 0.5) * wide - slant * (v - 0.5) * 0.6) * side, y = (0.12 + 0.76 * v) * side;
      if (n > 0) stroke(mask, px, py, x, y, radius);
      px = x, py = y;
    }
  }
}

Mask junk() {
  Mask mask(side * side);
  const double radius = in(1.6, 3.4);
  if (dice() % 2 == 0) {
    draw(mask, static_cast<int>(dice() % 10), -0.18, radius);
    draw(mask, static_cast<int>(dice() % 10), 0.18, radius);
  } else {
    const int lines = 3 + static_cast<int>(dice() % 5);
    double x = in(4, 36), y = in(4, 36);
    for (int n = 0; n < lines; ++n) {
      const double tx = in(4, 36), ty = in(4, 36);
      stroke(mask, x, y, tx, ty, radius);
      x = tx, y = ty;
    }
  }
  return mask;
}

struct Net {
  std::vector<double> w1 = std::vector<double>((figureInputs + 1) * figureHidden),
                      w2 = std::vector<double>((figureHidden + 1) * figureClasses);
  std::vector<double> v1 = std::vector<double>(w1.size()), v2 = std::vector<double>(w2.size());
  Net() {
    for (double& w : w1) w = std::normal_distribution<double>(0, 0.15)(dice);
    for (double& w : w2) w = std::normal_distribution<double>(0, 0.15)(dice);
  }
  void learn(const FigureFeatures& f, int label, double rate) {
    std::array<double, figureHidden> h{}, dh{};
    for (std::size_t n = 0; n < figureHidden; ++n) {
      double s = w1[n * (figureInputs + 1) + figureInputs];
      for (std::size_t k = 0; k < figureInputs; ++k) s += w1[n * (figureInputs + 1) + k] * static_cast<double>(f[k]);
      h[n] = std::max(0.0, s);
    }
    std::array<double, figureClasses> o{};
    double most = -1e9, all = 0;
    for (std::size_t n = 0; n < figureClasses; ++n) {
      double s = w2[n * (figureHidden + 1) + figureHidden];
      for (std::size_t k = 0; k < figureHidden; ++k) s += w2[n * (figureHidden + 1) + k] * h[k];
      o[n] = s, most = std::max(most, s);
    }
    for (double& value : o) all += value = std::exp(value - most);
    for (std::size_t n = 0; n < figureClasses; ++n) {
      const double target = static_cast<int>(n) == label ? 0.97 : 0.003;
      const double d = o[n] / all - target;
      for (std::size_t k = 0; k <= figureHidden; ++k) {
        const std::size_t at = n * (figureHidden + 1) + k;
        if (k < figureHidden) dh[k] += d * w2[at];
        v2[at] = 0.9 * v2[at] - rate * (d * (k < figureHidden ? h[k] : 1) + 1e-4 * w2[at]);
        w2[at] += v2[at];
      }
    }
    for (std::size_t n = 0; n < figureHidden; ++n) {
      const double d = h[n] > 0 ? dh[n] : 0;
      for (std::size_t k = 0; k <= figureInputs; ++k) {
        const std::size_t at = n * (figureInputs + 1) + k;
        v1[at] = 0.9 * v1[at] - rate * (d * (k < figureInputs ? static_cast<double>(f[k]) : 1) + 1e-5 * w1[at]);
        w1[at] += v1[at];
      }
    }
  }
  FigureWeights weights() const {
    FigureWeights out{};
    for (std::size_t n = 0; n < w1.size(); ++n) out.first[n] = static_cast<std::int16_t>(std::lround(w1[n] * 100));
    for (std::size_t n = 0; n < w2.size(); ++n) out.second[n] = static_cast<std::int16_t>(std::lround(w2[n] * 100));
    return out;
  }
};

template <std::size_t count>
void print(const std::array<std::int16_t, count>& values) {
  std::printf("    {");
  for (std::size_t n = 0; n < count; ++n) std::printf("%s%d", n == 0 ? "" : n % 30 == 0 ? ",\n     " : ",", values[n]);
  std::printf("}");
}

}  // namespace

int main(int argc, char** argv) {
  const int rounds = argc > 1 ? std::stoi(argv[1]) : 60;
  std::vector<std::pair<std::vector<double>, int>> train, held;
  std::string line;
  for (int n = 0; std::getline(std::cin, line); ++n) {
    std::istringstream cells(line);
    std::string cell;
    std::vector<double> values;
    while (std::getline(cells, cell, ',')) values.push_back(std::stod(cell));
    if (values.size() != 65) continue;
    const int label = static_cast<int>(values.back());
    values.pop_back();
    for (double& value : values) value /= 16;
    (n % 6 == 5 ? held : train).emplace_back(std::move(values), label);
  }
  Net net;
  for (int round = 0; round < rounds; ++round) {
    const double rate = 0.004 * (1 - static_cast<double>(round) / rounds) + 0.0002;
    for (std::size_t n = 0; n < train.size(); ++n) {
      const auto& [grey, label] = train[dice() % train.size()];
      net.learn(figureFeatures(bent(grey), side, side), label, rate);
      Mask drawn(side * side);
      const int figure = static_cast<int>(dice() % 10);
      draw(drawn, figure, 0, in(1.6, 3.6));
      net.learn(figureFeatures(drawn, side, side), figure, rate);
      if (n % 3 == 0) net.learn(figureFeatures(junk(), side, side), 10, rate);
    }
  }
  const FigureWeights weights = net.weights();
  int right = 0, sure = 0, sureWrong = 0, all = 0;
  for (int k = 0; k < 10; ++k)
    for (const auto& [grey, label] : held) {
      const auto p = figureProbabilities(figureFeatures(bent(grey), side, side), weights);
      const auto best = static_cast<int>(std::max_element(p.begin(), p.end()) - p.begin());
      ++all;
      right += best == label;
      if (p[static_cast<std::size_t>(best)] >= 0.9 && best < 10) ++sure, sureWrong += best != label;
    }
  std::fprintf(stderr, "held back: right %.2f %%, sure %.1f %%, of those wrong %.2f %%\n", 100.0 * right / all,
               100.0 * sure / all, 100.0 * sureWrong / sure);
  std::printf(
      "// Made by characters_train_main.cpp from the UCI optical handwritten digits (Alpaydin and Kaynak, CC BY 4.0) "
      "and\n// drawn strokes; see there. Do not edit.\n#include \"scanner/page/characters_features.h\"\n\nnamespace "
      "pillarbox::page {\n\n// clang-format off\nconst FigureWeights& figureWeights() {\n  static const FigureWeights "
      "weights{\n");
  print(weights.first);
  std::printf(",\n");
  print(weights.second);
  std::printf("};\n  return weights;\n}\n// clang-format on\n\n}  // namespace pillarbox::page\n");
}

#include "scanner/page/ticks.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <opencv2/imgproc.hpp>

#include "scanner/page/register_streaks.h"

namespace pillarbox::page {
namespace {

constexpr double perMm = 8;
constexpr double aroundMm = 6;          // seen around each box
constexpr double printedLineMm = 0.45;  // of the square's outline, blur included
constexpr double yesFrom = 0.62, noUpTo = 0.30;
constexpr double wholeFrom = 0.45;  // a square that lacks a side may be something else that is printed

struct Seen {
  cv::Mat patch;  // darkness, box and aroundMm on each side
  bool outside = false;
};

struct Judged {
  double score = 0;
  bool doubt = false;  // unsure whatever the score
};

int px(double mm) {
  return static_cast<int>(std::lround(mm * perMm));
}

cv::Rect boxIn(const cv::Mat& patch, const PaperBox& box) {
  const int home = px(aroundMm);
  return cv::Rect(home, home, px(box.w), px(box.h)) & cv::Rect(0, 0, patch.cols, patch.rows);
}
cv::Rect shrunk(const cv::Rect& rect, int by) {
  return {rect.x + by, rect.y + by, std::max(0, rect.width - 2 * by), std::max(0, rect.height - 2 * by)};
}

// The printed square as it lies here: a bent sheet makes a box a little narrower or wider than the page as a whole.
// Each of its lines is looked for by itself; one that is not plainly elsewhere stays where it should be.
cv::Rect printedSquare(const cv::Mat& patch, const cv::Rect& box, double inkLevel) {
  constexpr int reach = 6;
  const int half = px(form::tickLineMm / 2), corner = px(1);
  const auto shift = [&](auto&& strip) {
    const auto darkness = [&](int offset) { return cv::mean(patch(strip(offset)))[0]; };
    const double home = darkness(0);
    int best = 0;
    double most = 0;
    for (int offset = -reach; offset <= reach; ++offset) {
      const double value = darkness(offset);
      if (value > most) most = value, best = offset;
    }
    return most > 0.3 * inkLevel && most > 1.03 * home ? best : 0;
  };
  const int across = box.width - 2 * corner, up = box.height - 2 * corner;
  const int top = shift([&](int o) { return cv::Rect(box.x + corner, box.y + half + o, across, 1); });
  const int bottom =
      shift([&](int o) { return cv::Rect(box.x + corner, box.y + box.height - 1 - half + o, across, 1); });
  const int left = shift([&](int o) { return cv::Rect(box.x + half + o, box.y + corner, 1, up); });
  const int right = shift([&](int o) { return cv::Rect(box.x + box.width - 1 - half + o, box.y + corner, 1, up); });
  return {box.x + left, box.y + top, box.width - left + right, box.height - top + bottom};
}

double smoothStep(double from, double to, double value) {
  const double t = std::clamp((value - from) / (to - from), 0.0, 1.0);
  return t * t * (3 - 2 * t);
}

// How dark a printed square's line makes the paper beside it on this very page, print, blur and all: by pixels from the
// line's middle. Learnt outside the boxes, where hardly anybody writes, and held to be the same inside: so it does not
// matter how many boxes are ticked.
std::vector<double> besideLine(const std::vector<Seen>& seen, const std::vector<cv::Rect>& squares) {
  constexpr int reach = 16;
  std::vector<std::vector<double>> samples(reach);
  for (std::size_t n = 0; n < seen.size(); ++n) {
    const cv::Mat& patch = seen[n].patch;
    const cv::Rect& box = squares[n];
    const int half = px(form::tickLineMm / 2), corner = px(1);
    const int x0 = box.x + half, y0 = box.y + half, x1 = box.x + box.width - 1 - half,
              y1 = box.y + box.height - 1 - half;
    for (int d = 0; d < reach; ++d) {
      const cv::Rect up(box.x + corner, y0 - d, box.width - 2 * corner, 1),
          down(box.x + corner, y1 + d, box.width - 2 * corner, 1);
      const cv::Rect left(x0 - d, box.y + corner, 1, box.height - 2 * corner),
          right(x1 + d, box.y + corner, 1, box.height - 2 * corner);
      for (const cv::Rect& strip : {up, down, left, right})
        samples[static_cast<std::size_t>(d)].push_back(cv::mean(patch(strip))[0]);
    }
  }
  std::vector<double> profile;
  for (std::vector<double>& values : samples) {
    if (values.empty()) break;
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    profile.push_back(*middle);
  }
  return profile;
}

// An empty box as this page shows it.
cv::Mat emptyBox(cv::Size size, const std::vector<double>& profile) {
  cv::Mat empty = cv::Mat::zeros(size, CV_8U);
  if (profile.empty()) return empty;
  const int half = px(form::tickLineMm / 2);
  const double ground = profile.back();
  for (int y = 0; y < size.height; ++y) {
    for (int x = 0; x < size.width; ++x) {
      double value = ground;
      for (const int from : {x - half, y - half, size.width - 1 - half - x, size.height - 1 - half - y}) {
        // A pixel nearer, for what registration leaves.
        const int d = std::max(0, std::abs(from) - 1);
        if (d < static_cast<int>(profile.size())) value += std::max(0.0, profile[static_cast<std::size_t>(d)] - ground);
      }
      empty.at<std::uint8_t>(y, x) = cv::saturate_cast<std::uint8_t>(value);
    }
  }
  return empty;
}

// Is the box ringed by one stroke? Looked at from its middle, in how many of 36 directions does that stroke cross?
bool ringed(const cv::Mat& labels, int label, const cv::Rect& box) {
  const cv::Point2d middle(box.x + box.width / 2.0, box.y + box.height / 2.0);
  const cv::Rect print(box.x - 4, box.y - 4, box.width + 8, box.height + 8);  // its own outline, blurred
  int crossed = 0;
  for (int n = 0; n < 36; ++n) {
    const double angle = n * CV_PI / 18;
    const double nearest = box.width * 0.55, farthest = box.width / 2.0 + px(aroundMm), step = 0.7;
    for (int ring = 0; nearest + ring * step < farthest; ++ring) {
      const double r = nearest + ring * step;
      const int x = static_cast<int>(middle.x + r * std::cos(angle)),
                y = static_cast<int>(middle.y + r * std::sin(angle));
      if (x < 1 || y < 1 || x >= labels.cols - 1 || y >= labels.rows - 1) break;
      if (print.contains({x, y})) continue;
      if (labels.at<int>(y, x) == label) {
        ++crossed;
        break;
      }
    }
  }
  return crossed >= 30;
}

// One line across the box that runs on past both its sides: how a mistake is crossed out.
bool struckThrough(const cv::Mat& mask, const cv::Rect& box) {
  const int beyond = px(1.25);
  const int left = box.x - beyond, right = box.x + box.width + beyond;
  if (left < 1 || right >= mask.cols - 1) return false;
  const auto inkAt = [&](double x, double y) {
    const int cx = static_cast<int>(std::lround(x)), cy = static_cast<int>(std::lround(y));
    for (int dy = -1; dy <= 1; ++dy)
      if (cy + dy >= 0 && cy + dy < mask.rows && mask.at<std::uint8_t>(cy + dy, cx)) return true;
    return false;
  };
  const int from = box.y + box.height / 10, to = box.y + box.height * 9 / 10;
  for (int y1 = from; y1 <= to; ++y1) {
    if (!inkAt(left, y1)) continue;
    for (int y2 = from; y2 <= to; ++y2) {
      if (!inkAt(right, y2) || !inkAt((left + right) / 2.0, (y1 + y2) / 2.0)) continue;
      int seen = 0;
      for (int x = left; x <= right; ++x)
        seen += inkAt(x, y1 + (y2 - y1) * static_cast<double>(x - left) / (right - left));
      if (seen >= (right - left + 1) * 93 / 100) return true;
    }
  }
  return false;
}

// How much of the band from half a millimetre to two outside the box is ink.
double inkAround(const cv::Mat& mask, const cv::Rect& box) {
  const cv::Rect all(0, 0, mask.cols, mask.rows);
  const cv::Rect near = shrunk(box, -px(0.5)) & all, far = shrunk(box, -px(2)) & all;
  return static_cast<double>(cv::countNonZero(mask(far)) - cv::countNonZero(mask(near))) /
         std::max(1, far.area() - near.area());
}

struct Component {
  int inside = 0, outside = 0;  // pixels
  cv::Rect insideBox, all;
  double darkest = 0, sum = 0;  // of the pixels inside
};

Judged judgeBox(const cv::Mat& ink, const cv::Rect& box, double inkFrom, double printInk) {
  Judged judged;
  const cv::Rect inner = shrunk(box, px(printedLineMm));
  cv::Mat mask = ink >= inkFrom;
  cv::Mat labels, stats, middles;
  const int count = cv::connectedComponentsWithStats(mask, labels, stats, middles, 8, CV_32S);
  std::vector<Component> components(static_cast<std::size_t>(count));
  for (int y = inner.y; y < inner.y + inner.height; ++y) {
    for (int x = inner.x; x < inner.x + inner.width; ++x) {
      const int label = labels.at<int>(y, x);
      if (label == 0) continue;
      Component& one = components[static_cast<std::size_t>(label)];
      const cv::Rect here(x, y, 1, 1);
      one.insideBox = one.inside == 0 ? here : (one.insideBox | here);
      ++one.inside;
      const double value = ink.at<std::uint8_t>(y, x);
      one.sum += value;
      one.darkest = std::max(one.darkest, value);
    }
  }

  const cv::Rect core = shrunk(box, px(1));
  double covered = 0, extent = 0, sum = 0, darkest = 0;
  int middle = 0;
  bool ring = false;
  for (int label = 1; label < count; ++label) {
    Component& one = components[static_cast<std::size_t>(label)];
    one.all = {stats.at<int>(label, cv::CC_STAT_LEFT), stats.at<int>(label, cv::CC_STAT_TOP),
               stats.at<int>(label, cv::CC_STAT_WIDTH), stats.at<int>(label, cv::CC_STAT_HEIGHT)};
    one.outside = stats.at<int>(label, cv::CC_STAT_AREA) - one.inside;
    if ((one.all | box) == one.all && ringed(labels, label, box)) ring = true;
    if (one.inside == 0) continue;
    const double across = std::hypot(one.insideBox.width, one.insideBox.height) / perMm;
    if (one.inside < px(0.35) * px(0.35) || across < 0.6) continue;  // a speck
    covered += one.inside;
    middle += cv::countNonZero(labels(core) == label);
    sum += one.sum;
    darkest = std::max(darkest, one.darkest);
    extent = std::max(extent, across);
  }
  const double cover = covered / std::max(1, inner.area());
  const double innerMm = inner.width / perMm;
  const double strength = covered > 0 ? (0.5 * sum / covered + 0.5 * darkest) / printInk : 0;

  judged.score = smoothStep(0.22, 0.62, extent / innerMm) * smoothStep(0.08, 0.24, strength);
  if (cover > 0.6 && inkAround(mask, box) > 0.35) judged.doubt = true;
  if (struckThrough(mask, box)) judged.doubt = true;
  // Dirt on the square's own line is no tick: whoever ticks comes near the middle.
  if (judged.score >= yesFrom && middle < px(0.5) * px(0.5)) judged.doubt = true;
  if (ring && judged.score < yesFrom) {
    judged.doubt = true;
    judged.score = std::max(judged.score, 0.5);
  }
  return judged;
}

// Pencil that a copier all but lost, or was rubbed out: how much of the box's inside is darker, by a few levels, than
// empty boxes of this page are. Not enough to call it a tick, too much to call it nothing.
cv::Mat insideOf(const cv::Mat& ink, const cv::Rect& box) {
  cv::Mat calm;
  cv::GaussianBlur(ink(shrunk(box, px(printedLineMm + 0.45))), calm, {}, 2.0);
  return calm;
}

double percentile(const cv::Mat& values, double part) {
  std::vector<std::uint8_t> all(values.begin<std::uint8_t>(), values.end<std::uint8_t>());
  if (all.empty()) return 0;
  const auto at = all.begin() + static_cast<std::ptrdiff_t>(part * static_cast<double>(all.size() - 1));
  std::nth_element(all.begin(), at, all.end());
  return *at;
}

// The level that empty boxes' insides stay under: the emptiest boxes speak for them.
double emptyLevel(const std::vector<cv::Mat>& insides) {
  std::vector<double> levels;
  for (const cv::Mat& inside : insides) levels.push_back(percentile(inside, 0.95));
  if (levels.empty()) return 0;
  std::sort(levels.begin(), levels.end());
  return levels[levels.size() / 6];
}

bool faintlyMarked(const cv::Mat& inside, double level) {
  constexpr double aboveEmpty = 4.5;
  const cv::Mat mask = inside > level + aboveEmpty;
  const cv::Rect bounds = cv::boundingRect(mask);
  return cv::countNonZero(mask) > inside.rows * inside.cols / 16 &&
         std::hypot(bounds.width, bounds.height) > 0.55 * inside.cols;
}

}  // namespace

std::vector<PaperTick> readTicks(const Registration& registration, const form::Side& side) {
  std::vector<Seen> seen;
  for (std::size_t n = 0; n < side.ticks.size(); ++n) {
    const PaperBox& box = side.ticks[n].box;
    Seen one;
    const PaperBox around{box.x - aroundMm, box.y - aroundMm, box.w + 2 * aroundMm, box.h + 2 * aroundMm};
    one.patch = registration.darkness(around, perMm, &registration.boxes()[n].moved, &one.outside);
    cv::GaussianBlur(one.patch, one.patch, {3, 3}, 0);
    seen.push_back(std::move(one));
  }

  const double inkFrom = std::max(
      14.0, std::clamp(4.0 * registration.noise(), 0.10 * registration.inkLevel(), 0.45 * registration.inkLevel()));

  std::vector<cv::Rect> squares;
  for (std::size_t n = 0; n < seen.size(); ++n) {
    squares.push_back(printedSquare(seen[n].patch, boxIn(seen[n].patch, side.ticks[n].box), registration.inkLevel()));
  }
  const std::vector<double> profile = besideLine(seen, squares);
  std::vector<PaperTick> ticks(side.ticks.size());
  std::vector<cv::Mat> insides(side.ticks.size());
  for (std::size_t n = 0; n < seen.size(); ++n) {
    const cv::Rect& box = squares[n];
    const cv::Mat empty = emptyBox(box.size(), profile);
    PaperTick& tick = ticks[n];
    tick.id = side.ticks[n].id;
    cv::Mat ink = seen[n].patch.clone();
    cv::Mat square = ink(box);
    // The printed outline itself is not ink of a person: taken off as this page shows it, blur and all.
    const cv::Rect inner = shrunk({0, 0, box.width, box.height}, px(printedLineMm));
    cv::Mat less;
    cv::subtract(square(inner), empty(inner), less);
    less.copyTo(square(inner));
    removeStreaks(registration, side.ticks[n].box, registration.boxes()[n].moved, ink, {aroundMm, perMm, inkFrom});
    insides[n] = insideOf(ink, box);
    const Judged judged = judgeBox(ink, box, inkFrom, registration.inkLevel());
    tick.score = judged.score;
    tick.state = judged.score >= yesFrom ? TickState::yes : judged.score <= noUpTo ? TickState::no : TickState::unsure;
    if (judged.doubt || seen[n].outside) tick.state = TickState::unsure;
    // Where a box's own square cannot be seen something covers it, or it is not this box.
    if (registration.boxes()[n].strength < 0.2) tick.state = TickState::unsure;
    if (registration.boxes()[n].weakest < wholeFrom) tick.state = TickState::unsure;
  }

  // Where many squares are not whole the page lies elsewhere than was thought, and the others are no better.
  const auto broken = std::count_if(registration.boxes().begin(), registration.boxes().end(),
                                    [](const BoxFound& box) { return box.weakest < wholeFrom; });
  if (broken >= 2 && static_cast<std::size_t>(broken) * 3 >= ticks.size())
    for (PaperTick& tick : ticks) tick.state = TickState::unsure;

  const double level = emptyLevel(insides);
  for (std::size_t n = 0; n < ticks.size(); ++n) {
    if (ticks[n].state != TickState::no || !faintlyMarked(insides[n], level)) continue;
    ticks[n].state = TickState::unsure;
    ticks[n].score = std::max(ticks[n].score, noUpTo + 0.05);
  }

  std::map<std::string, std::vector<std::size_t>> chosen;
  for (std::size_t n = 0; n < ticks.size(); ++n)
    if (side.ticks[n].onlyOne && !side.ticks[n].group.empty() && ticks[n].state == TickState::yes)
      chosen[side.ticks[n].group].push_back(n);
  for (const auto& [group, members] : chosen)
    if (members.size() > 1)
      for (const std::size_t n : members) ticks[n].state = TickState::unsure;
  return ticks;
}

}  // namespace pillarbox::page

#include "scanner/page/register_streaks.h"

#include <algorithm>
#include <cmath>

#include "scanner/form/description.h"

namespace pillarbox::page {
namespace {

constexpr double scale = 4;       // pixels a millimetre of the long strip
constexpr double reachMm = 30;    // looked at on each side of the box
constexpr double besideMm = 1.2;  // the strip is this much wider than the box
constexpr double leastMm = 12;    // a streak goes on at least so far on both sides
constexpr double share = 0.82;    // of its length that must be seen

struct Streak {
  double at = 0;     // across, in mm from the strip's left edge, at the box's middle
  double slope = 0;  // mm across for each mm along
};

// In `strip` the streak would run from top to bottom; `middle` is the row of the box's middle.
bool findStreak(const cv::Mat& strip, int middle, double ink, Streak& found) {
  const int beside = static_cast<int>(std::lround(0.9 * scale));
  double best = share;
  bool any = false;
  for (int tilt = -6; tilt <= 6; ++tilt) {
    const double slope = std::tan(tilt * 0.5 * CV_PI / 180);
    for (int x = 0; x < strip.cols; ++x) {
      int seen = 0, all = 0;
      for (int y = 0; y < strip.rows; ++y) {
        const int at = static_cast<int>(std::lround(x + slope * (y - middle)));
        if (at < beside || at >= strip.cols - beside) continue;
        const auto* row = strip.ptr<std::uint8_t>(y);
        const int ground = std::min<int>(row[at - beside], row[at + beside]);
        if (ground > ink) continue;  // crosses something printed: no telling
        ++all;
        if (row[at] - ground > 0.5 * ink) ++seen;
      }
      if (all < strip.rows * 2 / 3) continue;
      const double part = static_cast<double>(seen) / all;
      if (part > best) {
        best = part;
        any = true;
        found = {(x + 0.5) / scale, slope};
      }
    }
  }
  return any;
}

// Takes the streak out of `patch`, where it runs from top to bottom at `at` mm from the left on the middle row.
void erase(cv::Mat& patch, double at, double slope, const StreakPatch& how) {
  const int widest = static_cast<int>(std::lround(0.6 * how.perMm));
  for (int y = 0; y < patch.rows; ++y) {
    const int x = static_cast<int>(at * how.perMm + slope * (y - patch.rows / 2.0));
    auto* row = patch.ptr<std::uint8_t>(y);
    const auto clear = [&](int step) {
      for (int n = 0; n <= widest; ++n) {
        const int to = x + step * n;
        if (to < 0 || to >= patch.cols) return;
        if (n > 2 && row[to] < 0.6 * how.ink) return;
        row[to] = 0;
      }
    };
    clear(1);
    clear(-1);
  }
}

bool removeUpright(const cv::Mat& strip, int middle, cv::Mat& patch, const StreakPatch& how) {
  bool any = false;
  cv::Mat left = strip.clone();
  for (int round = 0; round < 3; ++round) {
    Streak streak;
    if (!findStreak(left, middle, how.ink, streak)) return any;
    any = true;
    erase(patch, streak.at - besideMm + how.aroundMm, streak.slope, how);
    for (int y = 0; y < left.rows; ++y) {
      const int x = static_cast<int>(streak.at * scale + streak.slope * (y - middle));
      for (int to = std::max(0, x - 3); to < std::min(left.cols, x + 4); ++to) left.at<std::uint8_t>(y, to) = 0;
    }
  }
  return any;
}

}  // namespace

bool removeStreaks(const Registration& registration, const PaperBox& box, cv::Point2d moved, cv::Mat& patch,
                   const StreakPatch& how) {
  const double middleX = box.x + box.w / 2, middleY = box.y + box.h / 2;
  const auto clipped = [](double from, double to, double limit) {
    return std::pair(std::max(from, 3.0), std::min(to, limit - 3.0));
  };
  bool any = false;
  const auto [top, bottom] = clipped(middleY - reachMm, middleY + reachMm, form::a4HeightMm);
  if (middleY - top >= leastMm && bottom - middleY >= leastMm) {
    const PaperBox strip{box.x - besideMm, top, box.w + 2 * besideMm, bottom - top};
    any |= removeUpright(registration.darkness(strip, scale, &moved), static_cast<int>((middleY - top) * scale), patch,
                         how);
  }
  const auto [left, right] = clipped(middleX - reachMm, middleX + reachMm, form::a4WidthMm);
  if (middleX - left >= leastMm && right - middleX >= leastMm) {
    const PaperBox strip{left, box.y - besideMm, right - left, box.h + 2 * besideMm};
    cv::Mat turned = registration.darkness(strip, scale, &moved).t();
    cv::Mat patchTurned = patch.t();
    if (removeUpright(turned, static_cast<int>((middleX - left) * scale), patchTurned, how)) {
      any = true;
      patch = patchTurned.t();
    }
  }
  return any;
}

}  // namespace pillarbox::page

// Chooses among the outlines that could be sheets, and makes the choice exact.
#include "scanner/page/edges.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "scanner/page/flatten.h"

namespace pillarbox::page {
namespace {

struct Candidate {
  Outline outline;  // in pixels of the small picture
  PaperLook look;
  double score = 0;
  double area = 0;
  std::array<bool, 4> atRim{};  // this side is the picture's own border
};

bool alongRim(cv::Point2f a, cv::Point2f b, cv::Size size) {
  const float rim = 3, right = static_cast<float>(size.width) - 1 - rim,
              bottom = static_cast<float>(size.height) - 1 - rim;
  return (a.x <= rim && b.x <= rim) || (a.y <= rim && b.y <= rim) || (a.x >= right && b.x >= right) ||
         (a.y >= bottom && b.y >= bottom);
}

bool saneShape(const Corners& c, cv::Size picture) {
  if (!isConvex(c)) return false;
  std::array<double, 4> lengths{};
  for (std::size_t i = 0; i < 4; ++i) lengths[i] = cv::norm(c[(i + 1) % 4] - c[i]);
  for (std::size_t i = 0; i < 4; ++i) {
    const cv::Point2f u = c[(i + 3) % 4] - c[i], v = c[(i + 1) % 4] - c[i];
    const double cosine = u.dot(v) / std::max(1.0, cv::norm(u) * cv::norm(v));
    if (std::abs(cosine) > 0.77) return false;  // 40°: a triangle with one corner cut
  }
  const double across = (lengths[0] + lengths[2]) / 2, along = (lengths[1] + lengths[3]) / 2;
  if (std::min(lengths[0], lengths[2]) < 0.35 * std::max(lengths[0], lengths[2])) return false;
  if (std::min(lengths[1], lengths[3]) < 0.35 * std::max(lengths[1], lengths[3])) return false;
  if (std::max(across, along) > 3.2 * std::min(across, along)) return false;
  // Longer than a third of A4 is a keyboard or a ruler, not a sheet.
  const double ratio = heightByWidth(c, picture);
  return std::max(ratio, 1 / ratio) < 2.4;
}

// 0 if it cannot be a sheet.
double scoreOf(const Candidate& candidate, cv::Size size) {
  if (!saneShape(candidate.outline.corners, size)) return 0;
  double sum = 0;
  int good = 0, rims = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    const SideFit& side = candidate.outline.sides[i];
    if (candidate.atRim[i]) {
      ++rims;
      continue;
    }
    const double clear = 0.45 + 0.55 * std::min(1.0, std::abs(side.step) / 25);
    sum += side.seen * clear * (side.step < 0 ? 0.6 : 1);
    good += side.seen > 0.5;
  }
  if (rims > 2 || good + rims < 3 || good < 2) return 0;
  const double area = candidate.area / static_cast<double>(size.area());
  const double darker = candidate.look.step < -15 ? 0.6 : 1;
  return sum * darker * (0.4 + 0.6 * candidate.look.even) * (0.5 + 0.5 * std::sqrt(std::min(1.0, area)));
}

std::optional<Candidate> judged(const Small& small, const Corners& guess) {
  Candidate candidate;
  const double longest = std::max(small.grey.cols, small.grey.rows);
  for (std::size_t i = 0; i < 4; ++i) candidate.atRim[i] = alongRim(guess[i], guess[(i + 1) % 4], small.grey.size());
  SideSearch how{.inward = longest * 0.02, .outward = longest * 0.02, .window = 3, .samples = 40, .leastStep = 3};
  candidate.outline = fitOutline(small.paper, guess, how);
  if (!saneShape(candidate.outline.corners, small.grey.size())) return std::nullopt;
  how.inward = how.outward = 5;
  how.window = 2;
  candidate.outline = fitOutline(small.paper, candidate.outline.corners, how);
  if (!saneShape(candidate.outline.corners, small.grey.size())) return std::nullopt;
  candidate.area = areaOf(candidate.outline.corners);
  candidate.look = lookInside(small, candidate.outline.corners);
  const Corners& c = candidate.outline.corners;
  const cv::Point2f middle = (c[0] + c[1] + c[2] + c[3]) * 0.25F;
  for (std::size_t i = 0; i < 4; ++i) {
    const cv::Point2f from = c[i], to = c[(i + 1) % 4];
    // Only paper goes on beyond the picture's border; a line drawn by the border itself does not.
    if (candidate.atRim[i] && medianAlong(small.paper, from, to) < 0.6 * candidate.look.bright) return std::nullopt;
    // A strip of wooden desk along one side is not part of the sheet, however straight its grain.
    if (small.colourful.empty()) continue;
    const cv::Point2f in = from + (middle - from) * 0.08F, on = to + (middle - to) * 0.08F;
    if (medianAlong(small.colourful, in, on) > 255 * (0.25 + candidate.look.colourful)) return std::nullopt;
  }
  candidate.score = scoreOf(candidate, small.grey.size());
  if (candidate.score <= 0) return std::nullopt;
  return candidate;
}

bool isInside(const Corners& inner, const Corners& outer) {
  const std::vector<cv::Point2f> a(inner.begin(), inner.end()), b(outer.begin(), outer.end());
  std::vector<cv::Point2f> common;
  return cv::intersectConvexConvex(a, b, common) > 0.9 * areaOf(inner);
}
bool apart(const Corners& one, const Corners& other) {
  const std::vector<cv::Point2f> a(one.begin(), one.end()), b(other.begin(), other.end());
  std::vector<cv::Point2f> common;
  return cv::intersectConvexConvex(a, b, common) < 0.15 * std::min(areaOf(one), areaOf(other));
}

bool clearAllRound(const Candidate& candidate, double step) {
  return std::all_of(candidate.outline.sides.begin(), candidate.outline.sides.end(),
                     [&](const SideFit& side) { return side.seen > 0.8 && side.step > step; });
}

// What holds two clear sheets side by side is the heap of them, not a third.
void dropHeaps(std::vector<Candidate>& papers) {
  const auto isHeap = [&](const Candidate& heap) {
    const auto part = [&](const Candidate& each) {
      return each.area > 0.2 * heap.area && each.area < 0.8 * heap.area && clearAllRound(each, 8) &&
             isInside(each.outline.corners, heap.outline.corners);
    };
    for (std::size_t i = 0; i < papers.size(); ++i) {
      if (!part(papers[i])) continue;
      for (std::size_t j = i + 1; j < papers.size(); ++j) {
        if (part(papers[j]) && apart(papers[i].outline.corners, papers[j].outline.corners)) return true;
      }
    }
    return false;
  };
  std::vector<bool> heaps;
  for (const Candidate& each : papers) heaps.push_back(isHeap(each));
  std::vector<Candidate> rest;
  for (std::size_t i = 0; i < papers.size(); ++i) {
    if (!heaps[i]) rest.push_back(papers[i]);
  }
  papers = std::move(rest);
}

Found exact(const cv::Mat& grey, const Candidate& best, double scale, Effort effort) {
  Found found;
  Corners corners;
  for (std::size_t i = 0; i < 4; ++i) corners[i] = toWhole(best.outline.corners[i], scale);
  if (scale > 1.2) {
    SideSearch how{
        .inward = 2.0 * scale, .outward = 2.0 * scale, .window = std::max(2.0, scale), .samples = 64, .leastStep = 3};
    const Corners coarse = corners;
    const int rounds = effort == Effort::full ? 2 : 1;
    for (int round = 0; round < rounds; ++round) {
      const Outline finer = fitOutline(grey, corners, how);
      double moved = 0;
      for (std::size_t i = 0; i < 4; ++i) moved = std::max(moved, cv::norm(finer.corners[i] - coarse[i]));
      if (moved > 5 * scale || !isConvex(finer.corners)) break;
      corners = finer.corners;
      how.inward = how.outward = std::max(4.0, 1.2 * scale);
      how.window = std::max(2.0, scale / 2);
    }
  }
  found.corners = corners;
  return found;
}

// A window on a screen, a label, a card: what little is written on so small a part of the picture cannot be read.
bool tooSmallToRead(const Corners& corners, cv::Size picture) {
  constexpr double leastArea = 0.09, leastPixels = 900;
  double longest = 0;
  for (std::size_t i = 0; i < 4; ++i) longest = std::max(longest, cv::norm(corners[(i + 1) % 4] - corners[i]));
  return areaOf(corners) < leastArea * static_cast<double>(picture.area()) && longest < leastPixels;
}

// A scan's only outline is the picture's. On a white table under a white lamp there is a sheet with four clear sides.
std::optional<Found> wholeScan(const Small& small, const std::vector<Candidate>& candidates, cv::Size picture) {
  for (const Candidate& each : candidates) {
    if (each.area > 0.15 * static_cast<double>(small.grey.total()) && clearAllRound(each, 4) && each.look.step > 4) {
      return std::nullopt;  // and it is not just a box drawn on a sheet, white on either side
    }
  }
  if (!isWholeScan(small)) return std::nullopt;
  const float right = static_cast<float>(picture.width) - 1, bottom = static_cast<float>(picture.height) - 1;
  Found found;
  found.corners = {cv::Point2f(0, 0), {right, 0}, {right, bottom}, {0, bottom}};
  return found;
}

}  // namespace

Search findByEdges(const cv::Mat& grey, const cv::Mat& colour, Effort effort) {
  Search search;
  const Small small = shrink(grey, colour, effort == Effort::full ? 480 : 360);
  std::vector<Candidate> candidates;
  for (const Corners& guess : outlineCandidates(small, effort)) {
    if (std::optional<Candidate> candidate = judged(small, guess)) candidates.push_back(*candidate);
  }
  if (std::optional<Found> scan = wholeScan(small, candidates, grey.size())) {
    search.found = std::move(scan);
    search.advice = PaperAdvice::none;
    return search;
  }
  if (candidates.empty()) return search;
  std::vector<Candidate> papers;
  for (const Candidate& each : candidates) {
    if (looksLikePaper(each.look)) papers.push_back(each);
  }
  if (papers.empty()) {
    search.advice = PaperAdvice::notPaper;
    return search;
  }
  dropHeaps(papers);
  const Candidate* best = &papers[0];
  for (const Candidate& each : papers) {
    if (each.score > best->score) best = &each;
  }
  // A box printed on the sheet has good edges too: what holds it is meant, if it is nearly as good.
  for (bool grown = true; grown;) {
    grown = false;
    for (const Candidate& each : papers) {
      const bool cut = std::find(each.atRim.begin(), each.atRim.end(), true) != each.atRim.end();
      if (!cut && each.area > 1.15 * best->area && each.score > 0.6 * best->score &&
          isInside(best->outline.corners, each.outline.corners) &&
          brightBetween(small, best->outline.corners, each.outline.corners) > 0.7 * best->look.bright) {
        best = &each, grown = true;
      }
    }
  }
  Found found = exact(grey, *best, small.scale, effort);
  if (tooSmallToRead(found.corners, grey.size())) {
    search.advice = PaperAdvice::moveCloser;
    return search;
  }
  const double tolerance = 0.004 * std::max(grey.cols, grey.rows);
  PaperAdvice outside = adviceFor(found.corners, grey.size(), tolerance);
  Corners pushed = found.corners;
  for (std::size_t i = 0; i < 4; ++i) {
    if (!best->atRim[i]) continue;
    const cv::Point2f along = found.corners[(i + 1) % 4] - found.corners[i];
    const cv::Point2f out = cv::Point2f(along.y, -along.x) * 0.2F;
    pushed[i] += out;
    pushed[(i + 1) % 4] += out;
  }
  const bool cut = best->atRim != std::array<bool, 4>{};
  if (cut) outside = adviceFor(pushed, grey.size(), tolerance);
  search.advice = outside;
  if (cut || partInside(found.corners, grey.size()) < 0.9) return search;
  if (outside == PaperAdvice::none) {
    for (const Candidate& each : papers) {
      if (each.area > 0.25 * best->area && each.score > 0.5 * best->score &&
          apart(each.outline.corners, best->outline.corners)) {
        search.advice = PaperAdvice::onePageOnly;
      }
    }
  }
  found.advice = search.advice;
  search.found = std::move(found);
  return search;
}

}  // namespace pillarbox::page

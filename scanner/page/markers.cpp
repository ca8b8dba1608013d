#include "scanner/page/markers.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <opencv2/aruco.hpp>
#include <opencv2/calib3d.hpp>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "scanner/page/edges.h"

namespace pillarbox::page {
namespace {

struct Marker {
  form::MarkerMeaning meaning;
  std::array<cv::Point2f, 4> corners;  // whole picture; from its printed top left, clockwise
};

std::vector<Marker> detect(const cv::Mat& grey, double scale) {
  const bool fine = std::max(grey.cols, grey.rows) > 1300;
  static const cv::Ptr<cv::aruco::Dictionary> dictionary = cv::aruco::getPredefinedDictionary(cv::aruco::DICT_4X4_50);
  const cv::Ptr<cv::aruco::DetectorParameters> how = cv::aruco::DetectorParameters::create();
  how->adaptiveThreshWinSizeMin = how->adaptiveThreshWinSizeMax = fine ? 23 : 15;
  how->minMarkerPerimeterRate = 0.03;  // 14 mm on a sheet that fills a third of the picture
  how->maxMarkerPerimeterRate = 1.0;
  how->cornerRefinementMethod = cv::aruco::CORNER_REFINE_NONE;
  std::vector<std::vector<cv::Point2f>> corners;
  std::vector<int> ids;
  cv::aruco::detectMarkers(grey, dictionary, corners, ids, how);
  std::vector<Marker> markers;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const std::optional<form::MarkerMeaning> meaning = form::markerMeaning(ids[i]);
    if (!meaning || corners[i].size() != 4) continue;
    Marker marker{*meaning, {}};
    for (std::size_t k = 0; k < 4; ++k) marker.corners[k] = toWhole(corners[i][k], scale);
    markers.push_back(marker);
  }
  return markers;
}

// The halves' corners are whole pixels of a smaller picture: made exact on the whole one.
void refine(const cv::Mat& grey, std::vector<Marker>& markers) {
  for (Marker& marker : markers) {
    double side = 1e9;
    for (std::size_t k = 0; k < 4; ++k)
      side = std::min(side, cv::norm(marker.corners[k] - marker.corners[(k + 1) % 4]));
    const int reach = std::clamp(static_cast<int>(side / 9), 2, 7);  // less than the marker's own modules (a sixth)
    std::vector<cv::Point2f> points(marker.corners.begin(), marker.corners.end());
    cv::cornerSubPix(grey, points, {reach, reach}, {-1, -1},
                     {cv::TermCriteria::COUNT + cv::TermCriteria::EPS, 20, 0.03});
    for (std::size_t k = 0; k < 4; ++k) {
      if (cv::norm(points[k] - marker.corners[k]) < reach + 1) marker.corners[k] = points[k];
    }
  }
}

std::array<cv::Point2d, 4> onPaper(int corner) {
  const PaperBox box = form::markerBox(corner);
  return {cv::Point2d(box.x, box.y), {box.x + box.w, box.y}, {box.x + box.w, box.y + box.h}, {box.x, box.y + box.h}};
}

// Where each corner of the markers is in the picture, and where it is printed, mm.
struct Pairs {
  std::vector<cv::Point2d> pixels, mm;
};
Pairs pairsOf(const std::vector<const Marker*>& markers) {
  Pairs pairs;
  for (const Marker* marker : markers) {
    const std::array<cv::Point2d, 4> printed = onPaper(marker->meaning.corner);
    for (std::size_t k = 0; k < 4; ++k) {
      pairs.pixels.emplace_back(marker->corners[k]);
      pairs.mm.push_back(printed[k]);
    }
  }
  return pairs;
}

// Pixels → mm, and the worst distance in mm of a marker's corner from where it is printed.
cv::Mat fitTo(const std::vector<const Marker*>& markers, double& worst) {
  const auto [pixels, mm] = pairsOf(markers);
  cv::Mat toMm = cv::findHomography(pixels, mm, 0);
  worst = 1e9;
  if (toMm.empty()) return toMm;
  std::vector<cv::Point2d> back;
  cv::perspectiveTransform(pixels, back, toMm);
  worst = 0;
  for (std::size_t i = 0; i < back.size(); ++i) worst = std::max(worst, cv::norm(back[i] - mm[i]));
  return toMm;
}

std::optional<Corners> sheetCorners(const cv::Mat& toMm) {
  cv::Mat toPixels;
  if (cv::invert(toMm, toPixels) == 0) return std::nullopt;
  const std::vector<cv::Point2d> sheet{
      {0, 0}, {form::a4WidthMm, 0}, {form::a4WidthMm, form::a4HeightMm}, {0, form::a4HeightMm}};
  std::vector<cv::Point2d> pixels;
  cv::perspectiveTransform(sheet, pixels, toPixels);
  Corners corners;
  for (std::size_t i = 0; i < 4; ++i) corners[i] = pixels[i];
  if (!isConvex(corners)) return std::nullopt;  // mirrored or folded over itself: markers that do not belong together
  return corners;
}

constexpr double worstMm = 3.0;  // curl and a stretched print stay below it; another sheet's marker does not

std::optional<Found> agree(const std::vector<const Marker*>& markers) {
  std::optional<Found> best;
  const auto attempt = [&](const std::vector<const Marker*>& some) {
    double worst = 0;
    const cv::Mat toMm = fitTo(some, worst);
    if (toMm.empty() || worst > worstMm) return;
    const std::optional<Corners> corners = sheetCorners(toMm);
    if (!corners) return;
    Found found;
    found.corners = *corners;
    found.oriented = true;
    found.markers = static_cast<int>(some.size());
    found.sheet = some[0]->meaning.sheet;
    found.sideOfSheet = some[0]->meaning.side;
    found.toMm = toMm;
    if (!best || found.markers > best->markers) best = std::move(found);
  };
  if (markers.size() < 3) return std::nullopt;
  attempt(markers);
  for (std::size_t leave = 0; !best && markers.size() == 4 && leave < 4; ++leave) {
    std::vector<const Marker*> three = markers;
    three.erase(three.begin() + static_cast<std::ptrdiff_t>(leave));
    attempt(three);
  }
  return best;
}

// One or two markers say where the rest of the sheet must be, well enough to say which way to move it.
PaperAdvice adviceFrom(const std::vector<const Marker*>& markers, cv::Size picture) {
  const auto [pixels, mm] = pairsOf(markers);
  const cv::Mat toPixels = cv::estimateAffine2D(mm, pixels, cv::noArray(), cv::LMEDS);
  if (toPixels.empty()) return PaperAdvice::showWholePage;
  const std::vector<cv::Point2d> sheet{
      {0, 0}, {form::a4WidthMm, 0}, {form::a4WidthMm, form::a4HeightMm}, {0, form::a4HeightMm}};
  std::vector<cv::Point2d> there;
  cv::transform(sheet, there, toPixels);
  Corners corners;
  for (std::size_t i = 0; i < 4; ++i) corners[i] = there[i];
  const PaperAdvice advice = adviceFor(corners, picture, 0.02 * std::max(picture.width, picture.height));
  return advice == PaperAdvice::none ? PaperAdvice::uncover : advice;
}

MarkerSearch sortOut(const std::vector<Marker>& markers, cv::Size picture) {
  MarkerSearch search;
  search.seen = static_cast<int>(markers.size());
  std::map<std::pair<int, int>, std::vector<const Marker*>> sides;
  for (const Marker& marker : markers) sides[{marker.meaning.sheet, marker.meaning.side}].push_back(&marker);
  int sheets = 0;
  const std::vector<const Marker*>* most = nullptr;
  bool twice = false;
  for (const auto& [side, group] : sides) {
    std::array<int, 4> each{};
    for (const Marker* marker : group) twice |= ++each[static_cast<std::size_t>(marker->meaning.corner)] > 1;
    sheets += group.size() > 1;
    if (most == nullptr || group.size() > most->size()) most = &group;
  }
  if (most == nullptr) return search;
  if (twice) {
    search.advice = PaperAdvice::onePageOnly;
    return search;
  }
  search.found = agree(*most);
  if (!search.found) {
    search.advice =
        sheets > 1 ? PaperAdvice::onePageOnly : (most->size() < 3 ? adviceFrom(*most, picture) : PaperAdvice::noPage);
    return search;
  }
  search.advice = sheets > 1
                      ? PaperAdvice::onePageOnly
                      : adviceFor(search.found->corners, picture, 0.02 * std::max(picture.width, picture.height));
  search.found->advice = search.advice;
  return search;
}

}  // namespace

MarkerSearch findMarkers(const cv::Mat& grey, Effort effort) {
  const double longest = std::max(grey.cols, grey.rows);
  const auto at = [&](int scale) {
    cv::Mat smaller = grey;
    if (scale > 1) {
      // whole multiples of pixels are averaged several times as quickly
      const cv::Size size(grey.cols / scale, grey.rows / scale);
      cv::resize(grey(cv::Rect({0, 0}, size * scale)), smaller, size, 0, 0, cv::INTER_AREA);
    }
    std::vector<Marker> markers = detect(smaller, scale);
    refine(grey, markers);
    return sortOut(markers, grey.size());
  };
  MarkerSearch search;
  if (longest >= 1200) {
    search = at(std::max(2, cvRound(longest / 1280)));
    if (effort == Effort::track || (search.found && search.found->markers == 4)) return search;
  }
  // Beyond 2000 pixels a marker is no clearer, unless the sheet is but a corner of the picture.
  MarkerSearch whole = at(std::max(1, cvRound(longest / 2000)));
  const bool better = whole.found ? !search.found || whole.found->markers >= search.found->markers
                                  : !search.found && whole.seen >= search.seen;
  return better ? whole : search;
}

}  // namespace pillarbox::page

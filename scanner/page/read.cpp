#include "scanner/page/read.h"

#include <algorithm>
#include <cmath>
#include <exception>
#include <opencv2/imgproc.hpp>

#include "scanner/page/read_scan.h"
#include "scanner/page/read_which.h"

namespace pillarbox::page {
namespace {

constexpr double readingDpi = 200;

const char* problemOf(PaperAdvice advice) {
  switch (advice) {
    case PaperAdvice::showWholePage:
    case PaperAdvice::moveLeft:
    case PaperAdvice::moveRight:
    case PaperAdvice::moveUp:
    case PaperAdvice::moveDown:
    case PaperAdvice::moveBack:
      return "Only part of the page is in the picture.";
    case PaperAdvice::onePageOnly:
      return "There is more than one sheet in the picture.";
    case PaperAdvice::uncover:
      return "Something lies over the page.";
    default:
      return "No sheet of paper was found in the picture.";
  }
}

std::array<PaperPoint, 4> pointsOf(const Corners& corners) {
  std::array<PaperPoint, 4> points;
  for (std::size_t n = 0; n < 4; ++n) points[n] = {corners[n].x, corners[n].y};
  return points;
}

std::vector<cv::Point2f> listOf(const Corners& corners) {
  return {corners.begin(), corners.end()};
}

// The picture's pixels → the flat picture's, for a sheet flattened by its corners.
cv::Mat toFlat(const Found& found, const cv::Mat& flat) {
  const auto w = static_cast<float>(flat.cols), h = static_cast<float>(flat.rows);
  return cv::getPerspectiveTransform(listOf(found.corners), std::vector<cv::Point2f>{{0, 0}, {w, 0}, {w, h}, {0, h}});
}

// A sheet known by its edges alone, once more: flat, markers that were too slanted or too small may be seen.
std::optional<Found> lookAgain(const Found& found, const Flat& flat) {
  const Search again = find(flat.raw, {}, Effort::full);
  if (!again.found || again.found->toMm.empty()) return std::nullopt;
  const cv::Mat there = toFlat(found, flat.raw);
  Found better = *again.found;
  std::vector<cv::Point2f> corners;
  cv::perspectiveTransform(listOf(again.found->corners), corners, there.inv());
  std::copy(corners.begin(), corners.end(), better.corners.begin());
  better.toMm = again.found->toMm * there;
  better.advice = found.advice;
  return better;
}

// No markers at all, but the sheet's code was read: its edges are A4's, turned as the code says.
Found byCode(const Found& found, int quarterTurns) {
  Found turned = found;
  for (std::size_t n = 0; n < 4; ++n)
    turned.corners[n] = found.corners[(n + static_cast<std::size_t>(4 - quarterTurns)) % 4];
  turned.oriented = true;
  const auto w = static_cast<float>(form::a4WidthMm), h = static_cast<float>(form::a4HeightMm);
  turned.toMm =
      cv::getPerspectiveTransform(listOf(turned.corners), std::vector<cv::Point2f>{{0, 0}, {w, 0}, {w, h}, {0, h}});
  return turned;
}

// A box that is not in the picture was not read, whatever the flattened picture shows there; nor was one that a few
// pixels make up.
void doubtUnseen(std::vector<PaperTick>& ticks, const form::Side& side, const Found& found, cv::Size size) {
  constexpr double leastDpi = 70;  // about twelve pixels a box, its lines among them
  const cv::Mat toPicture = found.toMm.inv();
  for (std::size_t n = 0; n < ticks.size(); ++n) {
    const PaperBox& box = side.ticks[n].box;
    std::vector<cv::Point2f> corners;
    cv::perspectiveTransform(
        std::vector<cv::Point2f>{{static_cast<float>(box.x), static_cast<float>(box.y)},
                                 {static_cast<float>(box.x + box.w), static_cast<float>(box.y)},
                                 {static_cast<float>(box.x + box.w), static_cast<float>(box.y + box.h)},
                                 {static_cast<float>(box.x), static_cast<float>(box.y + box.h)}},
        corners, toPicture);
    const double pixelsAMm = std::sqrt(std::abs(cv::contourArea(corners)) / (box.w * box.h));
    if (pixelsAMm * 25.4 < leastDpi) ticks[n].state = TickState::unsure;
    for (const cv::Point2f& corner : corners)
      if (corner.x < 1 || corner.y < 1 || corner.x > static_cast<float>(size.width - 2) ||
          corner.y > static_cast<float>(size.height - 2))
        ticks[n].state = TickState::unsure;
  }
}

void keep(ReadPage& read, const cv::Mat& grey, double dpi) {
  read.grey = grey;
  read.page.width = grey.cols;
  read.page.height = grey.rows;
  read.page.dpi = dpi;
}

void debugFound(const frame::Picture& picture, const Found& found, const ReadOptions& options) {
  if (!options.debug) return;
  cv::Mat drawn;
  if (picture.colour.empty())
    cv::cvtColor(picture.grey, drawn, cv::COLOR_GRAY2BGR);
  else
    drawn = picture.colour.clone();
  std::vector<cv::Point> points;
  for (const cv::Point2f& corner : found.corners) points.emplace_back(corner);
  cv::polylines(drawn, points, true, found.toMm.empty() ? cv::Scalar(0, 140, 255) : cv::Scalar(0, 200, 0),
                std::max(2, drawn.cols / 400));
  cv::circle(drawn, points.front(), std::max(5, drawn.cols / 100), cv::Scalar(200, 0, 200), cv::FILLED);
  options.debug->push_back({"1-found", drawn});
}

ReadPage readFound(const frame::Picture& picture, Found found, std::span<const form::Description> forms,
                   const ReadOptions& options) {
  ReadPage read;
  read.page.quality = judge(picture.grey, found);
  Flat flat = flatten(picture.grey, found, readingDpi);
  if (found.toMm.empty()) {
    if (const auto better = lookAgain(found, flat)) {
      found = *better;
      flat = flatten(picture.grey, found, readingDpi);
    }
  }

  const form::Side* byMarkers = nullptr;
  for (const form::Description& description : forms)
    if (!byMarkers && found.sheet >= 0) byMarkers = description.sideOf(found.sheet, found.sideOfSheet);
  std::optional<CodeSeen> code = findSheetCode(flat, byMarkers);
  if (!code && !forms.empty() && !flat.toMm.empty()) code = findSheetCode(flat.raw);
  if (!code && !forms.empty() && !flat.toMm.empty()) code = findSheetCode(picture.grey);
  if (code && found.toMm.empty()) {
    found = byCode(found, code->quarterTurns);
    flat = flatten(picture.grey, found, readingDpi);
  }
  read.page.corners = pointsOf(found.corners);
  debugFound(picture, found, options);
  if (options.debug) {
    options.debug->push_back({"2-flat", flat.raw});
    options.debug->push_back({"3-even", flat.grey});
  }

  const Which which = whichForm(code ? std::optional(code->code) : std::nullopt, found.sheet, found.sideOfSheet, forms);
  read.page.form = which.form;
  if (which.problem) read.page.problem = which.problem;

  cv::Mat kept;
  const double scale = options.dpi / flat.dpi;
  cv::resize(flat.grey, kept, {}, scale, scale, scale < 1 ? cv::INTER_AREA : cv::INTER_LINEAR);
  keep(read, kept, options.dpi);

  if (!which.side || flat.toMm.empty()) return read;
  FormReading reading = readForm(flat, *which.side, options);
  doubtUnseen(reading.ticks, *which.side, found, picture.grey.size());
  const auto asKept = [&](PaperBox& crop) {
    crop = {std::floor(crop.x * scale), std::floor(crop.y * scale), std::ceil(crop.w * scale),
            std::ceil(crop.h * scale)};
    crop.w = std::min(crop.w, kept.cols - crop.x);
    crop.h = std::min(crop.h, kept.rows - crop.y);
  };
  for (PaperTick& tick : reading.ticks) asKept(tick.crop);
  for (PaperField& field : reading.fields) asKept(field.crop);
  read.page.ticks = std::move(reading.ticks);
  read.page.marks = std::move(reading.marks);
  read.page.fields = std::move(reading.fields);
  return read;
}

}  // namespace

ReadPage readPage(const frame::Picture& picture, std::span<const form::Description> forms, const ReadOptions& options) {
  ReadPage nothing;
  try {
    if (picture.grey.empty()) {
      nothing.page.problem = "There is no picture here.";
      return nothing;
    }
    Search search = find(picture.grey, picture.colour, Effort::full);
    // A scan is all page: what edges enclose in it is something printed (HARDCASES, page 8).
    if (!search.found || search.found->toMm.empty())
      if (const auto scan = wholeScan(picture.grey, picture.colour)) search.found = scan;
    if (!search.found) {
      nothing.page.quality.advice = search.advice == PaperAdvice::none ? PaperAdvice::noPage : search.advice;
      nothing.page.problem = problemOf(search.advice);
      return nothing;
    }
    return readFound(picture, *search.found, forms, options);
  } catch (const std::exception&) {
    nothing = {};
    nothing.page.problem = "This picture could not be read.";
    return nothing;
  }
}

}  // namespace pillarbox::page

#include "scanner/page/fields.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "scanner/page/characters.h"

namespace pillarbox::page {
namespace {

constexpr double perMm = 5;
constexpr double cropMarginMm = 2;

PaperBox cropOf(const Registration& registration, const PaperBox& box, cv::Size size) {
  double left = 1e9, top = 1e9, right = -1e9, bottom = -1e9;
  for (const double v : {0.0, 0.5, 1.0}) {
    for (const double u : {0.0, 0.5, 1.0}) {
      const cv::Point2d at = registration.pixel({box.x - cropMarginMm + u * (box.w + 2 * cropMarginMm),
                                                 box.y - cropMarginMm + v * (box.h + 2 * cropMarginMm)});
      left = std::min(left, at.x);
      right = std::max(right, at.x);
      top = std::min(top, at.y);
      bottom = std::max(bottom, at.y);
    }
  }
  left = std::clamp(std::floor(left), 0.0, size.width - 1.0);
  top = std::clamp(std::floor(top), 0.0, size.height - 1.0);
  right = std::clamp(std::ceil(right), left + 1, static_cast<double>(size.width));
  bottom = std::clamp(std::ceil(bottom), top + 1, static_cast<double>(size.height));
  return {left, top, right - left, bottom - top};
}

void blank(cv::Mat& ink, const PaperBox& view, double x, double y, double w, double h) {
  const cv::Rect rect(static_cast<int>(std::floor((x - view.x) * perMm)),
                      static_cast<int>(std::floor((y - view.y) * perMm)), static_cast<int>(std::ceil(w * perMm)) + 1,
                      static_cast<int>(std::ceil(h * perMm)) + 1);
  const cv::Rect inside = rect & cv::Rect(0, 0, ink.cols, ink.rows);
  if (!inside.empty()) ink(inside).setTo(0);
}

// Which row of rows `from` to `to` is darkest on the mean over the columns.
int darkestRow(const cv::Mat& dark, int from, int to, cv::Range columns) {
  int best = -1;
  double most = 0;
  for (int y = std::max(0, from); y <= std::min(dark.rows - 1, to); ++y) {
    const double mean = cv::mean(dark.row(y).colRange(columns))[0];
    if (best < 0 || mean > most) {
      best = y;
      most = mean;
    }
  }
  return best;
}

// The printed writing lines are taken out where they are: each is looked for near its place as a whole, then followed
// piece by piece, for a sheet waves. A stroke that crosses one loses only the line's width.
void removeRules(const cv::Mat& dark, cv::Mat& ink, const form::Field& field, const PaperBox& view) {
  const int reach = static_cast<int>(1.2 * perMm), near = 2, piece = static_cast<int>(7 * perMm);
  for (int line = 1; line * field.ruledMm < field.box.h - 1; ++line) {
    const int home = static_cast<int>(std::lround((field.box.y + line * field.ruledMm - view.y) * perMm));
    const int whole = darkestRow(dark, home - reach, home + reach, {0, dark.cols});
    if (whole < 0) continue;
    for (int x = 0; x < dark.cols; x += piece) {
      const cv::Range columns(x, std::min(dark.cols, x + piece));
      const int row = darkestRow(dark, whole - near, whole + near, columns);
      if (row < 0) continue;
      ink.rowRange(std::max(0, row - 2), std::min(ink.rows, row + 3)).colRange(columns).setTo(0);
    }
  }
}

// Long straight runs are ruled lines or dirt. Only where a run is thin is it taken out: a stroke that crosses it stays,
// but for the width of the line.
void removeRuns(cv::Mat& ink, bool level, double lengthMm) {
  const int length = std::max(3, static_cast<int>(lengthMm * perMm));
  const cv::Size along = level ? cv::Size(length, 1) : cv::Size(1, length);
  cv::Mat wide, runs, thick;
  cv::dilate(ink, wide, cv::getStructuringElement(cv::MORPH_RECT, level ? cv::Size(5, 3) : cv::Size(3, 5)));
  cv::morphologyEx(wide, runs, cv::MORPH_OPEN, cv::getStructuringElement(cv::MORPH_RECT, along));
  // Joined-up writing is a long run too, but a tall one.
  cv::morphologyEx(wide, thick, cv::MORPH_OPEN,
                   cv::getStructuringElement(cv::MORPH_RECT, level ? cv::Size(1, 8) : cv::Size(8, 1)));
  runs.setTo(0, thick);
  ink.setTo(0, runs);
}

bool written(const Registration& registration, const form::Field& field) {
  const double inset = field.cells.empty() ? 0.6 : 0.0;
  const PaperBox view{field.box.x + inset, field.box.y + inset, field.box.w - 2 * inset, field.box.h - 2 * inset};
  if (view.w < 1 || view.h < 1) return false;
  cv::Mat dark = registration.darkness(view, perMm);
  cv::GaussianBlur(dark, dark, {3, 3}, 0);
  const double inkFrom = std::max({17.0, 3.5 * registration.noise(), 0.11 * registration.inkLevel()});
  cv::Mat ink = dark >= inkFrom;

  for (const PaperBox& cell : field.cells) {
    constexpr double half = 0.55;
    blank(ink, view, cell.x - half, cell.y - half, cell.w + 2 * half, 2 * half);
    blank(ink, view, cell.x - half, cell.y + cell.h - half, cell.w + 2 * half, 2 * half);
    blank(ink, view, cell.x - half, cell.y - half, 2 * half, cell.h + 2 * half);
    blank(ink, view, cell.x + cell.w - half, cell.y - half, 2 * half, cell.h + 2 * half);
  }
  if (field.ruledMm > 0) removeRules(dark, ink, field, view);
  if (field.cells.empty()) {
    removeRuns(ink, true, std::min(15.0, 0.6 * view.w));
    removeRuns(ink, false, std::max(12.0, 0.8 * view.h));
  }
  ink.row(0).setTo(0);
  ink.row(ink.rows - 1).setTo(0);

  cv::Mat labels, stats, middles;
  const int count = cv::connectedComponentsWithStats(ink, labels, stats, middles, 8, CV_32S);
  double total = 0;  // of strokes' lengths, mm
  for (int label = 1; label < count; ++label) {
    const double w = stats.at<int>(label, cv::CC_STAT_WIDTH) / perMm,
                 h = stats.at<int>(label, cv::CC_STAT_HEIGHT) / perMm;
    const double across = std::hypot(w, h);
    const double area = stats.at<int>(label, cv::CC_STAT_AREA) / (perMm * perMm);
    if (across < 1.6 || std::max(w, h) < 1.3 || area < 0.3) continue;  // a speck, or dirt

    // A rest of a ruled line is flat; so is a dash, but people who write leave more than one dash.
    if (h < 0.7 && w > 2) continue;
    double darkest = 0;
    const cv::Rect where(stats.at<int>(label, cv::CC_STAT_LEFT), stats.at<int>(label, cv::CC_STAT_TOP),
                         stats.at<int>(label, cv::CC_STAT_WIDTH), stats.at<int>(label, cv::CC_STAT_HEIGHT));
    cv::minMaxLoc(dark(where), nullptr, &darkest, nullptr, nullptr, labels(where) == label);
    if (darkest < 1.5 * inkFrom) continue;
    total += across;
  }
  return total >= 3;
}

}  // namespace

std::vector<PaperField> readFields(const Registration& registration, const form::Side& side, cv::Size size) {
  std::vector<PaperField> fields;
  for (const form::Field& field : side.fields) {
    PaperField one;
    one.id = field.id;
    one.crop = cropOf(registration, field.box, size);
    one.empty = !written(registration, field);
    if (!one.empty && !field.cells.empty()) {
      Suggestion suggestion = readCharacters(registration, field);
      one.suggestion = std::move(suggestion.text);
      one.confidence = one.suggestion.empty() ? 0 : suggestion.confidence;
    }
    fields.push_back(std::move(one));
  }
  return fields;
}

}  // namespace pillarbox::page

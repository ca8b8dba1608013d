#include "scanner/page/read_which.h"

#include <cmath>
#include <opencv2/imgproc.hpp>

#include "scanner/badge/read.h"

namespace pillarbox::page {
namespace {

int turnsOf(const badge::Code& code) {
  const double x = code.corners[1].x - code.corners[0].x, y = code.corners[1].y - code.corners[0].y;
  // The code's top edge points right on an upright sheet.
  const int quarter = static_cast<int>(std::lround(std::atan2(y, x) / (CV_PI / 2)));
  return ((-quarter % 4) + 4) % 4;
}

}  // namespace

std::optional<CodeSeen> findSheetCode(const cv::Mat& grey) {
  for (const badge::Code& code : badge::readAll(grey, {.linear = false, .dataMatrix = false})) {
    if (code.format != badge::Format::qrCode) continue;
    if (const auto parsed = form::parseSheetCode(code.text)) return CodeSeen{*parsed, turnsOf(code)};
  }
  return std::nullopt;
}

std::optional<CodeSeen> findSheetCode(const Flat& flat, const form::Side* side) {
  if (flat.toMm.empty() || !side) return findSheetCode(flat.raw);
  const cv::Mat toPixel = flat.toMm.inv();
  for (const PaperBox& box : side->qrs) {
    // A code printed small and photographed from far is easier to read twice as large.
    constexpr double aroundMm = 5, pixelsAMm = 12;
    std::vector<cv::Point2f> corners;
    cv::perspectiveTransform(
        std::vector<cv::Point2f>{{static_cast<float>(box.x - aroundMm), static_cast<float>(box.y - aroundMm)},
                                 {static_cast<float>(box.x + box.w + aroundMm), static_cast<float>(box.y - aroundMm)},
                                 {static_cast<float>(box.x - aroundMm), static_cast<float>(box.y + box.h + aroundMm)}},
        corners, toPixel);
    const auto w = static_cast<int>((box.w + 2 * aroundMm) * pixelsAMm),
               h = static_cast<int>((box.h + 2 * aroundMm) * pixelsAMm);
    const cv::Mat turn = cv::getAffineTransform(
        corners, std::vector<cv::Point2f>{{0, 0}, {static_cast<float>(w), 0}, {0, static_cast<float>(h)}});
    cv::Mat crop;
    cv::warpAffine(flat.raw, crop, turn, {w, h}, cv::INTER_LINEAR, cv::BORDER_REPLICATE);
    if (const auto seen = findSheetCode(crop)) return seen;
  }
  return std::nullopt;
}

Which whichForm(const std::optional<form::SheetCode>& code, int sheet, int sideOfSheet,
                std::span<const form::Description> forms) {
  Which which;
  if (code) {
    which.form = PaperForm{code->templateId, code->edition, code->side, code->serial};
    bool known = false;
    for (const form::Description& description : forms) {
      if (description.id != code->templateId) continue;
      known = true;
      if (description.edition == code->edition) {
        which.side = description.side(code->side);
        if (which.side) return which;
      }
    }
    which.problem =
        known ? "This is an older printing of the form, so its ticks were not read. The page is kept as a picture."
              : "This form is not one this school uses now, so its ticks were not read. The page is kept as a picture.";
    return which;
  }
  if (sheet < 0) return which;
  for (const form::Description& description : forms) {
    if (const form::Side* side = description.sideOf(sheet, sideOfSheet)) {
      // Without the code nobody knows which printing it is; the description's own is by far the likeliest, and what is
      // printed elsewhere than expected is noticed by its boxes not being there.
      which.form = PaperForm{description.id, "", side->number, ""};
      which.side = side;
      return which;
    }
  }
  which.problem =
      "This form is not one this school uses now, so its ticks were not read. The page is kept as a picture.";
  return which;
}

}  // namespace pillarbox::page

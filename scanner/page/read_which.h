// Which printed form a found sheet is: by the code printed on it, and by its markers where no code can be read.
#pragma once

#include <opencv2/core.hpp>
#include <optional>
#include <span>

#include "scanner/form/description.h"
#include "scanner/page/find.h"
#include "shared/record/paper.h"

namespace pillarbox::page {

struct CodeSeen {
  form::SheetCode code;
  int quarterTurns = 0;  // clockwise, that the picture must be turned to be upright
};
// Looks for a sheet's code: first where `sides` say it is printed (if `flat` has toMm), then all over `flat`.
std::optional<CodeSeen> findSheetCode(const Flat& flat, const form::Side* side);
std::optional<CodeSeen> findSheetCode(const cv::Mat& grey);

struct Which {
  std::optional<PaperForm> form;
  const form::Side* side = nullptr;  // what is printed on it; none: it cannot be read
  const char* problem = nullptr;     // one sentence
};
// `sheet` and `sideOfSheet` by markers, -1 if unknown.
Which whichForm(const std::optional<form::SheetCode>& code, int sheet, int sideOfSheet,
                std::span<const form::Description> forms);

}  // namespace pillarbox::page

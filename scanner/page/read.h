// Reads one picture of one page, whole: find, flatten, judge, tell which form, read ticks, marks and fields.
#pragma once

#include <opencv2/core.hpp>
#include <span>
#include <string>
#include <vector>

#include "scanner/form/description.h"
#include "scanner/frame/image.h"
#include "scanner/page/find.h"
#include "shared/record/paper.h"

namespace pillarbox::page {

struct DebugPicture {
  std::string name;  // "1-found"
  cv::Mat picture;
};

struct ReadOptions {
  double dpi = 150;                            // of the page picture that is kept
  std::vector<DebugPicture>* debug = nullptr;  // filled if set
  std::string language = "en";                 // of the printed words in the reading
};

struct ReadPage {
  PaperPage page;  // page.problem says what went wrong, if anything
  cv::Mat grey;    // the flattened page at options.dpi, light evened; empty if no page was found
};
// Never throws. A picture that is all page (a scan) is a page too.
ReadPage readPage(const frame::Picture& picture, std::span<const form::Description> forms, const ReadOptions& options);

// The form's part alone: `flat` is a sheet flattened at 200 dpi or more.
struct FormReading {
  std::vector<PaperTick> ticks;
  std::vector<PaperMark> marks;
  std::vector<PaperField> fields;  // crops in pixels of `flat`
};
FormReading readForm(const Flat& flat, const form::Side& side, const ReadOptions& options);

}  // namespace pillarbox::page

// The blank form as it leaves the computer: one side, black on white, in pixels.
#pragma once

#include <opencv2/core.hpp>
#include <string>
#include <vector>

#include "scanner/form/description.h"
#include "shared/base/bytes.h"
#include "shared/base/result.h"

namespace pillarbox::support {

struct Blank {
  const form::Side* side = nullptr;  // of a description that outlives this
  std::string templateId, edition, serial;
  cv::Mat grey;  // CV_8UC1, A4 at `dpi`
  double dpi = 300;
};

// Drawn from the description alone, without the program that prints: boxes, fields, outlines, marks and QR codes where
// it says, and plain lettering. internal if the QR code cannot be made.
Result<std::vector<Blank>> drawBlanks(const form::Description& description, const std::string& serial,
                                      double dpi = 300);
// What the program printed: page N of the PDF is side N. badInput if its pages are not the description's sides.
Result<std::vector<Blank>> printedBlanks(BytesView pdf, const form::Description& description, const std::string& serial,
                                         double dpi = 300);

// A small form with a few of everything, for tests that need no real one.
const form::Description& trialForm();

}  // namespace pillarbox::support

// What printers and photocopiers do to a form before anybody writes on it, and after.
#pragma once

#include <opencv2/core.hpp>
#include <string>

#include "tests/support/paper/blank.h"
#include "tests/support/paper/dice.h"

namespace pillarbox::support {

struct Printing {
  double scale = 1, stretch = 1;  // of the width against the height
  double skewDegrees = 0;
  double offsetXMm = 0, offsetYMm = 0;
  double faint = 0;     // 0 black, 0.5 half grey
  int streaks = 0;      // along the feed, where toner is low
  int dirt = 0;         // specks
  bool copied = false;  // the school copied a copy
  std::string says() const;
};
enum class Difficulty { normal, hard };
// Never so much that a registration mark leaves the printable area.
Printing anyPrinting(Difficulty difficulty, Dice& dice);
// mm of the form → mm of the sheet.
cv::Matx23d printMap(const Printing& printing);

// The printed sheet: CV_8UC1, A4 at `dpi`.
cv::Mat printSheet(const Blank& blank, const Printing& printing, double dpi, Dice& dice);

// A photocopier's picture of a sheet, the same size: contrast hardened, grey veil, speckles, a dark edge. The same seed
// treats two sheets alike.
void photocopy(cv::Mat& grey, Difficulty difficulty, std::uint64_t seed);

}  // namespace pillarbox::support

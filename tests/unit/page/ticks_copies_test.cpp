// Blank forms that went through a bad photocopier: nothing may be read on them that nobody wrote.
#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>
#include <stdexcept>

#include "scanner/page/read.h"
#include "tests/support/paper/printed.h"
#include "tests/support/paper/printer.h"

namespace pillarbox::page::test {
namespace {

using namespace pillarbox::support;

const PrintedForms& forms() {
  static const auto printed = printedForms(200);
  if (!printed.ok()) throw std::runtime_error(printed.fault().detail);
  return *printed.value();
}

// A blank side, printed more or less faintly and copied once or twice, lying exactly straight.
FormReading readCopy(const Blank& blank, std::uint64_t seed) {
  Dice dice(seed);
  Printing printing;
  printing.faint = dice.in(0, 0.7);
  cv::Mat grey = printSheet(blank, printing, 200, dice);
  photocopy(grey, Difficulty::hard, seed);
  if (seed % 3 == 0) photocopy(grey, Difficulty::hard, seed + 1000);
  Flat flat;
  flat.grey = flat.raw = grey;
  flat.dpi = 200;
  flat.widthMm = form::a4WidthMm;
  flat.heightMm = form::a4HeightMm;
  const double p = grey.cols / form::a4WidthMm;
  flat.toMm = (cv::Mat_<double>(3, 3) << 1 / p, 0, 0.5 / p, 0, 1 / p, 0.5 / p, 0, 0, 1);
  return readForm(flat, *blank.side, {});
}

TEST(BadCopies, NothingIsReadOnABlankSideWithBoxesAndFigures) {
  const Blank* blank = nullptr;
  for (const Blank& one : forms().blanks)
    if (!one.side->ticks.empty() && !one.side->figures.empty() && !blank) blank = &one;
  ASSERT_NE(blank, nullptr);
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    const FormReading reading = readCopy(*blank, seed);
    for (const PaperTick& tick : reading.ticks)
      EXPECT_NE(tick.state, TickState::yes) << "seed " << seed << " " << tick.id;
    EXPECT_TRUE(reading.marks.empty()) << "seed " << seed;
  }
}

}  // namespace
}  // namespace pillarbox::page::test

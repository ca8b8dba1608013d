#include "tests/support/paper/printer.h"

#include <opencv2/imgproc.hpp>

namespace pillarbox::support {
namespace {

constexpr double mmPerInch = 25.4;
constexpr double printerMarginMm = 4.2;  // what common laser printers leave white

bool marksArePrinted(const cv::Matx23d& map) {
  for (int corner = 0; corner < 4; ++corner) {
    const PaperBox box = form::markerBox(corner);
    for (int i = 0; i < 4; ++i) {
      const double x = box.x + ((i & 1) != 0 ? box.w : 0), y = box.y + ((i & 2) != 0 ? box.h : 0);
      const cv::Vec2d at = map * cv::Vec3d(x, y, 1);
      if (at[0] < printerMarginMm || at[0] > form::a4WidthMm - printerMarginMm) return false;
      if (at[1] < printerMarginMm || at[1] > form::a4HeightMm - printerMarginMm) return false;
    }
  }
  return true;
}

void lowToner(cv::Mat& sheet, int streaks, Dice& dice) {
  for (int i = 0; i < streaks; ++i) {
    const int x = dice.whole(0, sheet.cols - 1), width = dice.whole(2, std::max(3, sheet.cols / 50));
    const double lighter = dice.in(0.15, 0.55);
    for (int column = std::max(0, x - width); column < std::min(sheet.cols, x + width); ++column) {
      const double share = lighter * (1 - std::abs(column - x) / (width + 1.0));
      cv::Mat stripe = sheet.col(column);
      stripe.convertTo(stripe, -1, 1 - share, 255 * share);
    }
  }
}

void specks(cv::Mat& sheet, int count, double dpi, Dice& dice) {
  for (int i = 0; i < count; ++i) {
    const cv::Point at{dice.whole(0, sheet.cols - 1), dice.whole(0, sheet.rows - 1)};
    cv::circle(sheet, at, cvRound(dice.in(0.05, 0.28) * dpi / mmPerInch), cv::Scalar(dice.in(20, 140)), cv::FILLED,
               cv::LINE_AA);
  }
}

}  // namespace

std::string Printing::says() const {
  return "print " + std::to_string(cvRound(scale * 1000)) + "/1000, stretch " +
         std::to_string(cvRound(stretch * 1000)) + ", skew " + std::to_string(skewDegrees).substr(0, 5) +
         (faint > 0.01 ? ", faint" : "") + (streaks > 0 ? ", streaks" : "") + (copied ? ", copied" : "");
}

cv::Matx23d printMap(const Printing& printing) {
  const double angle = printing.skewDegrees * std::numbers::pi / 180;
  const double x = printing.scale * printing.stretch, y = printing.scale;
  const double a = x * std::cos(angle), b = -y * std::sin(angle), c = x * std::sin(angle), d = y * std::cos(angle);
  const double midX = form::a4WidthMm / 2, midY = form::a4HeightMm / 2;
  return {a, b, midX - a * midX - b * midY + printing.offsetXMm, c, d, midY - c * midX - d * midY + printing.offsetYMm};
}

Printing anyPrinting(Difficulty difficulty, Dice& dice) {
  const bool hard = difficulty == Difficulty::hard;
  for (;;) {
    Printing printing;
    const int how = dice.weighted(std::array{0.45, 0.25, 0.3});
    printing.scale = how == 0 ? 1 : how == 1 ? dice.in(0.94, 0.985) : dice.in(0.9, 1.05);
    if (dice.chance(0.3)) printing.stretch = dice.in(0.99, 1.01);
    printing.skewDegrees = dice.chance(hard ? 0.4 : 0.15) ? dice.in(-3, 3) : dice.bounded(0.4, 1);
    printing.offsetXMm = dice.in(-3, 3), printing.offsetYMm = dice.in(-3, 3);
    printing.faint = dice.chance(hard ? 0.4 : 0.15) ? dice.in(0.1, hard ? 0.6 : 0.4) : dice.in(0, 0.08);
    printing.streaks = dice.chance(hard ? 0.4 : 0.15) ? dice.whole(1, 4) : 0;
    printing.dirt = dice.chance(hard ? 0.6 : 0.3) ? dice.whole(5, hard ? 120 : 40) : 0;
    printing.copied = dice.chance(hard ? 0.5 : 0.3);
    if (marksArePrinted(printMap(printing))) return printing;
  }
}

cv::Mat printSheet(const Blank& blank, const Printing& printing, double dpi, Dice& dice) {
  const cv::Size size{cvRound(form::a4WidthMm * dpi / mmPerInch), cvRound(form::a4HeightMm * dpi / mmPerInch)};
  cv::Mat source = blank.grey;
  double from = blank.dpi / mmPerInch;
  if (dpi < blank.dpi * 0.9) {
    cv::resize(blank.grey, source, size, 0, 0, cv::INTER_AREA);
    from = dpi / mmPerInch;
  }
  const double to = dpi / mmPerInch;
  const cv::Matx23d mm = printMap(printing);
  const cv::Matx23d pixels{mm(0, 0) * to / from, mm(0, 1) * to / from, mm(0, 2) * to,
                           mm(1, 0) * to / from, mm(1, 1) * to / from, mm(1, 2) * to};
  cv::Mat sheet;
  cv::warpAffine(source, sheet, pixels, size, cv::INTER_LINEAR, cv::BORDER_CONSTANT, cv::Scalar(255));
  if (printing.faint > 0) sheet.convertTo(sheet, -1, 1 - printing.faint, 255 * printing.faint);
  lowToner(sheet, printing.streaks, dice);
  specks(sheet, printing.dirt, dpi, dice);
  if (printing.copied) photocopy(sheet, Difficulty::normal, dice.bits());
  return sheet;
}

void photocopy(cv::Mat& grey, Difficulty difficulty, std::uint64_t seed) {
  Dice dice(seed);
  const bool hard = difficulty == Difficulty::hard;
  cv::GaussianBlur(grey, grey, {}, grey.cols / 2480.0 * dice.in(0.5, hard ? 1.8 : 1.1));
  const double low = dice.in(0.1, 0.3), high = dice.in(0.72, 0.92);
  const double white = dice.chance(0.4) ? dice.in(225, 250) : 255, black = dice.in(0, hard ? 70 : 40);
  cv::Mat curve(1, 256, CV_8UC1);
  for (int i = 0; i < 256; ++i) {
    const double t = std::clamp((i / 255.0 - low) / (high - low), 0.0, 1.0);
    curve.at<std::uint8_t>(i) = cv::saturate_cast<std::uint8_t>(black + (white - black) * t * t * (3 - 2 * t));
  }
  cv::LUT(grey, curve, grey);
  specks(grey, dice.whole(0, hard ? 200 : 50), grey.cols * mmPerInch / form::a4WidthMm, dice);
  if (!dice.chance(hard ? 0.5 : 0.25)) return;
  const int width = cvRound(grey.cols * dice.in(0.002, 0.012));
  const bool left = dice.chance(0.5);
  grey(cv::Rect(left ? 0 : grey.cols - width, 0, width, grey.rows)).setTo(cv::Scalar(dice.in(10, 90)));
}

}  // namespace pillarbox::support

#include "scanner/page/characters.h"

#include <gtest/gtest.h>

#include "tests/unit/page/read_sheet.h"

namespace pillarbox::page::test {
namespace {

// Figures as a careful hand makes them, in a cell of 7 × 9 mm.
void writeFigure(Sheet& sheet, const PaperBox& cell, char figure) {
  static const std::map<char, std::vector<std::vector<cv::Point2d>>> strokes{
      {'0', {{{.5, 0}, {.2, .15}, {.1, .5}, {.2, .85}, {.5, 1}, {.8, .85}, {.9, .5}, {.8, .15}, {.5, 0}}}},
      {'1', {{{.5, 0}, {.5, 1}}}},
      {'2', {{{.1, .2}, {.3, 0}, {.7, 0}, {.88, .22}, {.7, .5}, {.1, 1}, {.9, 1}}}},
      {'6', {{{.75, 0}, {.3, .3}, {.12, .7}, {.4, 1}, {.8, .85}, {.75, .58}, {.4, .52}, {.15, .7}}}},
      {'4', {{{.6, 0}, {.08, .65}, {.95, .65}}, {{.65, .3}, {.65, 1}}}}};
  for (const auto& stroke : strokes.at(figure)) {
    std::vector<cv::Point2d> points;
    for (const cv::Point2d& at : stroke) points.emplace_back(cell.x + 1.8 + 3.4 * at.x, cell.y + 1.6 + 5.8 * at.y);
    sheet.stroke(points, 0.5);
  }
}

PaperField dateOf(const std::string& figures, const std::function<void(Sheet&, const form::Field&)>& also = {}) {
  Sheet sheet;
  const form::Field& date = sheet.side().fields[2];
  for (std::size_t n = 0; n < figures.size(); ++n)
    if (figures[n] != ' ') writeFigure(sheet, date.cells[n], figures[n]);
  if (also) also(sheet, date);
  sheet.print().photograph();
  return sheet.read().fields[2];
}

TEST(Characters, AClearDateIsSuggested) {
  const PaperField date = dateOf("21102026");
  EXPECT_EQ(date.suggestion, "21/10/2026");
  EXPECT_GT(date.confidence, 0.8);
}

TEST(Characters, ADateThatCannotBeIsNotSuggested) {
  EXPECT_EQ(dateOf("41102026").suggestion, "");
}

TEST(Characters, AnEmptyCellOrAScribbleMeansNoSuggestion) {
  EXPECT_EQ(dateOf("2110 026").suggestion, "");
  const PaperField crossedOut = dateOf("21102026", [](Sheet& sheet, const form::Field& date) {
    const PaperBox& cell = date.cells[3];
    for (int n = 0; n < 6; ++n) sheet.stroke({{cell.x + 1, cell.y + 1.5 + n}, {cell.x + 6, cell.y + 2.5 + n}}, 0.6);
  });
  EXPECT_EQ(crossedOut.suggestion, "");
  EXPECT_FALSE(crossedOut.empty);
}

TEST(Characters, OnlyDatesAndTimesThereCanBeArePlausible) {
  using form::FieldKind;
  EXPECT_EQ(plausible(FieldKind::time, "0915"), "09:15");
  EXPECT_EQ(plausible(FieldKind::time, "2400"), "");
  EXPECT_EQ(plausible(FieldKind::time, "1260"), "");
  EXPECT_EQ(plausible(FieldKind::date, "29022028"), "29/02/2028");
  EXPECT_EQ(plausible(FieldKind::date, "29022026"), "");
  EXPECT_EQ(plausible(FieldKind::date, "31112026"), "");
  EXPECT_EQ(plausible(FieldKind::date, "00012026"), "");
  EXPECT_EQ(plausible(FieldKind::date, "2111202"), "");
  EXPECT_EQ(plausible(FieldKind::date, "211126"), "21/11/26");
  EXPECT_EQ(plausible(FieldKind::characters, "12"), "");
}

}  // namespace
}  // namespace pillarbox::page::test

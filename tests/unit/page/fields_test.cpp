#include "scanner/page/fields.h"

#include <gtest/gtest.h>

#include "tests/unit/page/read_sheet.h"

namespace pillarbox::page::test {
namespace {

std::map<std::string, PaperField> fieldsOf(const Sheet& sheet) {
  std::map<std::string, PaperField> fields;
  for (const PaperField& field : sheet.read().fields) fields[field.id] = field;
  return fields;
}

// Something like a word, from `at` along the line.
void writeWord(Sheet& sheet, cv::Point2d at, double dark = 0.85) {
  std::vector<cv::Point2d> points;
  for (int n = 0; n < 24; ++n) points.push_back(at + cv::Point2d(0.6 * n, n % 2 == 0 ? 0 : -2.4));
  sheet.stroke(points, 0.4, dark);
}

TEST(Fields, RuledLinesFramesAndCellsAreNoHandwriting) {
  Sheet sheet;
  sheet.print().photograph();
  for (const auto& [id, field] : fieldsOf(sheet)) EXPECT_TRUE(field.empty) << id;
}

TEST(Fields, NorIsAWavySheetWithDirt) {
  Sheet sheet(smallSide(),
              [](cv::Point2d at) { return at + cv::Point2d(0, 0.6 * std::sin(at.x / 25) + 0.01 * (at.x - 105)); });
  cv::RNG random(5);
  for (int n = 0; n < 300; ++n)
    sheet
        .grey()(
            cv::Rect(random.uniform(700, 1500), random.uniform(840, 1450), random.uniform(1, 4), random.uniform(1, 4)))
        .setTo(60);
  sheet.print().photograph();
  for (const auto& [id, field] : fieldsOf(sheet)) EXPECT_TRUE(field.empty) << id;
}

TEST(Fields, OneWordIsHandwritingInPenAndPencil) {
  Sheet sheet;
  writeWord(sheet, {105, 134});
  writeWord(sheet, {105, 166}, 0.35);
  sheet.print().photograph();
  const auto fields = fieldsOf(sheet);
  EXPECT_FALSE(fields.at("account").empty);
  EXPECT_FALSE(fields.at("name").empty);
  EXPECT_TRUE(fields.at("date").empty);
}

TEST(Fields, OneFigureInACellIsHandwriting) {
  Sheet sheet;
  sheet.stroke({{103.5, 178}, {103.5, 183}}).print().photograph();
  EXPECT_FALSE(fieldsOf(sheet).at("date").empty);
}

TEST(Fields, CropsShowTheFieldAndALittleAround) {
  Sheet sheet;
  sheet.print().photograph();
  const PaperBox crop = fieldsOf(sheet).at("name").crop;
  const double scale = 200 / 25.4;
  EXPECT_NEAR(crop.x, 98 * scale, 5);
  EXPECT_NEAR(crop.y, 158 * scale, 5);
  EXPECT_NEAR(crop.w, 94 * scale, 8);
  EXPECT_NEAR(crop.h, 13 * scale, 8);
}

}  // namespace
}  // namespace pillarbox::page::test

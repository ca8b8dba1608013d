#include "scanner/page/marks.h"

#include <gtest/gtest.h>

#include "tests/unit/page/read_sheet.h"

namespace pillarbox::page::test {
namespace {

std::vector<cv::Point2d> ring(cv::Point2d middle, double radius) {
  std::vector<cv::Point2d> points;
  for (int n = 0; n <= 24; ++n)
    points.push_back(middle + radius * cv::Point2d(std::cos(n * CV_PI / 12), std::sin(n * CV_PI / 12)));
  return points;
}

// The one mark that must be there.
PaperMark only(const Sheet& sheet) {
  const auto marks = sheet.read().marks;
  EXPECT_EQ(marks.size(), 1U);
  return marks.empty() ? PaperMark{} : marks.front();
}

TEST(Marks, ABlankFigureHasNone) {
  Sheet sheet;
  sheet.print().photograph();
  EXPECT_TRUE(sheet.read().marks.empty());
}

TEST(Marks, ABlankFigureHasNoneAlsoWhenCurledStretchedAndPrintedFaint) {
  Sheet sheet(smallSide(), [](cv::Point2d at) {
    const double u = (at.x - 105) / 105, v = at.y / 297;
    return cv::Point2d(at.x + 1.2 * v * v, at.y + 1.8 * (1 - u * u) + 0.004 * (at.y - 148));
  });
  sheet.print(0.5).photograph(0.15, 6, 60, 210);
  EXPECT_TRUE(sheet.read().marks.empty());
}

TEST(Marks, ACopiersDirtIsNoMark) {
  Sheet sheet;
  cv::RNG random(3);
  for (int n = 0; n < 400; ++n) {
    const cv::Point2d at(random.uniform(15.0, 195.0), random.uniform(100.0, 200.0));
    sheet
        .grey()(cv::Rect(static_cast<int>(at.x * 7.87), static_cast<int>(at.y * 7.87), random.uniform(1, 4),
                         random.uniform(1, 4)))
        .setTo(40);
  }
  sheet.stroke({{37, 4}, {37.6, 293}}, 0.3, 0.6).print().photograph();
  EXPECT_TRUE(sheet.read().marks.empty());
}

TEST(Marks, ACircleIsFoundWhereItIs) {
  Sheet sheet;
  sheet.stroke(ring({48, 140}, 4)).print().photograph();
  const PaperMark mark = only(sheet);
  EXPECT_EQ(mark.figure, "front");
  EXPECT_EQ(mark.kind, "circle");
  EXPECT_NEAR(mark.xMm, 48, 0.6);
  EXPECT_NEAR(mark.yMm, 140, 0.6);
  EXPECT_NEAR(mark.wMm, 8.5, 1);
  EXPECT_GT(mark.confidence, 0.6);
}

TEST(Marks, ACrossIsOneMark) {
  Sheet sheet;
  sheet.stroke({{45, 135}, {51, 141}}).stroke({{51, 135}, {45, 141}}).print().photograph();
  EXPECT_EQ(only(sheet).kind, "cross");
}

TEST(Marks, ALineAndAShadedAreaAreToldApart) {
  Sheet sheet;
  sheet.stroke({{45, 130}, {53, 134}});
  for (double x = 46; x < 53; x += 0.6) sheet.stroke({{x, 150}, {x + 0.3, 156}});
  sheet.print().photograph();
  const auto marks = sheet.read().marks;
  ASSERT_EQ(marks.size(), 2U);
  EXPECT_EQ(marks[0].yMm < 140 ? marks[0].kind : marks[1].kind, "line");
  EXPECT_EQ(marks[0].yMm < 140 ? marks[1].kind : marks[0].kind, "area");
}

TEST(Marks, OneAcrossTheOutlineIsStillOne) {
  Sheet sheet;
  sheet.stroke(ring({34, 150}, 5)).print().photograph();
  EXPECT_NEAR(only(sheet).yMm, 150, 1.5);
}

TEST(Marks, PencilOnACurledSheetIsFoundInMillimetresOfThePrint) {
  const Move curl = [](cv::Point2d at) {
    const double u = (at.x - 105) / 105;
    return at + cv::Point2d(0, 2.0 * (1 - u * u));
  };
  Sheet sheet(smallSide(), curl);
  sheet.stroke(ring({52, 160}, 3.5), 0.5, 0.35).print().photograph();
  const PaperMark mark = only(sheet);
  EXPECT_NEAR(mark.xMm, 52, 0.8);
  EXPECT_NEAR(mark.yMm, 160, 0.8);
}

TEST(Marks, SpecksOfDirtSideBySideAreNone) {
  Sheet sheet;
  for (const cv::Point2d at : {cv::Point2d(44, 140), {46, 141}, {45, 143}, {52, 160}, {54.1, 160}})
    sheet.stroke({at, at + cv::Point2d(0.1, 0)}, 0.45);
  sheet.print().photograph();
  EXPECT_TRUE(sheet.read().marks.empty());
}

TEST(Marks, AStretchOfOutlineThatACurlPushedAsideIsNone) {
  Sheet sheet(smallSide(), [](cv::Point2d at) {
    const double away = std::hypot(at.x - 50, at.y - 184) / 12;
    return at + cv::Point2d(0, 1.3 * std::exp(-away * away));
  });
  sheet.print().photograph();
  EXPECT_TRUE(sheet.read().marks.empty());
}

}  // namespace
}  // namespace pillarbox::page::test

// A sheet seen at an angle and in bad light comes out upright, in its own proportions, with white paper.
#include "scanner/page/flatten.h"

#include <gtest/gtest.h>

#include "tests/unit/page/find_pictures.h"

namespace pillarbox::page {
namespace {

using namespace pictures;

// Where a sheet's corners come to lie before a camera of that focal length, turned about the picture's middle: `lean`
// away from the person and `turn` sideways, degrees.
Corners seenFrom(double widthMm, double heightMm, double lean, double turn, double focal, cv::Size picture) {
  const double a = lean * CV_PI / 180, b = turn * CV_PI / 180, away = 520;
  const std::array<cv::Point2d, 4> flat{cv::Point2d(-widthMm / 2, -heightMm / 2),
                                        {widthMm / 2, -heightMm / 2},
                                        {widthMm / 2, heightMm / 2},
                                        {-widthMm / 2, heightMm / 2}};
  Corners corners;
  for (std::size_t i = 0; i < 4; ++i) {
    const double x = flat[i].x * std::cos(b), z1 = flat[i].x * std::sin(b);
    const double y = flat[i].y * std::cos(a) - z1 * std::sin(a), z = flat[i].y * std::sin(a) + z1 * std::cos(a) + away;
    corners[i] = cv::Point2d(picture.width / 2.0 + focal * x / z, picture.height / 2.0 + focal * y / z);
  }
  return corners;
}

TEST(Flatten, Case10ProportionsAtASteepAngle) {
  const cv::Size picture(1600, 1200);
  for (const double focal : {1100.0, 1360.0, 1700.0}) {
    for (const auto& [lean, turn] :
         std::vector<std::pair<double, double>>{{0, 0}, {35, 0}, {-45, 20}, {30, 40}, {50, 10}}) {
      const SheetSize size = sheetSize(seenFrom(210, 297, lean, turn, focal, picture), picture);
      EXPECT_TRUE(size.known) << focal << ' ' << lean << ' ' << turn;
      EXPECT_NEAR(size.heightMm / size.widthMm, 297.0 / 210, 0.001) << focal << ' ' << lean << ' ' << turn;
    }
  }
  // Both pairs of sides converge: the corners themselves say the focal length, and so the proportions of any sheet.
  for (const double focal : {1100.0, 1360.0, 1700.0}) {
    EXPECT_NEAR(heightByWidth(seenFrom(180, 180, 30, 40, focal, picture), picture), 1, 0.01) << focal;
  }
}

TEST(Flatten, Case11A4VersusLetter) {
  const cv::Size picture(1600, 1200);
  for (const auto& [lean, turn] : std::vector<std::pair<double, double>>{{0, 0}, {20, 0}, {25, 20}}) {
    const SheetSize a4 = sheetSize(seenFrom(210, 297, lean, turn, 1360, picture), picture);
    EXPECT_TRUE(a4.known);
    EXPECT_NEAR(a4.heightMm, 297, 0.1) << lean;
    const SheetSize letter = sheetSize(seenFrom(215.9, 279.4, lean, turn, 1360, picture), picture);
    EXPECT_TRUE(letter.known);
    EXPECT_NEAR(letter.heightMm, 279.4, 0.1) << lean;
    const SheetSize lying = sheetSize(seenFrom(297, 210, lean, turn, 1360, picture), picture);
    EXPECT_NEAR(lying.widthMm, 297, 0.1) << lean;
  }
  const SheetSize slip = sheetSize(seenFrom(150, 150, 0, 0, 1360, picture), picture);
  EXPECT_FALSE(slip.known);
  EXPECT_NEAR(slip.widthMm, slip.heightMm, 2);
}

TEST(Flatten, AFormsMillimetresAreWhereTheyWerePrinted) {
  cv::Mat sheet = formSheet();
  cv::rectangle(sheet, onSheet({100, 150, 5, 5}), cv::Scalar::all(20), cv::FILLED);
  cv::Mat picture = woodDesk(61);
  lay(picture, sheet, usual);
  picture = photographed(picture);
  const Search search = look(picture);
  ASSERT_TRUE(search.found);
  const Flat flat = flatten(greyOf(picture), *search.found, 200);
  EXPECT_NEAR(flat.grey.cols, 210 / 25.4 * 200, 2);
  EXPECT_NEAR(flat.grey.rows, 297 / 25.4 * 200, 2);
  EXPECT_DOUBLE_EQ(flat.dpi, 200);
  std::vector<cv::Point2d> pixel;
  cv::perspectiveTransform(std::vector<cv::Point2d>{{102.5, 152.5}}, pixel, flat.toMm.inv());
  const cv::Point at(cvRound(pixel[0].x), cvRound(pixel[0].y));
  EXPECT_LT(flat.grey.at<uchar>(at), 90);
  for (const cv::Point& off : {cv::Point(30, 0), cv::Point(-30, 0), cv::Point(0, 30), cv::Point(0, -30)}) {
    const cv::Rect beside(at + off - cv::Point(2, 2), cv::Size(5, 5));
    EXPECT_GT(cv::mean(flat.grey(beside))[0],
              cv::mean(flat.grey(cv::Rect(at - cv::Point(2, 2), cv::Size(5, 5))))[0] + 60);
  }
}

TEST(Flatten, LightIsEvenedAndTheRawPictureIsLeftAlone) {
  cv::Mat sheet = blank();
  write(sheet, 62, 10);
  cv::Mat picture = woodDesk(62);
  lay(picture, sheet, usual);
  shade(picture, 0.3);
  picture = photographed(picture);
  const Search search = look(picture);
  ASSERT_TRUE(search.found);
  const Flat flat = flatten(greyOf(picture), *search.found, 150);
  const cv::Rect left(40, 700, 60, 300), right(flat.grey.cols - 100, 700, 60, 300);
  EXPECT_GT(cv::mean(flat.raw(left))[0], cv::mean(flat.raw(right))[0] + 50);
  EXPECT_GT(cv::mean(flat.grey(left))[0], 232);
  EXPECT_GT(cv::mean(flat.grey(right))[0], 232);
  double least = 0;
  cv::minMaxLoc(flat.grey, &least);
  EXPECT_LT(least, 110);  // ink stays ink
}

TEST(Flatten, ABlackAreaStaysBlack) {
  cv::Mat flat(1754, 1240, CV_8UC1, cv::Scalar(210));
  cv::rectangle(flat, {300, 400, 500, 600}, cv::Scalar(25), cv::FILLED);
  const cv::Mat even = evenLight(flat, 150);
  EXPECT_LT(cv::mean(even(cv::Rect(400, 500, 300, 400)))[0], 170);
  EXPECT_GT(cv::mean(even(cv::Rect(50, 50, 150, 150)))[0], 235);
}

TEST(Flatten, UnknownPaperIsA4AndNeverHuge) {
  cv::Mat sheet = blank();
  write(sheet, 63);
  cv::Mat picture = woodDesk(63);
  lay(picture, sheet, seenFrom(210, 297, 15, 10, 1360, picture.size()));
  picture = photographed(picture);
  const Search search = look(picture);
  ASSERT_TRUE(search.found);
  const Flat flat = flatten(greyOf(picture), *search.found, 150);
  EXPECT_NEAR(flat.widthMm, 210, 0.1);
  EXPECT_NEAR(flat.heightMm, 297, 0.1);
  EXPECT_TRUE(flat.toMm.empty());
  const Flat fine = flatten(greyOf(picture), *search.found, 5000);
  EXPECT_LE(std::max(fine.grey.cols, fine.grey.rows), 5000);
}

TEST(Flatten, NothingInNothingOut) {
  EXPECT_TRUE(flatten({}, Found{}, 150).grey.empty());
  EXPECT_TRUE(flatten(cv::Mat(100, 100, CV_8UC1, cv::Scalar(9)), Found{}, 0).grey.empty());
}

}  // namespace
}  // namespace pillarbox::page

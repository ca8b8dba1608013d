// Is the picture good enough to keep, and what is the one thing to change?
#include <gtest/gtest.h>

#include "tests/unit/page/find_pictures.h"

namespace pillarbox::page {
namespace {

using namespace pictures;

cv::Mat letter() {
  cv::Mat sheet = blank();
  write(sheet, 71);
  return sheet;
}
// Text of about 3 mm, at `dpi`, under that much blur.
PaperQuality ofText(double dpi, double blurAt150, bool moving = false) {
  const float scale = static_cast<float>(dpi / 25.4);
  const float left = 60, top = 50;
  const Corners corners{cv::Point2f(left, top),
                        {left + 210 * scale, top},
                        {left + 210 * scale, top + 297 * scale},
                        {left, top + 297 * scale}};
  cv::Mat picture = woodDesk(72, {cvRound(corners[2].x + 60), cvRound(corners[2].y + 50)});
  cv::Mat sheet = blank();
  for (int line = 0; line < 40; ++line) {
    cv::putText(sheet, "An invented account of an invented lunch time, number " + std::to_string(line),
                {90, 150 + line * 40}, cv::FONT_HERSHEY_DUPLEX, 0.9, cv::Scalar::all(40), 2, cv::LINE_AA);
  }
  lay(picture, sheet, corners);
  const double sigma = blurAt150 * dpi / 150;
  if (moving) {
    cv::blur(picture, picture, {std::max(1, cvRound(sigma * 3.46)), 1});
  }
  picture = photographed(picture, 5, moving ? 0.5 : sigma, 2);
  Found found;
  found.corners = corners;
  return judge(greyOf(picture), found);
}

TEST(Quality, ASharpPictureIsGood) {
  for (const double dpi : {110.0, 150.0, 220.0}) {
    const PaperQuality quality = ofText(dpi, 0.6);
    EXPECT_EQ(paperAdviceName(quality.advice), "none") << dpi;
    EXPECT_GT(quality.sharpness, 0.6) << dpi;
    EXPECT_GT(quality.light, 0.7);
    EXPECT_NEAR(quality.dpi, dpi, 6);
    EXPECT_NEAR(quality.completeness, 1, 0.01);
    EXPECT_NEAR(quality.glare, 1, 0.01);
  }
}

TEST(Quality, BlurredTextIsNotGoodAtAnyScale) {
  for (const double dpi : {110.0, 150.0, 220.0}) {
    const PaperQuality quality = ofText(dpi, 2);
    EXPECT_LT(quality.sharpness, 0.5) << dpi;
    EXPECT_EQ(paperAdviceName(quality.advice), "hold-still") << dpi;
  }
}

TEST(Quality, SharperIsNeverJudgedWorse) {
  double before = 2;
  for (const double sigma : {0.5, 1.0, 1.5, 2.0, 3.0}) {
    const double now = ofText(150, sigma).sharpness;
    EXPECT_LE(now, before + 0.02) << sigma;
    before = now;
  }
}

TEST(Quality, MotionInOneDirectionIsSeen) {
  EXPECT_EQ(paperAdviceName(ofText(150, 2.4, true).advice), "hold-still");
}

TEST(Quality, GlareSaysMoveTheLamp) {
  cv::Mat sheet = letter();
  cv::Mat picture = woodDesk(73);
  lay(picture, sheet, usual);
  picture.convertTo(picture, -1, 0.75);
  cv::Mat spot = cv::Mat::zeros(picture.size(), CV_8UC3);
  cv::ellipse(spot, {700, 500}, {130, 90}, 20, 0, 360, cv::Scalar::all(255), cv::FILLED);
  cv::GaussianBlur(spot, spot, {0, 0}, 20);
  picture += spot;
  picture = photographed(picture);
  Found found;
  found.corners = usual;
  const PaperQuality quality = judge(greyOf(picture), found);
  EXPECT_LT(quality.glare, 0.9);
  EXPECT_EQ(paperAdviceName(quality.advice), "move-lamp");
}

TEST(Quality, ADarkPictureNeedsMoreLight) {
  cv::Mat picture = woodDesk(74);
  lay(picture, letter(), usual);
  picture.convertTo(picture, -1, 0.16);
  picture = photographed(picture);
  Found found;
  found.corners = usual;
  EXPECT_EQ(paperAdviceName(judge(greyOf(picture), found).advice), "more-light");
}

TEST(Quality, ASmallSheetShouldComeCloser) {
  cv::Mat picture = woodDesk(75);
  const Corners small{cv::Point2f(600, 400), {810, 400}, {810, 697}, {600, 697}};
  lay(picture, letter(), small);
  Found found;
  found.corners = small;
  const PaperQuality quality = judge(greyOf(photographed(picture, 1, 0)), found);
  EXPECT_LT(quality.dpi, 30);
  EXPECT_EQ(paperAdviceName(quality.advice), "move-closer");
}

TEST(Quality, WhatLiesWrongComesFirst) {
  cv::Mat picture = woodDesk(76);
  lay(picture, letter(), usual);
  picture.convertTo(picture, -1, 0.16);
  Found found;
  found.corners = usual;
  found.advice = PaperAdvice::moveLeft;
  EXPECT_EQ(judge(greyOf(picture), found).advice, PaperAdvice::moveLeft);
}

TEST(Quality, PartOutsideIsNotComplete) {
  cv::Mat picture = woodDesk(77);
  Corners cut = usual;
  for (cv::Point2f& each : cut) each.y += 260;
  lay(picture, letter(), cut);
  Found found;
  found.corners = cut;
  const PaperQuality quality = judge(greyOf(photographed(picture)), found);
  EXPECT_LT(quality.completeness, 0.9);
  EXPECT_EQ(paperAdviceName(quality.advice), "show-whole-page");
}

TEST(Quality, NothingIsNoPage) {
  EXPECT_EQ(judge({}, Found{}).advice, PaperAdvice::noPage);
  EXPECT_EQ(judge(cv::Mat(100, 100, CV_8UC1, cv::Scalar(200)), Found{}).advice, PaperAdvice::noPage);
}

}  // namespace
}  // namespace pillarbox::page

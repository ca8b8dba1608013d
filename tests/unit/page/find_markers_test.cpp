// Our own form is found by its registration marks, whatever it lies on.
#include <gtest/gtest.h>

#include "tests/unit/page/find_pictures.h"

namespace pillarbox::page {
namespace {

using namespace pictures;

double furthest(const Corners& one, const Corners& other) {
  double most = 0;
  for (std::size_t i = 0; i < 4; ++i) most = std::max(most, cv::norm(one[i] - other[i]));
  return most;
}

cv::Point2d inMm(const Found& found, cv::Point2f pixel) {
  std::vector<cv::Point2d> out;
  cv::perspectiveTransform(std::vector<cv::Point2d>{pixel}, out, found.toMm);
  return out[0];
}

TEST(FindMarkers, SaysWhichSheetAndSideAndWhereEveryMillimetreIs) {
  for (const Effort effort : {Effort::track, Effort::full}) {
    cv::Mat picture = woodDesk(1, {1920, 1080});
    lay(picture, formSheet(3, 1), usual);
    const Search search = look(photographed(picture), effort);
    ASSERT_TRUE(search.found);
    EXPECT_EQ(search.advice, PaperAdvice::none);
    EXPECT_EQ(search.found->markers, 4);
    EXPECT_EQ(search.found->sheet, 3);
    EXPECT_EQ(search.found->sideOfSheet, 1);
    EXPECT_TRUE(search.found->oriented);
    EXPECT_LT(furthest(search.found->corners, usual), effort == Effort::full ? 4 : 6);
    const cv::Point2d corner = inMm(*search.found, usual[2]);
    EXPECT_NEAR(corner.x, 210, 1);
    EXPECT_NEAR(corner.y, 297, 1);
  }
}

TEST(FindMarkers, UpsideDownIsTurnedTheRightWayUp) {
  cv::Mat picture = woodDesk(2);
  const Corners turned{usual[2], usual[3], usual[0], usual[1]};
  lay(picture, formSheet(), turned);
  const Search search = look(photographed(picture));
  ASSERT_TRUE(search.found);
  EXPECT_LT(furthest(search.found->corners, turned), 4);
}

TEST(FindMarkers, ThreeAreEnoughAndTwoNever) {
  cv::Mat three = plainDesk(), two = plainDesk();
  lay(three, formSheet(0, 0, {true, true, true, false}), usual);
  const Search search = look(photographed(three));
  ASSERT_TRUE(search.found);
  EXPECT_EQ(search.found->markers, 3);
  EXPECT_EQ(search.found->sheet, 0);
  lay(two, formSheet(0, 0, {true, false, true, false}), usual);
  const Search never = look(photographed(two));
  EXPECT_NE(never.advice, PaperAdvice::none);
  if (never.found) {
    EXPECT_EQ(never.found->sheet, -1);
    EXPECT_TRUE(never.found->toMm.empty());
  }
}

TEST(FindMarkers, OnWhiteDesk) {
  cv::Mat picture = plainDesk({1440, 1080}, {236, 238, 240});
  lay(picture, formSheet(), usual, false);
  const Search search = look(photographed(picture));
  ASSERT_TRUE(search.found);
  EXPECT_LT(furthest(search.found->corners, usual), 6);
}

// Printed smaller than meant, the frame ends before the paper does; the corners are the paper's, the mm the print's.
TEST(FindMarkers, PrintedAtNinetyToAHundredAndFivePercent) {
  for (const double scale : {0.9, 0.95, 1.05}) {
    cv::Mat picture = woodDesk(3);
    lay(picture, formSheet(1, 0, {true, true, true, true}, scale), usual);
    const Search search = look(photographed(picture));
    ASSERT_TRUE(search.found) << scale;
    EXPECT_GT(overlap(search, usual), 0.985) << scale;
    const cv::Point2d corner = inMm(*search.found, usual[0]);
    EXPECT_NEAR(corner.x, 105 - 105 / scale, 1) << scale;
  }
}

TEST(FindMarkers, TwoSeenSayWhichWayToMove) {
  const auto shifted = [](float x, float y) {
    Corners corners = usual;
    for (cv::Point2f& each : corners) each += cv::Point2f(x, y);
    return corners;
  };
  const std::vector<std::pair<Corners, PaperAdvice>> cases{{shifted(-620, 0), PaperAdvice::moveRight},
                                                           {shifted(680, 0), PaperAdvice::moveLeft},
                                                           {shifted(0, -400), PaperAdvice::moveDown},
                                                           {shifted(0, 400), PaperAdvice::moveUp}};
  for (const Effort effort : {Effort::track, Effort::full}) {
    for (const auto& [corners, advice] : cases) {
      cv::Mat picture = woodDesk(4);
      lay(picture, formSheet(), corners);
      const Search search = look(photographed(picture), effort);
      EXPECT_FALSE(search.found);
      EXPECT_EQ(paperAdviceName(search.advice), paperAdviceName(advice));
    }
  }
}

TEST(FindMarkers, TwoFormsAreOneTooMany) {
  cv::Mat picture = woodDesk(5, {1920, 1080});
  lay(picture, formSheet(0, 0), {cv::Point2f(120, 60), {780, 60}, {780, 1000}, {120, 1000}});
  lay(picture, formSheet(0, 0), {cv::Point2f(980, 60), {1640, 60}, {1640, 1000}, {980, 1000}});
  EXPECT_EQ(look(photographed(picture)).advice, PaperAdvice::onePageOnly);
}

TEST(FindMarkers, MarkersOfDifferentSheetsAreNotMixed) {
  cv::Mat sheet = formSheet(0, 0, {true, true, false, false});
  marker(sheet, form::markerId(2, 1, 2), form::markerBox(2));
  marker(sheet, form::markerId(4, 0, 3), form::markerBox(3));
  cv::Mat picture = woodDesk(6);
  lay(picture, sheet, usual);
  const Search search = look(photographed(picture));
  if (search.found) {
    EXPECT_EQ(search.found->sheet, -1);
  }
}

}  // namespace
}  // namespace pillarbox::page

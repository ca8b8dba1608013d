// Any other sheet is found by its edges: the numbered cases are those that broke other scanners.
#include <gtest/gtest.h>

#include "tests/unit/page/find_pictures.h"

namespace pillarbox::page {
namespace {

using namespace pictures;

cv::Mat letter(std::uint64_t seed = 21) {
  cv::Mat sheet = blank();
  write(sheet, seed);
  return sheet;
}
Corners moved(const Corners& corners, float x, float y) {
  Corners result = corners;
  for (cv::Point2f& each : result) each += cv::Point2f(x, y);
  return result;
}
std::string adviceOf(const Search& search) {
  return std::string(paperAdviceName(search.advice));
}

TEST(FindEdges, OnPlainAndWoodenDesk) {
  for (const bool wood : {false, true}) {
    for (const Effort effort : {Effort::track, Effort::full}) {
      cv::Mat picture = wood ? woodDesk(31) : plainDesk();
      lay(picture, letter(), usual);
      const Search search = look(photographed(picture), effort);
      EXPECT_GT(overlap(search, usual), effort == Effort::full ? 0.99 : 0.98) << wood;
      EXPECT_EQ(adviceOf(search), "none");
    }
  }
}

TEST(FindEdges, WithoutColour) {
  cv::Mat picture = woodDesk(32);
  lay(picture, letter(), usual);
  EXPECT_GT(overlap(find(greyOf(photographed(picture)), {}, Effort::full), usual), 0.99);
}

TEST(FindEdges, Case1WhiteOnWhite) {
  cv::Mat shadowed = plainDesk({1440, 1080}, {228, 229, 230});
  lay(shadowed, letter(), usual);
  EXPECT_GT(overlap(look(photographed(shadowed)), usual), 0.97);
  cv::Mat pale = plainDesk({1440, 1080}, {216, 220, 224});
  lay(pale, letter(), usual, false);
  EXPECT_GT(overlap(look(photographed(pale)), usual), 0.97);
}

TEST(FindEdges, Case2TexturedDesk) {
  cv::Mat picture = plainDesk();
  cv::RNG dice(33);
  for (int i = 0; i < 4000; ++i) {
    const cv::Scalar colour(dice.uniform(30, 120), dice.uniform(40, 150), dice.uniform(60, 190));
    cv::circle(picture, {dice.uniform(0, picture.cols), dice.uniform(0, picture.rows)}, dice.uniform(3, 22), colour,
               cv::FILLED);
  }
  lay(picture, letter(), usual);
  EXPECT_GT(overlap(look(photographed(picture)), usual), 0.985);
}

TEST(FindEdges, Case3PatternJoinsEdge) {
  cv::Mat picture = woodDesk(34);
  for (int i = 0; i < 7; ++i) {  // a striped cloth with stripes as white as the sheet
    cv::rectangle(picture, {0, 60 + i * 160, picture.cols, 26}, {225, 228, 230}, cv::FILLED);
  }
  lay(picture, letter(), usual);
  EXPECT_GT(overlap(look(photographed(picture)), usual), 0.97);
}

TEST(FindEdges, Case4FoldedCorner) {
  cv::Mat picture = woodDesk(35);
  lay(picture, letter(), usual);
  const std::vector<cv::Point> gone{usual[1] + cv::Point2f(2, -2), usual[1] + cv::Point2f(-110, -4),
                                    usual[1] + cv::Point2f(6, 120)};
  cv::fillConvexPoly(picture, gone, {70, 120, 165}, cv::LINE_AA);
  const std::vector<cv::Point> flap{usual[1] + cv::Point2f(-110, 0), usual[1] + cv::Point2f(4, 120),
                                    usual[1] + cv::Point2f(-95, 105)};
  cv::fillConvexPoly(picture, flap, {205, 208, 210}, cv::LINE_AA);
  EXPECT_GT(overlap(look(photographed(picture)), usual), 0.985);
}

TEST(FindEdges, Case5StapledCorner) {
  cv::Mat picture = woodDesk(36);
  Corners under = moved(usual, 7, 9);
  lay(picture, letter(22), under);
  lay(picture, letter(), usual);
  cv::line(picture, usual[0] + cv::Point2f(12, 34), usual[0] + cv::Point2f(40, 12), {120, 120, 125}, 5);
  EXPECT_GT(overlap(look(photographed(picture)), usual), 0.96);
}

TEST(FindEdges, Case6TornCorner) {
  cv::Mat picture = woodDesk(37);
  const cv::Mat desk = picture.clone();
  lay(picture, letter(), usual);
  cv::Mat torn = cv::Mat::zeros(picture.size(), CV_8UC1);
  std::vector<cv::Point> piece{usual[2] + cv::Point2f(8, 8), usual[2] + cv::Point2f(8, -150)};
  for (int i = 1; i < 8; ++i) {
    const float t = static_cast<float>(i) / 8;
    piece.emplace_back(usual[2] + cv::Point2f(-150 * t, -150 * (1 - t)) + cv::Point2f(i % 2 == 0 ? 14.0F : -10.0F, 0));
  }
  piece.emplace_back(usual[2] + cv::Point2f(-150, 8));
  cv::fillPoly(torn, std::vector<std::vector<cv::Point>>{piece}, cv::Scalar(255));
  desk.copyTo(picture, torn);
  EXPECT_GT(overlap(look(photographed(picture)), usual), 0.98);
}

TEST(FindEdges, Case7CornerOutsideSaysWhichWayToMove) {
  // As the person sees the picture: what is missing on the left comes in by moving right.
  const std::vector<std::tuple<float, float, std::string>> cases{
      {-520.F, 0.F, "move-right"}, {560.F, 0.F, "move-left"}, {0.F, -330.F, "move-down"}, {0.F, 330.F, "move-up"}};
  for (const Effort effort : {Effort::track, Effort::full}) {
    for (const auto& [x, y, advice] : cases) {
      cv::Mat picture = woodDesk(38);
      lay(picture, letter(), moved(usual, x, y));
      const Search search = look(photographed(picture), effort);
      EXPECT_FALSE(search.found) << advice;
      EXPECT_EQ(adviceOf(search), advice);
    }
  }
  // One corner only
  cv::Mat picture = woodDesk(39);
  const Corners turned{cv::Point2f(700, 40), {1300, 420}, {890, 1060}, {-60, 600}};
  lay(picture, letter(), turned);
  const Search search = look(photographed(picture));
  EXPECT_EQ(adviceOf(search), "move-right");
}

TEST(FindEdges, LargerThanThePictureIsToMoveBack) {
  cv::Mat picture = woodDesk(40);
  lay(picture, letter(), {cv::Point2f(300, -300), {1100, -300}, {1110, 1400}, {290, 1400}});
  const Search search = look(photographed(picture));
  EXPECT_FALSE(search.found);
  EXPECT_EQ(adviceOf(search), "move-back");
}

TEST(FindEdges, Case8OuterSheetNotAPrintedBox) {
  cv::Mat sheet = blank();
  cv::rectangle(sheet, {120, 160, sheet.cols - 240, sheet.rows - 400}, cv::Scalar::all(20), 14);
  cv::rectangle(sheet, {200, 400, sheet.cols - 400, 700}, cv::Scalar::all(20), 8);
  write(sheet, 41, 12);
  cv::Mat dark = woodDesk(41), pale = plainDesk({1440, 1080}, {200, 204, 208});
  lay(dark, sheet, usual);
  EXPECT_GT(overlap(look(photographed(dark)), usual), 0.99);
  lay(pale, sheet, usual);
  EXPECT_GT(overlap(look(photographed(pale)), usual), 0.98);
}

TEST(FindEdges, Case9TriangleRefused) {
  cv::Mat picture = woodDesk(42);
  cv::fillConvexPoly(picture, std::vector<cv::Point>{{720, 120}, {1180, 960}, {260, 960}}, {238, 240, 242},
                     cv::LINE_AA);
  EXPECT_FALSE(look(photographed(picture)).found);
}

TEST(FindEdges, Case12OneSidedLight) {
  for (const bool fromLeft : {true, false}) {
    cv::Mat picture = woodDesk(43);
    lay(picture, letter(), usual);
    shade(picture, 0.25, fromLeft);
    EXPECT_GT(overlap(look(photographed(picture)), usual), 0.98) << fromLeft;
  }
}

TEST(FindEdges, StrongShadowAcrossTheSheet) {
  cv::Mat picture = woodDesk(44);
  lay(picture, letter(), usual);
  cv::Mat shadow(picture.size(), CV_8UC3, cv::Scalar::all(255));
  cv::fillConvexPoly(shadow, std::vector<cv::Point>{{0, 1080}, {0, 620}, {1440, 300}, {1440, 1080}},
                     cv::Scalar::all(115));
  cv::GaussianBlur(shadow, shadow, {0, 0}, 9);
  cv::multiply(picture, shadow, picture, 1.0 / 255);
  EXPECT_GT(overlap(look(photographed(picture)), usual), 0.98);
}

TEST(FindEdges, HandOverAnEdge) {
  cv::Mat picture = woodDesk(45);
  lay(picture, letter(), usual);
  cv::ellipse(picture, {1100, 640}, {190, 95}, -12, 0, 360, {128, 160, 205}, cv::FILLED, cv::LINE_AA);
  cv::ellipse(picture, {330, 900}, {120, 42}, 15, 0, 360, {120, 150, 198}, cv::FILLED, cv::LINE_AA);
  EXPECT_GT(overlap(look(photographed(picture)), usual), 0.98);
}

TEST(FindEdges, PinkAndYellowPaperIsPaper) {
  for (const cv::Scalar& colour : {cv::Scalar(190, 185, 240), cv::Scalar(160, 235, 245), cv::Scalar(240, 225, 190)}) {
    cv::Mat picture = plainDesk({1440, 1080}, {60, 60, 60}), sheet = blank(210, 297, colour);
    write(sheet, 46);
    lay(picture, sheet, usual);
    EXPECT_GT(overlap(look(photographed(picture)), usual), 0.98);
  }
}

TEST(FindEdges, SeveralSheetsAreOneTooMany) {
  cv::Mat picture = woodDesk(47, {1920, 1080});
  lay(picture, letter(1), {cv::Point2f(120, 90), {780, 70}, {800, 1000}, {110, 990}});
  lay(picture, letter(2), {cv::Point2f(1000, 80), {1640, 100}, {1650, 1010}, {980, 990}});
  for (const Effort effort : {Effort::track, Effort::full}) {
    EXPECT_EQ(adviceOf(look(photographed(picture.clone()), effort)), "one-page-only");
  }
}

TEST(FindEdges, APhotocopiersScanIsAPage) {
  cv::Mat scan(2339, 1654, CV_8UC3, cv::Scalar::all(252));
  write(scan, 48);
  const Search search = look(photographed(scan, 3, 0.5, 1));
  ASSERT_TRUE(search.found);
  EXPECT_EQ(adviceOf(search), "none");
  const Corners all{cv::Point2f(0, 0), {1653, 0}, {1653, 2338}, {0, 2338}};
  EXPECT_GT(overlap(search, all), 0.995);
}

TEST(FindEdges, AFrameThatIsTooSmallOrEmptyIsNoPage) {
  EXPECT_EQ(adviceOf(find({}, {}, Effort::full)), "no-page");
  EXPECT_EQ(adviceOf(find(cv::Mat(20, 20, CV_8UC1, cv::Scalar(200)), {}, Effort::full)), "no-page");
}

// A live frame: grey at full size, and a small preview with its colours.
Search lookLive(const cv::Mat& colour, Effort effort) {
  cv::Mat preview;
  cv::resize(colour, preview, {colour.cols * 2 / 3, colour.rows * 2 / 3}, 0, 0, cv::INTER_AREA);
  cv::cvtColor(preview, preview, cv::COLOR_BGR2BGRA);
  return find(greyOf(colour), preview, effort);
}

TEST(FindEdges, TheColoursOfAPreviewAreEnough) {
  for (const Effort effort : {Effort::track, Effort::full}) {
    cv::Mat sheet = woodDesk(55), skin = plainDesk({1440, 1080}, {60, 60, 60});
    lay(sheet, letter(), usual);
    EXPECT_GT(overlap(lookLive(photographed(sheet), effort), usual), effort == Effort::full ? 0.99 : 0.98);
    lay(skin, blank(210, 297, {105, 135, 215}), usual);
    EXPECT_FALSE(lookLive(photographed(skin), effort).found);
    const Search grey = find(greyOf(skin), cv::Mat(300, 900, CV_8UC3, cv::Scalar(9, 9, 200)), effort);
    EXPECT_TRUE(grey.found) << "a picture of other proportions says nothing";
  }
}

// The camera refuses to be a camera.
class NotAPage : public testing::TestWithParam<Effort> {
 protected:
  static void expectNone(const cv::Mat& picture, const char* what) {
    const Search search = look(photographed(picture.clone()), GetParam());
    EXPECT_FALSE(search.found) << what;
    EXPECT_TRUE(search.advice == PaperAdvice::noPage || search.advice == PaperAdvice::notPaper)
        << what << ": " << adviceOf(search);
  }
};
INSTANTIATE_TEST_SUITE_P(BothEfforts, NotAPage, testing::Values(Effort::track, Effort::full));

TEST_P(NotAPage, BareTables) {
  expectNone(woodDesk(50), "wood");
  expectNone(plainDesk(), "brown");
  expectNone(plainDesk({1440, 1080}, {235, 237, 240}), "white");
  cv::Mat shaded = plainDesk({1440, 1080}, {225, 228, 232});
  shade(shaded, 0.5);
  expectNone(shaded, "white, lit from one side");
  cv::Mat planks = woodDesk(51);
  for (int y = 0; y < 1080; y += 270) cv::line(planks, {0, y}, {1440, y + 8}, {30, 60, 90}, 5);
  expectNone(planks, "planks");
  expectNone(cv::Mat(1080, 1440, CV_8UC3, cv::Scalar::all(6)), "lens cap");
}

TEST_P(NotAPage, ColouredBookCover) {
  cv::Mat picture = plainDesk({1440, 1080}, {190, 195, 200});
  cv::Mat book = blank(150, 230, {160, 60, 30});
  cv::putText(book, "Atlas", {200, 500}, cv::FONT_HERSHEY_SIMPLEX, 6, {230, 230, 230}, 20);
  lay(picture, book, usual);
  expectNone(picture, "blue book");
  cv::Mat red = woodDesk(52);
  lay(red, blank(150, 230, {40, 40, 190}), usual);
  expectNone(red, "red book");
}

TEST_P(NotAPage, CoversOfMixedColours) {
  // Hardly pale, or hardly grey: kept neither as they are nor with a title in white.
  for (const cv::Scalar& colour : {cv::Scalar(83, 109, 143), cv::Scalar(77, 110, 118), cv::Scalar(110, 77, 135),
                                   cv::Scalar(108, 150, 196), cv::Scalar(60, 66, 70)}) {
    cv::Mat picture = woodDesk(57), book = blank(150, 230, colour);
    cv::putText(book, "Atlas", {200, 500}, cv::FONT_HERSHEY_SIMPLEX, 6, {230, 230, 230}, 20);
    lay(picture, book, usual);
    expectNone(picture, "cover");
  }
}

TEST_P(NotAPage, APhotographOfAPerson) {
  for (const cv::Scalar& skin : {cv::Scalar(140, 175, 222), cv::Scalar(90, 120, 175), cv::Scalar(45, 65, 100)}) {
    // A print, or a picture on a telephone, as a pale rectangle with a face in it.
    cv::Mat picture = plainDesk({1440, 1080}, {60, 60, 62}), print = blank(150, 200, {225, 222, 220});
    cv::ellipse(print, {print.cols / 2, print.rows / 2}, {380, 500}, 0, 0, 360, skin, cv::FILLED);
    cv::circle(print, {print.cols / 2 - 120, 520}, 30, {50, 40, 40}, cv::FILLED);
    cv::circle(print, {print.cols / 2 + 120, 520}, 30, {50, 40, 40}, cv::FILLED);
    lay(picture, print, usual);
    expectNone(picture, "photograph");
  }
}

TEST(FindEdges, AChildsDrawingIsAPage) {
  for (const Effort effort : {Effort::track, Effort::full}) {
    cv::Mat picture = woodDesk(58), sheet = blank();
    cv::rectangle(sheet, {120, 1180, 1020, 480}, {70, 170, 60}, cv::FILLED);  // grass
    cv::rectangle(sheet, {380, 700, 480, 620}, {40, 50, 200}, cv::FILLED);    // a house
    cv::circle(sheet, {1000, 300}, 160, {40, 210, 250}, cv::FILLED);
    cv::ellipse(sheet, {200, 1150}, {60, 150}, 0, 0, 360, {140, 175, 222}, cv::FILLED);
    lay(picture, sheet, usual);
    EXPECT_GT(overlap(look(photographed(picture), effort), usual), 0.97);
  }
}

TEST(FindEdges, TooSmallToReadIsToComeCloser) {
  cv::Mat picture = woodDesk(59);
  lay(picture, letter(), {cv::Point2f(600, 400), {890, 400}, {890, 810}, {600, 810}});
  for (const Effort effort : {Effort::track, Effort::full}) {
    const Search search = look(photographed(picture.clone()), effort);
    EXPECT_FALSE(search.found);
    EXPECT_EQ(adviceOf(search), "move-closer");
  }
}

TEST_P(NotAPage, ScreenInADarkCase) {
  cv::Mat picture = woodDesk(53), screen = blank(340, 200, {120, 70, 30});
  cv::rectangle(screen, {0, 0, screen.cols, screen.rows}, {15, 15, 15}, 60);
  cv::rectangle(screen, {300, 300, 800, 500}, {60, 160, 40}, cv::FILLED);
  cv::rectangle(screen, {1200, 200, 500, 700}, {200, 120, 60}, cv::FILLED);
  lay(picture, screen, {cv::Point2f(200, 200), {1240, 210}, {1230, 830}, {210, 820}});
  expectNone(picture, "screen");
}

TEST_P(NotAPage, Keyboard) {
  for (const int shade : {35, 215}) {
    cv::Mat picture = woodDesk(54), keys = blank(430, 130, cv::Scalar::all(shade > 100 ? 170 : 15));
    for (int row = 0; row < 5; ++row) {
      for (int column = 0; column < 16; ++column) {
        cv::rectangle(keys, {40 + column * 156, 40 + row * 144, 120, 108}, cv::Scalar::all(shade), cv::FILLED);
      }
    }
    lay(picture, keys, {cv::Point2f(150, 380), {1290, 390}, {1285, 740}, {155, 730}});
    expectNone(picture, "keyboard");
  }
}

TEST_P(NotAPage, ArmOrFace) {
  cv::Mat arm = plainDesk({1440, 1080}, {90, 90, 92});
  cv::fillConvexPoly(arm, std::vector<cv::Point>{{520, 0}, {860, 0}, {800, 760}, {590, 760}}, {130, 165, 215},
                     cv::LINE_AA);
  cv::ellipse(arm, {695, 820}, {130, 170}, 0, 0, 360, {130, 165, 215}, cv::FILLED, cv::LINE_AA);
  cv::circle(arm, {700, 400}, 40, {110, 90, 150}, cv::FILLED);
  expectNone(arm, "arm");
  cv::Mat face = plainDesk({1440, 1080}, {140, 130, 120});
  cv::ellipse(face, {720, 540}, {300, 400}, 0, 0, 360, {140, 175, 222}, cv::FILLED, cv::LINE_AA);
  cv::circle(face, {600, 450}, 40, {60, 60, 70}, cv::FILLED);
  cv::circle(face, {840, 450}, 40, {60, 60, 70}, cv::FILLED);
  cv::ellipse(face, {720, 760}, {120, 40}, 0, 0, 360, {90, 90, 170}, cv::FILLED);
  expectNone(face, "face");
  expectNone(cv::Mat(1080, 1440, CV_8UC3, cv::Scalar(140, 175, 222)), "skin all over");
}

}  // namespace
}  // namespace pillarbox::page

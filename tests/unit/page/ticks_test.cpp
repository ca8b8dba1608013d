// Which boxes are ticked. The cases numbered "HardCase" are the list "Ticks" in the design's hard cases, in its order.
#include "scanner/page/ticks.h"

#include <gtest/gtest.h>

#include <set>

#include "tests/unit/page/read_sheet.h"

namespace pillarbox::page::test {
namespace {

// Every box's state is yes where `ticked` says so, and no elsewhere.
void expectOnly(const Sheet& sheet, const std::set<std::string>& ticked) {
  for (const auto& [id, state] : sheet.states())
    EXPECT_EQ(tickStateName(state), tickStateName(ticked.contains(id) ? TickState::yes : TickState::no)) << id;
}

TEST(Ticks, HardCase1_ThinStrokesCountAsMuchAsFills) {
  Sheet sheet;
  const PaperBox& b = sheet.box("left.0");
  sheet.stroke({{b.x + 1, b.y + 2.5}, {b.x + 2, b.y + 4}, {b.x + 4.2, b.y + 1}}, 0.3)
      .tick("left.3")
      .print()
      .photograph();
  expectOnly(sheet, {"left.0", "left.3"});
}

TEST(Ticks, HardCase2_AnEmptyRowIsNotAllMarked) {
  Sheet sheet;
  sheet.print().photograph();
  expectOnly(sheet, {});
}

TEST(Ticks, HardCase3_OneShiftedRegionIsStillRight) {
  // From the middle of the boxes down, everything lies 1.5 mm further right and lower, as over a crease.
  Sheet sheet(smallSide(), [](cv::Point2d at) {
    const double part = std::clamp((at.y - 55) / 10, 0.0, 1.0);
    return at + cv::Point2d(1.5, 1.5) * part;
  });
  sheet.tick("left.0").tick("right.5").cross(sheet.box("left.4")).print().photograph();
  expectOnly(sheet, {"left.0", "right.5", "left.4"});
}

TEST(Ticks, HardCase4_MarkersFoundInTheWrongPlaceAreMadeGood) {
  Sheet sheet(smallSide(), [](cv::Point2d at) {
    return cv::Point2d(at.x + 1.6 + 0.006 * (at.y - 100), at.y - 1.4 - 0.006 * (at.x - 100));
  });
  sheet.tick("left.1").tick("right.4").print().photograph();
  expectOnly(sheet, {"left.1", "right.4"});
}

TEST(Ticks, HardCase5_ThresholdsFollowThePagesOwnInkAndPaper) {
  Sheet pale;
  pale.tick("left.2", 0.3).cross(pale.box("right.4"), -0.8, 0.35).print(0.55).photograph(0.12, 3, 90, 200);
  expectOnly(pale, {"left.2", "right.4"});
  Sheet bold;
  bold.tick(bold.box("left.2"), 1.0, 1.0).tick(bold.box("right.4"), 1.0, 1.2).print(1.0).photograph(0.15, 5, 5, 250);
  expectOnly(bold, {"left.2", "right.4"});
}

TEST(Ticks, HardCase6_ANeatFillIsATickAndAScribbleFarBeyondTheBoxIsAQuestion) {
  Sheet sheet;
  const PaperBox& neat = sheet.box("left.1");
  for (double y = 0.5; y < 4.7; y += 0.35) sheet.stroke({{neat.x + 0.4, neat.y + y}, {neat.x + 4.6, neat.y + y}}, 0.5);
  const PaperBox& wild = sheet.box("right.5");
  std::vector<cv::Point2d> scribble;
  for (int n = 0; n < 26; ++n)
    scribble.emplace_back(wild.x - 2 + 9.0 * n / 25, n % 2 == 0 ? wild.y - 2.2 : wild.y + 7.2);
  sheet.stroke(scribble, 0.6).print().photograph();
  const auto states = sheet.states();
  EXPECT_EQ(states.at("left.1"), TickState::yes);
  EXPECT_EQ(states.at("right.5"), TickState::unsure);
  EXPECT_EQ(states.at("right.4"), TickState::no);
}

TEST(Ticks, HardCase7_TheSameMarkIsReadTheSameEverywhere) {
  // A curled sheet: what is in the middle lies two millimetres off.
  Sheet sheet(smallSide(), [](cv::Point2d at) {
    const double u = (at.x - 105) / 105;
    return at + cv::Point2d(0, 2.0 * (1 - u * u));
  });
  std::set<std::string> all;
  for (const form::Tick& tick : sheet.side().ticks) {
    if (!tick.group.empty()) continue;
    sheet.cross(tick.box);
    all.insert(tick.id);
  }
  sheet.print().photograph();
  expectOnly(sheet, all);
}

TEST(Ticks, HardCase8_ASloppyCrossFarOutsideItsBoxCountsForThatBoxAlone) {
  Sheet sheet;
  sheet.cross(sheet.box("left.2"), 2.5).print().photograph();
  expectOnly(sheet, {"left.2"});
}

TEST(Ticks, HardCase9_PrintedSmallerThanTheDescriptionSays) {
  // By markers a smaller print is exact; by edges alone it is not, and what is left is found by the boxes.
  Sheet sheet(smallSide(), [](cv::Point2d at) { return cv::Point2d(105, 148) + (at - cv::Point2d(105, 148)) * 0.985; });
  sheet.tick("left.0").tick("right.5").print().photograph();
  expectOnly(sheet, {"left.0", "right.5"});
}

TEST(Ticks, HardCase10_APhotocopyThatThinsAMarkNeverMakesItANo) {
  Sheet sheet;
  sheet.tick("left.1", 0.5).tick("left.4").print();
  cv::Mat& grey = sheet.grey();
  cv::RNG random(7);
  // A hard copier: half of what is grey drops out, the rest turns black.
  for (int y = 0; y < grey.rows; ++y)
    for (int x = 0; x < grey.cols; ++x) {
      std::uint8_t& value = grey.at<std::uint8_t>(y, x);
      value = value < 60 ? 20 : value < 200 && random.uniform(0, 2) == 0 ? 60 : 255;
    }
  sheet.photograph(0.08, 3);
  const auto states = sheet.states();
  EXPECT_NE(states.at("left.1"), TickState::no);
  EXPECT_EQ(states.at("left.4"), TickState::yes);
  EXPECT_EQ(states.at("right.4"), TickState::no);
}

TEST(Ticks, HardCase11_AStretchThatChangesDownTheSheetLosesNoMark) {
  Sheet sheet(smallSide(), [](cv::Point2d at) {
    const double v = at.y / 297;
    return cv::Point2d(at.x, at.y + 5 * v * (1 - v) * (1 - v));
  });
  sheet.tick("left.0").tick("right.3").cross(sheet.box("left.5")).print().photograph();
  expectOnly(sheet, {"left.0", "right.3", "left.5"});
}

TEST(Ticks, HardCase12_ACopiersLineThroughAColumnIsNoTick) {
  Sheet sheet;
  sheet.tick("left.3").stroke({{22.6, 5}, {23.4, 292}}, 0.4, 0.7).print().photograph();
  expectOnly(sheet, {"left.3"});
  Sheet across;
  across.stroke({{5, 51.8}, {205, 51.2}}, 0.3, 0.6).tick("right.4").print().photograph();
  expectOnly(across, {"right.4"});
}

TEST(Ticks, OneLineThroughATickTakesItBackSoAPersonMustSay) {
  Sheet sheet;
  const PaperBox& b = sheet.box("left.2");
  sheet.tick("left.2").stroke({{b.x - 2.5, b.y + 2.4}, {b.x + 7.3, b.y + 2.9}}).tick("left.4").print().photograph();
  const auto states = sheet.states();
  EXPECT_EQ(states.at("left.2"), TickState::unsure);
  EXPECT_EQ(states.at("left.4"), TickState::yes);
}

TEST(Ticks, ARingRoundAnEmptyBoxIsAQuestion) {
  Sheet sheet;
  const PaperBox& b = sheet.box("left.2");
  std::vector<cv::Point2d> ring;
  for (int n = 0; n <= 24; ++n)
    ring.emplace_back(b.x + 2.5 + 4.4 * std::cos(n * CV_PI / 12), b.y + 2.5 + 4.2 * std::sin(n * CV_PI / 12));
  sheet.stroke(ring).print().photograph();
  const auto states = sheet.states();
  EXPECT_EQ(states.at("left.2"), TickState::unsure);
  EXPECT_EQ(states.at("left.1"), TickState::no);
  EXPECT_EQ(states.at("left.3"), TickState::no);
}

TEST(Ticks, ADashAcrossTheBoxIsATick) {
  Sheet sheet;
  const PaperBox& b = sheet.box("left.2");
  sheet.stroke({{b.x + 0.3, b.y + 2.4}, {b.x + 5.2, b.y + 2.6}}).print().photograph();
  expectOnly(sheet, {"left.2"});
}

TEST(Ticks, ATickThatBeginsAndEndsOutsideItsBoxCounts) {
  Sheet sheet;
  const PaperBox& b = sheet.box("left.2");
  sheet.stroke({{b.x - 2, b.y + 1.5}, {b.x + 1.6, b.y + 4.3}, {b.x + 9, b.y - 4}}).print().photograph();
  expectOnly(sheet, {"left.2"});
}

TEST(Ticks, WhatIsLeftOfARubbedOutTickIsNeverAYes) {
  Sheet sheet;
  sheet.tick("left.2", 0.07).tick("left.4", 0.5).print().photograph();
  const auto states = sheet.states();
  EXPECT_NE(states.at("left.2"), TickState::yes);
  EXPECT_EQ(states.at("left.4"), TickState::yes);
}

TEST(Ticks, PencilThatACopierMadeFaintIsNeverANoAlsoWhereMostBoxesAreTicked) {
  Sheet sheet;
  std::set<std::string> all;
  for (const form::Tick& tick : sheet.side().ticks) {
    if (!tick.group.empty()) continue;
    sheet.tick(tick.box, 0.28, 0.6);
    all.insert(tick.id);
  }
  sheet.print().photograph(0.1, 2);
  const auto states = sheet.states();
  for (const std::string& id : all) EXPECT_NE(states.at(id), TickState::no) << id;
  EXPECT_EQ(states.at("right.1"), TickState::no);
}

TEST(Ticks, TwoTicksWhereOnlyOneMayBeAreBothAsked) {
  Sheet sheet;
  sheet.tick("right.0").tick("right.2").print().photograph();
  const auto states = sheet.states();
  EXPECT_EQ(states.at("right.0"), TickState::unsure);
  EXPECT_EQ(states.at("right.2"), TickState::unsure);
  EXPECT_EQ(states.at("right.1"), TickState::no);
}

TEST(Ticks, ABoxThatIsPrintedFaintAndBrokenIsFoundByItsNeighbours) {
  Sheet sheet;
  sheet.print();
  const PaperBox& b = sheet.box("left.2");
  const double scale = 200 / 25.4;
  // Of its outline only the left side is left.
  sheet
      .grey()(cv::Rect(static_cast<int>((b.x + 1) * scale), static_cast<int>((b.y - 1) * scale),
                       static_cast<int>(5.5 * scale), static_cast<int>(7 * scale)))
      .setTo(255);
  sheet.tick("left.2").photograph();
  const auto states = sheet.states();
  EXPECT_NE(states.at("left.2"), TickState::no);
  EXPECT_EQ(states.at("left.3"), TickState::no);
}

TEST(Ticks, ABoxUnderAThumbIsAsked) {
  Sheet sheet;
  sheet.print();
  const PaperBox& b = sheet.box("left.4");
  const double scale = 200 / 25.4;
  cv::ellipse(sheet.grey(), cv::Point(static_cast<int>((b.x - 2) * scale), static_cast<int>((b.y + 2) * scale)),
              cv::Size(static_cast<int>(14 * scale), static_cast<int>(7 * scale)), 0, 0, 360, cv::Scalar(120),
              cv::FILLED);
  sheet.photograph();
  const auto states = sheet.states();
  EXPECT_EQ(states.at("left.4"), TickState::unsure);
  EXPECT_EQ(states.at("left.1"), TickState::no);
}

TEST(Ticks, AWhiteStreakThroughTheSquaresLeftLinesTicksNone) {
  Sheet sheet;
  sheet.tick("right.4").print();
  const double perMm = 200 / 25.4;
  sheet.grey().colRange(static_cast<int>(18.5 * perMm), static_cast<int>(21.2 * perMm)).setTo(255);
  sheet.photograph();
  const auto states = sheet.states();
  for (const auto& [id, state] : states) {
    if (id != "right.4") {
      EXPECT_NE(state, TickState::yes) << id;
    }
  }
  EXPECT_NE(states.at("right.4"), TickState::no);
}

TEST(Ticks, SpecksOnASquaresOwnLineAreNoTick) {
  Sheet sheet;
  const PaperBox& b = sheet.box("left.2");
  sheet.stroke({{b.x + 3.4, b.y + 4.5}, {b.x + 3.5, b.y + 4.5}}, 0.6)
      .stroke({{b.x + 4.4, b.y + 4.5}, {b.x + 4.5, b.y + 4.5}}, 0.6)
      .print()
      .photograph();
  EXPECT_NE(sheet.states().at("left.2"), TickState::yes);
}

}  // namespace
}  // namespace pillarbox::page::test

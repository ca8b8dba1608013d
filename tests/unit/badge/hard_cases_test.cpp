// The badge cases that broke others (numbers as in the list of hard cases).
#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>

#include "scanner/badge/read.h"
#include "tests/unit/badge/printed.h"

namespace pillarbox::badge {
namespace {

using printed::Place;
using printed::shown;

std::vector<std::string> textsOf(const cv::Mat& picture, const ReadOptions& options = {}) {
  std::vector<std::string> texts;
  for (const Code& code : readAll(picture, options)) texts.push_back(code.text);
  std::sort(texts.begin(), texts.end());
  return texts;
}
using Texts = std::vector<std::string>;

TEST(HardBadge, Case1TwoLinearCodesDoNotStopTheReader) {
  const cv::Mat picture =
      printed::both(printed::code(Format::code128, "STAFF-0417", 3), printed::code(Format::code39, "T0418", 3));
  EXPECT_EQ(textsOf(picture), (Texts{"STAFF-0417", "T0418"}));
}

TEST(HardBadge, Case2DistortedQrCodesDoNotStopTheReader) {
  const cv::Mat card = printed::code(Format::qrCode, "PBX1:7Q2M4K9D3H5V6R8T", 4);
  cv::RNG random(1154);
  for (int i = 0; i < 12; ++i) {
    cv::Mat picture =
        shown(card, {.width = 320, .height = 240, .x = 160, .y = 120, .degrees = random.uniform(0., 360.)});
    const auto at = [&] { return cv::Point2f(random.uniform(-60.F, 380.F), random.uniform(-60.F, 300.F)); };
    const cv::Point2f from[] = {{80, 40}, {240, 40}, {240, 200}, {80, 200}}, to[] = {at(), at(), at(), at()};
    cv::Mat bent;
    cv::warpPerspective(picture, bent, cv::getPerspectiveTransform(from, to), picture.size());
    for (const std::string& text : textsOf(bent)) EXPECT_EQ(text, "PBX1:7Q2M4K9D3H5V6R8T");
  }
}

TEST(HardBadge, Case3DataMatrixIsReadOnlyWhenAskedFor) {
  const cv::Mat picture = shown(printed::code(Format::dataMatrix, "T0419", 8));
  EXPECT_EQ(textsOf(picture), Texts{});
  EXPECT_EQ(textsOf(picture, {.dataMatrix = true}), Texts{"T0419"});
}

TEST(HardBadge, Case4ABrokenDataMatrixDoesNotLoseTheQrCodeBesideIt) {
  cv::Mat broken = printed::code(Format::dataMatrix, "T0420", 8);
  printed::noisy(broken, 160, 4).copyTo(broken);
  const cv::Mat picture = printed::both(printed::code(Format::qrCode, "T0421"), broken);
  EXPECT_EQ(textsOf(picture, {.dataMatrix = true}), Texts{"T0421"});
}

class AtEachAngle : public testing::TestWithParam<int> {};

TEST_P(AtEachAngle, Case5SlantedLinearCodesAreRead) {
  for (const Format format : {Format::code128, Format::code39}) {
    const cv::Mat picture = shown(printed::code(format, "T0422", 3), {.degrees = GetParam() * 1.0});
    EXPECT_EQ(textsOf(picture), Texts{"T0422"}) << formatName(format);
  }
}
TEST_P(AtEachAngle, Case6TurnedQrCodesAreRead) {
  EXPECT_EQ(textsOf(shown(printed::code(Format::qrCode, "T0423", 4), {.degrees = GetParam() * 1.0})), Texts{"T0423"});
}
TEST_P(AtEachAngle, TheCornersGoClockwiseFromTheCodesOwnTopLeft) {
  for (const Format format : {Format::qrCode, Format::code128, Format::code39}) {
    const cv::Mat card = printed::code(format, "T0424", 4);
    const std::vector<Code> codes = readAll(shown(card, {.degrees = GetParam() * 1.0}), {});
    ASSERT_EQ(codes.size(), 1U) << formatName(format);
    const double quiet = format == Format::qrCode ? 16 : 40, margin = format == Format::qrCode ? 16 : 12;
    const double w = card.cols / 2.0 - quiet, h = card.rows / 2.0 - margin, a = GetParam() * CV_PI / 180;
    const PaperPoint card4[] = {{-w, -h}, {w, -h}, {w, h}, {-w, h}};
    for (std::size_t i = 0; i < 4; ++i) {
      const double x = 640 + card4[i].x * std::cos(a) + card4[i].y * std::sin(a);
      const double y = 360 - card4[i].x * std::sin(a) + card4[i].y * std::cos(a);
      EXPECT_LT(std::hypot(codes[0].corners[i].x - x, codes[0].corners[i].y - y), format == Format::qrCode ? 8 : 12)
          << formatName(format) << " corner " << i;
    }
  }
}
INSTANTIATE_TEST_SUITE_P(Round, AtEachAngle, testing::Range(0, 360, 15));

TEST(HardBadge, Case7AShiftOfOnePixelDoesNotDecide) {
  for (int shift = 0; shift < 6; ++shift) {
    const Place place{
        .width = 480, .height = 320, .x = 200.0 + shift, .y = 150.0 + shift / 2, .degrees = 7, .size = 0.45};
    EXPECT_EQ(textsOf(shown(printed::code(Format::qrCode, "T0425"), place)), Texts{"T0425"}) << shift;
    EXPECT_EQ(textsOf(shown(printed::code(Format::code128, "T0425"), place)), Texts{"T0425"}) << shift;
  }
}

TEST(HardBadge, Case8AReflectionOverPartOfTheCode) {
  const cv::Mat qr = shown(printed::code(Format::qrCode, "PBX1:7Q2M4K9D3H5V6R8T", 7));
  EXPECT_EQ(textsOf(printed::withGlare(qr, 640, 360, 30)), Texts{"PBX1:7Q2M4K9D3H5V6R8T"});
  const cv::Mat linear = shown(printed::code(Format::code128, "T0426", 3, 120));
  EXPECT_EQ(textsOf(printed::withGlare(linear, 660, 330, 40)), Texts{"T0426"});
}

TEST(HardBadge, Case9WhiteOnBlack) {
  for (const Format format : {Format::qrCode, Format::code128, Format::code39}) {
    const cv::Mat picture = printed::negative(shown(printed::code(format, "T0427", 4), {.degrees = 10}));
    EXPECT_EQ(textsOf(picture), Texts{"T0427"}) << formatName(format);
  }
}

TEST(HardBadge, Case10ADarkMargin) {
  const cv::Mat card = printed::code(Format::qrCode, "T0428", 6);
  // Of the four white modules all around, one is left; then black.
  const cv::Mat tight = card(cv::Rect(18, 18, card.cols - 36, card.rows - 36));
  EXPECT_EQ(textsOf(shown(tight, {.desk = 5})), Texts{"T0428"});
}

// 160 frames and 10 stills in all: each scene four times with other noise, as a camera sees it.
class NoBadge : public testing::TestWithParam<int> {};
TEST_P(NoBadge, Case11ABareTableIsNeverRead) {
  Tracker tracker({});
  Milliseconds now{0};
  for (int i = 0; i < 32; ++i) {
    const auto seed = static_cast<std::uint64_t>(i / 4);
    const cv::Mat scene = printed::nothing(GetParam(), seed, 400, 300);
    const cv::Mat picture = printed::noisy(scene, 3, static_cast<std::uint64_t>(i));
    const Tracker::Seen seen = tracker.look(picture, now += Milliseconds{66});
    EXPECT_FALSE(seen.accepted.has_value()) << i << " " << (seen.accepted ? seen.accepted->text : "");
    EXPECT_FALSE(seen.several) << i;
  }
  for (std::uint64_t seed = 100; seed < 102; ++seed) {
    EXPECT_EQ(textsOf(printed::nothing(GetParam(), seed, 400, 300)), Texts{}) << seed;
  }
}
INSTANTIATE_TEST_SUITE_P(Scenes, NoBadge, testing::Range(0, 5));

TEST(HardBadge, Case12ADamagedCodeIsReadRightOrNotAtAll) {
  for (const Format format : {Format::qrCode, Format::code128, Format::code39}) {
    for (std::uint64_t seed = 1; seed <= 6; ++seed) {
      cv::RNG random(seed);
      cv::Mat card = printed::code(format, "74205518", 3, 60);
      for (int i = 0; i < 3; ++i) {  // scratches and dirt across the bars
        const cv::Point from(random.uniform(0, card.cols), 0), to(random.uniform(0, card.cols), card.rows);
        cv::line(card, from, to, random.uniform(0, 2) * 255, random.uniform(2, 6));
      }
      const cv::Mat picture = printed::noisy(
          printed::blurred(
              shown(card, {.width = 480, .height = 300, .x = 240, .y = 150, .degrees = random.uniform(0., 90.)}),
              random.uniform(0.5, 2.5)),
          random.uniform(5., 40.), seed);
      for (const std::string& text : textsOf(picture)) EXPECT_EQ(text, "74205518") << formatName(format) << seed;
    }
  }
}

TEST(HardBadge, SmallBlurredFaintAndNoisyCodesAreRead) {
  const cv::Mat qr = printed::code(Format::qrCode, "T0429", 5);
  const cv::Mat bars = printed::code(Format::code128, "T0429", 3);
  EXPECT_EQ(textsOf(shown(qr, {.width = 480, .height = 320, .x = 240, .y = 160, .size = 0.34})), Texts{"T0429"});
  EXPECT_EQ(textsOf(printed::blurred(shown(qr), 2.5)), Texts{"T0429"});
  EXPECT_EQ(textsOf(printed::blurred(shown(bars), 2)), Texts{"T0429"});
  EXPECT_EQ(textsOf(printed::paler(shown(qr), 0.08)), Texts{"T0429"});
  EXPECT_EQ(textsOf(printed::paler(shown(bars), 0.1)), Texts{"T0429"});
  EXPECT_EQ(textsOf(printed::noisy(shown(qr), 50, 1)), Texts{"T0429"});
  EXPECT_EQ(textsOf(printed::noisy(shown(bars, {.degrees = 20}), 50, 1)), Texts{"T0429"});
}

TEST(HardBadge, TwoCharactersOfALinearCodeAreTooFew) {
  EXPECT_EQ(textsOf(shown(printed::code(Format::code39, "A1", 3))), Texts{});
  EXPECT_EQ(textsOf(shown(printed::code(Format::code39, "A12", 3))), Texts{"A12"});
}

TEST(HardBadge, PicturesWithoutRoomForACodeAreEmpty) {
  for (const cv::Size size : {cv::Size(0, 0), cv::Size(1, 1), cv::Size(7, 400), cv::Size(400, 2), cv::Size(9, 9)}) {
    EXPECT_EQ(textsOf(cv::Mat(size, CV_8UC1, cv::Scalar(120))), Texts{});
  }
}

}  // namespace
}  // namespace pillarbox::badge

// The paper form from print to reading, in a sample of the synthetic photos that tests/long/forms takes by the
// thousand.
#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>
#include <stdexcept>

#include "scanner/page/read.h"
#include "tests/support/paper/desk.h"
#include "tests/support/paper/printed.h"
#include "tests/support/paper/score.h"

namespace pillarbox::page {
namespace {

using namespace support;

frame::Picture pictureOf(const cv::Mat& colour) {
  frame::Picture picture{colour, {}};
  cv::cvtColor(colour, picture.grey, cv::COLOR_BGR2GRAY);
  return picture;
}

const PrintedForms& forms() {
  static const auto printed = printedForms();
  if (!printed.ok()) throw std::runtime_error(printed.fault().detail);
  return *printed.value();
}

// Which photos a test takes: `count` from this seed on, of small pictures, which are the hardest of the normal ones and
// quick to make.
struct Sample {
  std::uint64_t seed;
  int count;
  Device device = Device::camera1080;
  bool blank = false;
};
Score read(const Sample& sample) {
  Score score;
  for (int i = 0; i < sample.count; ++i) {
    const std::uint64_t seed = sample.seed + static_cast<std::uint64_t>(i);
    PhotoOptions options;
    options.device = sample.device;
    options.fill.blank = sample.blank;
    const Photo photo = makePhoto(forms().blanks[seed % forms().blanks.size()], seed, options);
    score.add(readPage(pictureOf(photo.colour), forms().descriptions, {}).page, photo.truth, sample.blank);
  }
  for (const Failure& failure : score.failures) {
    std::printf("seed %llu side %d: %s\n", static_cast<unsigned long long>(failure.seed), failure.side,
                failure.what.c_str());
  }
  return score;
}

TEST(SyntheticForms, PhotosFromAUsualCameraAreRead) {
  const Score score = read({1001, 12});
  EXPECT_EQ(score.registered, score.pages);
  EXPECT_EQ(score.ticksWrong, 0);
  EXPECT_EQ(score.doubtfulWrong, 0);
  EXPECT_LE(score.ticksUnsure, score.ticks / 50);
  EXPECT_GE(percent(score.marksFound, score.marks), 95);
  EXPECT_EQ(score.marksInvented, 0);
  EXPECT_EQ(score.textsSureAndWrong, 0);
  EXPECT_EQ(score.writtenMissed, 0);
}

TEST(SyntheticForms, ScansFromTheOfficeAreRead) {
  const Score score = read({2001, 6, Device::officeScanner});
  EXPECT_EQ(score.registered, score.pages);
  EXPECT_EQ(score.serials, score.pages);
  EXPECT_EQ(score.ticksWrong, 0);
  EXPECT_EQ(score.doubtfulWrong, 0);
  EXPECT_EQ(score.marksInvented, 0);
}

TEST(SyntheticForms, NothingIsFoundOnBlankForms) {
  const Score score = read({3001, 6, Device::camera1080, true});
  EXPECT_EQ(score.registered, score.pages);
  EXPECT_EQ(score.ticksWrong, 0);
  EXPECT_EQ(score.inventedOnBlank, 0);
}

TEST(SyntheticForms, DesksBooksScreensAndArmsAreNoForms) {
  for (int i = 0; i < notFormCount; ++i) {
    const auto kind = static_cast<NotForm>(i);
    Dice dice(4001 + static_cast<std::uint64_t>(i));
    const cv::Mat picture = asCamera(drawNotForm(kind, {1920, 1080}, dice), 4001);
    const PaperPage page = readPage(pictureOf(picture), forms().descriptions, {}).page;
    EXPECT_FALSE(page.form) << notFormName(kind);
    EXPECT_TRUE(page.ticks.empty() && page.marks.empty()) << notFormName(kind);
  }
}

// By their edges and colours alone. A large white window on a screen and a pale grey cover still pass.
TEST(SyntheticForms, HardlyAnyBookOrScreenIsTakenForPaper) {
  int taken = 0, looks = 0;
  for (const NotForm kind : {NotForm::book, NotForm::magazine, NotForm::screen, NotForm::keyboard,
                             NotForm::checkedCloth, NotForm::blankTable, NotForm::arm}) {
    for (std::uint64_t seed = 1; seed <= 6; ++seed) {
      Dice dice(5000 * seed + static_cast<std::uint64_t>(kind));
      const frame::Picture picture = pictureOf(asCamera(drawNotForm(kind, {960, 540}, dice), seed));
      for (const Effort effort : {Effort::track, Effort::full}) {
        const bool found = find(picture.grey, picture.colour, effort).found.has_value();
        taken += found, ++looks;
        if (found) std::printf("%s %d\n", std::string(notFormName(kind)).c_str(), static_cast<int>(seed));
      }
    }
  }
  EXPECT_LE(taken * 100, looks * 8);
}

TEST(SyntheticForms, TheSameSeedGivesTheSamePhoto) {
  PhotoOptions options;
  options.device = Device::camera1080;
  const Photo one = makePhoto(forms().blanks[0], 5, options), other = makePhoto(forms().blanks[0], 5, options);
  EXPECT_EQ(cv::norm(one.colour, other.colour, cv::NORM_INF), 0);
  EXPECT_EQ(one.truth.says, other.truth.says);
}

}  // namespace
}  // namespace pillarbox::page

// A badge held in front of the camera, frame after frame.
#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>

#include "scanner/badge/read.h"
#include "tests/unit/badge/printed.h"

namespace pillarbox::badge {
namespace {

using printed::Place;
using printed::shown;

constexpr Milliseconds frame{66};
const Place small{.width = 640, .height = 400, .x = 320, .y = 200};

class Camera {
 public:
  Tracker::Seen sees(const cv::Mat& picture) { return m_tracker.look(picture, m_now += frame); }
  // How often a badge counted over so many frames.
  int counts(const cv::Mat& picture, int frames) {
    int accepted = 0;
    for (int i = 0; i < frames; ++i) accepted += sees(picture).accepted ? 1 : 0;
    return accepted;
  }
  Tracker& tracker() { return m_tracker; }

 private:
  Tracker m_tracker{ReadOptions{}};
  Milliseconds m_now{0};
};

const cv::Mat bareDesk(400, 640, CV_8UC1, cv::Scalar(150));

TEST(BadgeTracker, AQrCodeCountsAtOnceAndOnlyOnce) {
  Camera camera;
  const cv::Mat picture = shown(printed::code(Format::qrCode, "T0501"), small);
  const Tracker::Seen first = camera.sees(picture);
  ASSERT_TRUE(first.accepted.has_value());
  EXPECT_EQ(first.accepted->text, "T0501");
  EXPECT_EQ(first.retries, 0);
  EXPECT_EQ(camera.counts(picture, 40), 0);
}

TEST(BadgeTracker, ALinearCodeCountsOnTheSecondFrameThatAgrees) {
  for (const Format format : {Format::code128, Format::code39}) {
    Camera camera;
    const cv::Mat picture = shown(printed::code(format, "T0502", 3), small);
    EXPECT_FALSE(camera.sees(picture).accepted.has_value());
    const Tracker::Seen second = camera.sees(picture);
    ASSERT_TRUE(second.accepted.has_value());
    EXPECT_EQ(second.accepted->text, "T0502");
    EXPECT_EQ(second.accepted->format, format);
    EXPECT_EQ(camera.counts(picture, 10), 0);
  }
}

TEST(BadgeTracker, AFullPictureIsReadWhicheverFramesTurnItIs) {
  for (const Format format : {Format::qrCode, Format::code128, Format::code39}) {
    for (const int before : {0, 1}) {
      Camera camera;
      const Place place{.width = 1920, .height = 1080, .x = 800, .y = 500, .degrees = 33};
      camera.counts(cv::Mat(1080, 1920, CV_8UC1, cv::Scalar(150)), before);
      EXPECT_EQ(camera.counts(shown(printed::code(format, "T0514", 3), place), 4), 1) << formatName(format);
    }
  }
}

TEST(BadgeTracker, ABarcodeIsReadOnStripedWood) {
  int read = 0;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    cv::Mat wood(720, 1280, CV_8UC1);
    cv::RNG(seed).fill(wood, cv::RNG::NORMAL, 140, 60);
    cv::blur(wood, wood, {90, 3});
    cv::Mat card;  // white all round, as a card is
    cv::copyMakeBorder(printed::code(Format::code128, "T0515", 2, 50), card, 30, 30, 40, 40, cv::BORDER_CONSTANT, 255);
    card.copyTo(wood(cv::Rect({500, 300}, card.size())));
    const int counted = Camera().counts(wood, 6);
    EXPECT_LE(counted, 1);
    read += counted;
  }
  EXPECT_GE(read, 18);
}

TEST(BadgeTracker, TwoLinearCodesThatDisagreeProveNothing) {
  Camera camera;
  EXPECT_FALSE(camera.sees(shown(printed::code(Format::code39, "T0503", 3), small)).accepted.has_value());
  EXPECT_FALSE(camera.sees(shown(printed::code(Format::code39, "T0504", 3), small)).accepted.has_value());
}

TEST(BadgeTracker, TwoCodesInViewAskForOne) {
  for (const auto& [format, before] : {std::pair(Format::qrCode, 0), {Format::qrCode, 1}, {Format::code39, 0}}) {
    Camera camera;
    camera.counts(bareDesk, before);  // whichever frame's turn it is
    const cv::Mat one = printed::code(format, "T0505", 3), other = printed::code(Format::code128, "T0506", 3);
    const cv::Mat picture = printed::both(one, other);
    for (int i = 0; i < 4; ++i) {
      const Tracker::Seen seen = camera.sees(picture);
      EXPECT_TRUE(seen.several);
      EXPECT_FALSE(seen.accepted.has_value());
    }
    // One is taken away: the other counts once it has been alone for a moment.
    EXPECT_EQ(camera.counts(shown(other, {}), 12), 1);
  }
}

TEST(BadgeTracker, TheSameCodeTwiceIsOneBadge) {
  Camera camera;
  const cv::Mat card = printed::code(Format::qrCode, "T0507", 4);
  const Tracker::Seen seen = camera.sees(printed::both(card, card));
  EXPECT_FALSE(seen.several);
  EXPECT_TRUE(seen.accepted.has_value());
}

TEST(BadgeTracker, ABadgeThatLeftAndComesBackCountsAgain) {
  Camera camera;
  const cv::Mat picture = shown(printed::code(Format::qrCode, "T0508"), small);
  EXPECT_EQ(camera.counts(picture, 5), 1);
  EXPECT_EQ(camera.counts(bareDesk, 5), 0);  // a hand before it for a moment is not leaving
  EXPECT_EQ(camera.counts(picture, 5), 0);
  EXPECT_EQ(camera.counts(bareDesk, 30), 0);
  EXPECT_EQ(camera.counts(picture, 5), 1);
}

TEST(BadgeTracker, AfterSignOutTheSameBadgeCountsAgainAtOnce) {
  Camera camera;
  const cv::Mat picture = shown(printed::code(Format::qrCode, "T0509"), small);
  EXPECT_EQ(camera.counts(picture, 3), 1);
  camera.tracker().forget();
  EXPECT_EQ(camera.counts(picture, 3), 1);
}

TEST(BadgeTracker, TheNextBadgeCountsWithoutWaitingForTheLastToBeForgotten) {
  Camera camera;
  EXPECT_EQ(camera.counts(shown(printed::code(Format::qrCode, "T0510"), small), 3), 1);
  EXPECT_EQ(camera.counts(bareDesk, 8), 0);
  EXPECT_EQ(camera.counts(shown(printed::code(Format::qrCode, "T0511"), small), 3), 1);
}

// Each of these needs a retry that the frame as it is does not give. None costs a frame more than one, and all of them
// come round within two seconds.
TEST(BadgeTracker, RetriesAreSpreadOverFrames) {
  const cv::Mat qr = printed::code(Format::qrCode, "T0512", 4);
  const cv::Mat hard[] = {printed::negative(shown(qr, small)), printed::blurred(shown(qr, small), 2.4),
                          printed::noisy(shown(qr, small), 60, 3), printed::paler(shown(qr, small), 0.08),
                          printed::negative(shown(printed::code(Format::code128, "T0512", 3), small))};
  for (const cv::Mat& picture : hard) {
    Camera camera;
    int accepted = 0, retried = 0;
    for (int i = 0; i < 30; ++i) {
      const Tracker::Seen seen = camera.sees(picture);
      EXPECT_LE(seen.retries, 1);
      retried += seen.retries;
      accepted += seen.accepted ? 1 : 0;
    }
    EXPECT_EQ(accepted, 1) << (&picture - hard);
    EXPECT_GT(retried, 0) << (&picture - hard);
  }
}

TEST(BadgeTracker, AnEmptyFrameIsNothing) {
  Camera camera;
  EXPECT_FALSE(camera.sees(cv::Mat()).accepted.has_value());
}

}  // namespace
}  // namespace pillarbox::badge

#include "scanner/session/session.h"

#include <gtest/gtest.h>

namespace pillarbox::scan {
namespace {

using namespace std::chrono_literals;

constexpr Milliseconds frameEvery{66};

// A camera at 15 frames a second, and what it shows.
class Session : public ::testing::Test {
 protected:
  ScanSession session;
  Milliseconds now{10'000};

  Sight page(int side = -1, double x = 0.2, PaperAdvice advice = PaperAdvice::none) {
    now += frameEvery;
    Sight sight;
    sight.at = now;
    sight.page = true;
    sight.advice = advice;
    sight.corners = {{{x, 0.1}, {x + 0.5, 0.1}, {x + 0.5, 0.9}, {x, 0.9}}};
    sight.sheet = side < 0 ? -1 : 0;
    sight.side = side;
    return sight;
  }
  Sight nothing(PaperAdvice advice = PaperAdvice::noPage) {
    now += frameEvery;
    Sight sight;
    sight.at = now;
    sight.advice = advice;
    return sight;
  }
  // How many of these frames until one is taken; -1 if none was.
  template <class Make>
  int framesUntilTaken(int most, Make&& make) {
    for (int i = 1; i <= most; ++i) {
      if (session.see(make()).take) return i;
    }
    return -1;
  }
};

TEST_F(Session, APageThatLiesStillIsTakenInHalfASecond) {
  const int frames = framesUntilTaken(30, [&] { return page(); });
  EXPECT_GE(frames, 7);
  EXPECT_LE(frames, 10);
}

TEST_F(Session, TheBarFillsWhileItLiesStill) {
  double last = 0;
  for (int i = 0; i < 6; ++i) {
    const auto step = session.see(page());
    EXPECT_GE(step.steady, last);
    last = step.steady;
  }
  EXPECT_GT(last, 0.5);
}

TEST_F(Session, APageInAMovingHandIsNotTaken) {
  double x = 0.2;
  EXPECT_EQ(framesUntilTaken(60, [&] { return page(-1, x += 0.01); }), -1);
}

TEST_F(Session, APageThatCreepsIsNotTaken) {
  double x = 0.2;
  EXPECT_EQ(framesUntilTaken(60, [&] { return page(-1, x += 0.005); }), -1);
}

TEST_F(Session, APageThatLiesBadlyIsNotTakenAndTheReasonIsSaid) {
  for (int i = 0; i < 30; ++i) {
    const auto step = session.see(page(-1, 0.2, PaperAdvice::moveLeft));
    EXPECT_FALSE(step.take);
    EXPECT_EQ(step.advice, PaperAdvice::moveLeft);
  }
}

TEST_F(Session, AHandThatPassesStartsTheWaitAgain) {
  for (int i = 0; i < 5; ++i) session.see(page());
  for (int i = 0; i < 4; ++i) EXPECT_EQ(session.see(nothing(PaperAdvice::uncover)).advice != PaperAdvice::none, true);
  EXPECT_GE(framesUntilTaken(30, [&] { return page(); }), 7);
}

TEST_F(Session, OneNoisyFrameDoesNot) {
  for (int i = 0; i < 5; ++i) session.see(page());
  EXPECT_FALSE(session.see(nothing()).take);
  const int frames = framesUntilTaken(30, [&] { return page(); });
  EXPECT_GT(frames, 0);
  EXPECT_LE(frames, 4);
}

TEST_F(Session, TwoFramesFarApartSayNothingAboutStillness) {
  session.see(page());
  now += 2s;
  EXPECT_FALSE(session.see(page()).take);
}

TEST_F(Session, APageThatStaysIsNotTakenAgain) {
  ASSERT_GT(framesUntilTaken(30, [&] { return page(0); }), 0);
  session.taken(true);
  EXPECT_EQ(framesUntilTaken(200, [&] { return page(0); }), -1);
  EXPECT_TRUE(session.see(page(0)).onlyTaken);
}

TEST_F(Session, AHandOverTheTakenPageDoesNotMakeItNew) {
  ASSERT_GT(framesUntilTaken(30, [&] { return page(0); }), 0);
  session.taken(true);
  for (int i = 0; i < 3; ++i) session.see(nothing());
  EXPECT_EQ(framesUntilTaken(60, [&] { return page(0); }), -1);
}

TEST_F(Session, ThePageAfterItIsTakenWhenTheFirstHasLeft) {
  ASSERT_GT(framesUntilTaken(30, [&] { return page(); }), 0);
  session.taken(true);
  for (int i = 0; i < 10; ++i) session.see(nothing());
  EXPECT_GT(framesUntilTaken(30, [&] { return page(); }), 0);
}

TEST_F(Session, TheOtherSideIsTakenAtOnce) {
  ASSERT_GT(framesUntilTaken(30, [&] { return page(0); }), 0);
  session.taken(true);
  EXPECT_EQ(framesUntilTaken(3, [&] { return page(0); }), -1);
  EXPECT_GT(framesUntilTaken(30, [&] { return page(1); }), 0);
}

TEST_F(Session, ASideThatCannotBeReadForAMomentIsNotTheOtherSide) {
  ASSERT_GT(framesUntilTaken(30, [&] { return page(0); }), 0);
  session.taken(true);
  EXPECT_EQ(framesUntilTaken(30, [&] { return page(-1); }), -1);
}

TEST_F(Session, TheButtonTakesAPageThatIsNotStillOrNotGood) {
  session.see(page(-1, 0.1, PaperAdvice::moveLamp));
  session.takeNow();
  const auto step = session.see(page(-1, 0.3, PaperAdvice::moveLamp));
  EXPECT_TRUE(step.take);
  EXPECT_TRUE(step.asItIs);
}

TEST_F(Session, TheButtonNeverTakesAPictureWithoutAPage) {
  session.takeNow();
  EXPECT_EQ(framesUntilTaken(60, [&] { return nothing(); }), -1);
  // It was pressed too long ago to mean this page.
  EXPECT_FALSE(session.see(page()).take);
}

TEST_F(Session, TakeItAgainTakesTheSamePageOnceMore) {
  ASSERT_GT(framesUntilTaken(30, [&] { return page(0); }), 0);
  session.taken(true);
  session.see(page(0));
  session.again();
  EXPECT_GT(framesUntilTaken(30, [&] { return page(0); }), 0);
}

TEST_F(Session, APictureThatWasNotGoodAfterAllIsTriedAgain) {
  ASSERT_GT(framesUntilTaken(30, [&] { return page(); }), 0);
  session.taken(false);
  EXPECT_GE(framesUntilTaken(30, [&] { return page(); }), 7);
}

TEST_F(Session, WhileAPictureIsReadNoOtherIsTaken) {
  ASSERT_GT(framesUntilTaken(30, [&] { return page(); }), 0);
  EXPECT_EQ(framesUntilTaken(30, [&] { return page(); }), -1);
}

TEST_F(Session, ANewSessionRemembersNothing) {
  ASSERT_GT(framesUntilTaken(30, [&] { return page(0); }), 0);
  session.taken(true);
  session.begin();
  EXPECT_GT(framesUntilTaken(30, [&] { return page(0); }), 0);
}

}  // namespace
}  // namespace pillarbox::scan

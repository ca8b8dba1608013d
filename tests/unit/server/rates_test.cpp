#include <gtest/gtest.h>

#include "server/limits.h"

namespace pillarbox::server {

namespace {

TEST(Rates, ABurstIsTakenAndThenSoManyASecond) {
  Limits limits;
  const Allowance few{3, 0.5};
  Milliseconds now{1000};
  for (int i = 0; i < 3; ++i) EXPECT_FALSE(limits.take("a", few, now));
  EXPECT_EQ(limits.take("a", few, now), Milliseconds(2000));
  EXPECT_FALSE(limits.take("b", few, now)) << "each has its own";
  EXPECT_EQ(limits.take("a", few, now + Milliseconds(500)), Milliseconds(1500));
  EXPECT_FALSE(limits.take("a", few, now + Milliseconds(2000)));
}

// HARDCASES: a tablet comes back after a week with everything it could not send.
TEST(Rates, AFullQueueAfterAWeekIsNotHeldUp) {
  Limits limits;
  Milliseconds now{0};
  for (int posting = 0; posting < 2000; ++posting) {
    EXPECT_FALSE(limits.take("device", deviceAllowance, now)) << posting;
    EXPECT_FALSE(limits.take("address", addressAllowance, now)) << posting;
    now += Milliseconds(40);  // faster than any school's line takes one
  }
}

TEST(Rates, TheTableStaysSmall) {
  Limits limits(100);
  const Allowance few{3, 0.5};
  EXPECT_FALSE(limits.take("busy", few, Milliseconds(0)));
  EXPECT_FALSE(limits.take("busy", few, Milliseconds(0)));
  EXPECT_FALSE(limits.take("busy", few, Milliseconds(0)));
  for (int i = 0; i < 5000; ++i) {
    (void)limits.take("other" + std::to_string(i), few, Milliseconds(0));
    EXPECT_LE(limits.size(), 101u);
  }
  EXPECT_TRUE(limits.take("busy", few, Milliseconds(0))) << "who asks most is remembered longest";
}

}  // namespace

}  // namespace pillarbox::server

// The tour is a test too: every step of the main job through the real windows.
#include <gtest/gtest.h>

#include "tests/support/demo.h"

namespace pillarbox::support {
namespace {

TEST(Tour, EveryStepPasses) {
  const TempFolder temp;
  const Ran ran = run({program("pillarbox-tour"), temp / "tour"}, {}, std::chrono::seconds(240));
  EXPECT_EQ(ran.exit, 0) << ran.out << ran.err;
  const std::size_t last = ran.out.rfind("tour: ");
  ASSERT_NE(last, std::string::npos) << ran.out;
  int steps = 0, passed = -1;
  ASSERT_EQ(std::sscanf(ran.out.c_str() + last, "tour: %d steps, %d passed", &steps, &passed), 2);
  EXPECT_EQ(steps, passed);
  EXPECT_GE(steps, 41);
}

}  // namespace
}  // namespace pillarbox::support

// Badges and PINs from the command line, on a demonstration school.
#include <gtest/gtest.h>

#include "tests/support/demo.h"

namespace pillarbox::support {
namespace {

class BadgeCommand : public testing::Test {
 protected:
  void SetUp() override { ASSERT_NE(school.folder(), "") << school.problem(); }
  static Ran pillarbox(std::vector<std::string> words, const std::string& input = {}) {
    return DemoSchool::pillarbox(words, input);
  }
  Ran badge(const std::string& what, const std::vector<std::string>& more, const std::string& input = {}) const {
    std::vector<std::string> words{"badge", what, school.folder()};
    words.insert(words.end(), more.begin(), more.end());
    return pillarbox(words, input);
  }
  std::string staff(std::size_t i = 0) const { return school.badges().at(i).staff; }

  TempFolder temp;
  DemoSchool school{temp / "school"};
};

TEST_F(BadgeCommand, ABadgeIsJoinedOnceAndRevokedWhole) {
  EXPECT_EQ(badge("add", {"--staff", staff(), "--code-stdin"}, "04:A1:B2:C3:D4:E5:F6\n").exit, 0);
  const Ran taken = badge("add", {"--staff", staff(1), "--code-stdin"}, "F6E5D4C3B2A104\n");
  EXPECT_EQ(taken.exit, 1);
  EXPECT_NE(taken.err.find("already has that badge"), std::string::npos);
  EXPECT_EQ(badge("revoke", {"--code-stdin"}, "1303689068602870\n").exit, 0);
  const Ran gone = badge("revoke", {"--code-stdin"}, "1303689068602870\n");
  EXPECT_EQ(gone.exit, 1);
  EXPECT_NE(gone.err.find("nobody has that badge"), std::string::npos);
  EXPECT_EQ(gone.err.find("1304"), std::string::npos);
  EXPECT_EQ(badge("add", {"--staff", staff(1), "--code-stdin"}, "F6E5D4C3B2A104\n").exit, 0);
  EXPECT_EQ(badge("revoke", {"--staff", staff(1)}).exit, 0);
}

TEST_F(BadgeCommand, AOneTimePinIsSixDigitsAndNothingElse) {
  const Ran made = badge("pin", {"--minutes", "5"});
  EXPECT_EQ(made.exit, 0) << made.err;
  EXPECT_EQ(made.out.size(), 7U);
  EXPECT_EQ(made.out.find_first_not_of("0123456789\n"), std::string::npos);
  const Ran forOne = badge("pin", {"--staff", staff()});
  EXPECT_EQ(forOne.exit, 0) << forOne.err;
  EXPECT_EQ(forOne.out.size(), 7U);
  const Ran nobody = badge("pin", {"--staff", "s-nobody"});
  EXPECT_EQ(nobody.exit, 1);
  EXPECT_EQ(nobody.out, "");
  EXPECT_EQ(badge("pin", {"--minutes", "0"}).exit, 2);
  EXPECT_EQ(badge("pin", {"--minutes", "99999"}).exit, 2);
}

TEST_F(BadgeCommand, APinComesFromStandardInputAndMustBeWorthGuessing) {
  EXPECT_EQ(badge("set-pin", {"--staff", staff()}, "192837\n").exit, 0);
  for (const std::string pin : {"123456\n", "12345\n", "19283a\n", "\n", ""}) {
    const Ran bad = badge("set-pin", {"--staff", staff()}, pin);
    EXPECT_EQ(bad.exit, 1) << pin;
    EXPECT_EQ(bad.out, "");
  }
  EXPECT_EQ(badge("set-pin", {"--staff", staff(), "--none"}).exit, 0);
  EXPECT_EQ(badge("set-pin", {"--staff", "s-nobody"}, "192837\n").exit, 1);
}

TEST_F(BadgeCommand, WrongUseIsSaidAndNothingChanges) {
  EXPECT_EQ(badge("add", {"--staff", staff()}, "0A1B2C3D\n").exit, 2);
  EXPECT_EQ(badge("add", {"--staff", staff(), "--code-stdin"}, "abc\n").exit, 1);
  EXPECT_EQ(badge("add", {"--staff", staff(), "--code-stdin"}, std::string(10'000, '7') + "\n").exit, 1);
  EXPECT_EQ(badge("revoke", {}).exit, 2);
  EXPECT_EQ(badge("revoke", {"--staff", staff(), "--code-stdin"}, "0A1B2C3D\n").exit, 2);
}

}  // namespace
}  // namespace pillarbox::support

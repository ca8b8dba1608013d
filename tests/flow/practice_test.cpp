// Practice in the real program: gone through to the end, and the database is as it was.
#include "tests/flow/windows.h"

namespace pillarbox::support {
namespace {

class PracticeFlow : public Windows {
 protected:
  // Everything of the database that a posting, a draft or a touch of practice could have changed.
  std::string kept() const {
    std::string all;
    for (const char* table : {"postings", "drafts", "bodies"}) {
      const std::string count = sql(database(), std::string("SELECT count(*) FROM ") + table);
      all += std::string(table) + " " + count;
    }
    return all;
  }
};

TEST_F(PracticeFlow, PostingLeavesTheDatabaseAndTheRealThingUntouched) {
  RobotClient robot;
  ASSERT_TRUE(openKiosk(robot)) << robot.error();
  const std::string before = kept();
  ASSERT_TRUE(robot.tap("home.practise") && robot.waitFor("practice.badge") && robot.tap("practice.badge") &&
              robot.waitFor("adult.no") && robot.tap("adult.no") && robot.waitFor("who.search") &&
              robot.type("alex pre") && robot.tap("who.pupil.pretend-1") && robot.tap("who.part.1.worried-about") &&
              robot.tap("page.next") && robot.tap("what.kind.i-saw") && robot.tap("what.when.now") &&
              robot.tap("page.next") && robot.waitFor("write.account") && write(robot, "Invented, and only practised."))
      << robot.error();
  EXPECT_TRUE(shows(robot, "Practice. Nothing is kept, nobody gets it."));
  // Longer than a copy of a real concern would be saved after.
  ASSERT_TRUE(robot.advance(20s) && toCheck(robot)) << robot.error();
  EXPECT_TRUE(shows(robot, "Mrs Example (invented)"));
  ASSERT_TRUE(robot.tap("page.next") && robot.waitFor("practice.over") && robot.tap("practice.end") &&
              robot.waitFor("home.tell"))
      << robot.error();
  EXPECT_EQ(kept(), before);
  EXPECT_TRUE(idsHere().empty());
  // And straight afterwards a real one is posted as ever.
  ASSERT_TRUE(writeAs(robot, "Invented, but really posted.") && toCheck(robot) && robot.tap("page.next") &&
              robot.waitFor("posted.reference"))
      << robot.error();
  ASSERT_TRUE(waitForCount("postings", 1));
  EXPECT_EQ(onlyEntry().value("account", ""), "Invented, but really posted.");
}

TEST_F(PracticeFlow, ARealBadgeEndsItAtOnce) {
  RobotClient robot;
  ASSERT_TRUE(openKiosk(robot) && robot.tap("home.practise") && robot.tap("practice.badge") &&
              robot.waitFor("adult.no") && signIn(robot))
      << robot.error();
  EXPECT_FALSE(on(robot, "practice.strip"));
  EXPECT_FALSE(shows(robot, "Pretend"));
}

}  // namespace
}  // namespace pillarbox::support

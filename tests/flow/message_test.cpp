// What a lead says to a writer from the command line, and how it reaches the writer at the terminal.
#include "tests/flow/windows.h"

namespace pillarbox::support {
namespace {

class Message : public Windows {};

TEST_F(Message, ThankComeAndMoreReachTheWriterOfTheBadgeAndNobodyElse) {
  RobotClient robot;
  ASSERT_TRUE(openKiosk(robot) && writeAs(robot, "Invented: he said the zebra bit him.") && toCheck(robot) &&
              robot.tap("page.next") && robot.waitFor("posted.reference"))
      << robot.error();
  const std::string reference = nameOf(robot, "posted.reference");
  ASSERT_TRUE(robot.tap("page.next") && robot.waitFor("home.tell") && waitForCount("postings", 1)) << robot.error();
  for (const auto& [what, said] : {std::pair{"thank", "thanks"}, {"come", "see-me"}, {"more", "more-please"}}) {
    const Json answer = json(school->inbox({what, reference}));
    EXPECT_EQ(answer.value("said", ""), said);
    EXPECT_EQ(answer.value("reference", ""), reference);
  }
  ASSERT_TRUE(waitForCount("postings", 4));

  // Another's badge first: it was not said to them.
  ASSERT_TRUE(robot.tap("home.mine") && robot.badge(badge(1)) && robot.waitFor("page.next")) << robot.error();
  EXPECT_FALSE(shows(robot, "come and see"));
  EXPECT_FALSE(shows(robot, reference));
  ASSERT_TRUE(robot.tap("page.leave") && robot.waitFor("home.tell")) << robot.error();
  ASSERT_TRUE(robot.tap("home.mine") && robot.badge(badge(0)) && robot.waitFor("message.said", 20s)) << robot.error();
  std::set<std::string> read;
  EXPECT_TRUE(waitUntil([&] {
    const std::string said = nameOf(robot, "message.said");
    if (!said.empty()) read.insert(said);
    return on(robot, "mine.state.1") || (robot.tap("message.ok") && false);
  })) << wordsOn(robot);
  EXPECT_EQ(read.size(), 3U) << "each on a page of its own";
  EXPECT_FALSE(shows(robot, "zebra")) << "never what was written";
}

}  // namespace
}  // namespace pillarbox::support

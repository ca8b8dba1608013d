// What somebody who has never seen these screens takes them to mean.
#include "kiosk/post/words.h"
#include "tests/unit/post/call_states.h"

namespace pillarbox::post::test {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

// At `hour` on the morning of the tests' day, wherever that is.
void goTo(Robot& robot, int hour, int minute = 0) {
  robot.tell(Tick{timeOn(dayOn(robot.state.now), hour, minute), robot.state.monotonic});
}

void toWhat(Robot& robot) {
  robot.tell(BadgeRead{"badge-dawn"});
  robot.tap("adult.no");
  robot.type("ami");
  robot.tap("who.pupil.p-001");
  robot.tap("who.part.1.worried-about");
  robot.tap("page.next");
  ASSERT_EQ(robot.state.screen, Screen::what);
}

std::shared_ptr<const Directory> schoolWithADslOnDuty() {
  auto out = std::make_shared<Directory>(*school());
  for (Person& person : out->people) person.onDuty = person.role == PersonRole::dsl;
  return out;
}

TEST(NewUser, HomeSaysWhoIsNextIfTheDslCannotBeFound) {
  Robot robot;
  robot.tell(DirectoryArrived{schoolWithADslOnDuty()});
  EXPECT_EQ(robot.nameOf("home.dsl.dsl-1"), "Mrs Grace Hartley");
  EXPECT_EQ(robot.nameOf("home.else"), "If you cannot find them");
  EXPECT_EQ(robot.nameOf("home.where.deputy-1"), "Year 6 classroom, extension 216");
  EXPECT_EQ(robot.nameOf("home.where.head-1"), "Headteacher's office, extension 200");
  EXPECT_FALSE(robot.shows("home.dsl.chair-1")) << "who is hardly ever in school";
  EXPECT_TRUE(robot.shows("home.999"));
  EXPECT_TRUE(robot.says("safeguarding lead (DSL)")) << "the letters are spelt out";
  EXPECT_FALSE(robot.shows("home.danger-ring"));
}

TEST(NewUser, HomeGivesTheLocalAuthoritysNumberIfNobodyIsOnDuty) {
  Robot robot;
  auto nobody = std::make_shared<Directory>(*school());
  for (Person& person : nobody->people) person.onDuty = false;
  robot.tell(DirectoryArrived{nobody});
  EXPECT_TRUE(robot.says("01632 960 123"));
}

TEST(NewUser, HelpCanBeCalledBeforeSigningIn) {
  Robot robot;
  robot.tell(DirectoryArrived{schoolThatCanBeCalled(robot.state.now)});
  robot.tap("home.tell");
  EXPECT_EQ(robot.nameOf("page.call"), "I need help now");
  robot.tap("sign-in.no-badge");
  EXPECT_TRUE(robot.says("That is fine."));
  hold(robot, "page.call");
  EXPECT_EQ(count<PostNow>(robot.effects), 1U);
  EXPECT_EQ(robot.nameOf("call.close"), "Close (the call stays on)");
  robot.tap("call.close");
  EXPECT_EQ(drawnScreen(robot.state), "by-name");
  EXPECT_TRUE(robot.state.call.handle != 0);
}

TEST(NewUser, NothingButNextStandsInItsPlace) {
  Robot robot;
  robot.tell(BadgeRead{"badge-dawn"});
  ASSERT_TRUE(robot.shows("adult.mine"));
  const ui::Rect mine = robot.find("adult.mine")->rect;
  robot.tap("adult.no");
  robot.type("ami");
  robot.tap("who.pupil.p-001");
  robot.tap("who.part.1.worried-about");
  ASSERT_TRUE(robot.shows("page.next"));
  const ui::Rect next = robot.find("page.next")->rect;
  EXPECT_TRUE(mine.right() <= next.x || mine.bottom() <= next.y);
}

TEST(NewUser, WhatHappenedAndTheExactWordsAreTwoPartsOfOneConcern) {
  Robot robot;
  toWhat(robot);
  robot.tap("what.kind.i-saw");
  robot.tap("what.when.now");
  robot.tap("page.next");
  EXPECT_EQ(robot.nameOf("write.tab.account"), "1. What happened");
  EXPECT_EQ(robot.nameOf("write.tab.words"), "2. Add their exact words");
  robot.type("She cried.");
  robot.tap("write.tab.words");
  EXPECT_EQ(robot.valueOf("write.tab.account"), "used") << "what is written there is not lost by going on";
  robot.type("I want my mum.");
  robot.tap("write.tab.account");
  EXPECT_EQ(robot.nameOf("write.tab.words"), "2. Their exact words");
  EXPECT_EQ(robot.valueOf("write.tab.words"), "used");
}

TEST(NewUser, NoTimeThatIsStillAheadIsOffered) {
  Robot robot;
  goTo(robot, 8);
  toWhat(robot);
  EXPECT_FALSE(robot.shows("what.when.lunch"));
  EXPECT_FALSE(robot.shows("what.when.break"));
  EXPECT_TRUE(robot.shows("what.when.now"));
  robot.tap("what.when.another");
  EXPECT_EQ(robot.nameOf("picker.hour.13"), "1 pm");
  EXPECT_EQ(robot.nameOf("picker.hour.12"), "noon");
  EXPECT_EQ(robot.nameOf("picker.hour.9"), "9 am");
  EXPECT_TRUE(robot.find("picker.hour.13")->enabled) << "it may have been another day";
  robot.tap("picker.hour.13");
  robot.tap("picker.day.21");
  EXPECT_EQ(robot.state.draft.picked.hour, -1) << "today there has been no one o'clock yet";
  EXPECT_FALSE(robot.find("picker.hour.9")->enabled);
  robot.tap("picker.hour.8");
  EXPECT_TRUE(robot.find("picker.minute.0")->enabled);
  EXPECT_FALSE(robot.find("picker.minute.5")->enabled);
  robot.tap("picker.day.20");
  EXPECT_TRUE(robot.find("picker.hour.13")->enabled);
}

TEST(NewUser, WhatCannotWaitIsTheFirstOfThoseBesideIt) {
  Robot robot;
  robot.writeShortConcern();
  robot.tap("check.change.done");
  const ui::Rect urgent = robot.find("done.urgent")->rect;
  for (const std::string id : {"done.spoke", "done.parent", "done.advice", "done.agreed"}) {
    const ui::Item* other = robot.find(id);
    if (other == nullptr || other->rect.h <= 0) continue;
    EXPECT_TRUE(urgent.y < other->rect.y || (urgent.y == other->rect.y && urgent.x < other->rect.x)) << id;
  }
}

TEST(NewUser, SizesOfTextAreWords) {
  Robot robot;
  robot.tap("access.open");
  EXPECT_EQ(robot.nameOf("access.size.100"), "Normal");
  EXPECT_EQ(robot.nameOf("access.size.200"), "Biggest");
}

}  // namespace
}  // namespace pillarbox::post::test

// A tablet that is about to die, on the real screens.
#include "kiosk/post/effect.h"
#include "tests/unit/post/school.h"

namespace pillarbox::post::test {
namespace {

TEST(Battery, TheHomeScreenAsksForTheChargerFromFifteenPercentDown) {
  Robot robot;
  robot.tell(BatteryTold{16, true});
  EXPECT_EQ(robot.find("home.battery"), nullptr);
  robot.tell(BatteryTold{15, true});
  ASSERT_NE(robot.find("home.battery"), nullptr);
  EXPECT_TRUE(robot.says("This tablet needs charging."));
  robot.tell(BatteryTold{5, true});
  EXPECT_TRUE(robot.says("This tablet needs charging now, or it will go off."));
  EXPECT_NE(robot.find("home.tell"), nullptr) << "nobody is stopped from posting";
  robot.tell(BatteryTold{5, false});
  EXPECT_EQ(robot.find("home.battery"), nullptr) << "it is on its charger";
}

TEST(Battery, AMachineWithoutOneSaysNothing) {
  Robot robot;
  robot.tell(BatteryTold{});
  EXPECT_EQ(robot.find("home.battery"), nullptr);
}

// HARDCASES: the battery dies mid-sentence.
TEST(Battery, WhatIsBeingWrittenIsKeptAtOnceWhenItIsAlmostEmpty) {
  Robot robot;
  robot.tell(BadgeRead{"badge-dawn"});
  robot.tap("adult.no");
  robot.type("ami");
  robot.tap("who.pupil.p-001");
  robot.tap("who.part.1.worried-about");
  robot.tap("page.next");
  robot.tap("what.kind.child-told-me");
  robot.tap("what.when.lunch");
  robot.tap("what.where.2");
  robot.tap("page.next");
  robot.type("She had just begun to say");
  robot.effects.clear();
  robot.tell(BatteryTold{9, true});
  EXPECT_EQ(find<SaveDraft>(robot.effects), nullptr) << "every few seconds is often enough";
  robot.tell(BatteryTold{4, true});
  const SaveDraft* saved = find<SaveDraft>(robot.effects);
  ASSERT_NE(saved, nullptr);
  EXPECT_TRUE(saved->entry.unfinished);
  EXPECT_NE(saved->entry.account.find("She had just begun to say"), std::string::npos);
}

}  // namespace
}  // namespace pillarbox::post::test

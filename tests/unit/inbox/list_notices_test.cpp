// The quiet lines above the list.
#include "tests/unit/inbox/inbox_fixture.h"

namespace pillarbox::inbox {
namespace {

CaseEntry sentFile(Sample& sample, const std::string& due) {
  CaseEntry made = sample.work(Kind::exported, 0, {});
  made.entry.pupils = {{"p-014", "Amina Okafor", "3B", "", ""}};
  made.entry.casework.report = "transfer";
  made.entry.casework.forWhom = "Oakfield Primary School";
  made.entry.casework.due = due;
  return made;
}

TEST(ListNotices, AFileWhoseArrivalNobodyConfirmedIsAskedAboutWithoutAName) {
  Sample sample;
  Robot robot(unlocked({sample.concern(0), sentFile(sample, "2026-11-16")}));
  robot.give(Tick{Milliseconds(0), sample.clock.now()});
  robot.settle();
  const ui::Item* notice = robot.find("list.notice.transfer");
  ASSERT_NE(notice, nullptr);
  EXPECT_EQ(notice->name.find("Amina"), std::string::npos);
  ASSERT_TRUE(robot.tap("list.notice.transfer"));
  EXPECT_EQ(robot.state.screen, Screen::manage);
  EXPECT_EQ(robot.state.inbox.manage.part, ManagePart::keeping);
}

TEST(ListNotices, NothingIsAskedBeforeItsDay) {
  Sample sample;
  Robot robot(unlocked({sample.concern(0), sentFile(sample, "2099-01-01")}));
  robot.give(Tick{Milliseconds(0), sample.clock.now()});
  robot.settle();
  EXPECT_EQ(robot.find("list.notice.transfer"), nullptr);
}

TEST(ListNotices, AReaderIsToldWhereThisDeviceDoesNotFetchAllThatIsForThem) {
  Sample sample;
  Robot robot(unlocked({sample.concern(0)}));
  robot.settle();
  EXPECT_EQ(robot.find("list.notice.fetches"), nullptr);
  SchoolFacts facts;
  facts.fetchesLess = true;
  robot.give(SchoolKnown{std::move(facts)});
  robot.settle();
  EXPECT_TRUE(robot.shows("Not all that is for you comes to this device"));
}

}  // namespace
}  // namespace pillarbox::inbox

// Find: what is typed is asked, only the newest answer counts, and what was found can be read and gone back from.
#include "shared/search/index.h"
#include "tests/unit/inbox/inbox_fixture.h"
#include "tests/unit/inbox/search_robot.h"

namespace pillarbox::inbox {
namespace {

TEST(InboxFind, TypedWordByWordFoundAndReadAndBackToWhatWasFound) {
  Sample sample;
  const CaseEntry concern = sample.concern(0);
  const CaseEntry other = sample.concern(5, "Ben Cole");
  SearchRobot robot(unlocked({concern, other}));
  ASSERT_TRUE(robot.tap("list.find"));
  EXPECT_TRUE(robot.shows("Type any word"));
  ASSERT_TRUE(robot.tap("find.typed"));
  robot.type("amina cryi");
  robot.answerAll();
  EXPECT_TRUE(robot.shows("1 found"));
  const ui::Item* row = robot.find("find.entry." + concern.entry.id);
  ASSERT_NE(row, nullptr);
  EXPECT_NE(row->value.find("In the account: "), std::string::npos) << row->value;
  EXPECT_EQ(robot.find("find.entry." + other.entry.id), nullptr);

  ASSERT_TRUE(robot.tap("find.entry." + concern.entry.id));
  EXPECT_TRUE(robot.shows("climbing frame"));
  EXPECT_EQ(robot.state.inbox.chosen, concern.entry.id);
  ASSERT_TRUE(robot.tap("bar.back"));
  EXPECT_NE(robot.find("find.entry." + concern.entry.id), nullptr) << "what was found is still there";
  ASSERT_TRUE(robot.tap("bar.back"));
  EXPECT_NE(robot.find("list.find"), nullptr);
  EXPECT_TRUE(robot.state.inbox.find.typed.empty()) << "what was looked for is forgotten";
}

TEST(InboxFind, OnlyTheNewestQuestionIsAnswered) {
  Sample sample;
  const CaseEntry concern = sample.concern(0);
  SearchRobot robot(unlocked({concern}));
  robot.tap("list.find");
  robot.tap("find.typed");
  robot.type("amina");
  const Find first = *robot.last<Find>();
  robot.type(" nobody");
  EXPECT_TRUE(robot.shows("Looking…"));
  robot.give(FoundArrived{first.number, {{{concern.entry.id, concern.entry.id, {}}}, false}});
  robot.settle();
  EXPECT_EQ(robot.find("find.entry." + concern.entry.id), nullptr);
  robot.answerAll();
  EXPECT_TRUE(robot.shows("Nothing found"));
}

TEST(InboxFind, AnythingTypedIsASearch) {
  Sample sample;
  SearchRobot robot(unlocked({sample.concern(0)}));
  robot.tap("list.find");
  robot.tap("find.typed");
  robot.type("\" OR * NEAR(");
  robot.answerAll();
  EXPECT_TRUE(robot.state.inbox.find.problem.empty());
  EXPECT_TRUE(robot.shows("Nothing found"));
}

TEST(InboxFind, NarrowedByDaysKindAndCategory) {
  Sample sample;
  const CaseEntry concern = sample.concern(0);
  CaseEntry old = sample.concern(-60 * 24 * 400);
  const CaseEntry decision = sample.decision(30, concern.entry.id);
  SearchRobot robot(unlocked({concern, old, decision}), 1280, 1400);
  robot.give(Tick{Milliseconds(0), concern.entry.writtenAt.wall});
  robot.settle();
  robot.tap("list.find");
  robot.tap("find.narrow");
  ASSERT_TRUE(robot.tap("narrow.span.2"));
  ASSERT_TRUE(robot.tap("find.narrow"));
  robot.answerAll();
  EXPECT_NE(robot.find("find.entry." + concern.entry.id), nullptr);
  EXPECT_NE(robot.find("find.entry." + decision.entry.id), nullptr);
  EXPECT_EQ(robot.find("find.entry." + old.entry.id), nullptr);
  EXPECT_TRUE(robot.shows("Last 30 days"));

  robot.tap("find.narrow");
  ASSERT_TRUE(robot.tap("narrow.sort.2"));
  robot.tap("find.narrow");
  robot.answerAll();
  EXPECT_EQ(robot.find("find.entry." + concern.entry.id), nullptr);
  EXPECT_NE(robot.find("find.entry." + decision.entry.id), nullptr);

  robot.tap("find.narrow");
  ASSERT_TRUE(robot.tap("narrow.span.4"));
  ASSERT_TRUE(robot.tap("narrow.from"));
  robot.type("soon");
  EXPECT_TRUE(robot.shows("Type a day like")) << robot.words();
}

TEST(InboxFind, AChildIsFoundByNameAndLeadsToEverythingAboutThem) {
  Sample sample;
  SearchRobot robot(withRoster(unlocked({sample.concern(0)})));
  robot.tap("list.find");
  robot.tap("find.typed");
  robot.type("okaf");
  robot.answerAll();
  ASSERT_TRUE(robot.tap("find.child.p-014"));
  EXPECT_EQ(robot.state.inbox.child.view.name, "Amina Okafor");
  EXPECT_EQ(robot.state.inbox.child.view.rows.size(), 1u);
}

TEST(InboxFind, WhatIsFoundIsForgottenWhenItLocks) {
  Sample sample;
  SearchRobot robot(unlocked({sample.concern(0)}));
  robot.tap("list.find");
  robot.tap("find.typed");
  robot.type("amina");
  robot.answerAll();
  robot.tap("bar.cover");
  EXPECT_FALSE(robot.shows("mina")) << "covered: neither what is looked for nor what was found";
  robot.tap("cover.lift");
  robot.tap("bar.lock");
  EXPECT_TRUE(robot.state.inbox.find.typed.empty());
  EXPECT_TRUE(robot.state.inbox.find.rows.empty());
}

}  // namespace
}  // namespace pillarbox::inbox

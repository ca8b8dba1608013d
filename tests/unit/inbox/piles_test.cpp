// The list by piles, what changed, going through it by keyboard, and several at once.
#include "tests/unit/inbox/steps_fixture.h"

namespace pillarbox::inbox {
namespace {

struct Piles {
  Sample sample;
  CaseEntry unread = sample.concern(0), mine = sample.concern(1), late = sample.concern(2), waits = sample.concern(3),
            open = sample.concern(4), closed = sample.concern(5);
  std::vector<CaseEntry> all() {
    std::vector<CaseEntry> entries{unread, mine, late, waits, open, closed};
    for (const CaseEntry* read : {&mine, &late, &waits, &open, &closed}) {
      entries.push_back(sample.read(10, read->entry.id));
    }
    entries.push_back(agreed(sample, 11, mine.entry.id, "2026-12-01"));
    entries.push_back(agreed(sample, 12, late.entry.id, "2026-11-01", "dep-1", "Tom Reed"));
    entries.push_back(agreed(sample, 13, waits.entry.id, "2026-12-01", "dep-1", "Tom Reed"));
    Step close;
    close.kind = Kind::close;
    close.subject = closed.entry.id;
    close.body = "Done.";
    close.work.outcome = "Settled.";
    entries.push_back(workOf(sample, 14, close));
    return entries;
  }
};

std::vector<std::string> rowsOf(const Robot& robot) {
  std::vector<std::string> rows;
  for (const ui::Item& item : robot.engine->record().items) {
    if (item.id.starts_with("list.case.")) rows.push_back(item.id.substr(10));
  }
  return rows;
}

TEST(InboxPiles, EachCaseIsOnOneAndEachPileSaysHowMany) {
  Piles piles;
  Robot robot(working(piles.all()));
  robot.settle();
  const std::pair<const char*, const CaseEntry*> expected[] = {
      {"list.unread", &piles.unread}, {"list.mine", &piles.mine}, {"list.overdue", &piles.late},
      {"list.waiting", &piles.waits}, {"list.open", &piles.open}, {"list.closed", &piles.closed}};
  for (const auto& [id, concern] : expected) {
    ASSERT_TRUE(robot.tap(id)) << id;
    EXPECT_TRUE(robot.find(id)->name.ends_with(" 1")) << robot.find(id)->name;
    EXPECT_EQ(rowsOf(robot), std::vector<std::string>{concern->entry.id}) << id;
  }
}

TEST(InboxPiles, CallsUrgentAndUnfinishedOnesAreFirstWhateverPileIsShown) {
  Piles piles;
  piles.unread.entry.unfinished = true;
  Robot robot(working(piles.all()));
  robot.settle();
  ASSERT_TRUE(robot.tap("list.closed"));
  EXPECT_EQ(rowsOf(robot), (std::vector<std::string>{piles.unread.entry.id, piles.closed.entry.id}));
}

TEST(InboxPiles, WhatIsDueFirstIsFirst) {
  Sample sample;
  const CaseEntry first = sample.concern(0), second = sample.concern(1), never = sample.concern(2);
  std::vector<CaseEntry> entries{first, second, never};
  for (const CaseEntry& each : {first, second, never}) entries.push_back(sample.read(5, each.entry.id));
  entries.push_back(agreed(sample, 6, second.entry.id, "2026-12-09"));
  entries.push_back(agreed(sample, 7, never.entry.id, ""));
  entries.push_back(agreed(sample, 8, first.entry.id, "2026-12-01"));
  Robot robot(working(std::move(entries)));
  robot.settle();
  ASSERT_TRUE(robot.tap("list.mine"));
  EXPECT_EQ(rowsOf(robot), (std::vector<std::string>{first.entry.id, second.entry.id, never.entry.id}));
  EXPECT_TRUE(robot.shows("1 action open"));
}

TEST(InboxPiles, WhatOthersDidSinceIHaveLookedIsMarked) {
  Sample sample;
  const CaseEntry concern = sample.concern(0), quiet = sample.concern(1);
  CaseEntry note = workOf(sample, 60, {Kind::note, concern.entry.id, "Spoke to her.", {}, {}, {}});
  note.entry.author.id = "dep-1";
  State state = unlocked({concern, quiet, sample.read(2, concern.entry.id), sample.read(3, quiet.entry.id), note});
  SchoolFacts school = sampleSchool();
  school.lastLooked = concern.entry.writtenAt.wall + std::chrono::minutes(30);
  (void)apply(state, SchoolKnown{std::move(school)});
  (void)apply(state, PileChosen{Pile::open});
  Robot robot(std::move(state));
  robot.settle();
  EXPECT_TRUE(robot.find("list.case." + concern.entry.id)->value.ends_with("changed"));
  EXPECT_FALSE(robot.find("list.case." + quiet.entry.id)->value.ends_with("changed"));
}

TEST(InboxKeys, GoThroughTheListOpenMarkAsReadAndCover) {
  Sample sample;
  const CaseEntry older = sample.concern(0), newer = sample.concern(9);
  Robot robot(working({older, newer}));
  robot.settle();
  robot.type("j");
  EXPECT_TRUE(robot.find("list.case." + newer.entry.id)->focused);
  robot.type("j");
  EXPECT_TRUE(robot.find("list.case." + older.entry.id)->focused);
  robot.press(ui::Key::up);
  EXPECT_TRUE(robot.find("list.case." + newer.entry.id)->focused);
  EXPECT_TRUE(robot.state.inbox.chosen.empty()) << "going past one does not open it";
  robot.press(ui::Key::enter);
  EXPECT_EQ(robot.state.inbox.chosen, newer.entry.id);
  robot.type("r");
  ASSERT_NE(robot.last<TakeStep>(), nullptr);
  EXPECT_EQ(robot.last<TakeStep>()->step.kind, Kind::read);
  EXPECT_EQ(robot.last<TakeStep>()->step.subject, newer.entry.id);
  robot.press(ui::Key::escape);
  EXPECT_TRUE(robot.state.covered);
}

TEST(InboxKeys, AreLettersWhereSomethingIsWritten) {
  Sample sample;
  const CaseEntry concern = sample.concern(0);
  State state = working({concern});
  (void)apply(state, CaseChosen{concern.entry.id});
  (void)apply(state, FormOpened{Form::note, {}});
  Robot robot(std::move(state));
  robot.settle();
  robot.type("rj");
  EXPECT_EQ(robot.find("step.body")->value, "rj");
  EXPECT_EQ(robot.last<TakeStep>(), nullptr);
}

class InboxBulk : public testing::Test {
 protected:
  void SetUp() override {
    robot.settle();
    ASSERT_TRUE(robot.tap("list.selecting"));
    ASSERT_TRUE(robot.tap("list.select." + a.entry.id));
    ASSERT_TRUE(robot.tap("list.select." + b.entry.id));
  }
  std::vector<const TakeStep*> taken() const {
    std::vector<const TakeStep*> steps;
    for (const Effect& effect : robot.effects) {
      if (const auto* take = std::get_if<TakeStep>(&effect)) steps.push_back(take);
    }
    return steps;
  }
  Sample sample;
  const CaseEntry a = sample.concern(0), b = sample.concern(1), c = sample.concern(2);
  Robot robot{working({a, b, c})};
};

TEST_F(InboxBulk, MarksAsReadThoseThatAreSelected) {
  EXPECT_TRUE(robot.shows("Mark 2 as read"));
  ASSERT_TRUE(robot.tap("bulk.read"));
  ASSERT_EQ(taken().size(), 2U);
  for (const TakeStep* take : taken()) {
    EXPECT_EQ(take->step.kind, Kind::read);
    EXPECT_NE(take->step.subject, c.entry.id);
  }
  EXPECT_FALSE(robot.state.inbox.list.selecting);
}

TEST_F(InboxBulk, SortsAllOfThemAndSaysWhenOneCouldNotBe) {
  ASSERT_TRUE(robot.tap("bulk.sort"));
  EXPECT_TRUE(robot.shows("Category for all of them"));
  ASSERT_TRUE(robot.tap("step.category.Bullying"));
  ASSERT_TRUE(robot.tap("step.save"));
  const std::vector<const TakeStep*> steps = taken();
  ASSERT_EQ(steps.size(), 2U);
  const std::string first = steps[0]->caseId, second = steps[1]->caseId;
  robot.give(inbox::taken(first, workOf(sample, 5, steps[0]->step)));
  robot.give(notTaken(Kind::triage, second, FaultCode::diskFull));
  robot.settle();
  ASSERT_EQ(robot.state.screen, Screen::step);
  EXPECT_TRUE(robot.shows("It was not saved."));
  EXPECT_EQ(robot.state.inbox.steps.form->cases, std::vector<std::string>{second}) << "the other is done";
  ASSERT_TRUE(robot.tap("step.save"));
  ASSERT_EQ(taken().size(), 3U);
  robot.give(inbox::taken(second, workOf(sample, 6, taken()[2]->step)));
  robot.settle();
  EXPECT_EQ(robot.state.screen, Screen::list);
  EXPECT_FALSE(robot.state.inbox.list.selecting);
  EXPECT_EQ(robot.state.inbox.view.cases.at(second).category, "Bullying");
}

TEST_F(InboxBulk, NeverClosesAndForgetsTheSelectionWhenStopped) {
  EXPECT_FALSE(robot.shows("|Close|"));
  ASSERT_TRUE(robot.tap("list.selecting"));
  EXPECT_TRUE(robot.state.inbox.list.selected.empty());
  EXPECT_NE(robot.find("list.case." + a.entry.id), nullptr);
}

}  // namespace
}  // namespace pillarbox::inbox

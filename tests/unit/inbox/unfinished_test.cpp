// What was being written when it locked: kept for the same person only, offered again, gone once it is done. And the
// lock while the list is still coming.
#include "kiosk/inbox/unfinished.h"

#include "tests/unit/inbox/people_fixture.h"
#include "tests/unit/inbox/steps_fixture.h"

namespace pillarbox::inbox {
namespace {

Unfinished sampleUnfinished() {
  Unfinished what;
  UnfinishedStep& step = what.step.emplace();
  step.form = Form::decision;
  step.chosen = "c-1";
  step.cases = {"c-1"};
  step.texts[0] = "Invented: the marker zebra.";
  step.picks[0] = "Neglect";
  what.person = UnfinishedPerson{"", PersonRole::deputy, "Nina New", "", "nina@example.org", "", "", true};
  what.rules = R"({"invented":true})";
  what.keptAt = sampleNow();
  return what;
}

TEST(Unfinished, IsSealedToItsReaderAndNothingStandsInClear) {
  support::SeededRandom random{5};
  const open::Identity reader = open::Identity::generate(random), other = open::Identity::generate(random);
  const auto sealed = sealUnfinished(sampleUnfinished(), reader, random);
  ASSERT_TRUE(sealed.ok());
  const std::string file(textOf(*fromBase64(*sealed, Base64::padded)));
  for (const char* word : {"zebra", "Nina", "Neglect", "invented"}) {
    EXPECT_EQ(file.find(word), std::string::npos) << word;
  }
  const auto opened = openUnfinished(*sealed, reader);
  ASSERT_TRUE(opened.ok()) << opened.fault().detail;
  EXPECT_EQ(*opened, sampleUnfinished());
  EXPECT_EQ(openUnfinished(*sealed, other).fault().code, FaultCode::wrongSecret);
  EXPECT_FALSE(openUnfinished("not base64!", reader).ok());
}

class HalfWritten : public testing::Test {
 protected:
  State open() {
    State state = unlocked({concern});
    (void)apply(state, SchoolKnown{sampleSchool()});
    (void)apply(state, Tick{Milliseconds(0), sampleNow()});
    caseId = state.inbox.view.items.front().id;
    return state;
  }
  void writeNote(Robot& robot) {
    robot.give(CaseChosen{caseId});
    robot.give(FormOpened{Form::note, {}});
    robot.give(FormEdited{Slot::body, ui::InsertText{"Rang the nurse, who"}});
    robot.settle();
  }
  Sample sample;
  casework::CaseEntry concern = sample.concern(0);
  std::string caseId;
};

TEST_F(HalfWritten, AStepIsKeptWhenItLocksByItselfAndIsThereAfterTheNextUnlocking) {
  Robot robot(open());
  writeNote(robot);
  robot.give(Tick{std::chrono::minutes(2), sampleNow()});
  ASSERT_EQ(robot.state.screen, Screen::ended);
  const KeepUnfinished* kept = robot.last<KeepUnfinished>();
  ASSERT_NE(kept, nullptr);
  ASSERT_TRUE(kept->what.step);
  EXPECT_TRUE(std::holds_alternative<EndProcess>(robot.effects.back())) << "kept before the end";

  Robot next(open());
  next.give(UnfinishedKnown{kept->what});
  next.settle();
  EXPECT_TRUE(next.shows("What you were writing is still here"));
  EXPECT_FALSE(next.shows("Rang the nurse")) << "not in the list, which may stand open";
  ASSERT_TRUE(next.tap("list.unfinished"));
  EXPECT_EQ(next.state.screen, Screen::step);
  EXPECT_TRUE(next.shows("Rang the nurse, who"));
  next.type(" came.");
  // Once it is thrown away there is nothing kept any more.
  next.give(FormCancelled{});
  next.give(FormDiscarded{});
  ASSERT_NE(next.last<KeepUnfinished>(), nullptr);
  EXPECT_TRUE(next.last<KeepUnfinished>()->what.empty());
  next.settle();
  EXPECT_EQ(next.find("list.unfinished"), nullptr);
}

TEST_F(HalfWritten, IsKeptWhenTheScreenIsCoveredAndGoneOnceItWasPosted) {
  Robot robot(open());
  writeNote(robot);
  robot.give(CoverPressed{});
  ASSERT_NE(robot.last<KeepUnfinished>(), nullptr);
  EXPECT_TRUE(robot.last<KeepUnfinished>()->what.step.has_value());
  robot.give(CoverLifted{});
  robot.give(FormPosted{});
  const TakeStep* take = robot.last<TakeStep>();
  ASSERT_NE(take, nullptr);
  robot.give(taken(caseId, workOf(sample, 5, take->step)));
  EXPECT_TRUE(robot.last<KeepUnfinished>()->what.empty());
}

TEST_F(HalfWritten, AboutAConcernThatIsNotHereItStaysKeptAndSaysSo) {
  Robot robot(open());
  Unfinished before;
  before.step = UnfinishedStep{Form::note, "elsewhere", {"elsewhere"}, {"From yesterday"}, {}};
  robot.give(UnfinishedKnown{before});
  robot.settle();
  ASSERT_TRUE(robot.tap("list.unfinished"));
  EXPECT_TRUE(robot.shows("is not here any more"));
  robot.give(LockPressed{});
  EXPECT_EQ(robot.last<KeepUnfinished>(), nullptr);
}

TEST_F(HalfWritten, WhatWasNotTakenUpStaysKeptAndNothingWrittenKeepsNothing) {
  Robot robot(open());
  Unfinished before;
  before.step = UnfinishedStep{Form::note, caseId, {caseId}, {"From yesterday"}, {}};
  robot.give(UnfinishedKnown{before});
  robot.give(LockPressed{});
  EXPECT_EQ(robot.last<KeepUnfinished>(), nullptr) << "what is in the store stays as it is";

  Robot nothing(open());
  nothing.give(CaseChosen{caseId});
  nothing.give(LockPressed{});
  EXPECT_EQ(nothing.last<KeepUnfinished>(), nullptr);
}

TEST_F(HalfWritten, DetailsOfSomebodyNewAreStillThere) {
  Robot robot(inPeople());
  robot.give(PeopleEvent{PeopleOpened{PeoplePage::role, {}}});
  robot.give(PeopleEvent{RoleChosen{PersonRole::deputy}});
  robot.give(PeopleEvent{PeopleTyped{PeopleField::name, ui::InsertText{"Nina New"}}});
  robot.give(LockPressed{});
  const KeepUnfinished* kept = robot.last<KeepUnfinished>();
  ASSERT_NE(kept, nullptr);
  State state = unlocked({});
  state.reader.id = "dsl-1";
  (void)apply(state, SchoolKnown{factsOf(peopleDirectory())});
  Robot next(std::move(state));
  next.give(UnfinishedKnown{kept->what});
  next.settle();
  ASSERT_TRUE(next.tap("list.unfinished"));
  EXPECT_TRUE(next.shows("Nina New"));
  ASSERT_TRUE(next.tap("bar.back"));
}

TEST_F(HalfWritten, RulesThatWereNotYetSignedAreThereUnlessSomebodyElseChangedThem) {
  const auto facts = sampleSchool();
  Robot robot(open());
  robot.give(SchoolKnown{facts});
  robot.give(ManageOpened{});
  robot.give(ManagePartChosen{ManagePart::settings});
  robot.give(SettingsEvent{RuleSet{"inbox_lock_seconds", "90"}});
  ASSERT_TRUE(robot.state.inbox.manage.settings.draft);
  robot.give(LockPressed{});
  ASSERT_NE(robot.last<KeepUnfinished>(), nullptr);
  EXPECT_FALSE(robot.last<KeepUnfinished>()->what.rules.empty());
}

// A list of a hundred thousand takes longer to open than the lock would wait.
TEST(LockWhileLoading, WaitsAsLongAsThereIsProgressButNotForEver) {
  Sample sample;
  Robot robot(unlocked({}));
  robot.state.inbox.complete = false;
  for (int i = 1; i <= 5; ++i) {
    robot.give(Tick{std::chrono::seconds(50 * i)});
    ASSERT_NE(robot.state.screen, Screen::ended) << i;
    robot.give(EntriesArrived{{sample.concern(i)}, {}, false});
  }
  robot.give(Tick{std::chrono::seconds(311)});
  EXPECT_EQ(robot.state.screen, Screen::ended) << "no progress for a minute";

  Robot slow(unlocked({}));
  slow.state.inbox.complete = false;
  int minutes = 0;
  for (; minutes < 30 && slow.state.screen != Screen::ended; ++minutes) {
    slow.give(Tick{std::chrono::seconds(55 * minutes)});
    slow.give(EntriesArrived{{}, {}, false});
  }
  EXPECT_LT(minutes, 15);
}

TEST(LockWhileLoading, OnceEverythingIsHereWhatIsNewDoesNotKeepItOpen) {
  Sample sample;
  Robot robot(unlocked({sample.concern(0)}));
  robot.give(Tick{std::chrono::seconds(50)});
  robot.give(EntriesArrived{{sample.concern(1)}, {}, true});
  robot.give(Tick{std::chrono::seconds(61)});
  EXPECT_EQ(robot.state.screen, Screen::ended);
}

TEST(StillComing, IsSaidByWhatItsSlipSaysAndNotAsDamaged) {
  Robot robot(unlocked({}));
  robot.give(ComingKnown{{{Kind::concern, sampleNow(), true}, {Kind::concern, sampleNow() - std::chrono::hours(2)}}});
  robot.settle();
  EXPECT_TRUE(robot.shows("Not here yet, being fetched: 2, 1 urgent. The newest is of 21 Nov"));
  EXPECT_EQ(robot.find("list.set-aside"), nullptr);
  robot.give(ComingKnown{});
  robot.settle();
  EXPECT_FALSE(robot.shows("Not here yet"));
}

}  // namespace
}  // namespace pillarbox::inbox

// What a reader does about a concern: each step by taps, what it posts, and what becomes of a refusal.
#include <algorithm>

#include "kiosk/inbox/days.h"
#include "kiosk/inbox/step_forms.h"
#include "shared/casework/calendar.h"
#include "tests/unit/inbox/steps_fixture.h"

namespace pillarbox::inbox {
namespace {

class InboxSteps : public testing::Test {
 protected:
  // A concern that has been read, open on a screen with room for all of it.
  Robot& open(std::vector<CaseEntry> more = {}) {
    std::vector<CaseEntry> entries{concern, sample.read(1, id)};
    for (CaseEntry& entry : more) entries.push_back(std::move(entry));
    State state = inbox::working(std::move(entries));
    (void)apply(state, CaseChosen{id});
    robot = std::make_unique<Robot>(std::move(state), 1920, 2600);
    robot->settle();
    return *robot;
  }
  void fill(const std::string& field, const std::string& text) {
    ASSERT_TRUE(robot->tap("step." + field)) << field << "\n" << robot->words();
    robot->type(text);
  }
  void pick(const std::string& option) {
    ASSERT_TRUE(robot->tap("step." + option)) << option << "\n" << robot->words();
  }
  // The second line of an option.
  bool told(std::string_view words) const {
    for (const FormField& field : formFields(robot->state)) {
      for (const FormOption& option : field.options) {
        if (option.detail.find(words) != std::string::npos) return true;
      }
    }
    return false;
  }
  const Step& save() {
    EXPECT_TRUE(robot->tap("step.save"));
    const TakeStep* take = robot->last<TakeStep>();
    static const Step none;
    EXPECT_NE(take, nullptr) << robot->state.inbox.steps.form->problem;
    if (take == nullptr) return none;
    EXPECT_EQ(take->caseId, id);
    EXPECT_TRUE(take->about.contains(id)) << "what it is checked against";
    return take->step;
  }
  void answer() {
    const TakeStep* take = robot->last<TakeStep>();
    ASSERT_NE(take, nullptr);
    robot->give(taken(take->caseId, workOf(sample, 30, take->step)));
    robot->settle();
  }

  Sample sample;
  const CaseEntry concern = sample.concern(0);
  const std::string id = concern.entry.id;
  std::unique_ptr<Robot> robot;
};

TEST_F(InboxSteps, ReadAndUnderstoodIsOnePressAndSaysWhose) {
  open();
  ASSERT_TRUE(robot->tap("next.understood"));
  EXPECT_EQ(robot->last<TakeStep>()->step.kind, Kind::understood);
  EXPECT_EQ(robot->last<TakeStep>()->step.subject, id);
  answer();
  EXPECT_EQ(robot->find("summary.understood")->name, "Anna Bell");
  EXPECT_EQ(robot->find("next.understood"), nullptr) << "said once";
}

TEST_F(InboxSteps, SortingOffersTheSchoolsCategoriesWithItsGuidanceAndTheReservedOnes) {
  open();
  ASSERT_TRUE(robot->tap("next.sort"));
  EXPECT_TRUE(told("Basic needs not met at home")) << "what it means, not what those who write are told";
  for (const char* option : {"Bullying", "Neglect", "Child Protection", "Child in Need"}) {
    EXPECT_NE(robot->find(std::string("step.category.") + option), nullptr) << option;
  }
  ASSERT_TRUE(robot->tap("step.save"));
  EXPECT_EQ(robot->last<TakeStep>(), nullptr) << "not before one is chosen";
  pick("category.Neglect");
  EXPECT_TRUE(robot->shows("Your school tells those who write: Needs at home that are not met, again and again."));
  const Step& step = save();
  EXPECT_EQ(step.kind, Kind::triage);
  EXPECT_EQ(step.category, "Neglect");
  EXPECT_EQ(step.subject, id);
  EXPECT_FALSE(robot->find("step.save")->enabled) << "until it is posted";
  answer();
  EXPECT_EQ(robot->state.screen, Screen::concern);
  EXPECT_TRUE(robot->shows("Saved and locked in the record."));
  EXPECT_TRUE(robot->shows("Neglect. Sorted by Anna Bell"));
}

TEST_F(InboxSteps, OnlyADslOrADeputyIsOfferedTheReservedCategories) {
  open();
  robot->state.reader.id = "head-1";
  ASSERT_TRUE(robot->tap("next.sort"));
  EXPECT_EQ(robot->find("step.category.Child Protection"), nullptr);
  EXPECT_NE(robot->find("step.category.Bullying"), nullptr);
}

TEST_F(InboxSteps, AChildIsFoundByTypingAndLinkedWithAPartNeverWithTheCategory) {
  open({sorted(sample, 2, id, "Neglect")});
  ASSERT_TRUE(robot->tap("next.link"));
  fill("search", "sam");
  EXPECT_TRUE(robot->shows("Samuel Roe"));
  EXPECT_TRUE(robot->shows("Samira Roe"));
  pick("pupil.p-015");
  ASSERT_TRUE(robot->tap("step.save"));
  EXPECT_EQ(robot->last<TakeStep>(), nullptr) << "a part is needed";
  EXPECT_TRUE(robot->shows("Say what part this child has in it."));
  pick("part.saw-it");
  const Step& step = save();
  ASSERT_EQ(step.pupils.size(), 1U);
  EXPECT_EQ(step.pupils[0].ref, "p-015");
  EXPECT_EQ(step.pupils[0].name, "Samuel Roe");
  EXPECT_EQ(step.pupils[0].part, "saw-it");
  EXPECT_TRUE(step.category.empty());
  answer();
  EXPECT_TRUE(robot->shows("Samuel Roe, 5C: saw it. Linked later"));

  ASSERT_TRUE(robot->tap("next.unlink"));
  pick("pupil.p-015");
  fill("body", "It was another Samuel.");
  EXPECT_TRUE(save().work.removed);
  answer();
  EXPECT_FALSE(robot->shows("Linked later"));
  EXPECT_TRUE(robot->shows("Link taken back: Samuel Roe")) << "the record keeps it";
}

TEST_F(InboxSteps, AnActionIsWhatWasDoneOrAgreedNeverARequest) {
  open({sorted(sample, 2, id, "Neglect")});
  ASSERT_TRUE(robot->tap("next.action"));
  EXPECT_TRUE(robot->shows("nobody is told by it"));
  EXPECT_FALSE(robot->shows("Please"));
  pick("state.agreed");
  fill("what", "Ring her mother");
  pick("owner.dep-1");
  ASSERT_TRUE(robot->tap("step.save"));
  EXPECT_TRUE(robot->shows("Choose by when it will be done."));
  pick("due.other");
  fill("day", "1 dec");
  const Step& step = save();
  EXPECT_EQ(step.work.state, "agreed");
  EXPECT_EQ(step.work.what, "Ring her mother");
  EXPECT_EQ(step.work.ownerRef, "dep-1");
  EXPECT_EQ(step.work.ownerName, "Tom Reed");
  EXPECT_EQ(step.work.due, "2026-12-01");
  answer();
  EXPECT_TRUE(robot->shows("Tom Reed, by Tuesday 1 December 2026"));
  EXPECT_TRUE(robot->shows("Action agreed"));
}

TEST_F(InboxSteps, AFileIsAddedWithWordsOnWhatItIs) {
  open({sorted(sample, 2, id, "Neglect")});
  ASSERT_TRUE(robot->tap("next.file"));
  ASSERT_NE(robot->last<LookForFiles>(), nullptr);
  EXPECT_TRUE(robot->shows("Looking for files"));
  robot->give(FilesFound{{{"/home/anna/Downloads/nurse.pdf", "nurse.pdf", "Downloads, 21 Nov 2026, 11:50, 340 KB"},
                          {"/media/anna/stick/rota.pdf", "rota.pdf", "On stick, 20 Nov 2026, 09:00, 12 KB"}}});
  robot->settle();
  fill("search", "NURSE");
  robot->settle();
  EXPECT_EQ(robot->find("step.file./media/anna/stick/rota.pdf"), nullptr);
  pick("file./home/anna/Downloads/nurse.pdf");
  ASSERT_TRUE(robot->tap("step.save"));
  EXPECT_TRUE(robot->shows("Write what it is."));
  fill("body", "Letter from the school nurse.");
  const Step& step = save();
  EXPECT_EQ(step.kind, Kind::note);
  EXPECT_EQ(step.body, "Letter from the school nurse.");
  EXPECT_EQ(robot->last<TakeStep>()->files, std::vector<std::string>{"/home/anna/Downloads/nurse.pdf"});
  answer();
  EXPECT_TRUE(robot->shows("Letter from the school nurse."));
}

TEST_F(InboxSteps, AnOutcomeEndsItsAction) {
  open({agreed(sample, 3, id, "2026-11-20")});
  EXPECT_TRUE(robot->shows("Overdue"));
  ASSERT_TRUE(robot->tap("next.outcome"));
  fill("body", "Her mother will come on Monday.");
  const Step& step = save();
  EXPECT_EQ(step.kind, Kind::outcome);
  EXPECT_EQ(step.subject, robot->state.inbox.view.cases.at(id).actions[0].id);
  answer();
  EXPECT_TRUE(robot->state.inbox.view.cases.at(id).actions[0].outcomes.size() == 1);
}

TEST_F(InboxSteps, ADecisionNotToReferNeedsItsReasonAndWhetherParentsWereTold) {
  open({sorted(sample, 2, id, "Neglect")});
  ASSERT_TRUE(robot->tap("next.decision"));
  pick("decision.referral-not-made");
  ASSERT_TRUE(robot->tap("step.save"));
  EXPECT_EQ(robot->last<TakeStep>(), nullptr);
  EXPECT_TRUE(robot->shows("Write the reason"));
  fill("body", "The school can meet this need.");
  pick("parents.not-yet");
  fill("parents-why", "She asked for a day to tell them herself.");
  const Step& step = save();
  EXPECT_EQ(step.work.decision, "referral-not-made");
  EXPECT_EQ(step.body, "The school can meet this need.");
  EXPECT_EQ(step.work.parentsTold, "not-yet");
  EXPECT_FALSE(step.work.parentsWhy.empty());
  answer();
  EXPECT_TRUE(robot->shows("Decision: referral considered and not made"));
}

TEST_F(InboxSteps, ACorrectionStandsBesideWhatItCorrectsWhichStaysVisible) {
  open();
  ASSERT_TRUE(robot->tap("next.correction"));
  fill("body", "It was her right arm; I asked the writer.");
  const Step& step = save();
  EXPECT_EQ(step.subject, id) << "the concern itself unless another is chosen";
  answer();
  EXPECT_TRUE(robot->shows("Corrected: It was her right arm"));
  EXPECT_TRUE(robot->shows("She held her left arm"));
}

TEST_F(InboxSteps, AConcernIsMadePartOfAnotherOfTheSameChildFirstAndReadThere) {
  CaseEntry other = sample.concern(20, "Jay Roe");
  other.entry.pupils = {{"p-077", "Jay Roe", "2A", "worried-about", ""}};
  const CaseEntry same = sample.concern(10);
  open({other, same});
  ASSERT_TRUE(robot->tap("next.merge"));
  const ui::Item* first = robot->find("step.into." + same.entry.id);
  const ui::Item* second = robot->find("step.into." + other.entry.id);
  ASSERT_TRUE(first != nullptr && second != nullptr);
  EXPECT_TRUE(first->rect.y < second->rect.y || first->rect.x < second->rect.x);
  EXPECT_FALSE(robot->shows("Jay Roe")) << "another child is not named here";
  pick("into." + same.entry.id);
  EXPECT_EQ(save().work.into, same.entry.id);
  answer();
  EXPECT_EQ(robot->state.inbox.chosen, same.entry.id);
  EXPECT_TRUE(robot->shows("Another concern, part of this one"));

  ASSERT_TRUE(robot->tap("next.unmerge")) << "that was a mistake";
  pick("part." + id);
  fill("body", "They have nothing to do with each other.");
  ASSERT_TRUE(robot->tap("step.save"));
  EXPECT_TRUE(robot->last<TakeStep>()->step.work.removed);
  EXPECT_EQ(robot->last<TakeStep>()->step.subject, id);
  answer();
  EXPECT_TRUE(robot->state.inbox.view.cases.contains(id)) << "a concern of its own again";
}

TEST_F(InboxSteps, PassingOnSaysThatThoseWhoHadItKeepIt) {
  open();
  ASSERT_TRUE(robot->tap("next.move"));
  EXPECT_TRUE(robot->shows("Those who had it keep it"));
  EXPECT_TRUE(told("Margaret Hallam"));
  pick("audience.head");
  ASSERT_TRUE(robot->tap("step.save"));
  EXPECT_TRUE(robot->shows("Write why they need to know."));
  fill("body", "It is about a member of staff too.");
  EXPECT_EQ(save().work.toAudience, "head");
}

TEST_F(InboxSteps, ClosingIsRefusedWithAnActionOpenAndLeadsToIt) {
  open({sorted(sample, 2, id, "Neglect"), agreed(sample, 3, id, "2026-12-01")});
  ASSERT_TRUE(robot->tap("next.close"));
  EXPECT_TRUE(robot->shows("An action has no outcome yet: Ring her mother"));
  EXPECT_EQ(robot->find("step.save"), nullptr);
  ASSERT_TRUE(robot->tap("step.outcome"));
  EXPECT_EQ(robot->state.inbox.steps.form->form, Form::outcome);
  fill("body", "She came; it is settled.");
  (void)save();
  answer();
  ASSERT_TRUE(robot->tap("next.close")) << "now the sensible next step";
  fill("outcome", "Settled with her mother.");
  fill("body", "Nothing more to do.");
  const Step& close = save();
  EXPECT_EQ(close.kind, Kind::close);
  EXPECT_EQ(close.work.outcome, "Settled with her mother.");
  answer();
  EXPECT_TRUE(robot->shows("Settled with her mother."));
  ASSERT_TRUE(robot->tap("next.reopen"));
  fill("body", "She was late again.");
  EXPECT_EQ(save().work.replaces.size(), 1U);
}

TEST_F(InboxSteps, ARefusalKeepsWhatWasTypedAndSaysOneSentence) {
  open();
  ASSERT_TRUE(robot->tap("next.note"));
  fill("body", "Spoke to her teacher.");
  (void)save();
  robot->give(notTaken(Kind::note, id, FaultCode::diskFull));
  robot->settle();
  EXPECT_EQ(robot->state.screen, Screen::step);
  EXPECT_TRUE(robot->shows("It was not saved."));
  EXPECT_EQ(robot->find("step.body")->value, "Spoke to her teacher.");
  EXPECT_EQ(save().body, "Spoke to her teacher.") << "and can be tried again";
}

TEST_F(InboxSteps, AHalfWrittenFormSurvivesCoveringAndIsNotThrownAwayByOnePress) {
  open();
  ASSERT_TRUE(robot->tap("next.note"));
  fill("body", "Half a note");
  robot->press(ui::Key::escape);
  EXPECT_TRUE(robot->state.covered);
  EXPECT_FALSE(robot->shows("Half a note"));
  ASSERT_TRUE(robot->tap("cover.lift"));
  EXPECT_EQ(robot->find("step.body")->value, "Half a note");
  ASSERT_TRUE(robot->tap("step.cancel"));
  EXPECT_EQ(robot->state.screen, Screen::step);
  ASSERT_TRUE(robot->tap("step.keep"));
  EXPECT_EQ(robot->find("step.body")->value, "Half a note");
  ASSERT_TRUE(robot->tap("step.cancel"));
  ASSERT_TRUE(robot->tap("step.discard"));
  EXPECT_EQ(robot->state.screen, Screen::concern);
  EXPECT_EQ(robot->last<TakeStep>(), nullptr);
}

TEST_F(InboxSteps, TheKeyboardComesOnlyForTypingAndTheFieldStaysInSight) {
  for (const auto& [width, height] : {std::pair{1024.0F, 600.0F}, {800.0F, 1280.0F}, {1280.0F, 800.0F}}) {
    State state = inbox::working({concern, sample.read(1, id)});
    (void)apply(state, CaseChosen{id});
    (void)apply(state, FormOpened{Form::action, {}});
    (void)apply(state, FormPicked{Pick::state, "agreed"});
    Robot low(std::move(state), width, height);
    low.settle();
    const auto keys = [&] {
      const auto& items = low.engine->record().items;
      return std::any_of(items.begin(), items.end(), [](const ui::Item& item) { return item.role == ui::Role::key; });
    };
    EXPECT_FALSE(keys());
    for (int i = 0; i < 40 && low.find("step.what")->clipped; ++i) low.tap("step.action.down");
    ASSERT_TRUE(low.tap("step.what"));
    EXPECT_TRUE(keys());
    EXPECT_FALSE(low.find("step.what")->clipped) << width;
  }
}

TEST_F(InboxSteps, TheSensibleNextStepIsThePrimaryOne) {
  State state = inbox::working({concern});
  (void)apply(state, CaseChosen{id});
  Robot narrow(std::move(state), 800, 1280);
  narrow.settle();
  ASSERT_NE(narrow.find("concern.read"), nullptr) << "unread";
  narrow.give(ReadPressed{id});
  narrow.give(taken(id, sample.read(1, id)));
  narrow.settle();
  ASSERT_NE(narrow.find("next.sort"), nullptr) << "read and unsorted";
  narrow.give(EntriesArrived{{sorted(sample, 2, id, "Neglect")}, {}, true});
  narrow.settle();
  ASSERT_NE(narrow.find("next.action"), nullptr) << "sorted, nothing done";
  narrow.give(EntriesArrived{{agreed(sample, 3, id, "2026-12-01")}, {}, true});
  narrow.settle();
  ASSERT_NE(narrow.find("next.outcome"), nullptr) << "an action is open";
  ASSERT_TRUE(narrow.tap("concern.next"));
  EXPECT_NE(narrow.find("next.close"), nullptr);
  EXPECT_NE(narrow.find("next.decision"), nullptr);
  ASSERT_TRUE(narrow.tap("concern.next.back"));
  EXPECT_NE(narrow.find("concern.next"), nullptr);
}

TEST_F(InboxSteps, TheChildsStatusAndFamilyAreInTheSummary) {
  Step child;
  child.kind = Kind::child;
  child.pupils = {{"p-014", "Amina Okafor", "3B", "", ""}};
  child.work.status = "child-protection";
  child.work.since = "2026-09-01";
  child.work.family = "Lives with her aunt.";
  open({workOf(sample, 5, child)});
  EXPECT_TRUE(robot->shows("Child protection plan since 1 Sep 2026"));
  EXPECT_TRUE(robot->shows("Lives with her aunt."));
}

TEST_F(InboxSteps, WhatWasOpenedIsLoggedOnceAMinuteAndAtTheEnd) {
  CaseEntry other = sample.concern(10);
  State state = inbox::working({concern, other});
  EXPECT_TRUE(apply(state, Tick{Milliseconds(30'000), sampleNow()}).empty()) << "nothing was opened";
  (void)apply(state, Touched{Milliseconds(30'000)});
  (void)apply(state, CaseChosen{id});
  EXPECT_EQ(untilTick(state), Milliseconds(45'000)) << "the warning comes first";
  (void)apply(state, Touched{Milliseconds(80'000)});
  const Effects effects = apply(state, Tick{Milliseconds(91'000), sampleNow()});
  ASSERT_EQ(effects.size(), 1U);
  const LogSeen& log = std::get<LogSeen>(effects[0]);
  ASSERT_EQ(log.seen.size(), 1U);
  EXPECT_EQ(log.seen[0].id, id);
  EXPECT_EQ(log.seen[0].at, sampleNow());
  EXPECT_TRUE(log.entries.contains(id));
  (void)apply(state, CaseChosen{id});
  (void)apply(state, CaseChosen{other.entry.id});
  const Effects atEnd = apply(state, LockPressed{});
  ASSERT_EQ(atEnd.size(), 2U);
  EXPECT_EQ(std::get<LogSeen>(atEnd[0]).seen.size(), 1U) << "the first was logged before";
  EXPECT_TRUE(std::holds_alternative<EndProcess>(atEnd[1]));
}

TEST(InboxDays, AreUnderstoodAsPeopleTypeThem) {
  const char* today = "2026-11-21";
  EXPECT_EQ(dayFrom("30/11/2026", today), "2026-11-30");
  EXPECT_EQ(dayFrom("30.11.26", today), "2026-11-30");
  EXPECT_EQ(dayFrom(" 1 Dec ", today), "2026-12-01");
  EXPECT_EQ(dayFrom("5 january", today), "2027-01-05") << "the next one";
  EXPECT_EQ(dayFrom("2026-12-01", today), "2026-12-01");
  for (const char* bad : {"", "soon", "31/11/2026", "1/13/2026", "12", "1 dec 2026 or so", "29/2/2027"}) {
    EXPECT_EQ(dayFrom(bad, today), std::nullopt) << bad;
  }
  EXPECT_EQ(casework::daysLater("2026-12-31", 1), "2027-01-01");
  EXPECT_EQ(dayWords("2026-11-30"), "Monday 30 November 2026");
}

}  // namespace
}  // namespace pillarbox::inbox

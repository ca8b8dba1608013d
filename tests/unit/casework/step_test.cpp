#include "shared/casework/step.h"

#include <gtest/gtest.h>

#include <set>

#include "tests/support/case_sample.h"

namespace pillarbox::casework {
namespace {

const std::vector<std::string> categories{"Home", "Behaviour"};
const PupilPart ben{"p-020", "Ben Cole", "4A", "saw-it", ""};

class StepRules : public ::testing::Test {
 protected:
  // The concern, read, with one action agreed; and whatever a test adds.
  Case made(std::vector<CaseEntry> more = {}) {
    more.push_back(concern);
    more.push_back(sample.read(1, concern.entry.id));
    CaseEntries all;
    merge(all, std::move(more));
    return project(all, {}).cases.at(concern.entry.id);
  }
  Step step(Kind kind) {
    Step out;
    out.kind = kind;
    out.subject = concern.entry.id;
    return out;
  }
  static std::string why(const Step& step, const Case& made, bool mayReserve = true) {
    const Status checked = checkStep(step, made, categories, mayReserve);
    return checked.ok() ? "" : checked.fault().detail;
  }

  Sample sample;
  CaseEntry concern = sample.concern(0);
};

TEST_F(StepRules, ACategoryOfTheSchoolAndReservedOnesForDslsOnly) {
  Step triage = step(Kind::triage);
  EXPECT_EQ(why(triage, made()), "Choose a category.");
  triage.category = "Home";
  EXPECT_EQ(why(triage, made(), false), "");
  triage.category = "Weather";
  EXPECT_EQ(why(triage, made()), "This school has no category called Weather.");
  triage.category = "Child Protection";
  EXPECT_EQ(why(triage, made()), "");
  EXPECT_EQ(why(triage, made(), false), "Only a DSL or a deputy gives the category Child Protection.");
}

TEST_F(StepRules, SortingAgainTakesThePlaceOfWhatWasInForce) {
  const CaseEntry a = sample.triage(5, concern.entry.id, "Home"), b = sample.triage(6, concern.entry.id, "Behaviour");
  Step triage = step(Kind::triage);
  fillIn(triage, made({a, b}));
  EXPECT_EQ(triage.work.replaces, (std::vector<std::string>{a.entry.id, b.entry.id}));
}

TEST_F(StepRules, ALinkNamesAChildAndItsPart) {
  Step link = step(Kind::link);
  EXPECT_EQ(why(link, made()), "Choose the child to link.");
  link.pupils = {ben};
  EXPECT_EQ(why(link, made()), "");
  link.pupils[0].part.clear();
  EXPECT_EQ(why(link, made()), "Say what part this child has in it.");
  link.pupils = {concern.entry.pupils[0]};
  EXPECT_EQ(why(link, made()), "This child is linked to this concern already.");
}

TEST_F(StepRules, ALinkIsTakenBackWithAReason) {
  const CaseEntry a = sample.link(5, concern.entry.id, {ben}), b = sample.link(6, concern.entry.id, {ben});
  Step back = step(Kind::link);
  back.work.removed = true;
  back.pupils = {ben};
  EXPECT_EQ(why(back, made()), "This child is not linked to this concern.");
  EXPECT_EQ(why(back, made({a, b})), "Say why the link is taken back.");
  back.body = "Another Ben was meant.";
  EXPECT_EQ(why(back, made({a, b})), "");
  fillIn(back, made({a, b}));
  EXPECT_EQ(std::set<std::string>(back.work.replaces.begin(), back.work.replaces.end()),
            (std::set<std::string>{a.entry.id, b.entry.id}));
  CaseEntry done = sample.link(9, concern.entry.id, back.pupils, back.work.replaces);
  EXPECT_EQ(made({a, b, done}).children.size(), 2u);
}

TEST_F(StepRules, AChildOfTheConcernItselfCanBeTakenOut) {
  Step back = step(Kind::link);
  back.work.removed = true;
  back.pupils = {concern.entry.pupils[1]};  // has no name
  back.body = "It was nobody of ours.";
  EXPECT_EQ(why(back, made()), "");
  fillIn(back, made());
  EXPECT_EQ(back.work.replaces, std::vector<std::string>{concern.entry.id});
}

TEST_F(StepRules, AnActionIsDoneOrAgreedWithSomebody) {
  Step action = step(Kind::action);
  EXPECT_EQ(why(action, made()), "Say what was done, or what was agreed.");
  action.work.what = "Ring the nurse.";
  EXPECT_EQ(why(action, made()), "Say whether it is done already, or agreed.");
  action.work.state = "done";
  EXPECT_EQ(why(action, made()), "");
  action.work.state = "agreed";
  EXPECT_EQ(why(action, made()), "Say who agreed to do it.");
  action.work.ownerName = "Anna Bell";
  EXPECT_EQ(why(action, made()), "");
  action.work.due = "soon";
  EXPECT_EQ(why(action, made()), "Choose the day it is to be done by.");
}

TEST_F(StepRules, AnOutcomeIsOfAnActionOfThisConcern) {
  const CaseEntry action = sample.agreed(5, concern.entry.id);
  Step outcome = step(Kind::outcome);
  outcome.body = "Done.";
  EXPECT_EQ(why(outcome, made({action})), "There is no such action in this concern.");
  outcome.subject = action.entry.id;
  EXPECT_EQ(why(outcome, made({action})), "");
  outcome.body.clear();
  EXPECT_EQ(why(outcome, made({action})), "Say what came of it.");
}

TEST_F(StepRules, ADecisionHasItsReason) {
  Step decision = step(Kind::decision);
  EXPECT_EQ(why(decision, made()), "Choose what was decided.");
  decision.work.decision = "referral-not-made";
  EXPECT_NE(why(decision, made()).find("Write the reason"), std::string::npos);
  decision.body = "Below the threshold: see the notes of the call.";
  EXPECT_EQ(why(decision, made()), "");
}

TEST_F(StepRules, NothingIsMergedIntoItself) {
  Step merging = step(Kind::merge);
  EXPECT_EQ(why(merging, made()), "Choose the concern that this one is part of.");
  merging.work.into = concern.entry.id;
  EXPECT_EQ(why(merging, made()), "A concern cannot be part of itself.");
  merging.work.into = sample.concern(9).entry.id;
  EXPECT_EQ(why(merging, made()), "");
}

TEST_F(StepRules, PassedToOtherReadersOnlyAndWithAReason) {
  Step move = step(Kind::move);
  move.work.toAudience = "safeguarding";
  EXPECT_EQ(why(move, made()), "Those readers have it already.");
  move.work.toAudience = "pastoral";
  EXPECT_EQ(why(move, made()), "Write why they need to know.");
  move.body = "The year head supports her.";
  EXPECT_EQ(why(move, made()), "");
}

TEST_F(StepRules, ClosedOnlyWhenEverythingIsReadAndActionsHaveOutcomes) {
  const CaseEntry action = sample.agreed(5, concern.entry.id);
  Step close = step(Kind::close);
  close.work.outcome = "Settled.";
  close.body = "Nothing is left to do.";
  EXPECT_EQ(why(close, made({action})), "An action in it has no outcome yet.");
  EXPECT_EQ(why(close, made({sample.addition(7, concern.entry.id)})), "Something in it has not been read yet.");
  EXPECT_EQ(why(close, made({action, sample.outcome(6, action.entry.id)})), "");
  close.body.clear();
  EXPECT_EQ(why(close, made()), "Write why it can be closed.");
  close.work.outcome.clear();
  EXPECT_EQ(why(close, made()), "Write how it ended.");
  EXPECT_EQ(why(close, made({sample.close(8, concern.entry.id)})), "It is closed already.");
}

TEST_F(StepRules, ReopeningEndsEveryCloseThatIsKnown) {
  const CaseEntry a = sample.close(5, concern.entry.id), b = sample.close(6, concern.entry.id, "dsl-2");
  Step reopen = step(Kind::reopen);
  EXPECT_EQ(why(reopen, made()), "It is not closed.");
  EXPECT_EQ(why(reopen, made({a, b})), "Write why it is opened again.");
  reopen.body = "Her mother rang.";
  EXPECT_EQ(why(reopen, made({a, b})), "");
  fillIn(reopen, made({a, b}));
  EXPECT_FALSE(made({a, b, sample.reopen(7, concern.entry.id, reopen.work.replaces)}).closed);
}

TEST_F(StepRules, NotesAndCorrectionsSaySomething) {
  EXPECT_EQ(why(step(Kind::note), made()), "Write the note.");
  EXPECT_EQ(why(step(Kind::correction), made()), "Write what is right.");
  EXPECT_EQ(why(step(Kind::thanks), made()), "");
  EXPECT_EQ(why(step(Kind::read), made()), "");
}

TEST_F(StepRules, AStatusIsOfOneChildOfTheList) {
  Step child = step(Kind::child);
  child.work.status = "child-in-need";
  EXPECT_EQ(why(child, made()), "Choose one child of the school's list.");
  child.pupils = {ben};
  EXPECT_EQ(why(child, made()), "");
  child.work.status = "naughty";
  EXPECT_EQ(why(child, made()), "Choose the child's status.");
}

TEST_F(StepRules, WhatIsAllowedMakesAnEntryThatIsValid) {
  Entry entry = sample.agreed(5, concern.entry.id).entry;
  EXPECT_TRUE(validate(entry).ok());
  for (const CaseEntry& each : {sample.triage(1, concern.entry.id, "Home"), sample.decision(1, concern.entry.id),
                                sample.close(1, concern.entry.id), sample.link(1, concern.entry.id, {ben}),
                                sample.status(1, ben, "none"), sample.outcome(1, entry.id)}) {
    EXPECT_TRUE(validate(each.entry).ok()) << kindName(each.entry.kind);
  }
}

}  // namespace
}  // namespace pillarbox::casework

#include <gtest/gtest.h>

#include "shared/casework/case_view.h"
#include "shared/casework/step.h"
#include "tests/support/case_sample.h"

namespace pillarbox::casework {
namespace {

const PupilPart ben{"p-020", "Ben Cole", "4A", "saw-it", ""};
const PupilPart zoe{"p-021", "Zoe Hart", "4A", "friend", ""};

CaseView viewOf(std::vector<CaseEntry> entries) {
  CaseEntries merged;
  merge(merged, std::move(entries));
  return project(merged, {});
}

TEST(CaseStory, TellsWhatFollowedAConcern) {
  Sample sample;
  const CaseEntry concern = sample.concern(0);
  const std::string id = concern.entry.id;
  const CaseEntry action = sample.agreed(10, id);
  CaseEntry understood = sample.work(Kind::understood, 12, id, "dsl-2");
  CaseEntry correction = sample.work(Kind::correction, 13, id);
  correction.entry.body = "It was the left arm.";
  const CaseEntry outcome = sample.outcome(20, action.entry.id);
  const CaseEntry decision = sample.decision(25, id);
  const CaseEntry close = sample.close(30, id);
  const CaseView view = viewOf({concern, sample.read(5, id), sample.triage(6, id, "Home"), action, understood,
                                correction, outcome, decision, close});
  ASSERT_EQ(view.items.size(), 1u);
  EXPECT_TRUE(view.items[0].closed);
  EXPECT_EQ(view.items[0].category, "Home");
  const Case& found = view.cases.at(id);
  ASSERT_EQ(found.actions.size(), 1u);
  EXPECT_FALSE(found.actions[0].open());
  EXPECT_EQ(found.actions[0].outcomes, std::vector<std::string>{outcome.entry.id});
  EXPECT_EQ(found.decisions, std::vector<std::string>{decision.entry.id});
  EXPECT_EQ(found.corrections, std::vector<std::string>{correction.entry.id});
  EXPECT_EQ(found.parentsTold, "yes");
  EXPECT_EQ(found.outcome, "Settled.");
  EXPECT_EQ(found.readAt, concern.entry.writtenAt.wall + std::chrono::minutes(5));
  EXPECT_EQ(found.actedAt, action.entry.writtenAt.wall);
  ASSERT_EQ(found.understood.size(), 1u);
  EXPECT_EQ(found.understood[0].name, "Dev Rao");
  EXPECT_EQ(found.later.size(), 8u);
}

TEST(CaseStory, TwoClosedItAtOnceAndReopeningOneLeavesItClosedByTheOther) {
  Sample sample;
  const CaseEntry concern = sample.concern(0);
  const std::string id = concern.entry.id;
  const CaseEntry a = sample.close(30, id), b = sample.close(31, id, "dsl-2");
  const CaseView both = viewOf({concern, a, b});
  EXPECT_EQ(both.cases.at(id).closes, (std::vector<std::string>{a.entry.id, b.entry.id}));
  EXPECT_EQ(both.cases.at(id).closedAt, a.entry.writtenAt.wall);
  EXPECT_TRUE(viewOf({concern, a, b, sample.reopen(40, id, {a.entry.id})}).cases.at(id).closed);
  const CaseView open = viewOf({concern, a, b, sample.reopen(-900, id, {a.entry.id, b.entry.id})});  // a slow clock
  EXPECT_FALSE(open.cases.at(id).closed);
  EXPECT_FALSE(open.items[0].closed);
}

TEST(CaseStory, SortedTwiceIsSaidUntilOneTakesThePlaceOfBoth) {
  Sample sample;
  const CaseEntry concern = sample.concern(0);
  const std::string id = concern.entry.id;
  const CaseEntry a = sample.triage(10, id, "Home"), b = sample.triage(11, id, "Online");
  EXPECT_TRUE(viewOf({concern, a, b}).cases.at(id).sortedTwice);
  EXPECT_EQ(viewOf({concern, a, b}).cases.at(id).category, "Online");
  const CaseEntry c = sample.triage(-50, id, "Neglect", {a.entry.id, b.entry.id});
  const Case settled = viewOf({concern, a, b, c}).cases.at(id);
  EXPECT_FALSE(settled.sortedTwice);
  EXPECT_EQ(settled.category, "Neglect");
  const CaseEntry same = sample.triage(12, id, "Home");
  EXPECT_FALSE(viewOf({concern, a, same}).cases.at(id).sortedTwice);
}

TEST(CaseStory, ALinkIsTakenBackForTheChildItNamesOnly) {
  Sample sample;
  const CaseEntry concern = sample.concern(0);
  const std::string id = concern.entry.id;
  const CaseEntry link = sample.link(10, id, {ben, zoe});
  EXPECT_EQ(viewOf({concern, link}).cases.at(id).children.size(), 4u);
  const CaseEntry back = sample.link(20, id, {ben}, {link.entry.id});
  const Case found = viewOf({concern, link, back}).cases.at(id);
  ASSERT_EQ(found.children.size(), 3u);
  EXPECT_EQ(found.children[2].pupil, zoe);
  EXPECT_EQ(found.category, "");  // a link brings no category
  const CaseEntry again = sample.link(30, id, {ben});
  EXPECT_EQ(viewOf({concern, link, back, again}).cases.at(id).children.size(), 4u);
}

TEST(CaseStory, ALinkMadeByTwoStaysUntilBothAreTakenBack) {
  Sample sample;
  const CaseEntry concern = sample.concern(0);
  const std::string id = concern.entry.id;
  const CaseEntry a = sample.link(10, id, {ben}), b = sample.link(11, id, {ben});
  const Case both = viewOf({concern, a, b}).cases.at(id);
  ASSERT_EQ(both.children.size(), 3u);
  EXPECT_EQ(both.children[2].linkedBy, a.entry.id);
  EXPECT_EQ(both.children[2].alsoBy, std::vector<std::string>{b.entry.id});
  EXPECT_EQ(viewOf({concern, a, b, sample.link(20, id, {ben}, {a.entry.id})}).cases.at(id).children.size(), 3u);
  EXPECT_EQ(viewOf({concern, a, b, sample.link(20, id, {ben}, {a.entry.id, b.entry.id})}).cases.at(id).children.size(),
            2u);
}

TEST(CaseStory, OneOfTwoUnnamedChildrenIsTakenBack) {
  Sample sample;
  const CaseEntry concern = sample.concern(0);
  const std::string id = concern.entry.id;
  const PupilPart girl{"", "", "", "saw-it", "a girl with plaits"}, boy = concern.entry.pupils[1];
  const CaseEntry link = sample.link(5, id, {girl});
  const CaseEntry back = sample.link(6, id, {boy}, {id});
  const Case found = viewOf({concern, link, back}).cases.at(id);
  ASSERT_EQ(found.children.size(), 2u);
  EXPECT_EQ(found.children[1].pupil, girl);
}

TEST(CaseStory, AConcernMadePartOfAnotherIsOneStory) {
  Sample sample;
  const CaseEntry first = sample.concern(0), second = sample.concern(10, "Ben Cole");
  CaseEntry other = second;
  other.entry.pupils = {ben};
  const CaseEntry added = sample.addition(20, other.entry.id);
  const CaseView view = viewOf({first, other, added, sample.mergeInto(30, other.entry.id, first.entry.id)});
  ASSERT_EQ(view.items.size(), 1u);
  const Case& found = view.cases.at(first.entry.id);
  EXPECT_EQ(found.merged, std::vector<std::string>{other.entry.id});
  EXPECT_EQ(found.children.size(), 3u);
  EXPECT_EQ(found.unread.size(), 3u);
}

TEST(CaseStory, AMergeThatWasAMistakeIsTakenBack) {
  Sample sample;
  const CaseEntry a = sample.concern(0), b = sample.concern(1), c = sample.concern(2);
  const CaseEntry merged = sample.mergeInto(5, b.entry.id, a.entry.id);
  const CaseEntry elsewhere = sample.mergeInto(6, b.entry.id, c.entry.id, "dsl-2");  // at the same time
  const CaseView both = viewOf({a, b, c, merged, elsewhere});
  ASSERT_EQ(both.items.size(), 2u);
  const Case made =
      both.cases.begin()->second.merged.empty() ? both.cases.rbegin()->second : both.cases.begin()->second;
  ASSERT_EQ(made.mergedBy.size(), 2u);
  Step back;
  back.kind = Kind::merge;
  back.subject = b.entry.id;
  back.work.removed = true;
  EXPECT_FALSE(checkStep(back, made, {}, true).ok());  // no reason
  back.body = "Another Sam.";
  EXPECT_TRUE(checkStep(back, made, {}, true).ok());
  fillIn(back, made);
  CaseEntry done = sample.work(Kind::merge, 9, b.entry.id);
  done.entry.casework = back.work;
  done.entry.body = back.body;
  EXPECT_TRUE(validate(done.entry).ok());
  const CaseView apart = viewOf({a, b, c, merged, elsewhere, done});
  EXPECT_EQ(apart.items.size(), 3u);
  EXPECT_TRUE(apart.cases.at(a.entry.id).merged.empty());
  EXPECT_FALSE(checkStep(back, apart.cases.at(a.entry.id), {}, true).ok());
  const CaseEntry again = sample.mergeInto(20, b.entry.id, a.entry.id);
  EXPECT_EQ(viewOf({a, b, c, merged, elsewhere, done, again}).items.size(), 2u);
}

TEST(CaseStory, MergingAClosedConcernDoesNotCloseTheOther) {
  Sample sample;
  const CaseEntry open = sample.concern(0), done = sample.concern(1);
  const CaseView view =
      viewOf({open, done, sample.triage(2, open.entry.id, "Home"), sample.triage(3, done.entry.id, "Behaviour"),
              sample.close(5, done.entry.id), sample.mergeInto(9, done.entry.id, open.entry.id)});
  const Case& found = view.cases.at(open.entry.id);
  EXPECT_FALSE(found.closed);
  EXPECT_EQ(found.category, "Home");
  EXPECT_FALSE(found.sortedTwice);
}

TEST(CaseStory, TheCategoryOfAMergedConcernCountsWhileTheOtherHasNone) {
  Sample sample;
  const CaseEntry plain = sample.concern(0), sorted = sample.concern(1);
  const CaseView view = viewOf({plain, sorted, sample.triage(3, sorted.entry.id, "Child Protection"),
                                sample.mergeInto(9, sorted.entry.id, plain.entry.id)});
  EXPECT_EQ(view.cases.at(plain.entry.id).category, "Child Protection");
}

TEST(CaseStory, TwoWhoMergeEachIntoTheOtherLoseNeither) {
  Sample sample;
  const CaseEntry a = sample.concern(0), b = sample.concern(1), c = sample.concern(2);
  const CaseView view = viewOf({a, b, c, sample.mergeInto(5, a.entry.id, b.entry.id),
                                sample.mergeInto(6, b.entry.id, c.entry.id, "dsl-2"),
                                sample.mergeInto(7, c.entry.id, a.entry.id, "dsl-3")});
  ASSERT_EQ(view.items.size(), 1u);
  EXPECT_EQ(view.items[0].id, std::min({a.entry.id, b.entry.id, c.entry.id}));
  EXPECT_EQ(view.cases.begin()->second.unread.size(), 3u);
}

TEST(CaseStory, MergingIntoSomethingAddedMergesIntoItsConcern) {
  Sample sample;
  const CaseEntry a = sample.concern(0), b = sample.concern(1);
  const CaseEntry added = sample.addition(2, a.entry.id);
  const CaseView view = viewOf({a, b, added, sample.mergeInto(5, b.entry.id, added.entry.id)});
  ASSERT_EQ(view.items.size(), 1u);
  EXPECT_EQ(view.items[0].id, a.entry.id);
}

TEST(CaseStory, MovedToOtherReaders) {
  Sample sample;
  const CaseEntry concern = sample.concern(0), merged = sample.concern(1);
  CaseEntry move = sample.work(Kind::move, 10, concern.entry.id);
  move.entry.casework.toAudience = "pastoral";
  CaseEntry elsewhere = sample.work(Kind::move, 11, merged.entry.id);
  elsewhere.entry.casework.toAudience = "head";
  EXPECT_EQ(viewOf({concern}).cases.at(concern.entry.id).audience, "safeguarding");
  const CaseView view =
      viewOf({concern, merged, move, elsewhere, sample.mergeInto(12, merged.entry.id, concern.entry.id)});
  EXPECT_EQ(view.cases.at(concern.entry.id).audience, "pastoral");
}

TEST(CaseStory, WhatIsKnownOfAChildBelongsToNoCase) {
  Sample sample;
  const CaseEntry a = sample.status(0, ben, "early-help"), b = sample.status(1, ben, "child-in-need", {a.entry.id});
  CaseEntry seen = sample.work(Kind::seen, 2, {});
  const CaseEntry concern = sample.concern(3);
  seen.entry.casework.seen = {{concern.entry.id, sample.clock.now()}};
  CaseEntry broken = sample.status(4, ben, "none");
  broken.entry.pupils.clear();
  const CaseView view = viewOf({b, a, seen, concern, broken});
  EXPECT_EQ(view.items.size(), 1u);
  EXPECT_EQ(view.children.at("p-020"), (std::vector<std::string>{a.entry.id, b.entry.id}));
  EXPECT_EQ(view.log, std::vector<std::string>{seen.entry.id});
  EXPECT_EQ(view.cases.at(concern.entry.id).openedBy, std::vector<std::string>{"Anna Bell"});
}

TEST(CaseStory, ThePileItIsOn) {
  Sample sample;
  const CaseEntry concern = sample.concern(0);
  const std::string id = concern.entry.id;
  const CaseEntry read = sample.read(1, id), mine = sample.agreed(2, id, "2026-12-01");
  CaseEntry theirs = sample.agreed(3, id, "");
  theirs.entry.casework.ownerRef = "dsl-2";
  const auto pile = [&](std::vector<CaseEntry> list, std::string_view today) {
    CaseEntries all;
    merge(all, std::move(list));
    return pileOf(project(all, {}).cases.at(id), all, "dsl-1", today);
  };
  EXPECT_EQ(pile({concern}, "2026-11-21"), Pile::unread);
  EXPECT_EQ(pile({concern, read}, "2026-11-21"), Pile::open);
  EXPECT_EQ(pile({concern, read, mine, theirs}, "2026-12-01"), Pile::mine);
  EXPECT_EQ(pile({concern, read, mine, theirs}, "2026-12-02"), Pile::overdue);
  EXPECT_EQ(pile({concern, read, theirs}, "2027-12-02"), Pile::waiting);
  EXPECT_EQ(pile({concern, read, sample.close(9, id)}, "2026-12-02"), Pile::closed);
  // One closed it while another agreed something: that is still to be done.
  EXPECT_EQ(pile({concern, read, mine, sample.close(9, id)}, "2026-11-21"), Pile::mine);
  EXPECT_EQ(pile({concern, read, mine, sample.close(9, id), sample.outcome(10, mine.entry.id)}, "2027-01-01"),
            Pile::closed);
}

}  // namespace
}  // namespace pillarbox::casework

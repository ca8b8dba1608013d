#include "shared/casework/keeping.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "shared/casework/child_view.h"
#include "tests/support/case_sample.h"

namespace pillarbox::casework {
namespace {

const PupilPart amina{"p-014", "Amina Okafor", "3B", "", ""};

struct Seen {
  explicit Seen(std::vector<CaseEntry> all) {
    merge(entries, std::move(all));
    view = project(entries, {});
  }
  CaseEntries entries;
  CaseView view;
};

CaseEntry born(Sample& sample, int minutes, const std::string& day, std::vector<std::string> replaces = {}) {
  CaseEntry made = sample.work(Kind::child, minutes, {});
  made.entry.pupils = {amina};
  made.entry.casework.bornOn = day;
  made.entry.casework.replaces = std::move(replaces);
  return made;
}

CaseEntry hold(Sample& sample, int minutes, const std::string& why, std::vector<std::string> lifts = {}) {
  CaseEntry made = sample.work(Kind::hold, minutes, {});
  made.entry.pupils = {amina};
  made.entry.body = why;
  made.entry.casework.removed = !lifts.empty();
  made.entry.casework.replaces = std::move(lifts);
  return made;
}

CaseEntry destroy(Sample& sample, int minutes, const std::string& stage, const std::string& subject,
                  const std::string& person) {
  CaseEntry made = sample.work(Kind::destroy, minutes, subject, person);
  if (subject.empty()) made.entry.pupils = {amina};
  made.entry.casework.stage = stage;
  return made;
}

TEST(Keeping, ADateOfBirthIsPutRightAndSaysNothingOfAStatus) {
  Sample sample;
  CaseEntry status = sample.status(0, amina, "child-in-need");
  const CaseEntry wrong = born(sample, 1, "2015-04-03"), right = born(sample, 2, "2014-04-03", {wrong.entry.id});
  const Seen seen({status, wrong, right});
  EXPECT_EQ(bornOnOf(seen.view, seen.entries).at("p-014"), "2014-04-03");
  const auto inForce = statusInForce("p-014", seen.view, seen.entries);
  ASSERT_EQ(inForce.size(), 1U);
  EXPECT_EQ(inForce[0].status, "child-in-need");
  EXPECT_EQ(lineOf(right.entry, seen.entries), "Born on 3 April 2014");
}

TEST(Keeping, OfTwoDatesThatDoNotKnowOfEachOtherTheLaterCounts) {
  Sample sample;
  const Seen seen({born(sample, 1, "2014-04-03"), born(sample, 2, "2015-04-03")});
  EXPECT_EQ(bornOnOf(seen.view, seen.entries).at("p-014"), "2015-04-03") << "nothing is kept too short";
}

TEST(Keeping, AHoldEndsOnlyByAnEntryThatNamesIt) {
  Sample sample;
  const CaseEntry one = hold(sample, 1, "A court case."), two = hold(sample, 2, "An inquiry.");
  const CaseEntry lifted = hold(sample, 3, "It is over.", {one.entry.id});
  const Seen both({one, two}), left({lifted, two, one}), none({lifted, one});
  EXPECT_EQ(holdsOf(both.view, both.entries).at("p-014").ids.size(), 2U);
  const auto still = holdsOf(left.view, left.entries);
  ASSERT_TRUE(still.contains("p-014"));
  EXPECT_EQ(still.at("p-014").reason, "An inquiry.");
  EXPECT_TRUE(holdsOf(none.view, none.entries).empty());
}

TEST(Keeping, WhatIsHeldIsNeverDueWhateverTheClockSays) {
  Sample sample;
  const CaseEntry concern = sample.concern(0), day = born(sample, 1, "1990-04-03");
  const Seen due({concern, day}), held({concern, day, hold(sample, 2, "A court case.")});
  const auto rows = [](const Seen& seen) {
    return retentionOf(seen.view, seen.entries, {}, retentionAsked(seen.view, seen.entries, "2099-01-01", 25));
  };
  const auto of = [&](const Seen& seen) {
    const auto all = rows(seen);
    return std::find_if(all.begin(), all.end(), [](const RetentionRow& row) { return row.ref == "p-014"; })->state;
  };
  EXPECT_EQ(of(due), RetentionRow::State::due);
  EXPECT_EQ(of(held), RetentionRow::State::held);
}

TEST(Keeping, DestructionIsAgreedByAnotherPersonAndWithdrawnByAnybody) {
  Sample sample;
  const CaseEntry proposed = destroy(sample, 1, "proposed", "", "dsl-1");
  const std::string id = proposed.entry.id;
  const CaseEntry alone = destroy(sample, 2, "agreed", id, "dsl-1");
  const CaseEntry agreed = destroy(sample, 3, "agreed", id, "head-1");
  const CaseEntry back = destroy(sample, 4, "withdrawn", id, "dsl-2");
  const auto stateOf = [](std::vector<CaseEntry> all) {
    const Seen seen(std::move(all));
    return destructionsOf(seen.view, seen.entries).at(0).state;
  };
  EXPECT_EQ(stateOf({proposed, alone}), Destruction::State::proposed) << "nobody agrees with themselves";
  EXPECT_EQ(stateOf({agreed, proposed}), Destruction::State::agreed);
  EXPECT_EQ(stateOf({back, agreed, proposed}), Destruction::State::withdrawn);
  EXPECT_EQ(stateOf({proposed, back, agreed}), Destruction::State::withdrawn);
}

}  // namespace
}  // namespace pillarbox::casework

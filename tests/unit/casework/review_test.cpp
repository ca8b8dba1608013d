#include "shared/casework/review.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "tests/support/case_sample.h"

namespace pillarbox::casework {
namespace {

using Of = Finding::Of;

class QualityReview : public ::testing::Test {
 protected:
  QualityReview() {
    asked.today = "2026-11-21";
    asked.categories = {"Home", "Behaviour", "Bullying", "Bullying online", "Attendance"};
  }
  // A concern so many days ago that is read, sorted, decided and, if wanted, closed: nothing to find.
  std::string tidy(int daysAgo, const std::string& category = "Home", bool closed = true) {
    const int at = -daysAgo * 24 * 60;
    const CaseEntry concern = sample.concern(at);
    const std::string id = concern.entry.id;
    list.push_back(concern);
    list.push_back(sample.read(at + 1, id));
    list.push_back(sample.triage(at + 2, id, category));
    list.push_back(sample.decision(at + 3, id));
    if (closed) list.push_back(sample.close(at + 4, id));
    return id;
  }
  Review review() {
    entries.clear();
    merge(entries, list);
    view = project(entries, {});
    return reviewOf(view, entries, asked);
  }
  // The kinds of what is found in one concern.
  static std::vector<Of> in(const Review& found, const std::string& id) {
    std::vector<Of> out;
    for (const Finding& each : found.findings) {
      if (each.caseId == id) out.push_back(each.of);
    }
    return out;
  }

  Sample sample;
  std::vector<CaseEntry> list;
  CaseEntries entries;
  CaseView view;
  ReviewAsked asked;
};

TEST_F(QualityReview, FindsNothingInATidyRecord) {
  tidy(100);
  tidy(5, "Behaviour", false);
  EXPECT_TRUE(review().findings.empty());
  EXPECT_EQ(review().looked, 2u);
}

TEST_F(QualityReview, AreYouClosingConcernsOnceAllRelevantActionsHaveBeenTaken) {
  const std::string open = tidy(40, "Home", false), recent = tidy(20, "Home", false);
  const Review found = review();
  EXPECT_EQ(in(found, open), std::vector<Of>{Of::openTooLong});
  EXPECT_EQ(found.findings[0].sentence, "It has been open for 40 days.");
  EXPECT_TRUE(in(found, recent).empty());
  asked.openDays = 10;
  EXPECT_EQ(in(review(), recent), std::vector<Of>{Of::openTooLong});
}

TEST_F(QualityReview, ActionsAreRecordedAndHaveOutcomes) {
  const CaseEntry bare = sample.concern(-30 * 24 * 60);
  const std::string bareId = bare.entry.id;
  list = {bare, sample.read(0, bareId), sample.triage(1, bareId, "Home")};
  asked.openDays = 60;
  EXPECT_EQ(in(review(), bareId), std::vector<Of>{Of::nothingDone});
  const CaseEntry overdue = sample.agreed(5, bareId, "2026-11-20");
  list.push_back(overdue);
  const Review late = review();
  EXPECT_EQ(in(late, bareId), std::vector<Of>{Of::outcomeOverdue});
  EXPECT_EQ(late.findings[0].entryId, overdue.entry.id);
  EXPECT_EQ(late.findings[0].sentence, "An action was to be done by 20 November 2026; nothing says what came of it.");
  list.push_back(sample.outcome(9, overdue.entry.id));
  EXPECT_TRUE(in(review(), bareId).empty());
  list.push_back(sample.agreed(10, bareId, ""));
  list.push_back(sample.close(11, bareId));
  EXPECT_EQ(in(review(), bareId), std::vector<Of>{Of::closedUnfinished});
}

TEST_F(QualityReview, OldDecisionsWithoutAReasonAndConcernsWithoutACategory) {
  const CaseEntry concern = sample.concern(-60);
  CaseEntry decision = sample.decision(5, concern.entry.id);
  decision.entry.body.clear();
  list = {concern, decision};
  EXPECT_EQ(in(review(), concern.entry.id), (std::vector<Of>{Of::unread, Of::noReason, Of::noCategory}));
}

TEST_F(QualityReview, AreThereTooManyCategories) {
  for (int i = 0; i < 6; ++i) tidy(10 + i, "Bullying");
  for (int i = 0; i < 3; ++i) tidy(20 + i, "Home");
  tidy(9, "Bullying online");
  tidy(8, "Weather");
  tidy(7, "Child Protection");
  const Review found = review();
  ASSERT_GE(found.categories.size(), 3u);
  EXPECT_EQ(found.categories[0].category, "Bullying");
  EXPECT_EQ(found.categories[0].concerns, 6u);
  EXPECT_EQ(found.categories[0].last, "2026-11-11");
  std::set<std::string> rare, gone;
  for (const CategoryUse& use : found.categories) {
    if (use.rare) rare.insert(use.category);
    if (use.notOffered) gone.insert(use.category);
  }
  EXPECT_EQ(rare, (std::set<std::string>{"Attendance", "Behaviour", "Bullying online", "Weather"}));
  EXPECT_EQ(gone, std::set<std::string>{"Weather"});
  ASSERT_EQ(found.overlaps.size(), 1u);
  EXPECT_EQ(found.overlaps[0].smaller, "Bullying online");
  EXPECT_EQ(found.overlaps[0].larger, "Bullying");
}

TEST_F(QualityReview, ConsolidatingIsShownBeforeAnythingIsPosted) {
  const std::string a = tidy(10, "Bullying"), b = tidy(11, "Bullying");
  tidy(12, "Behaviour");
  review();
  const Consolidation preview = previewConsolidation(view, "Bullying", "Behaviour");
  EXPECT_EQ(std::set<std::string>(preview.cases.begin(), preview.cases.end()), (std::set<std::string>{a, b}));
  EXPECT_TRUE(preview.sentence.starts_with("2 concerns are in “Bullying”.")) << preview.sentence;
  EXPECT_TRUE(previewConsolidation(view, "Attendance", "Home").cases.empty());
}

TEST_F(QualityReview, CategoriesThatReadersMixUpOverlap) {
  for (int i = 0; i < 2; ++i) {
    const std::string id = tidy(10 + i, "Home");
    const std::string first = list[list.size() - 3].entry.id;
    list.push_back(sample.triage(0, id, "Behaviour", {first}));
  }
  const Review found = review();
  ASSERT_FALSE(found.overlaps.empty());
  EXPECT_TRUE(found.overlaps[0].sentence.starts_with("Readers used both for the same concern 2 times."));
}

TEST_F(QualityReview, WordsThatSayNothingByThemselvesMakeNoPair) {
  for (const char* category :
       {"Physical harm", "Emotional harm", "Harm between children", "Mental health and self-harm"}) {
    asked.categories.emplace_back(category);
    tidy(10, category);
  }
  EXPECT_TRUE(review().overlaps.empty());
  tidy(9, "Bullying online");
  EXPECT_EQ(review().overlaps.size(), 1u) << "and one of them is used";
}

TEST_F(QualityReview, SortedTwiceIsPointedOut) {
  const std::string id = tidy(3, "Home", false);
  list.push_back(sample.triage(0, id, "Behaviour"));
  EXPECT_EQ(in(review(), id), std::vector<Of>{Of::sortedTwice});
}

TEST_F(QualityReview, CanTheDetailsBeUnderstoodInFiveYears) {
  const std::string id = tidy(3), other = tidy(4);
  asked.hints = [&](const Entry& entry) {
    return entry.id == id ? std::vector<std::string>{"Whose initials are these?"} : std::vector<std::string>{};
  };
  const Review found = review();
  ASSERT_EQ(found.findings.size(), 1u);
  EXPECT_EQ(found.findings[0].of, Of::wording);
  EXPECT_EQ(found.findings[0].caseId, id);
}

TEST_F(QualityReview, AreChildrenLinkedWhenItIsNotAppropriate) {
  const std::string id = tidy(3), second = tidy(4);
  const PupilPart once{"p-050", "Ben Cole", "4A", "", ""}, twice{"p-051", "Zoe Hart", "4A", "", ""};
  CaseEntry link = sample.link(1, id, {once, twice});
  list.push_back(link);
  list.push_back(sample.link(2, second, {twice}));
  const Review found = review();
  ASSERT_EQ(found.findings.size(), 1u);
  EXPECT_EQ(found.findings[0].of, Of::oddLink);
  EXPECT_EQ(found.findings[0].entryId, link.entry.id);
}

TEST_F(QualityReview, ASampleIsOfRecordsAndTheSameForTheSameSeed) {
  std::set<std::string> all, seen;
  for (int i = 0; i < 20; ++i) all.insert(tidy(10 + i));
  for (asked.seed = 1; asked.seed <= 40; ++asked.seed) {
    const Review found = review();
    ASSERT_EQ(found.sample.size(), 5u);
    EXPECT_EQ(found.sample, review().sample);
    EXPECT_EQ(std::set<std::string>(found.sample.begin(), found.sample.end()).size(), 5u);
    seen.insert(found.sample.begin(), found.sample.end());
  }
  EXPECT_EQ(seen, all);  // every record may come
  asked.sample = 100;
  EXPECT_EQ(review().sample.size(), 20u);
}

TEST_F(QualityReview, LooksOnlyAtTheTimeAskedFor) {
  tidy(100, "Home", false);
  tidy(50, "Home", false);
  asked.from = "2026-09-20";
  const Review found = review();
  EXPECT_EQ(found.looked, 1u);
  EXPECT_EQ(found.findings.size(), 1u);
  EXPECT_EQ(found.categories[0].concerns, 1u);
}

TEST_F(QualityReview, NamesNobody) {
  const CaseEntry concern = sample.concern(-90 * 24 * 60);
  list = {concern, sample.link(1, concern.entry.id, {{"p-050", "Ben Cole", "4A", "", ""}}),
          sample.agreed(2, concern.entry.id, "2026-01-01")};
  for (const Finding& each : review().findings) {
    for (const char* name : {"Amina", "Ben", "Bell", "Pat"}) {
      EXPECT_EQ(each.sentence.find(name), std::string::npos) << each.sentence;
    }
  }
}

}  // namespace
}  // namespace pillarbox::casework

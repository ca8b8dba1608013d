#include "shared/casework/review_rota.h"

#include <gtest/gtest.h>

#include "shared/casework/review.h"
#include "tests/support/case_sample.h"

namespace pillarbox::casework {
namespace {

class ReviewRota : public ::testing::Test {
 protected:
  ReviewRota() {
    person("slt-1", PersonRole::slt);
    person("dep-1", PersonRole::deputy);
    person("dsl-1", PersonRole::dsl);
    person("dsl-2", PersonRole::dsl);
    directory.policies.reviewEveryWeeks = 6;
  }
  void person(const std::string& id, PersonRole role) {
    Person made;
    made.id = id;
    made.role = role;
    directory.people.push_back(made);
  }
  void finished(int daysAgo, const std::string& by) {
    CaseEntry made = sample.work(Kind::reviewed, -daysAgo * 24 * 60, {}, by);
    made.entry.casework.report = reviewReport;
    list.push_back(made);
  }
  std::optional<ReviewTurn> turn() {
    entries.clear();
    merge(entries, list);
    return reviewTurn(directory, project(entries, {}), entries, "2026-11-21");
  }

  Sample sample;
  Directory directory;
  std::vector<CaseEntry> list;
  CaseEntries entries;
};

TEST_F(ReviewRota, TheFirstIsDueWeeksAfterTheFirstConcern) {
  EXPECT_FALSE(turn()) << "nothing to look through";
  list = {sample.concern(-20 * 24 * 60), sample.concern(-2 * 24 * 60)};
  EXPECT_EQ(turn(), (ReviewTurn{"dsl-1", "2026-12-13", ""}));
}

TEST_F(ReviewRota, DslsThenDeputiesTakeTurnsInTheirOrder) {
  list = {sample.concern(-200 * 24 * 60)};
  for (const char* next : {"dsl-2", "dep-1", "dsl-1"}) {
    const std::string now = turn()->person;
    finished(static_cast<int>(100 - list.size()), now);
    EXPECT_EQ(turn()->person, next);
  }
  EXPECT_EQ(turn()->last, "2026-08-16");
  EXPECT_EQ(turn()->due, "2026-09-27");
}

TEST_F(ReviewRota, TheSchoolMayNameThem) {
  list = {sample.concern(-200 * 24 * 60)};
  directory.reviewers = {"slt-1", "gone", "dsl-2"};
  EXPECT_EQ(turn()->person, "slt-1");
  finished(3, "slt-1");
  EXPECT_EQ(turn()->person, "dsl-2");
  directory.people.back().active = false;
  EXPECT_EQ(turn()->person, "slt-1") << "whoever has left has no turn";
}

TEST_F(ReviewRota, SomebodyWhoStepsInDoesNotUpsetTheOrder) {
  list = {sample.concern(-200 * 24 * 60)};
  finished(60, "dsl-1");
  finished(10, "slt-1");
  EXPECT_EQ(turn(), (ReviewTurn{"dsl-2", "2026-12-23", "2026-11-11"}));
}

TEST_F(ReviewRota, ANoteOnARecordIsNoReview) {
  list = {sample.concern(-10 * 24 * 60)};
  CaseEntry note = sample.work(Kind::reviewed, -5, list[0].entry.id);
  note.entry.body = "Clear and complete.";
  list.push_back(note);
  EXPECT_EQ(turn()->last, "");
  EXPECT_EQ(project(entries, {}).cases.size(), 1u);
}

TEST_F(ReviewRota, AClockThatWasWrongDoesNotPutTheReminderOff) {
  list = {sample.concern(-200 * 24 * 60)};
  finished(-4000, "dsl-1");
  EXPECT_EQ(turn()->due, "2027-01-02");
  EXPECT_EQ(turn()->last, "2026-11-21");
}

TEST_F(ReviewRota, ASchoolMayDoWithoutIt) {
  list = {sample.concern(-200 * 24 * 60)};
  directory.policies.reviewEveryWeeks = 0;
  EXPECT_FALSE(turn());
}

// Nothing that a review points at depends on who somebody is: with every child and every writer another one, it is the
// same list, and no list of it is of people.
TEST_F(ReviewRota, ReviewsNeverRankPeople) {
  for (int i = 0; i < 12; ++i) {
    list.push_back(sample.concern(-40 * 24 * 60 + i));
    if (i % 3 == 0) list.push_back(sample.agreed(i, list.back().entry.id, "2026-11-01"));
  }
  ReviewAsked asked;
  asked.today = "2026-11-21";
  const auto review = [&] {
    entries.clear();
    merge(entries, list);
    return reviewOf(project(entries, {}), entries, asked);
  };
  const Review before = review();
  EXPECT_FALSE(before.findings.empty());
  int number = 0;
  for (CaseEntry& each : list) {
    ++number;
    each.entry.author.id = "other-" + std::to_string(number % 5);
    each.entry.author.name = "Somebody Else " + std::to_string(number % 5);
    for (PupilPart& pupil : each.entry.pupils) {
      if (!pupil.ref.empty()) pupil = {"p-900", "Another Child", "6Z", pupil.part, ""};
    }
  }
  EXPECT_EQ(review(), before);
}

TEST_F(ReviewRota, TheSampleHardlyChangesWhileRecordsArrive) {
  for (int i = 0; i < 40; ++i) list.push_back(sample.concern(-i * 24 * 60));
  ReviewAsked asked;
  asked.today = "2026-11-21";
  asked.seed = 9;
  const auto drawn = [&] {
    entries.clear();
    merge(entries, list);
    return reviewOf(project(entries, {}), entries, asked).sample;
  };
  const std::vector<std::string> before = drawn();
  list.push_back(sample.concern(5));
  std::size_t kept = 0;
  for (const std::string& id : drawn()) kept += std::count(before.begin(), before.end(), id) > 0 ? 1 : 0;
  EXPECT_GE(kept, 4u);
  asked.sampleFrom = "2026-11-15";
  for (const std::string& id : drawn()) {
    EXPECT_GE(entries.at(id).entry.writtenAt.wall, *parseTime("2026-11-15T00:00:00.000Z"));
  }
  asked.sampleFrom = "2026-11-20";
  EXPECT_EQ(drawn().size(), 5u) << "the newest where there are too few";
}

}  // namespace
}  // namespace pillarbox::casework

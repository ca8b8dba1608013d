#include "shared/record/rota.h"

#include <gtest/gtest.h>

namespace pillarbox {
namespace {

using Ids = std::vector<std::string>;

Directory someSchool() {
  Directory directory;
  const auto person = [&](const char* id, PersonRole role) {
    Person one;
    one.id = id;
    one.role = role;
    directory.people.push_back(one);
  };
  person("head-1", PersonRole::head);
  person("deputy-1", PersonRole::deputy);
  person("dsl-1", PersonRole::dsl);
  person("chair-1", PersonRole::chair);
  return directory;
}

Ids idsOf(const std::vector<const Person*>& people) {
  Ids out;
  for (const Person* one : people) out.push_back(one->id);
  return out;
}

// Noon by UTC is the same day in every zone that has schools with this program.
WallTime noon(const char* day) {
  return *parseTime(std::string(day) + "T12:00:00.000Z");
}
const WallTime monday = noon("2026-11-23"), tuesday = noon("2026-11-24"), sunday = noon("2026-11-22");

TEST(Rota, NamesThoseOfTheDayTheDslFirst) {
  Directory directory = someSchool();
  directory.rota = {{"deputy-1", 1}, {"dsl-1", 1}, {"head-1", 2}, {"dsl-1", 7}};
  EXPECT_EQ(idsOf(onDuty(directory, monday)), (Ids{"dsl-1", "deputy-1"}));
  EXPECT_EQ(idsOf(onDuty(directory, tuesday)), (Ids{"head-1"}));
  EXPECT_EQ(idsOf(onDuty(directory, sunday)), (Ids{"dsl-1"}));
  EXPECT_EQ(idsOf(nextAfter(directory, tuesday)), (Ids{"dsl-1", "deputy-1"}));
}

TEST(Rota, WhoHasLeftIsNotOnDuty) {
  Directory directory = someSchool();
  directory.rota = {{"dsl-1", 1}};
  directory.people[2].active = false;
  EXPECT_TRUE(onDuty(directory, monday).empty());
  EXPECT_EQ(idsOf(dutyToday(directory, monday)), (Ids{"deputy-1"}));
}

TEST(Rota, WithNoneTheMarkOnDutyCountsAndThenEveryLead) {
  Directory directory = someSchool();
  directory.people[2].onDuty = false;
  EXPECT_EQ(idsOf(dutyToday(directory, monday)), (Ids{"deputy-1"}));
  directory.people[1].onDuty = false;
  EXPECT_TRUE(onDuty(directory, monday).empty());
  EXPECT_EQ(idsOf(dutyToday(directory, monday)), (Ids{"dsl-1", "deputy-1"}));
}

TEST(Rota, DaysHaveShortNames) {
  EXPECT_EQ(weekdayOf(sunday), 7);
  EXPECT_EQ(weekdayOf(monday), 1);
  EXPECT_EQ(weekdayFrom("sun"), 7);
  EXPECT_EQ(weekdayName(1), "mon");
  EXPECT_EQ(weekdayFrom("someday"), 0);
}

TEST(Rota, CallsAreProvedForAWhileByATestThatArrived) {
  Directory directory = someSchool();
  EXPECT_FALSE(callsAreProved(directory, monday)) << "never tested";
  directory.policies.alertTestedAt = monday - std::chrono::hours(24 * 34);
  EXPECT_TRUE(callsAreProved(directory, monday)) << "with a server or without";
  EXPECT_FALSE(callsAreProved(directory, monday + std::chrono::hours(48)));
}

}  // namespace
}  // namespace pillarbox

#include "shared/alert/schedule.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace pillarbox::alert {

namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

// Times are given as local ones: the tests may run in any zone.
WallTime at(int day, int hour, int minute = 0) {
  std::tm parts{};
  parts.tm_year = 126;
  parts.tm_mon = 10;
  parts.tm_mday = day;
  parts.tm_hour = hour;
  parts.tm_min = minute;
  parts.tm_isdst = -1;
  return std::chrono::time_point_cast<Milliseconds>(std::chrono::system_clock::from_time_t(std::mktime(&parts)));
}

Person somebody(const std::string& id, PersonRole role) {
  Person person;
  person.id = id;
  person.name = id;
  person.role = role;
  person.email = id + "@oakfield.example";
  return person;
}

Directory school() {
  Directory directory;
  directory.schoolId = "oakfield";
  directory.people = {somebody("lead", PersonRole::dsl), somebody("deputy", PersonRole::deputy),
                      somebody("head", PersonRole::head), somebody("chair", PersonRole::chair)};
  directory.audiences = {{"safeguarding", {"lead", "deputy"}, "safeguarding"},
                         {"head", {"head"}, "head-chair"},
                         {"chair", {"chair"}, "head-chair"}};
  for (int day = 1; day <= 7; ++day) directory.rota.push_back({"lead", day});
  return directory;
}

Waiting posting(WallTime received, bool urgent = false, const std::string& audience = "safeguarding") {
  return {"id-1", audience, urgent, received, false, {}};
}

std::vector<std::string> who(const std::vector<Due>& due) {
  std::vector<std::string> names;
  for (const Due& one : due) names.push_back(one.person + " " + std::string(reasonName(one.reason)));
  std::sort(names.begin(), names.end());
  return names;
}
using Names = std::vector<std::string>;

void told(Waiting& posting, const std::vector<Due>& due) {
  for (const Due& one : due) posting.told.push_back({one.person, one.reason, false});
}

TEST(Schedule, AnUrgentCallGoesAtOnceThenToTheOthersThenToTheHead) {
  const Directory directory = school();
  const WallTime night = at(23, 2);
  Waiting call = posting(night, true);
  const auto step = [&](Milliseconds after) {
    const Plan plan = planFor(directory, {call}, night + after);
    told(call, plan.now);
    return who(plan.now);
  };
  EXPECT_EQ(step(seconds(0)), Names{"lead urgent"});
  EXPECT_EQ(step(seconds(119)), Names{});
  EXPECT_EQ(step(seconds(121)), Names{"deputy unseen"});
  EXPECT_EQ(step(seconds(239)), Names{});
  EXPECT_EQ(step(seconds(241)), Names{"head last-call"});
  EXPECT_EQ(step(hours(20)), Names{});
}

TEST(Schedule, NobodyIsToldOfWhatWasSeen) {
  const Directory directory = school();
  Waiting call = posting(at(23, 10), true);
  call.seen = true;
  const Plan plan = planFor(directory, {call}, at(23, 11));
  EXPECT_TRUE(plan.now.empty());
  EXPECT_FALSE(plan.next);
}

TEST(Schedule, WhatCanWaitWaitsForTheMorning) {
  const Directory directory = school();
  const Waiting concern = posting(at(23, 21, 30));
  const Plan evening = planFor(directory, {concern}, at(23, 21, 31));
  EXPECT_TRUE(evening.now.empty());
  EXPECT_EQ(evening.next, at(24, 7));
  EXPECT_EQ(who(planFor(directory, {concern}, at(24, 7)).now), Names{"lead posted"});
}

TEST(Schedule, QuietHoursMayLieWithinADayOrNotBe) {
  Policies policies;
  policies.quietFromHour = 12;
  policies.quietUntilHour = 13;
  EXPECT_TRUE(isQuiet(policies, at(23, 12, 59)));
  EXPECT_FALSE(isQuiet(policies, at(23, 13)));
  EXPECT_EQ(afterQuiet(policies, at(23, 12, 20)), at(23, 13));
  policies.quietUntilHour = 12;
  EXPECT_FALSE(isQuiet(policies, at(23, 12)));
}

TEST(Schedule, AHeadsConcernIsToldToTheHeadAloneHoweverLongItIsUnseen) {
  const Directory directory = school();
  for (const bool urgent : {false, true}) {
    Waiting concern = posting(at(23, 10), urgent, "head");
    std::vector<std::string> all;
    for (int hour = 0; hour < 200; ++hour) {
      const Plan plan = planFor(directory, {concern}, at(23, 10) + hours(hour));
      told(concern, plan.now);
      for (const Due& due : plan.now) {
        EXPECT_EQ(due.person, "head");
        EXPECT_TRUE(due.pleaseLook);
        EXPECT_FALSE(due.mayName);
        all.emplace_back(reasonName(due.reason));
      }
    }
    EXPECT_EQ(all, (Names{urgent ? "urgent" : "posted", "unseen"}));
  }
}

TEST(Schedule, OnlyTheFirstWordToAReaderMayName) {
  const Directory directory = school();
  Waiting call = posting(at(23, 10), true);
  std::vector<Due> all;
  for (int minute = 0; minute < 10; ++minute) {
    const Plan plan = planFor(directory, {call}, at(23, 10) + minutes(minute));
    told(call, plan.now);
    all.insert(all.end(), plan.now.begin(), plan.now.end());
  }
  ASSERT_EQ(all.size(), 3u);
  EXPECT_TRUE(all[0].mayName);
  EXPECT_FALSE(all[1].mayName);
  EXPECT_FALSE(all[2].mayName);
}

TEST(Schedule, AnAddressThatIsRefusedBringsTheNextPeopleAtOnce) {
  const Directory directory = school();
  Waiting concern = posting(at(23, 10));
  concern.told = {{"lead", Reason::posted, true}};
  EXPECT_EQ(who(planFor(directory, {concern}, at(23, 10, 1)).now), Names{"deputy unseen"});
}

TEST(Schedule, WithNobodyOnDutyEverybodyWhoReadsIsTold) {
  Directory directory = school();
  directory.rota = {{"lead", 6}};  // Saturdays; the 23rd is a Monday
  EXPECT_EQ(who(planFor(directory, {posting(at(23, 10))}, at(23, 10)).now), (Names{"deputy posted", "lead posted"}));
  directory.people[0].email.clear();
  EXPECT_EQ(who(planFor(directory, {posting(at(23, 10))}, at(23, 10)).now), Names{"deputy posted"});
}

TEST(Schedule, APersonWhoLeftIsNotTold) {
  Directory directory = school();
  directory.people[0].active = false;
  EXPECT_EQ(who(planFor(directory, {posting(at(23, 10))}, at(23, 10)).now), Names{"deputy posted"});
}

TEST(Schedule, WhatWasThereBeforeThereWereEmailsIsLeftToTheDailyOne) {
  const Directory directory = school();
  EXPECT_TRUE(planFor(directory, {posting(at(10, 10))}, at(23, 10)).now.empty());
  const std::vector<Due> digest = digestFor(directory, {posting(at(10, 10)), posting(at(23, 7))}, at(23, 8));
  ASSERT_EQ(who(digest), Names{"lead digest"});
  EXPECT_EQ(digest[0].unread, 2);
  EXPECT_EQ(digest[0].posting, "digest-2026-11-23");
}

TEST(Schedule, TheDailyOneSaysNothingOfAHeadsConcern) {
  const Directory directory = school();
  EXPECT_TRUE(digestFor(directory, {posting(at(22, 10), false, "head")}, at(23, 8)).empty());
  EXPECT_TRUE(digestFor(directory, {posting(at(22, 10))}, at(23, 7, 59)).empty());
  EXPECT_TRUE(digestFor(directory, {posting(at(22, 10))}, at(23, 12)).empty());
}

TEST(Schedule, TheNextDailyEmailIsKnownWhileSomethingIsUnseen) {
  const Directory directory = school();
  EXPECT_EQ(nextDigest(directory, {posting(at(23, 9))}, at(23, 10)), at(24, 8));
  EXPECT_EQ(nextDigest(directory, {posting(at(23, 9))}, at(24, 7, 30)), at(24, 8));
  EXPECT_FALSE(nextDigest(directory, {}, at(23, 10)));
  EXPECT_FALSE(nextDigest(directory, {posting(at(23, 9), false, "head")}, at(23, 10))) << "never in a daily e-mail";
  Waiting seen = posting(at(23, 9));
  seen.seen = true;
  EXPECT_FALSE(nextDigest(directory, {seen}, at(23, 10)));
}

}  // namespace

}  // namespace pillarbox::alert

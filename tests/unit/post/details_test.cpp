// When it was, who should know, what was done, and a category: the real screens driven by name.
#include "kiosk/post/details.h"

#include "kiosk/post/apply.h"
#include "kiosk/post/words.h"
#include "tests/unit/post/school.h"

namespace pillarbox::post::test {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

// The school with a policy changed.
void withPolicies(Robot& robot, const std::function<void(Directory&)>& change) {
  auto directory = std::make_shared<Directory>(*school());
  Person leader = directory->people.front();
  leader.id = "slt-1";
  leader.name = "Mr Owen Slade";
  leader.role = PersonRole::slt;
  directory->people.push_back(leader);
  directory->audiences.push_back({"pastoral", {"dsl-1", "deputy-1", "slt-1"}, "safeguarding"});
  directory->categories = {"Neglect", "Child Protection", "Home and family", "CIN"};
  directory->categoryGuidance = {{"Neglect", "Hungry, dirty or without a coat, again and again."}};
  change(*directory);
  robot.tell(DirectoryArrived{directory});
}

// On the "what" step, one child chosen.
void toWhat(Robot& robot) {
  robot.tell(BadgeRead{"badge-dawn"});
  robot.tap("adult.no");
  robot.type("ami");
  robot.tap("who.pupil.p-001");
  robot.tap("who.part.1.worried-about");
  robot.tap("page.next");
}
void fromWhatToCheck(Robot& robot) {
  robot.tap("page.next");
  robot.type("She was late again and said nothing.");
  robot.tap("page.next");
  if (robot.state.screen == Screen::write) robot.tap("page.next");
  robot.tap("done.told.no");
  robot.tap("page.next");
  ASSERT_EQ(robot.state.screen, Screen::check);
}

TEST(Details, AnotherDayIsPickedFromAMonthWithNothingOfTheFuture) {
  Robot robot;
  toWhat(robot);
  const Day today = dayOn(robot.state.now);  // 21 November 2026
  robot.tap("what.when.another");
  EXPECT_EQ(drawnScreen(robot.state), "picker");
  EXPECT_EQ(robot.nameOf("picker.month"), monthWords(today));
  EXPECT_TRUE(robot.says("Today is " + dayWords(today)));
  EXPECT_TRUE(robot.shows("picker.day." + std::to_string(today.day)));
  EXPECT_FALSE(robot.shows("picker.day." + std::to_string(today.day + 1)));
  EXPECT_FALSE(robot.find("picker.after")->enabled);
  robot.tap("picker.before");
  robot.tap("picker.day.28");
  robot.tap("picker.hour.15");
  robot.tap("picker.minute.20");
  EXPECT_EQ(robot.nameOf("picker.chosen"), "Wednesday 28 October 2026, at about 15:20");
  robot.tap("picker.about");
  EXPECT_EQ(robot.nameOf("picker.chosen"), "Wednesday 28 October 2026, at 15:20");
  robot.tap("page.next");
  EXPECT_EQ(drawnScreen(robot.state), "what");
  EXPECT_EQ(robot.nameOf("what.when.said"), "Wednesday 28 October 2026, at 15:20");
  const Entry entry = buildEntry(robot.state);
  EXPECT_EQ(entry.happenedAt, "Wednesday 28 October 2026, at 15:20");
  EXPECT_EQ(entry.happenedFrom, formatTime(timeOn({2026, 10, 28}, 15, 20)));
}

TEST(Details, ATimeNobodyKnowsAndAnHourOnlyAreSaidAsTheyAre) {
  Robot robot;
  toWhat(robot);
  robot.tap("what.when.another");
  robot.tap("picker.day.17");
  robot.tap("picker.unknown");
  EXPECT_EQ(buildEntry(robot.state).happenedAt, "Tuesday 17 November 2026, time not known");
  EXPECT_EQ(buildEntry(robot.state).happenedFrom, "2026-11-17");
  robot.tap("picker.unknown");
  robot.tap("picker.other-hours");
  robot.tap("picker.hour.20");
  EXPECT_EQ(buildEntry(robot.state).happenedAt, "Tuesday 17 November 2026, between 20:00 and 21:00");
}

TEST(Details, WhatIsOnlyKnownRoughlyIsTyped) {
  Robot robot;
  toWhat(robot);
  robot.tap("what.when.another");
  robot.tap("picker.day.17");
  robot.tap("picker.roughly");
  robot.type("One day before half term, after school");
  robot.tap("page.next");
  EXPECT_EQ(buildEntry(robot.state).happenedAt, "One day before half term, after school");
  EXPECT_EQ(buildEntry(robot.state).happenedFrom, "") << "no day is claimed that nobody is sure of";
}

TEST(Details, NoDayOfTheFutureAndNoNonsenseIsEverTaken) {
  Robot robot;
  toWhat(robot);
  robot.tap("what.when.another");
  const Day today = dayOn(robot.state.now);
  for (const Day& day : {Day{today.year, today.month, today.day + 1}, Day{2026, 2, 30}, Day{2026, 13, 1}, Day{0, 0, 0},
                         Day{2026, 11, -4}}) {
    robot.tell(DetailEvent(PickDay{day}));
    EXPECT_FALSE(robot.state.draft.picked.day.said());
  }
  robot.tell(DetailEvent(PickHour{24}));
  robot.tell(DetailEvent(PickMinute{60}));
  EXPECT_EQ(robot.state.draft.picked, PickedTime{});
  for (int i = 0; i < 400; ++i) robot.tell(DetailEvent(TurnMonth{-1}));
  EXPECT_GE(robot.state.details.month.year, today.year - 21);
  for (int i = 0; i < 400; ++i) robot.tell(DetailEvent(TurnMonth{1}));
  EXPECT_EQ(robot.state.details.month, (Day{today.year, today.month, 1}));
}

TEST(Details, MonthsAndDaysAcrossTheYearAndTheClockChange) {
  EXPECT_EQ(monthFrom({2026, 1, 1}, -1), (Day{2025, 12, 1}));
  EXPECT_EQ(monthFrom({2025, 12, 1}, 1), (Day{2026, 1, 1}));
  EXPECT_EQ(daysIn(2024, 2), 29);
  EXPECT_EQ(daysIn(2026, 2), 28);
  EXPECT_EQ(weekdayOf({2026, 11, 22}), 7);
  EXPECT_EQ(dayWords({2026, 3, 29}), "Sunday 29 March 2026");  // British clocks go forward that night
  EXPECT_EQ(isoDay({2026, 3, 9}), "2026-03-09");
}

TEST(Details, BackFromThePickerLeadsToTheStep) {
  Robot robot;
  toWhat(robot);
  robot.tap("what.when.another");
  robot.tap("page.back");
  EXPECT_EQ(drawnScreen(robot.state), "what");
  EXPECT_TRUE(robot.shows("what.when.change"));
  robot.tap("what.when.change");
  robot.tap("page.cover");
  EXPECT_EQ(drawnScreen(robot.state), "cover");
  robot.tap("cover.touch");
  EXPECT_EQ(drawnScreen(robot.state), "picker");
}

TEST(Details, TimeOfTheEventAndTimeOfWritingAreBothShown) {
  Robot robot;
  toWhat(robot);
  robot.tap("what.kind.i-saw");
  robot.tap("what.when.lunch");
  EXPECT_EQ(buildEntry(robot.state).happenedFrom, isoDay(dayOn(robot.state.now)));
  fromWhatToCheck(robot);
  EXPECT_TRUE(robot.says("It happened: " + dayWords(dayOn(robot.state.now)) + ", at lunch"));
  EXPECT_TRUE(robot.says("You are writing this: " + formatForPeople(robot.state.now)));
}

TEST(Details, ThePickerOpensAgainFromTheCheckScreenAndLeadsBackThere) {
  Robot robot;
  toWhat(robot);
  fromWhatToCheck(robot);
  robot.tap("check.change.what");
  robot.tap("what.when.another");
  EXPECT_EQ(robot.nameOf("page.next"), words::pickUse);
  robot.tap("picker.day.3");
  robot.tap("page.next");
  EXPECT_EQ(robot.nameOf("page.next"), words::backToCheck);
  robot.tap("page.next");
  EXPECT_EQ(robot.state.screen, Screen::check);
  EXPECT_TRUE(robot.says("Tuesday 3 November 2026, time not known"));
}

TEST(Details, NoKindOfRecordWidensWhoReadsIt) {
  for (const bool offered : {false, true}) {
    Robot robot;
    withPolicies(robot, [&](Directory& directory) { directory.policies.offerPastoral = offered; });
    for (const RecordKind kind : allRecordKinds) {
      Draft draft;
      draft.kind = kind;
      EXPECT_EQ(routeOf(robot.state.directory.get(), draft).audience, "safeguarding") << recordKindName(kind);
      draft.aboutAdult = Answer::yes;
      EXPECT_EQ(routeOf(robot.state.directory.get(), draft).audience, "head") << recordKindName(kind);
    }
  }
}

TEST(Details, WhoShouldKnowIsNotAskedUnlessTheSchoolOffersIt) {
  Robot robot;
  toWhat(robot);
  fromWhatToCheck(robot);
  EXPECT_FALSE(robot.shows("check.change.readers"));
  EXPECT_FALSE(robot.shows("check.change.category"));
  robot.tell(DetailEvent(SetShouldKnow{ShouldKnow::seniorLeaders, {}}));
  robot.tell(DetailEvent(SetShouldKnow{ShouldKnow::person, "head-1"}));
  robot.tell(DetailEvent(SetCategory{"Neglect"}));
  const Entry entry = buildEntry(robot.state);
  EXPECT_EQ(entry.audience, "safeguarding");
  EXPECT_EQ(entry.shouldKnow, "");
  EXPECT_EQ(entry.category, "");
}

TEST(Details, SeniorLeadersAreLetInOnlyWhereItIsNotSafeguarding) {
  Robot robot;
  withPolicies(robot, [](Directory& directory) { directory.policies.offerPastoral = true; });
  toWhat(robot);
  robot.tap("what.kind.parent-contact");
  fromWhatToCheck(robot);
  robot.tap("check.change.readers");
  EXPECT_EQ(drawnScreen(robot.state), "should-know");
  EXPECT_TRUE(robot.shows("know.warning"));
  EXPECT_EQ(robot.valueOf("know.team"), "chosen");
  EXPECT_TRUE(robot.says("Mr Owen Slade could read it"));
  robot.tap("know.senior");
  robot.tap("page.next");
  EXPECT_TRUE(robot.says("Mr Owen Slade"));
  EXPECT_EQ(buildEntry(robot.state).audience, "pastoral");
  EXPECT_EQ(buildEntry(robot.state).shouldKnow, "pastoral");
  // Whatever makes it safeguarding after all closes it again, without a word needed from the writer.
  const auto audience = [&] { return buildEntry(robot.state).audience; };
  for (const RecordKind kind : {RecordKind::injury, RecordKind::childToldMe, RecordKind::unsaid}) {
    robot.state.draft.kind = kind;
    EXPECT_EQ(audience(), "safeguarding");
  }
  robot.state.draft.kind = RecordKind::familyEvent;
  EXPECT_EQ(audience(), "pastoral");
  robot.state.draft.canWait = CanWait::no;
  EXPECT_EQ(audience(), "safeguarding");
  robot.state.draft.canWait = CanWait::yes;
  robot.state.draft.aboutAdult = Answer::yes;
  EXPECT_EQ(audience(), "head");
}

TEST(Details, WhatAChildToldCannotBeOpenedToTheSeniorLeaders) {
  Robot robot;
  withPolicies(robot, [](Directory& directory) { directory.policies.offerPastoral = true; });
  robot.writeShortConcern();
  robot.tap("check.change.readers");
  EXPECT_FALSE(robot.shows("know.senior"));
  EXPECT_TRUE(robot.says("Not for this one"));
  robot.tell(DetailEvent(SetShouldKnow{ShouldKnow::seniorLeaders, {}}));
  EXPECT_EQ(buildEntry(robot.state).audience, "safeguarding");
}

// On the check screen with the senior leaders chosen, of a kind that allows it.
void toSeniorLeaders(Robot& robot) {
  withPolicies(robot, [](Directory& directory) { directory.policies.offerPastoral = true; });
  toWhat(robot);
  robot.tap("what.kind.parent-contact");
  fromWhatToCheck(robot);
  robot.tap("check.change.readers");
  robot.tap("know.senior");
  robot.tap("page.next");
  ASSERT_EQ(buildEntry(robot.state).audience, "pastoral");
}

void markLeftCheek(Robot& robot, const std::string& button) {
  robot.tap(button);
  robot.tap("body.places");
  robot.tap("body.place.left-cheek");
  robot.tap("page.next");
}

TEST(Details, AMarkOnTheBodyGoesBackToTheSafeguardingTeamAndSaysSo) {
  Robot robot;
  toSeniorLeaders(robot);
  markLeftCheek(robot, "check.body");
  ASSERT_EQ(drawnScreen(robot.state), "check");
  ASSERT_TRUE(robot.shows("check.back-to-team"));
  EXPECT_EQ(robot.nameOf("check.back-to-team"), words::backToTeam);
  EXPECT_FALSE(robot.find("check.back-to-team")->clipped) << "said where she looks";
  EXPECT_FALSE(robot.says("Mr Owen Slade"));
  const Entry entry = buildEntry(robot.state);
  EXPECT_EQ(entry.audience, "safeguarding");
  EXPECT_EQ(entry.shouldKnow, "");
  robot.tap("check.change.readers");
  EXPECT_FALSE(robot.shows("know.senior"));
  EXPECT_TRUE(robot.says("It has marks on the body map"));
  robot.tap("page.next");
  EXPECT_FALSE(robot.shows("check.back-to-team")) << "once is enough";
}

TEST(Details, AMarkMadeWhileWritingIsSaidAtTheTopOfTheCheckScreen) {
  Robot robot;
  toSeniorLeaders(robot);
  robot.tap("check.change.account");
  markLeftCheek(robot, "write.body");
  robot.tap("page.next");
  ASSERT_EQ(drawnScreen(robot.state), "check");
  ASSERT_TRUE(robot.shows("check.back-to-team"));
  EXPECT_FALSE(robot.find("check.back-to-team")->clipped);
}

TEST(Details, WithMarksOnTheBodyMapNoKindIsOpenedToTheSeniorLeaders) {
  for (const RecordKind kind : allRecordKinds) {
    Robot robot;
    toSeniorLeaders(robot);
    robot.state.draft.kind = kind;
    markLeftCheek(robot, "check.body");
    robot.tell(DetailEvent(SetShouldKnow{ShouldKnow::seniorLeaders, {}}));
    EXPECT_EQ(buildEntry(robot.state).audience, "safeguarding") << recordKindName(kind);
  }
  // Not even one that was taken out again: it stays in the entry.
  Robot robot;
  toSeniorLeaders(robot);
  markLeftCheek(robot, "check.body");
  robot.tap("check.body");
  robot.tap("body.mark.1");
  robot.tap("body.take-out");
  robot.tap("page.next");
  robot.tell(DetailEvent(SetShouldKnow{ShouldKnow::seniorLeaders, {}}));
  EXPECT_EQ(buildEntry(robot.state).audience, "safeguarding");
}

TEST(Details, ANamedPersonIsAWishForTheDslAndReadsNothing) {
  Robot robot;
  withPolicies(robot, [](Directory& directory) { directory.policies.offerNamedPerson = true; });
  robot.writeShortConcern();
  const Route before = routeOf(robot.state.directory.get(), robot.state.draft);
  robot.tap("check.change.readers");
  EXPECT_TRUE(robot.says("The DSL sees your wish and decides"));
  robot.tap("know.person.slt-1");
  robot.tap("page.next");
  EXPECT_TRUE(robot.says("You would like the DSL to tell Mr Owen Slade. They cannot read it themselves."));
  const Entry entry = buildEntry(robot.state);
  EXPECT_EQ(entry.audience, "safeguarding");
  EXPECT_EQ(routeOf(robot.state.directory.get(), robot.state.draft).recipients, before.recipients);
  EXPECT_EQ(entry.shouldKnow, "person");
  EXPECT_EQ(entry.shouldKnowRef, "slt-1");
  EXPECT_EQ(entry.shouldKnowName, "Mr Owen Slade");
  // About an adult it is not asked, and an earlier wish does not go with it.
  robot.state.draft.aboutAdult = Answer::yes;
  EXPECT_EQ(buildEntry(robot.state).shouldKnow, "");
}

TEST(Details, ACategoryIsOfferedWithTheSchoolsGuidanceButNeverTheReservedOnes) {
  Robot robot;
  withPolicies(robot, [](Directory& directory) { directory.policies.staffChooseCategory = true; });
  robot.writeShortConcern();
  EXPECT_TRUE(robot.says("I'm not sure"));
  robot.tap("check.change.category");
  EXPECT_EQ(drawnScreen(robot.state), "category");
  EXPECT_EQ(robot.valueOf("category.not-sure"), "chosen");
  EXPECT_TRUE(robot.says("Hungry, dirty or without a coat, again and again."));
  EXPECT_FALSE(robot.says("Child Protection"));
  EXPECT_FALSE(robot.says("CIN"));
  robot.tell(DetailEvent(SetCategory{"Child Protection"}));
  EXPECT_EQ(buildEntry(robot.state).category, "");
  robot.tap("category.1");
  robot.tap("page.next");
  EXPECT_EQ(buildEntry(robot.state).category, "Neglect");
  // The school changes its mind before it is posted.
  withPolicies(robot, [](Directory&) {});
  EXPECT_EQ(buildEntry(robot.state).category, "");
}

TEST(Details, WhatWasDoneSaysWhomWhenAndHow) {
  Robot robot;
  toWhat(robot);
  robot.tap("page.next");
  robot.type("Invented.");
  robot.tap("page.next");
  EXPECT_TRUE(robot.says("Can this wait until tomorrow?"));
  robot.tap("done.spoke");
  robot.tap("done.parent");
  robot.tap("done.parent-who");
  robot.type("Mrs Okafor, mother");
  robot.tap("done.parent-how.phone");
  robot.tap("done.parent-when.earlier");
  robot.tap("done.advice");
  robot.tap("done.advice-by");
  robot.type("Mr Osei");
  robot.tap("done.advice-what");
  robot.type("Keep an eye on her at lunch");
  robot.tap("done.agreed");
  robot.tap("done.agreed-what");
  robot.type("With the class teacher: she eats with us tomorrow");
  robot.tap("page.next");
  EXPECT_TRUE(robot.says("I contacted a parent or carer: Mrs Okafor, mother, By telephone, Earlier today"));
  EXPECT_TRUE(robot.says("I was given advice: Mr Osei. Keep an eye on her at lunch"));
  const Entry entry = buildEntry(robot.state);
  ASSERT_EQ(entry.done.size(), 4U);
  EXPECT_EQ(entry.done[0], (Done{"spoke-to-child", "Amina Okafor", "", ""}));
  EXPECT_EQ(entry.done[1].what, "contacted-parent");
  EXPECT_EQ(entry.done[1].who, "Mrs Okafor, mother");
  EXPECT_NE(entry.done[1].when.find("2026, before"), std::string::npos) << entry.done[1].when;
  EXPECT_EQ(entry.done[1].detail, "by telephone");
  EXPECT_EQ(entry.done[2], (Done{"advice-given", "Mr Osei", "", "Keep an eye on her at lunch"}));
  EXPECT_EQ(entry.done[3], (Done{"agreed", "", "", "With the class teacher: she eats with us tomorrow"}));
}

TEST(Details, AnUnfinishedConcernWaitsAsLongAsTheSchoolSays) {
  Robot robot;
  withPolicies(robot, [](Directory& directory) { directory.policies.resumeMinutes = 30; });
  robot.writeShortConcern();
  robot.tap("page.leave");
  EXPECT_TRUE(robot.says(formatHourMinute(robot.state.now + minutes(30))));
  robot.tap("leave.keep");
  robot.live(minutes(29));
  EXPECT_EQ(count<PostNow>(robot.effects), 0U);
  robot.live(minutes(2));
  ASSERT_EQ(count<PostNow>(robot.effects), 1U);
  EXPECT_TRUE(find<PostNow>(robot.effects)->entry.unfinished);
}

}  // namespace
}  // namespace pillarbox::post::test

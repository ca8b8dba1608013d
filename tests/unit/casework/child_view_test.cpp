#include "shared/casework/child_view.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/case_sample.h"

namespace pillarbox::casework {
namespace {

const PupilPart amina{"p-014", "Amina Okafor", "3B", "worried-about", ""};
const PupilPart ben{"p-020", "Ben Cole", "4A", "saw-it", ""};

class ChildChronology : public ::testing::Test {
 protected:
  CaseEntry concern(const std::string& day, const std::string& where = "Playground") {
    CaseEntry made = sample.concern(daysBetween("2026-11-21", day) * 24 * 60);
    made.entry.pupils = {amina};
    made.entry.happenedFrom = day;
    made.entry.happenedAt = "That day, at lunch";
    made.entry.happenedWhere = where;
    return made;
  }
  ChildView of(std::vector<CaseEntry> list, const ChildFilter& filter = {}, std::string_view ref = "p-014") {
    entries.clear();
    merge(entries, std::move(list));
    view = project(entries, {});
    return childView(ref, view, entries, roster, filter);
  }
  static std::vector<RowKind> kindsOf(const ChildView& child) {
    std::vector<RowKind> kinds;
    for (const ChildRow& row : child.rows) kinds.push_back(row.kind);
    return kinds;
  }
  static std::size_t countOf(const std::vector<CountOf>& counts, std::string_view words) {
    const auto found = std::find_if(counts.begin(), counts.end(), [&](const CountOf& c) { return c.words == words; });
    return found == counts.end() ? 0 : found->count;
  }

  Sample sample;
  CaseEntries entries;
  CaseView view;
  Roster roster;
};

TEST_F(ChildChronology, IsOfAllCasesInTheOrderThingsHappened) {
  const CaseEntry later = concern("2026-11-10");
  CaseEntry earlier = concern("2026-11-20");
  earlier.entry.happenedFrom = "2026-11-03";  // written last, happened first
  CaseEntry event = concern("2026-11-12");
  event.entry.recordKind = "family-event";
  CaseEntry contact = concern("2026-11-13");
  contact.entry.recordKind = "parent-contact";
  const CaseEntry action = sample.agreed(100, later.entry.id);
  const CaseEntry outcome = sample.outcome(200, action.entry.id), decision = sample.decision(300, later.entry.id);
  const CaseEntry close = sample.close(400, later.entry.id), status = sample.status(500, amina, "child-in-need");
  const CaseEntry somebodyElse = sample.concern(0, "Zoe Hart");
  CaseEntry zoe = somebodyElse;
  zoe.entry.pupils[0].ref = "p-099";
  zoe.entry.account = "Zoe was late.";
  zoe.entry.exactWords.clear();
  const ChildView child = of(
      {later, earlier, event, contact, action, outcome, decision, close, status, zoe, sample.read(5, later.entry.id)});
  EXPECT_EQ(kindsOf(child), (std::vector<RowKind>{RowKind::concern, RowKind::concern, RowKind::significantEvent,
                                                  RowKind::parentContact, RowKind::action, RowKind::outcome,
                                                  RowKind::decision, RowKind::closing, RowKind::status}));
  EXPECT_EQ(child.name, "Amina Okafor");
  EXPECT_EQ(child.rows[0].entryId, earlier.entry.id);
  EXPECT_EQ(child.rows[0].day, "2026-11-03");
  EXPECT_EQ(child.rows[0].part, "worried-about");
  EXPECT_TRUE(child.rows[0].words.starts_with("Amina Okafor came to me")) << child.rows[0].words;
  EXPECT_EQ(child.rows[4].words, "Agreed: Ring the school nurse. (Anna Bell, by 1 December 2026)");
  EXPECT_EQ(child.rows[5].words, "Ring the school nurse: The nurse saw her on Monday.");
  EXPECT_EQ(child.rows[8].words, "Child in need plan since 1 September 2026");
  EXPECT_EQ(child.cases.size(), 4u);
  EXPECT_EQ(child.cases[0], earlier.entry.id);
}

TEST_F(ChildChronology, IsFilteredByDatesKindAndCategory) {
  const CaseEntry a = concern("2026-11-02"), b = concern("2026-11-10"), c = concern("2026-11-17");
  const std::vector<CaseEntry> list{a, b, c, sample.triage(0, b.entry.id, "Home"), sample.decision(1, b.entry.id)};
  ChildFilter filter;
  filter.from = "2026-11-10";
  EXPECT_EQ(of(list, filter).rows.size(), 3u);
  filter.to = "2026-11-17";
  EXPECT_EQ(of(list, filter).rows.size(), 2u);
  EXPECT_EQ(of(list, filter).unfiltered, 4u);
  filter = {};
  filter.kinds = {RowKind::decision};
  EXPECT_EQ(of(list, filter).rows.size(), 1u);
  filter = {};
  filter.category = "Home";
  EXPECT_EQ(of(list, filter).rows.size(), 2u);
}

TEST_F(ChildChronology, ALinkedChildHasItsPartAndNotTheCategory) {
  const CaseEntry a = concern("2026-11-02");
  const CaseEntry link = sample.link(5, a.entry.id, {ben});
  const ChildView child = of({a, sample.triage(1, a.entry.id, "Violence"), link}, {}, "p-020");
  ASSERT_EQ(child.rows.size(), 1u);
  EXPECT_EQ(child.rows[0].part, "saw-it");
  EXPECT_EQ(child.rows[0].category, "");
  EXPECT_EQ(of({a, link, sample.link(9, a.entry.id, {ben}, {link.entry.id})}, {}, "p-020").rows.size(), 0u);
}

TEST_F(ChildChronology, SaysWhereTheChildIsNamedWithoutBeingLinked) {
  CaseEntry a = concern("2026-11-02");
  a.entry.mentions = {{"p-020", MentionKind::pupil, "Ben Cole"}};
  const ChildView child = of({a}, {}, "p-020");
  EXPECT_TRUE(child.rows.empty());
  EXPECT_EQ(child.namedOnly, std::vector<std::string>{a.entry.id});
}

TEST_F(ChildChronology, ShowsBrothersAndSistersAndHowOftenChildrenAreTogether) {
  roster.pupils = {{"p-014", "Amina", "Okafor", "", "3B", "3", "", "f1", {}},
                   {"p-015", "Tobi", "Okafor", "", "5A", "5", "", "f1", {}},
                   {"p-020", "Ben", "Cole", "", "4A", "4", "", "f2", {}}};
  const CaseEntry a = concern("2026-11-02"), b = concern("2026-11-03");
  CaseEntry c = concern("2026-11-04");
  c.entry.pupils = {ben};
  const ChildView child = of({a, b, c, sample.link(1, a.entry.id, {ben}), sample.link(2, b.entry.id, {ben})});
  ASSERT_EQ(child.others.size(), 2u);
  EXPECT_EQ(child.others[0].pupil.name, "Tobi Okafor");
  EXPECT_TRUE(child.others[0].family);
  EXPECT_EQ(child.others[0].together, 0u);
  EXPECT_EQ(child.others[1].pupil.ref, "p-020");
  EXPECT_EQ(child.others[1].together, 2u);
  EXPECT_EQ(child.others[1].cases, 3u);
}

TEST_F(ChildChronology, ShowsEveryMarkWithItsDate) {
  CaseEntry a = concern("2026-11-02"), b = concern("2026-11-12");
  for (CaseEntry* each : {&b, &a}) {
    BodyMark mark;
    mark.figure = "front";
    mark.place = "left upper arm";
    mark.placedAt = each->entry.writtenAt.wall;
    each->entry.bodyMap.childRef = "p-014";
    each->entry.bodyMap.marks = {mark};
  }
  CaseEntry bens = concern("2026-11-13");
  bens.entry.bodyMap = b.entry.bodyMap;
  bens.entry.bodyMap.childRef = "p-020";
  CaseEntry unsaid = concern("2026-11-14");
  unsaid.entry.bodyMap = b.entry.bodyMap;
  unsaid.entry.bodyMap.childRef.clear();
  unsaid.entry.bodyMap.marks[0].placedAt = unsaid.entry.writtenAt.wall;
  const ChildView child = of({a, b, bens, unsaid});
  ASSERT_EQ(child.marks.size(), 3u);
  EXPECT_EQ(child.marks[0].day, "2026-11-02");
  EXPECT_EQ(child.marks[1].day, "2026-11-12");
  EXPECT_EQ(child.marks[2].entryId, unsaid.entry.id);  // of the only child there
  ChildFilter filter;
  filter.from = "2026-11-10";
  EXPECT_EQ(of({a, b}, filter).marks.size(), 1u);
}

TEST_F(ChildChronology, TheStatusInForceIsByNumberAndNotByClock) {
  const CaseEntry help = sample.status(100, amina, "early-help");
  const CaseEntry plan = sample.status(0, amina, "child-protection", {help.entry.id});  // a slow clock
  ASSERT_EQ(of({help, plan}).status.size(), 1u);
  EXPECT_EQ(of({help, plan}).status[0].status, "child-protection");
  EXPECT_EQ(of({help, plan}).status[0].family, "Lives with grandmother.");
  const CaseEntry other = sample.status(5, amina, "looked-after", {help.entry.id});
  EXPECT_EQ(of({help, plan, other}).status.size(), 2u);
  EXPECT_TRUE(of({}).status.empty());
}

TEST_F(ChildChronology, CountsDaysPlacesTimesAndWriters) {
  // Mondays 2 and 9 November, Tuesday 10 November 2026
  const CaseEntry a = concern("2026-11-02"), b = concern("2026-11-09"), c = concern("2026-11-10", "Home time gate");
  CaseEntry unknown = concern("2026-11-11");
  unknown.entry.happenedFrom.clear();
  unknown.entry.happenedAt = "Some time last week";
  unknown.entry.happenedWhere.clear();
  const Patterns found = of({a, b, c, unknown, sample.addition(9, a.entry.id)}).patterns;
  ASSERT_EQ(found.weekdays.size(), 8u);
  EXPECT_EQ(found.weekdays[0], (CountOf{"Monday", 2}));
  EXPECT_EQ(found.weekdays[1], (CountOf{"Tuesday", 1}));
  EXPECT_EQ(found.weekdays[7], (CountOf{"Day not known", 1}));
  EXPECT_EQ(countOf(found.times, "Lunch"), 3u);
  EXPECT_EQ(countOf(found.times, "Time not known"), 1u);
  EXPECT_EQ(found.places[0], (CountOf{"Playground", 2}));
  EXPECT_EQ(countOf(found.places, "Place not said"), 1u);
  EXPECT_EQ(found.writers, (std::vector<CountOf>{{"Pat Lee", 4}, {"Jo Marsh", 1}}));
  EXPECT_TRUE(found.gaps.empty());
}

TEST_F(ChildChronology, ShowsGaps) {
  const Patterns found =
      of({concern("2026-06-01"), concern("2026-06-03"), concern("2026-10-01"), concern("2026-10-02")}).patterns;
  EXPECT_EQ(found.gaps, (std::vector<Gap>{{"2026-06-03", "2026-10-01", 120}}));
}

TEST_F(ChildChronology, SaysWhoOpenedItAndWhatWasTakenOut) {
  const CaseEntry a = concern("2026-11-02"), other = sample.concern(3, "Zoe Hart");
  CaseEntry zoe = other;
  zoe.entry.pupils = {ben};
  zoe.entry.account = "Nothing of her.";
  zoe.entry.exactWords.clear();
  CaseEntry seen = sample.work(Kind::seen, 5, {}), again = sample.work(Kind::seen, 9, {}, "dsl-2");
  const WallTime at = sample.clock.now();
  seen.entry.casework.seen = {{a.entry.id, at}, {zoe.entry.id, at}, {a.entry.id, at + std::chrono::hours(1)}};
  again.entry.casework.seen = {{a.entry.id, at + std::chrono::hours(2)}};
  CaseEntry taken = sample.work(Kind::exported, 10, {});
  taken.entry.casework.report = "chronology";
  taken.entry.pupils = {amina};
  const ChildView child = of({a, zoe, seen, again, taken});
  ASSERT_EQ(child.openedBy.size(), 2u);
  EXPECT_EQ(child.openedBy[0].name, "Dev Rao");
  EXPECT_EQ(child.openedBy[1].times, 2u);
  EXPECT_EQ(child.exported, std::vector<std::string>{taken.entry.id});
}

TEST(Calendar, KnowsDays) {
  EXPECT_EQ(weekdayOf("2026-11-23"), 1);
  EXPECT_EQ(mondayOf("2026-11-29"), "2026-11-23");
  EXPECT_EQ(mondayOf("nonsense"), "");
  EXPECT_EQ(daysLater("2026-12-31", 1), "2027-01-01");
  EXPECT_EQ(daysBetween("2026-02-28", "2026-03-01"), 1);
  EXPECT_EQ(yearsLater("2000-02-29", 25), "2025-03-01");
  EXPECT_EQ(yearsLater("2001-09-01", 25), "2026-09-01");
  EXPECT_EQ(dayOn(startOf("2026-06-15")), "2026-06-15");
  EXPECT_EQ(minutesOn(startOf("2026-06-15")), 0);
  EXPECT_EQ(dayWords("2026-11-30"), "30 November 2026");
  EXPECT_FALSE(isDay("2026-02-30"));
}

TEST(Calendar, TellsTheTimeOfDayFromWordsOrTheClock) {
  const auto at = [](const std::string& said, const std::string& from = "2026-11-23") {
    Entry entry;
    entry.happenedAt = said;
    entry.happenedFrom = from;
    return timeOfDay(entry, {});
  };
  EXPECT_EQ(at("Monday 23 November 2026, at lunch"), TimeOfDay::lunch);
  EXPECT_EQ(at("Monday 23 November 2026, at break"), TimeOfDay::breakTime);
  EXPECT_EQ(at("Monday 23 November 2026, at about 8:30"), TimeOfDay::beforeSchool);
  EXPECT_EQ(at("Monday 23 November 2026, between 14:00 and 15:00"), TimeOfDay::lesson);
  EXPECT_EQ(at("Monday 23 November 2026, at 15:20"), TimeOfDay::afterSchool);
  EXPECT_EQ(at("Monday 23 November 2026, before 13:00"), TimeOfDay::unknown);
  EXPECT_EQ(at("Monday 23 November 2026, time not known"), TimeOfDay::unknown);
  EXPECT_EQ(at("", formatTime(startOf("2026-11-23") + std::chrono::hours(11))), TimeOfDay::lesson);
  EXPECT_EQ(at("At lunch", "2026-11-22"), TimeOfDay::weekend);
}

TEST(RowWords, AreOneLineAndNeverHalfALetter) {
  Sample sample;
  CaseEntry concern = sample.concern(0);
  concern.entry.account = "One\n\ntwo\tthree @{p-014} " + std::string(40, 'x') + "ééééééééééé";
  for (std::size_t most = 20; most < 60; ++most) {
    const std::string line = lineOf(concern.entry, {}, most);
    EXPECT_TRUE(isUtf8(line));
    EXPECT_LE(line.size(), most + 3);
    EXPECT_TRUE(line.starts_with("One two three")) << line;
  }
}

}  // namespace
}  // namespace pillarbox::casework

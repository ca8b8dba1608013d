#include "shared/casework/case_view.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "tests/support/case_sample.h"

namespace pillarbox::casework {
namespace {

CaseView viewOf(std::vector<CaseEntry> entries) {
  CaseEntries merged;
  merge(merged, std::move(entries));
  return project(merged, {});
}

TEST(InboxList, ShowsUnreadFirstThenNewest) {
  Sample sample;
  const CaseEntry old = sample.concern(0);
  const CaseEntry newest = sample.concern(50);
  const CaseEntry middle = sample.concern(20);
  const CaseView view = viewOf({newest, old, middle, sample.read(60, newest.entry.id)});
  ASSERT_EQ(view.items.size(), 3u);
  EXPECT_EQ(view.unread, 2u);
  EXPECT_EQ(view.items[0].id, middle.entry.id);
  EXPECT_EQ(view.items[1].id, old.entry.id);
  EXPECT_EQ(view.items[2].id, newest.entry.id);
  EXPECT_FALSE(view.items[2].unread);
}

TEST(InboxList, AnAdditionMakesAReadConcernUnreadAgainWhateverTheClockSays) {
  Sample sample;
  const CaseEntry concern = sample.concern(0);
  const CaseEntry added = sample.addition(-600, concern.entry.id);  // a clock ten hours slow
  const CaseView view = viewOf({concern, sample.read(5, concern.entry.id), added});
  ASSERT_EQ(view.items.size(), 1u);
  EXPECT_TRUE(view.items[0].unread);
  EXPECT_TRUE(view.items[0].added);
  const Case& found = view.cases.at(concern.entry.id);
  EXPECT_EQ(found.unread, std::vector<std::string>{added.entry.id});
  EXPECT_EQ(found.later.size(), 2u);
}

TEST(InboxList, ReadingAnAdditionBelongsToItsConcern) {
  Sample sample;
  const CaseEntry concern = sample.concern(0);
  const CaseEntry added = sample.addition(10, concern.entry.id);
  const CaseView view = viewOf({sample.read(20, added.entry.id), added, sample.read(5, concern.entry.id), concern});
  ASSERT_EQ(view.items.size(), 1u);
  EXPECT_FALSE(view.items[0].unread);
  EXPECT_EQ(view.cases.at(concern.entry.id).later.size(), 3u);
}

TEST(InboxList, AnAdditionWithoutItsConcernIsStillShown) {
  Sample sample;
  const CaseEntry concern = sample.concern(0);
  const CaseEntry added = sample.addition(10, concern.entry.id);
  const CaseView view = viewOf({added});
  ASSERT_EQ(view.items.size(), 1u);
  EXPECT_TRUE(view.items[0].unread);
  const Case& found = view.cases.at(concern.entry.id);
  EXPECT_TRUE(found.headMissing);
  EXPECT_EQ(found.head, added.entry.id);
  EXPECT_TRUE(viewOf({sample.read(5, concern.entry.id)}).items.empty());
}

TEST(InboxList, SurvivesEntriesThatPointAtEachOther) {
  Sample sample;
  CaseEntry a = sample.addition(0, "x");
  CaseEntry b = sample.addition(1, a.entry.id);
  a.entry.subject = b.entry.id;
  const CaseView view = viewOf({a, b});
  EXPECT_FALSE(view.items.empty());
  EXPECT_GE(view.unread, 1u);
}

TEST(InboxList, IsTheSameInAnyOrderAndHoweverOften) {
  Sample sample;
  std::vector<CaseEntry> entries;
  for (int i = 0; i < 60; ++i) {
    entries.push_back(sample.concern(static_cast<int>(sample.random.below(3000))));
    CaseEntry& concern = entries.back();
    concern.delivery = static_cast<Delivery>(sample.random.below(3));
    if (sample.random.below(5) == 0) concern.problems = {"one", "another"};
    const std::string id = concern.entry.id;
    if (sample.random.below(2) == 0) {
      entries.push_back(sample.addition(static_cast<int>(sample.random.below(3000)), id));
      const std::string addition = entries.back().entry.id;
      if (sample.random.below(2) == 0) entries.push_back(sample.read(40, addition));
    }
    if (sample.random.below(2) == 0) entries.push_back(sample.read(30, id));
  }
  CaseEntry twin = entries[0];  // the same number, other words: whichever comes first, the same is said of it
  twin.entry.account = "Something else.";
  entries.push_back(twin);
  const CaseView expected = viewOf(entries);

  for (unsigned seed = 1; seed <= 100; ++seed) {
    std::mt19937 shuffler(seed);
    std::vector<CaseEntry> shuffled = entries;
    for (int again = 0; again < 20; ++again) shuffled.push_back(entries[shuffler() % entries.size()]);
    std::shuffle(shuffled.begin(), shuffled.end(), shuffler);
    CaseEntries merged;
    while (!shuffled.empty()) {  // in batches, as the worker sends them
      std::vector<CaseEntry> batch;
      for (std::size_t i = shuffler() % 30 + 1; i > 0 && !shuffled.empty(); --i) {
        batch.push_back(std::move(shuffled.back()));
        shuffled.pop_back();
      }
      merge(merged, std::move(batch));
    }
    ASSERT_EQ(project(merged, {}), expected) << "seed " << seed;
  }
}

TEST(InboxList, TwoDifferentEntriesWithOneNumberAreSaidSo) {
  Sample sample;
  const CaseEntry a = sample.concern(0);
  CaseEntry b = a;
  b.entry.account = "Something else.";
  CaseEntries merged;
  merge(merged, {a, b});
  ASSERT_EQ(merged.size(), 1u);
  EXPECT_EQ(merged.begin()->second.problems.size(), 1u);
}

TEST(InboxList, SetsAsideWhatTheServerRefusedAndWhatCannotBeOpened) {
  Sample sample;
  CaseEntry refused = sample.concern(0);
  refused.delivery = Delivery::refused;
  CaseEntries merged;
  merge(merged, {refused});
  UnopenedById unopened;
  const std::string damaged = newId(sample.clock, sample.random);
  unopened[damaged] = {damaged, Kind::concern, sample.clock.now(), false, Unopened::Why::damaged, Delivery::delivered};
  unopened[refused.entry.id] = {refused.entry.id,       Kind::concern,      sample.clock.now(), false,
                                Unopened::Why::damaged, Delivery::delivered};
  const CaseView view = project(merged, unopened);
  ASSERT_EQ(view.setAside.size(), 2u);
  EXPECT_EQ(view.items.size(), 1u);  // still to be read
  for (const SetAside& item : view.setAside) EXPECT_EQ(item.readable, item.id == refused.entry.id);
}

TEST(InboxWords, MentionsAreShownAsNames) {
  Sample sample;
  const Entry entry = sample.concern(0).entry;
  EXPECT_EQ(withNames("@{p-014} hit @{p-999} @{", entry), "Amina Okafor hit @{p-999} @{");
  EXPECT_EQ(withNames("nobody", entry), "nobody");
  EXPECT_EQ(aboutWords(entry), "Amina Okafor (3B) and 1 more");
}

}  // namespace
}  // namespace pillarbox::casework

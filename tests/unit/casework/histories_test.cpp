// Histories that two or three readers make without knowing of each other: whatever way they come together, everybody
// sees the same, and nothing is lost.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

#include "shared/casework/case_view.h"
#include "shared/casework/step.h"
#include "tests/support/case_sample.h"

namespace pillarbox::casework {
namespace {

const std::vector<std::string> categories{"Home", "Behaviour", "Online"};

// A reader's device: what it has, and what its reader does with that.
class Reader {
 public:
  Reader(Sample& sample, std::mt19937& dice, std::string id) : m_sample(sample), m_dice(dice), m_id(std::move(id)) {}

  void take(std::vector<CaseEntry> entries) { merge(m_entries, std::move(entries)); }
  const CaseEntries& entries() const { return m_entries; }

  // One thing that the rules allow, out of what this reader sees now; nothing if there is nothing here yet.
  void act() {
    const CaseView view = project(m_entries, {});
    if (view.items.empty()) return;
    const ListItem& item = view.items[roll(view.items.size())];
    const Case& made = view.cases.at(item.id);
    constexpr Kind kinds[] = {Kind::read,   Kind::read,    Kind::triage,     Kind::link,      Kind::link,
                              Kind::action, Kind::outcome, Kind::decision,   Kind::merge,     Kind::move,
                              Kind::close,  Kind::reopen,  Kind::correction, Kind::note,      Kind::thanks,
                              Kind::seeMe,  Kind::child,   Kind::seen,       Kind::exported,  Kind::close,
                              Kind::action, Kind::read,    Kind::understood, Kind::morePlease};
    Step step;
    step.kind = kinds[roll(std::size(kinds))];
    step.subject = item.id;
    step.body = "Because of what was said.";
    fill(step, made, view);
    fillIn(step, made);
    if (!checkStep(step, made, categories, true).ok()) return;
    const bool apart = step.kind == Kind::child || step.kind == Kind::seen || step.kind == Kind::exported;
    CaseEntry done = m_sample.work(step.kind, static_cast<int>(roll(20'000)), apart ? "" : step.subject, m_id);
    done.entry.body = step.body;
    done.entry.category = step.category;
    done.entry.pupils = step.pupils;
    done.entry.casework = step.work;
    ASSERT_TRUE(validate(done.entry).ok()) << kindName(step.kind);
    merge(m_entries, {done});
  }

 private:
  std::size_t roll(std::size_t below) { return m_dice() % below; }

  void fill(Step& step, const Case& made, const CaseView& view) {
    const PupilPart pupil{"p-" + std::to_string(100 + roll(4)), "Somebody", "4A", "friend", ""};
    switch (step.kind) {
      case Kind::read:
      case Kind::understood:
        if (!made.unread.empty()) step.subject = made.unread[roll(made.unread.size())];
        break;
      case Kind::triage:
        step.category = categories[roll(categories.size())];
        break;
      case Kind::link:
        step.work.removed = roll(2) == 0 && !made.children.empty();
        step.pupils = {step.work.removed ? made.children[roll(made.children.size())].pupil : pupil};
        break;
      case Kind::action:
        step.work.what = "Ring the nurse.";
        step.work.state = roll(3) == 0 ? "agreed" : "done";
        step.work.ownerName = "Anna Bell";
        break;
      case Kind::outcome:
        if (!made.actions.empty()) step.subject = made.actions[roll(made.actions.size())].id;
        break;
      case Kind::decision:
        step.work.decision = "monitor";
        step.work.parentsTold = roll(2) == 0 ? "yes" : "";
        break;
      case Kind::merge:
        step.work.removed = roll(3) == 0 && !made.mergedBy.empty();
        if (step.work.removed) step.subject = made.mergedBy[roll(made.mergedBy.size())].concern;
        step.work.into = view.items[roll(view.items.size())].id;
        break;
      case Kind::move:
        step.work.toAudience = roll(2) == 0 ? "pastoral" : "head";
        break;
      case Kind::close:
        step.work.outcome = "Settled.";
        break;
      case Kind::child:
        step.pupils = {pupil};
        step.work.status = "early-help";
        break;
      case Kind::seen:
        step.work.seen = {{made.head, m_sample.clock.now()}};
        break;
      case Kind::exported:
        step.work.report = "incident";
        break;
      default:
        break;
    }
  }

  Sample& m_sample;
  std::mt19937& m_dice;
  std::string m_id;
  CaseEntries m_entries;
};

std::vector<CaseEntry> listOf(const CaseEntries& entries) {
  std::vector<CaseEntry> list;
  for (const auto& [id, entry] : entries) list.push_back(entry);
  return list;
}

// Everything that several readers, who meet now and then, made of a few concerns.
std::vector<CaseEntry> history(unsigned seed) {
  Sample sample;
  std::mt19937 dice(seed);
  std::vector<Reader> readers;
  const unsigned count = 2 + dice() % 2;
  for (unsigned i = 1; i <= count; ++i) readers.emplace_back(sample, dice, "dsl-" + std::to_string(i));
  for (int round = 0; round < 40; ++round) {
    if (dice() % 4 == 0) {
      const int at = static_cast<int>(dice() % 20'000);
      CaseEntry written = sample.concern(at);
      written.entry.urgent = dice() % 5 == 0;
      if (dice() % 3 == 0 && !readers[0].entries().empty()) {
        written = sample.addition(at, readers[0].entries().begin()->first);
        if (dice() % 2 == 0) written.entry.kind = Kind::mistake;
      }
      if (dice() % 6 == 0) written.entry.kind = written.entry.subject.empty() ? Kind::call : written.entry.kind;
      for (Reader& reader : readers) {
        if (dice() % 3 != 0) reader.take({written});
      }
      readers[0].take({written});
    }
    for (Reader& reader : readers) reader.act();
    if (dice() % 8 == 0) readers[dice() % count].take(listOf(readers[dice() % count].entries()));
  }
  CaseEntries all;
  for (const Reader& reader : readers) merge(all, listOf(reader.entries()));
  return listOf(all);
}

TEST(Histories, AreTheSameInAnyOrderHoweverOftenAndHoweverSplit) {
  std::set<Kind> kinds;
  for (unsigned seed = 1; seed <= 12; ++seed) {
    const std::vector<CaseEntry> entries = history(seed);
    CaseEntries whole;
    merge(whole, entries);
    const CaseView expected = project(whole, {});
    for (const CaseEntry& each : entries) kinds.insert(each.entry.kind);
    std::mt19937 dice(seed * 7919);
    for (int way = 0; way < 8; ++way) {
      std::vector<CaseEntry> shuffled = entries;
      for (std::size_t again = entries.size() / 3; again > 0; --again) {
        shuffled.push_back(entries[dice() % entries.size()]);
      }
      std::shuffle(shuffled.begin(), shuffled.end(), dice);
      std::vector<CaseEntries> devices(1 + dice() % 4);  // each has a part; then they tell one another
      for (CaseEntry& each : shuffled) merge(devices[dice() % devices.size()], {std::move(each)});
      CaseEntries merged;
      for (const CaseEntries& device : devices) merge(merged, listOf(device));
      ASSERT_EQ(project(merged, {}), expected) << "seed " << seed << ", way " << way;
    }
  }
  EXPECT_EQ(kinds.size(), static_cast<std::size_t>(Kind::exported) + 1) << "the histories leave a kind out";
}

TEST(Histories, LoseNothingAndShowNothingTwice) {
  for (unsigned seed = 101; seed <= 130; ++seed) {
    const std::vector<CaseEntry> entries = history(seed);
    CaseEntries whole;
    merge(whole, entries);
    const CaseView view = project(whole, {});
    std::map<std::string, int> times;
    for (const auto& [id, made] : view.cases) {
      ++times[made.head];
      for (const std::string& later : made.later) ++times[later];
      for (const ActionView& action : made.actions) EXPECT_TRUE(whole.contains(action.id));
    }
    for (const auto& [ref, about] : view.children) {
      for (const std::string& id : about) ++times[id];
    }
    std::set<std::string> read;
    for (const CaseEntry& each : entries) {
      if (each.entry.kind == Kind::read) read.insert(each.entry.subject);
    }
    std::set<std::string> unread;
    for (const auto& [id, made] : view.cases) unread.insert(made.unread.begin(), made.unread.end());
    for (const CaseEntry& each : entries) {
      const Kind kind = each.entry.kind;
      if (kind != Kind::seen && kind != Kind::exported) {
        EXPECT_EQ(times[each.entry.id], 1) << kindName(kind) << ", seed " << seed;
      }
      const bool wanted = !isCasework(kind) && !read.contains(each.entry.id);
      EXPECT_EQ(unread.contains(each.entry.id), wanted) << kindName(kind) << ", seed " << seed;
    }
  }
}

}  // namespace
}  // namespace pillarbox::casework

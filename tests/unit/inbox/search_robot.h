// A Robot with a real search index beside it, and a roster. All people are invented.
#pragma once

#include <utility>

#include "shared/search/index.h"
#include "tests/unit/inbox/inbox_fixture.h"

namespace pillarbox::inbox {

class SearchRobot : public Robot {
 public:
  explicit SearchRobot(State start, float width = 1280, float height = 800, float textScale = 1.0F)
      : Robot(std::move(start), width, height, textScale), m_index(std::move(*search::Index::make())) {
    std::vector<const Entry*> entries;
    for (const auto& [id, each] : state.inbox.entries) entries.push_back(&each.entry);
    EXPECT_TRUE(m_index.add(entries).ok());
    settle();
  }
  // As the search's thread does: the newest question alone.
  void answerAll() {
    if (const Find* find = last<Find>()) {
      Result<search::Hits> hits = m_index.find(find->query, find->filters);
      ASSERT_TRUE(hits.ok());
      give(FoundArrived{find->number, std::move(*hits)});
    }
    settle();
  }

 private:
  search::Index m_index;
};

inline State withRoster(State state) {
  Roster roster;
  roster.pupils = {{"p-014", "Amina", "Okafor", "", "3B", "3", "", "f-1", {}},
                   {"p-020", "Ben", "Okafor", "", "5A", "5", "", "f-1", {}}};
  SchoolFacts facts;
  facts.directory = std::make_shared<const Directory>();
  facts.roster = std::make_shared<const Roster>(roster);
  facts.pupils = std::make_shared<const PupilIndex>(*facts.roster);
  (void)apply(state, SchoolKnown{std::move(facts)});
  return state;
}

}  // namespace pillarbox::inbox

// What the filters of a search ask of an entry and of its case: told apart by numbers, so that going through a hundred
// thousand costs little. Internal to this room. One thread at a time.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "shared/record/entry.h"
#include "shared/search/index.h"

namespace pillarbox::search {

class CaseFacts {
 public:
  bool knows(std::string_view id) const { return m_byId.contains(id); }
  std::size_t size() const { return m_rows.size(); }
  std::size_t add(const Entry& entry);  // its row; not one that is known

  const std::string& entryId(std::size_t row) const { return m_rows[row].id; }
  std::string caseId(std::size_t row) const;  // the concern that the entry is part of now
  WallTime when(std::size_t row) const { return m_rows[row].when; }

  // Works out which entry is in which case, if that is not known; the first search with a filter does otherwise.
  void project();
  bool passes(std::size_t row, const Filters& filters);
  std::vector<std::size_t> rowsThatPass(const Filters& filters);  // newest first; none of what cannot be searched

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
  };
  template <class T>
  using ByText = std::unordered_map<std::string, T, Hash, std::equal_to<>>;
  struct Row {
    std::string id, subject;
    WallTime when{}, written{};
    Kind kind = Kind::concern;
    std::string category;
  };
  struct CaseFact {
    std::string category;
    std::unordered_set<std::string> children;
  };
  std::string_view mergedInto(std::string_view id) const;  // empty: it is part of none
  std::string_view rootOf(std::string_view id) const;

  std::vector<Row> m_rows;
  ByText<std::size_t> m_byId;
  ByText<std::vector<std::string>> m_childrenOf;  // entry → pupil references it names
  // Concern → the entries that made it part of another, and of which.
  ByText<std::map<std::string, std::string>> m_merged;
  std::unordered_set<std::string> m_replaced;
  // Projected from the rows when a filter asks for them, and no longer true once a row was added.
  bool m_projected = false;
  std::vector<std::size_t> m_caseOf;  // row → m_cases
  std::vector<CaseFact> m_cases;
};

}  // namespace pillarbox::search

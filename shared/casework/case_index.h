// What entries say about one another, by number instead of by id: each id is looked up once, so that a hundred thousand
// entries are projected in a tenth of a second. For case_view.cpp; lives as long as the entries it was made of.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "shared/casework/case_view.h"

namespace pillarbox::casework {

class CaseIndex {
 public:
  using Number = std::uint32_t;
  static constexpr Number none = static_cast<Number>(-1);

  // Of one id: an entry, or one that others speak of and that is not here.
  struct Node {
    std::string_view id;
    const CaseEntry* is = nullptr;  // null: not here
    Number subject = none;
    Number root = none;     // what it belongs to before anything is merged: its subject's subject's… subject
    Number ofCase = none;   // the case that the root is part of; none for entries that stand apart
    bool read = false;      // a `read` names it
    bool replaced = false;  // another entry stands in its place
  };

  explicit CaseIndex(const CaseEntries& entries);

  const Node& at(Number number) const { return m_nodes[number]; }
  // The entries, in the order of their ids, are the first so many numbers.
  Number entries() const { return m_entries; }
  Number size() const { return static_cast<Number>(m_nodes.size()); }
  // The entries of a case, in the order of their ids; empty if `number` is no case.
  std::pair<const Number*, const Number*> membersOf(Number number) const;
  // Who opened something in a case, by the log: each name once, in their order.
  std::vector<std::string> openedBy(Number ofCase) const;

 private:
  Number numberOf(std::string_view id);
  Number rootOf(Number number) const;
  Number caseOf(Number root) const;
  void mergeCases();
  void group();
  void noteOpenings();

  std::unordered_map<std::string_view, Number> m_byId;
  std::vector<Node> m_nodes;
  Number m_entries = 0;
  std::vector<Number> m_merges;                             // entries of that kind
  std::vector<Number> m_openings;                           // entries that say what was opened
  std::unordered_map<Number, Number> m_into;                // root → the root that it was made part of
  std::vector<Number> m_members, m_begins;                  // m_begins[case]: where its members begin
  std::vector<std::pair<Number, std::string_view>> m_seen;  // case, name
};

// Entries that belong to no case.
bool standsApart(const Entry& entry);

}  // namespace pillarbox::casework

#include "shared/casework/case_index.h"

#include <algorithm>
#include <set>

namespace pillarbox::casework {

bool standsApart(const Entry& entry) {
  return pillarbox::standsApart(entry.kind, entry.subject);
}

CaseIndex::CaseIndex(const CaseEntries& entries) : m_entries(static_cast<Number>(entries.size())) {
  m_byId.reserve(entries.size() + entries.size() / 8);
  m_nodes.reserve(entries.size() + entries.size() / 8);
  for (const auto& [id, member] : entries) {
    m_byId.emplace(id, size());
    m_nodes.push_back({id, &member});
  }
  for (Number number = 0; number < m_entries; ++number) {
    const Entry& entry = m_nodes[number].is->entry;
    if (!entry.subject.empty()) {
      const Number subject = numberOf(entry.subject);
      m_nodes[number].subject = subject;
      if (entry.kind == Kind::read) m_nodes[subject].read = true;
    }
    for (const std::string& id : entry.casework.replaces) m_nodes[numberOf(id)].replaced = true;
    if (entry.kind == Kind::merge) m_merges.push_back(number);
    if (!entry.casework.seen.empty()) m_openings.push_back(number);
  }
  mergeCases();
  group();
  noteOpenings();
}

CaseIndex::Number CaseIndex::numberOf(std::string_view id) {
  const auto [at, isNew] = m_byId.emplace(id, size());
  if (isNew) m_nodes.push_back({id});
  return at->second;
}

CaseIndex::Number CaseIndex::rootOf(Number number) const {
  constexpr int longestLine = 16;
  for (int step = 0; step < longestLine && m_nodes[number].subject != none; ++step) number = m_nodes[number].subject;
  return number;
}

void CaseIndex::mergeCases() {
  // Two readers may merge one concern into two at once: the first by id counts, the same on every device.
  for (const Number merge : m_merges) {
    const Node node = m_nodes[merge];  // a copy: numberOf() may move them
    if (node.replaced || node.subject == none || node.is->entry.casework.removed) continue;
    const Number from = rootOf(node.subject), into = rootOf(numberOf(m_nodes[merge].is->entry.casework.into));
    m_into.try_emplace(from, into);
  }
}

// A circle cannot be made by one person, but two who merge two concerns into each other at once make one: then its
// smallest id stands for all.
CaseIndex::Number CaseIndex::caseOf(Number root) const {
  const auto first = m_into.find(root);
  if (first == m_into.end()) return root;
  std::set<Number> passed;
  Number number = root;
  while (passed.insert(number).second) {
    const auto into = m_into.find(number);
    if (into == m_into.end()) return number;
    number = into->second;
  }
  Number least = number;
  for (Number next = m_into.at(number); next != number; next = m_into.at(next)) {
    if (m_nodes[next].id < m_nodes[least].id) least = next;
  }
  return least;
}

void CaseIndex::group() {
  m_begins.assign(m_nodes.size() + 1, 0);
  for (Number number = 0; number < m_entries; ++number) {
    Node& node = m_nodes[number];
    if (standsApart(node.is->entry)) continue;
    node.root = rootOf(number);
    node.ofCase = caseOf(node.root);
    ++m_begins[node.ofCase + 1];
  }
  for (std::size_t i = 1; i < m_begins.size(); ++i) m_begins[i] += m_begins[i - 1];
  std::vector<Number> next(m_begins.begin(), m_begins.end() - 1);
  m_members.resize(m_begins.back());
  for (Number number = 0; number < m_entries; ++number) {
    if (m_nodes[number].ofCase != none) m_members[next[m_nodes[number].ofCase]++] = number;
  }
}

std::pair<const CaseIndex::Number*, const CaseIndex::Number*> CaseIndex::membersOf(Number number) const {
  return {m_members.data() + m_begins[number], m_members.data() + m_begins[number + 1]};
}

void CaseIndex::noteOpenings() {
  for (const Number number : m_openings) {
    const Entry& entry = m_nodes[number].is->entry;
    for (const SeenEntry& seen : entry.casework.seen) {
      const auto opened = m_byId.find(seen.id);
      if (opened == m_byId.end() || m_nodes[opened->second].ofCase == none) continue;
      m_seen.emplace_back(m_nodes[opened->second].ofCase, entry.author.name);
    }
  }
  std::sort(m_seen.begin(), m_seen.end());
  m_seen.erase(std::unique(m_seen.begin(), m_seen.end()), m_seen.end());
}

std::vector<std::string> CaseIndex::openedBy(Number ofCase) const {
  std::vector<std::string> names;
  auto at = std::lower_bound(m_seen.begin(), m_seen.end(), std::pair<Number, std::string_view>(ofCase, {}));
  for (; at != m_seen.end() && at->first == ofCase; ++at) names.emplace_back(at->second);
  return names;
}

}  // namespace pillarbox::casework

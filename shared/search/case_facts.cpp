#include "shared/search/case_facts.h"

#include <algorithm>
#include <tuple>

namespace pillarbox::search {
namespace {

constexpr int longestLine = 16;  // of subjects of subjects: the same as in shared/casework

bool canBeSearched(Kind kind) {
  return kind != Kind::read && kind != Kind::understood && kind != Kind::seen;
}

}  // namespace

WallTime whenOf(const Entry& entry) {
  if (const auto at = parseTime(entry.happenedFrom)) return *at;
  if (entry.happenedFrom.size() == 10) {
    if (const auto noon = parseTime(entry.happenedFrom + "T12:00:00.000Z")) return *noon;
  }
  return entry.writtenAt.wall;
}

std::size_t CaseFacts::add(const Entry& entry) {
  const std::size_t row = m_rows.size();
  m_rows.push_back({entry.id, entry.subject, whenOf(entry), entry.writtenAt.wall, entry.kind, entry.category});
  m_byId.emplace(entry.id, row);
  std::vector<std::string> children;
  for (const PupilPart& pupil : entry.pupils) {
    if (!pupil.ref.empty()) children.push_back(pupil.ref);
  }
  for (const EntryMention& mention : entry.mentions) {
    if (mention.kind == MentionKind::pupil) children.push_back(mention.ref);
  }
  if (!children.empty()) m_childrenOf.emplace(entry.id, std::move(children));
  if (entry.kind == Kind::merge && !entry.casework.removed) m_merged[entry.subject][entry.id] = entry.casework.into;
  m_replaced.insert(entry.casework.replaces.begin(), entry.casework.replaces.end());
  m_projected = false;
  return row;
}

// By the first merge, by id, that no other entry stands in the place of: as in shared/casework.
std::string_view CaseFacts::mergedInto(std::string_view id) const {
  const auto merges = m_merged.find(id);
  if (merges == m_merged.end()) return {};
  for (const auto& [merge, into] : merges->second) {
    if (!m_replaced.contains(merge)) return into;
  }
  return {};
}

std::string_view CaseFacts::rootOf(std::string_view id) const {
  for (int step = 0; step < longestLine; ++step) {
    if (const std::string_view into = mergedInto(id); !into.empty() && into != id) {
      id = into;
      continue;
    }
    const auto row = m_byId.find(id);
    if (row == m_byId.end() || m_rows[row->second].subject.empty()) break;
    id = m_rows[row->second].subject;
  }
  return id;
}

std::string CaseFacts::caseId(std::size_t row) const {
  return std::string(rootOf(m_rows[row].id));
}

void CaseFacts::project() {
  if (m_projected) return;
  m_cases.clear();
  m_caseOf.assign(m_rows.size(), 0);
  std::unordered_map<std::string_view, std::size_t> numbers;  // views into m_rows and m_merged
  std::vector<const Row*> sortedBy;                           // of each case, the triage in force
  for (std::size_t row = 0; row < m_rows.size(); ++row) {
    const auto [at, fresh] = numbers.try_emplace(rootOf(m_rows[row].id), m_cases.size());
    if (fresh) {
      m_cases.emplace_back();
      sortedBy.push_back(nullptr);
    }
    const std::size_t number = m_caseOf[row] = at->second;
    const Row& one = m_rows[row];
    if (const auto children = m_childrenOf.find(one.id); children != m_childrenOf.end()) {
      m_cases[number].children.insert(children->second.begin(), children->second.end());
    }
    if (one.category.empty() || m_replaced.contains(one.id)) continue;
    const Row*& best = sortedBy[number];
    const auto rank = [](const Row& each) { return std::tuple(each.kind == Kind::triage, each.written, each.id); };
    if (best == nullptr || rank(*best) < rank(one)) best = &one;
  }
  for (std::size_t i = 0; i < m_cases.size(); ++i) {
    if (sortedBy[i] != nullptr) m_cases[i].category = sortedBy[i]->category;
  }
  m_projected = true;
}

bool CaseFacts::passes(std::size_t row, const Filters& filters) {
  const Row& one = m_rows[row];
  if (filters.from && one.when < *filters.from) return false;
  if (filters.to && one.when >= *filters.to) return false;
  if (!filters.kinds.empty() &&
      std::find(filters.kinds.begin(), filters.kinds.end(), one.kind) == filters.kinds.end()) {
    return false;
  }
  if (filters.category.empty() && filters.child.empty()) return true;
  project();
  const CaseFact& fact = m_cases[m_caseOf[row]];
  if (!filters.category.empty() && fact.category != filters.category) return false;
  return filters.child.empty() || fact.children.contains(filters.child);
}

std::vector<std::size_t> CaseFacts::rowsThatPass(const Filters& filters) {
  std::vector<std::size_t> rows;
  for (std::size_t row = 0; row < m_rows.size(); ++row) {
    if (canBeSearched(m_rows[row].kind) && passes(row, filters)) rows.push_back(row);
  }
  std::sort(rows.begin(), rows.end(),
            [&](std::size_t a, std::size_t b) { return std::tie(m_rows[a].when, a) > std::tie(m_rows[b].when, b); });
  return rows;
}

}  // namespace pillarbox::search

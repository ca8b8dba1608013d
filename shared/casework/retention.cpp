#include "shared/casework/retention.h"

#include <algorithm>
#include <tuple>

namespace pillarbox::casework {

namespace {

using State = RetentionRow::State;
using Rows = std::map<std::string, RetentionRow, std::less<>>;

std::string found(const std::map<std::string, std::string, std::less<>>& all, std::string_view ref) {
  const auto at = all.find(ref);
  return at == all.end() ? std::string() : at->second;
}

RetentionRow& rowOf(Rows& rows, const PupilPart& pupil, const Roster& roster) {
  RetentionRow& row = rows[pupil.ref];
  if (!row.ref.empty()) return row;
  row.ref = pupil.ref;
  const Pupil* known = roster.pupil(pupil.ref);
  row.left = known == nullptr;
  row.name = known == nullptr ? pupil.name : known->displayName();
  return row;
}

void written(RetentionRow& row, const CaseEntries& entries, const std::string& id) {
  const auto entry = entries.find(id);
  if (entry != entries.end()) row.last = std::max(row.last, dayOn(entry->second.entry.writtenAt.wall));
}

Rows everybody(const CaseView& view, const CaseEntries& entries, const Roster& roster) {
  Rows rows;
  for (const auto& [id, made] : view.cases) {
    for (const LinkedChild& child : made.children) {
      if (child.pupil.ref.empty()) continue;
      RetentionRow& row = rowOf(rows, child.pupil, roster);
      row.cases.push_back(id);
      written(row, entries, made.head);
      for (const std::string& later : made.later) written(row, entries, later);
    }
  }
  for (const auto& [ref, statuses] : view.children) {
    for (const std::string& id : statuses) {
      const auto entry = entries.find(id);
      if (entry == entries.end() || entry->second.entry.pupils.empty()) continue;
      written(rowOf(rows, entry->second.entry.pupils.front(), roster), entries, id);
    }
  }
  return rows;
}

std::string sentenceOf(const RetentionRow& row) {
  switch (row.state) {
    case State::due:
      return row.shared.empty() ? "Due to be looked at since " + dayWords(row.reviewOn) + "."
                                : "Due to be looked at since " + dayWords(row.reviewOn) + ", but " +
                                      std::to_string(row.shared.size()) +
                                      (row.shared.size() == 1 ? " record is about other children too and stays."
                                                              : " records are about other children too and stay.");
    case State::held:
      return "Must be kept: " + row.hold;
    case State::bornOnUnknown:
      return "The date of birth is not known: it is kept until somebody says it.";
    case State::kept:
      break;
  }
  return "Kept until " + dayWords(row.reviewOn) + " at least.";
}

}  // namespace

std::vector<RetentionRow> retentionOf(const CaseView& view, const CaseEntries& entries, const Roster& roster,
                                      const RetentionAsked& asked) {
  Rows rows = everybody(view, entries, roster);
  for (auto& [ref, row] : rows) {
    row.bornOn = found(asked.bornOn, ref);
    row.hold = found(asked.holds, ref);
    row.reviewOn = yearsLater(row.bornOn, asked.years);
    if (asked.holds.contains(ref)) {
      row.state = State::held;
    } else if (row.reviewOn.empty()) {
      row.state = State::bornOnUnknown;
    } else {
      row.state = row.reviewOn <= asked.today ? State::due : State::kept;
    }
  }
  // A record about several children is kept as long as that of the youngest; a child who is not in the roster may be
  // any.
  std::vector<RetentionRow> out;
  for (auto& [ref, row] : rows) {
    for (const std::string& id : row.cases) {
      const std::vector<LinkedChild>& children = view.cases.at(id).children;
      const bool keptByOther = std::any_of(children.begin(), children.end(), [&](const LinkedChild& child) {
        return child.pupil.ref.empty() || rows.at(child.pupil.ref).state != State::due;
      });
      if (keptByOther && row.state == State::due) row.shared.push_back(id);
    }
    row.sentence = sentenceOf(row);
    out.push_back(row);
  }
  std::stable_sort(out.begin(), out.end(), [](const RetentionRow& a, const RetentionRow& b) {
    return std::tie(a.state, a.reviewOn, a.ref) < std::tie(b.state, b.reviewOn, b.ref);
  });
  return out;
}

}  // namespace pillarbox::casework

#include "shared/casework/child_view.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_set>

#include "shared/casework/links.h"
#include "shared/casework/patterns.h"

namespace pillarbox::casework {

namespace {

const Entry* entryOf(const CaseEntries& entries, std::string_view id) {
  const auto found = entries.find(id);
  return found == entries.end() ? nullptr : &found->second.entry;
}

template <class Each>
void eachEntry(const Case& made, const CaseEntries& entries, Each&& each) {
  if (const Entry* head = entryOf(entries, made.head)) each(*head);
  for (const std::string& id : made.later) {
    if (const Entry* entry = entryOf(entries, id)) each(*entry);
  }
}

const LinkedChild* linkOf(const Case& made, std::string_view ref) {
  const auto found = std::find_if(made.children.begin(), made.children.end(),
                                  [&](const LinkedChild& child) { return child.pupil.ref == ref; });
  return found == made.children.end() ? nullptr : &*found;
}

bool names(const Entry& entry, std::string_view ref) {
  return std::any_of(entry.mentions.begin(), entry.mentions.end(),
                     [&](const EntryMention& mention) { return mention.ref == ref; }) ||
         std::any_of(entry.exactWords.begin(), entry.exactWords.end(),
                     [&](const ExactWords& said) { return said.speakerRef == ref; });
}

// Whether the body map of an entry is of this child: by reference, by name, or as the only child it can be of.
bool mapIsOf(const Entry& entry, std::string_view ref) {
  if (entry.bodyMap.empty()) return false;
  if (!entry.bodyMap.childRef.empty()) return entry.bodyMap.childRef == ref;
  const std::string& called = entry.bodyMap.child;
  return std::any_of(entry.pupils.begin(), entry.pupils.end(), [&](const PupilPart& pupil) {
    return pupil.ref == ref && (pupil.name == called || (called.empty() && entry.pupils.size() == 1));
  });
}

class Maker {
 public:
  Maker(std::string_view ref, const CaseView& view, const CaseEntries& entries, const Roster& roster,
        const ChildFilter& filter)
      : m_ref(ref), m_all(view), m_entries(entries), m_roster(roster), m_filter(filter) {
    m_out.ref = ref;
  }

  ChildView make() {
    findCases();
    nameIt();
    for (const std::string& id : m_out.cases) storyOf(id, m_all.cases.at(id));
    statuses();
    fromOtherSchools();
    arrange();
    others();
    m_out.patterns = patternsOf(m_out.rows, m_entries, m_filter);
    log();
    return std::move(m_out);
  }

 private:
  void findCases() {
    for (const auto& [id, made] : m_all.cases) {
      if (linkOf(made, m_ref) != nullptr) m_out.cases.push_back(id);
    }
    std::set<std::string_view> named;
    for (const auto& [id, member] : m_entries) {
      if (names(member.entry, m_ref)) named.insert(caseOf(member.entry));
    }
    for (const std::string_view id : named) {
      const auto found = m_all.cases.find(id);
      if (found != m_all.cases.end() && linkOf(found->second, m_ref) == nullptr) m_out.namedOnly.emplace_back(id);
    }
  }

  // The case an entry is part of; empty if it is part of none.
  std::string_view caseOf(const Entry& entry) const {
    const std::string_view root = entry.subject.empty() ? entry.id : entry.subject;
    if (const auto own = m_all.cases.find(root); own != m_all.cases.end()) return own->first;
    for (const auto& [id, made] : m_all.cases) {
      const auto begin = made.later.begin(), end = made.later.end();
      if (made.head == entry.id || std::find(begin, end, entry.id) != end) return id;
    }
    return {};
  }

  void nameIt() {
    if (const Pupil* pupil = m_roster.pupil(m_ref)) {
      m_out.name = pupil->displayName();
      m_out.className = pupil->className;
      return;
    }
    for (const std::string& id : m_out.cases) {  // the last that names it has the newest name
      const PupilPart& pupil = linkOf(m_all.cases.at(id), m_ref)->pupil;
      m_out.name = pupil.name;
      m_out.className = pupil.className;
    }
  }

  void storyOf(const std::string& id, const Case& made) {
    const LinkedChild& child = *linkOf(made, m_ref);
    // A link never gives a child the concern's category: somebody who saw a fight is not "violent".
    const Entry* linkedBy = entryOf(m_entries, child.linkedBy);
    const bool itself = linkedBy != nullptr && linkedBy->kind != Kind::link;
    eachEntry(made, m_entries, [&](const Entry& entry) {
      if (const auto kind = rowKindOf(entry)) {
        ChildRow row = rowOf(entry, *kind);
        row.caseId = id;
        row.part = child.pupil.part;
        if (itself) row.category = made.category;
        row.caseClosed = made.closed;
        m_rows.push_back(std::move(row));
      }
      if (mapIsOf(entry, m_ref)) marksOf(entry, id);
    });
  }

  ChildRow rowOf(const Entry& entry, RowKind kind) const {
    ChildRow row;
    const When when = whenOf(entry);
    row.at = when.at;
    row.happened = !when.day.empty();
    row.day = row.happened ? when.day : dayOn(when.at);
    row.timeKnown = when.timeKnown || !row.happened;
    row.kind = kind;
    row.entryId = entry.id;
    row.by = entry.author.name;
    row.words = lineOf(entry, m_entries);
    return row;
  }

  void marksOf(const Entry& entry, const std::string& caseId) {
    for (const BodyMark& mark : entry.bodyMap.marks) {
      const std::string day = dayOn(mark.placedAt);
      if (!within(day)) continue;
      m_out.marks.push_back(
          {mark.placedAt, day, caseId, entry.id, entry.bodyMap.outline, entry.bodyMap.drawings, mark});
    }
  }

  void statuses() {
    m_out.status = statusInForce(m_ref, m_all, m_entries);
    const auto known = m_all.children.find(m_ref);
    if (known == m_all.children.end()) return;
    for (const std::string& id : known->second) {
      if (const Entry* entry = entryOf(m_entries, id)) m_rows.push_back(rowOf(*entry, RowKind::status));
    }
  }

  void fromOtherSchools() {
    const auto came = m_all.apart.find(Kind::imported);
    if (came == m_all.apart.end()) return;
    for (const std::string& id : came->second) {
      const Entry* entry = entryOf(m_entries, id);
      if (entry == nullptr || entry->pupils.empty() || entry->pupils.front().ref != m_ref || !rowKindOf(*entry))
        continue;
      m_rows.push_back(rowOf(*entry, RowKind::otherSchool));
    }
  }

  bool within(const std::string& day) const {
    return (m_filter.from.empty() || day >= m_filter.from) && (m_filter.to.empty() || day <= m_filter.to);
  }

  void arrange() {
    m_out.unfiltered = m_rows.size();
    for (ChildRow& row : m_rows) {
      if (!within(row.day) || (!m_filter.kinds.empty() && !m_filter.kinds.contains(row.kind)) ||
          (!m_filter.category.empty() && row.category != m_filter.category)) {
        continue;
      }
      m_out.rows.push_back(std::move(row));
    }
    const auto order = [](const ChildRow& row) { return std::tuple(row.at, std::string_view(row.entryId)); };
    std::sort(m_out.rows.begin(), m_out.rows.end(), [&](const auto& a, const auto& b) { return order(a) < order(b); });
    std::stable_sort(m_out.marks.begin(), m_out.marks.end(),
                     [](const ChildMark& a, const ChildMark& b) { return a.at < b.at; });
    std::sort(m_out.cases.begin(), m_out.cases.end(), [&](const std::string& a, const std::string& b) {
      return std::tuple(begun(a), a) < std::tuple(begun(b), b);
    });
  }
  WallTime begun(const std::string& id) const {
    const Entry* head = entryOf(m_entries, m_all.cases.at(id).head);
    return head == nullptr ? WallTime{} : whenOf(*head).at;
  }

  void others() {
    const Pupil* self = m_roster.pupil(m_ref);
    if (self != nullptr && !self->family.empty()) {
      for (const Pupil& pupil : m_roster.pupils) {
        if (pupil.family != self->family || pupil.id == m_ref) continue;
        m_out.others.push_back({{pupil.id, pupil.displayName(), pupil.className, "", ""}, true, 0, 0, {}});
      }
    }
    for (const std::string& id : m_out.cases) {
      for (const LinkedChild& child : m_all.cases.at(id).children) {
        if (child.pupil.ref == m_ref) continue;
        OtherChild& other = otherOf(child.pupil);
        other.family = other.family || child.pupil.part == "sibling";
        ++other.together;
        other.caseIds.push_back(id);
      }
    }
    for (const auto& [id, made] : m_all.cases) {
      for (OtherChild& other : m_out.others) {
        other.cases += std::any_of(made.children.begin(), made.children.end(),
                                   [&](const LinkedChild& child) { return sameChild(child.pupil, other.pupil); });
      }
    }
    std::sort(m_out.others.begin(), m_out.others.end(), [](const OtherChild& a, const OtherChild& b) {
      return std::tie(b.family, b.together, a.pupil.name, a.pupil.ref, a.pupil.description) <
             std::tie(a.family, a.together, b.pupil.name, b.pupil.ref, b.pupil.description);
    });
  }

  OtherChild& otherOf(const PupilPart& pupil) {
    const auto found = std::find_if(m_out.others.begin(), m_out.others.end(),
                                    [&](const OtherChild& other) { return sameChild(other.pupil, pupil); });
    if (found != m_out.others.end()) return *found;
    OtherChild made{pupil, false, 0, 0, {}};
    made.pupil.part.clear();
    m_out.others.push_back(std::move(made));
    return m_out.others.back();
  }

  void log() {
    std::unordered_set<std::string_view> mine;
    for (const std::string& id : m_out.cases) {
      const Case& made = m_all.cases.at(id);
      mine.insert(made.head);
      mine.insert(made.later.begin(), made.later.end());
    }
    std::map<std::pair<std::string, std::string>, OpenedBy> people;
    const auto noted = [&](const Entry& entry) {
      if (entry.kind == Kind::exported && isAbout(entry, mine)) m_out.exported.push_back(entry.id);
      for (const SeenEntry& seen : entry.casework.seen) {
        if (!mine.contains(seen.id)) continue;
        OpenedBy& one = people[{entry.author.id, entry.author.name}];
        one.person = entry.author.id;
        one.name = entry.author.name;
        one.first = one.times == 0 ? seen.at : std::min(one.first, seen.at);
        one.last = std::max(one.last, seen.at);
        ++one.times;
      }
    };
    for (const std::string& id : m_all.log) {
      if (const Entry* entry = entryOf(m_entries, id)) noted(*entry);
    }
    for (auto& [who, one] : people) m_out.openedBy.push_back(std::move(one));
    std::stable_sort(m_out.openedBy.begin(), m_out.openedBy.end(),
                     [](const OpenedBy& a, const OpenedBy& b) { return a.last > b.last; });
  }
  bool isAbout(const Entry& exported, const std::unordered_set<std::string_view>& mine) const {
    return mine.contains(exported.subject) || std::any_of(exported.pupils.begin(), exported.pupils.end(),
                                                          [&](const PupilPart& pupil) { return pupil.ref == m_ref; });
  }

  std::string m_ref;
  const CaseView& m_all;
  const CaseEntries& m_entries;
  const Roster& m_roster;
  const ChildFilter& m_filter;
  ChildView m_out;
  std::vector<ChildRow> m_rows;
};

}  // namespace

std::vector<ChildStatus> statusInForce(std::string_view ref, const CaseView& view, const CaseEntries& entries) {
  std::vector<ChildStatus> out;
  const auto known = view.children.find(ref);
  if (known == view.children.end()) return out;
  std::unordered_set<std::string_view> replaced;
  for (const std::string& id : known->second) {
    const Entry* entry = entryOf(entries, id);
    if (entry != nullptr) replaced.insert(entry->casework.replaces.begin(), entry->casework.replaces.end());
  }
  for (const std::string& id : known->second) {
    const Entry* entry = entryOf(entries, id);
    if (entry == nullptr || replaced.contains(id)) continue;
    const Casework& work = entry->casework;
    if (work.status.empty()) continue;  // only a date of birth
    out.push_back({id, work.status, work.since, work.family, entry->author.name, entry->writtenAt.wall});
  }
  return out;
}

ChildView childView(std::string_view ref, const CaseView& view, const CaseEntries& entries, const Roster& roster,
                    const ChildFilter& filter) {
  return Maker(ref, view, entries, roster, filter).make();
}

}  // namespace pillarbox::casework

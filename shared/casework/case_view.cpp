#include "shared/casework/case_view.h"

#include <algorithm>
#include <tuple>
#include <unordered_map>

#include "shared/casework/case_index.h"
#include "shared/casework/links.h"
#include "shared/record/entry_json.h"
#include "shared/record/ids.h"
#include "shared/record/mentions.h"

namespace pillarbox::casework {
namespace {

// What staff write and a reader has to have read.
bool wantsReading(Kind kind) {
  return !isCasework(kind);
}

bool writtenBefore(const Entry& a, const Entry& b) {
  return std::tie(a.writtenAt.wall, a.id) < std::tie(b.writtenAt.wall, b.id);
}

// What is to be read first. Once read, only when it was written counts.
int rankOf(const ListItem& item) {
  if (!item.unread) return 0;
  if (item.kind == Kind::call) return 5;
  if (item.mistake) return 4;
  if (item.urgent) return 3;
  return item.unfinished ? 2 : 1;
}

class CaseMaker {
 public:
  CaseMaker(const CaseIndex& index, CaseIndex::Number number) : m_index(index), m_number(number) {
    m_item.id = index.at(number).id;
  }

  void make(CaseView& view) {
    const auto [begin, end] = m_index.membersOf(m_number);
    std::vector<CaseIndex::Number> members(begin, end);
    std::sort(members.begin(), members.end(), [&](CaseIndex::Number a, CaseIndex::Number b) {
      return std::tuple(entryOf(a).writtenAt.wall, a) < std::tuple(entryOf(b).writtenAt.wall, b);
    });
    auto head = std::find(members.begin(), members.end(), m_number);
    m_case.headMissing = head == members.end();
    if (m_case.headMissing) {
      head = std::find_if(members.begin(), members.end(),
                          [&](CaseIndex::Number member) { return wantsReading(entryOf(member).kind); });
      if (head == members.end()) return;  // only casework about something that is not here
    }
    const CaseIndex::Number first = *head;
    members.erase(head);
    const Entry& entry = entryOf(first);
    m_case.head = m_item.head = entry.id;
    m_item.kind = entry.kind;
    m_item.writtenAt = entry.writtenAt.wall;
    m_case.audience = entry.audience;
    m_case.later.reserve(members.size());
    look(first);
    for (const CaseIndex::Number member : members) {
      look(member);
      m_case.later.push_back(entryOf(member).id);
    }
    finish(entry);
    view.items.push_back(std::move(m_item));
    view.cases.emplace_hint(view.cases.end(), view.items.back().id, std::move(m_case));
  }

 private:
  const Entry& entryOf(CaseIndex::Number number) const { return m_index.at(number).is->entry; }

  void look(CaseIndex::Number number) {
    const CaseIndex::Node& node = m_index.at(number);
    m_item.problem = m_item.problem || !node.is->problems.empty();
    if (wantsReading(node.is->entry.kind)) {
      written(node.is->entry, node.read);
    } else {
      // What was decided about a concern before it was made part of this one does not decide about this one: else
      // merging a closed concern into an open one would close both.
      done(node.is->entry, !node.replaced, m_case.headMissing || node.root == m_number);
      if (node.is->entry.kind == Kind::merge && !node.replaced && !node.is->entry.casework.removed) {
        m_case.mergedBy.push_back({std::string(m_index.at(node.root).id), node.is->entry.id});
      }
    }
  }

  void written(const Entry& entry, bool read) {
    m_item.writtenAt = std::max(m_item.writtenAt, entry.writtenAt.wall);
    m_item.unfinished = m_item.unfinished || entry.unfinished;
    m_item.urgent = m_item.urgent || entry.urgent;
    m_links.push_back(&entry);
    if (entry.kind == Kind::concern && entry.id != m_case.head) m_case.merged.push_back(entry.id);
    if (read) {
      m_anyRead = true;
    } else {
      m_item.mistake = m_item.mistake || entry.kind == Kind::mistake;
      m_case.unread.push_back(entry.id);
    }
  }

  void done(const Entry& entry, bool inForce, bool own) {
    const Casework& work = entry.casework;
    const WallTime at = entry.writtenAt.wall;
    switch (entry.kind) {
      case Kind::read:
        if (entry.subject == m_case.head && !m_case.readAt) m_case.readAt = at;
        break;
      case Kind::understood:
        m_case.understood.push_back({entry.subject, entry.author.id, entry.author.name, at});
        break;
      case Kind::triage:
        if (inForce) (own ? m_sorted : m_sortedElsewhere).push_back(&entry);
        break;
      case Kind::link:
        m_links.push_back(&entry);
        break;
      case Kind::action:
        if (!m_case.actedAt) m_case.actedAt = at;
        m_case.actions.push_back({entry.id,
                                  work.what.empty() ? entry.body : work.what,
                                  work.ownerRef,
                                  work.ownerName,
                                  work.due,
                                  work.state == "agreed",
                                  {}});
        break;
      case Kind::outcome:
        m_outcomes.push_back(&entry);
        break;
      case Kind::decision:
        if (!m_case.actedAt) m_case.actedAt = at;
        m_case.decisions.push_back(entry.id);
        if (!work.parentsTold.empty()) m_case.parentsTold = work.parentsTold;
        break;
      case Kind::correction:
        m_case.corrections.push_back(entry.id);
        break;
      case Kind::move:
        // An alert to one person leaves the case with its readers.
        if (own && work.person.empty()) m_case.audience = work.toAudience;
        break;
      case Kind::close:
        if (inForce && own) closed(entry);
        break;
      default:
        break;
    }
  }

  void sorted(const Entry& entry) {
    m_case.sortedTwice = m_case.sortedTwice || (!m_case.sortedBy.empty() && m_case.category != entry.category);
    m_case.category = entry.category;
    m_case.subcategory = entry.casework.subcategory;
    m_case.sortedBy.push_back(entry.id);
  }

  void closed(const Entry& entry) {
    if (m_case.closes.empty()) {
      m_case.outcome = entry.casework.outcome;
      m_case.closedAt = entry.writtenAt.wall;
    }
    m_case.closes.push_back(entry.id);
  }

  void finish(const Entry& head) {
    for (const Entry* outcome : m_outcomes) {
      for (ActionView& action : m_case.actions) {
        if (action.id == outcome->subject) action.outcomes.push_back(outcome->id);
      }
    }
    for (const Entry* triage : m_sorted.empty() ? m_sortedElsewhere : m_sorted) sorted(*triage);
    if (m_case.sortedBy.empty()) m_case.category = head.category;
    m_case.children = childrenInForce(m_links);
    m_case.openedBy = m_index.openedBy(m_number);
    m_case.closed = !m_case.closes.empty();
    m_item.closed = m_case.closed;
    m_item.category = m_case.category;
    m_item.unread = !m_case.unread.empty();
    m_item.added = m_item.unread && m_anyRead;
  }

  const CaseIndex& m_index;
  CaseIndex::Number m_number;
  Case m_case;
  ListItem m_item;
  std::vector<const Entry*> m_outcomes, m_links, m_sorted, m_sortedElsewhere;
  bool m_anyRead = false;
};

std::vector<std::string> idsInOrder(std::vector<const Entry*> entries, bool newestFirst) {
  std::sort(entries.begin(), entries.end(), [&](const Entry* a, const Entry* b) {
    return newestFirst ? writtenBefore(*b, *a) : writtenBefore(*a, *b);
  });
  std::vector<std::string> ids;
  ids.reserve(entries.size());
  for (const Entry* entry : entries) ids.push_back(entry->id);
  return ids;
}

}  // namespace

void merge(CaseEntries& into, std::vector<CaseEntry> entries) {
  for (CaseEntry& arrived : entries) {
    const auto at = into.lower_bound(arrived.entry.id);
    if (at == into.end() || at->first != arrived.entry.id) {
      std::sort(arrived.problems.begin(), arrived.problems.end());
      std::string id = arrived.entry.id;
      into.emplace_hint(at, std::move(id), std::move(arrived));
      continue;
    }
    CaseEntry& kept = at->second;
    // Two entries of one id can differ only if something is wrong with one of them. Say so; which of them is shown must
    // not depend on which came first.
    std::vector<std::string> problems = kept.problems;
    for (const std::string& problem : arrived.problems) {
      if (std::find(problems.begin(), problems.end(), problem) == problems.end()) problems.push_back(problem);
    }
    if (!(kept.entry == arrived.entry)) {
      const std::string_view twice = "There are two different entries with this number.";
      if (std::find(problems.begin(), problems.end(), twice) == problems.end()) problems.emplace_back(twice);
      if (encodeEntry(arrived.entry).text() < encodeEntry(kept.entry).text()) {
        kept.entry = std::move(arrived.entry);
        kept.attachments = std::move(arrived.attachments);
      }
    }
    std::sort(problems.begin(), problems.end());
    kept.problems = std::move(problems);
    kept.delivery = std::max(kept.delivery, arrived.delivery);
  }
}

CaseView project(const CaseEntries& entries, const UnopenedById& unopened) {
  CaseView view;
  const CaseIndex index(entries);
  std::unordered_map<std::string_view, std::vector<const Entry*>> byChild;
  std::vector<const Entry*> log;
  std::map<Kind, std::vector<const Entry*>> apart;
  for (CaseIndex::Number number = 0; number < index.entries(); ++number) {
    const CaseEntry& member = *index.at(number).is;
    const Entry& entry = member.entry;
    if (entry.kind == Kind::child && !entry.pupils.empty()) byChild[entry.pupils.front().ref].push_back(&entry);
    if (entry.kind == Kind::seen || entry.kind == Kind::exported) {
      log.push_back(&entry);
    } else if (entry.kind != Kind::child && standsApart(entry)) {
      apart[entry.kind].push_back(&entry);
    }
    if (member.delivery == Delivery::refused) {
      view.setAside.push_back(
          {entry.id, referenceOf(entry.id), entry.kind, entry.writtenAt.wall, SetAside::Why::refused, true});
    }
  }
  for (CaseIndex::Number number = 0; number < index.size(); ++number) {
    const auto [begin, end] = index.membersOf(number);
    if (begin != end) CaseMaker(index, number).make(view);
  }
  for (auto& [ref, about] : byChild) view.children[std::string(ref)] = idsInOrder(std::move(about), false);
  view.log = idsInOrder(std::move(log), true);
  for (auto& [kind, of] : apart) view.apart[kind] = idsInOrder(std::move(of), false);
  std::sort(view.items.begin(), view.items.end(), [](const ListItem& a, const ListItem& b) {
    return std::tuple(rankOf(b), b.writtenAt, std::string_view(b.id)) <
           std::tuple(rankOf(a), a.writtenAt, std::string_view(a.id));
  });
  view.unread = static_cast<std::size_t>(
      std::count_if(view.items.begin(), view.items.end(), [](const ListItem& item) { return item.unread; }));

  for (const auto& [id, posting] : unopened) {
    if (entries.contains(id)) continue;  // opened meanwhile: another copy was sound
    const auto why = posting.why == Unopened::Why::notForYou ? SetAside::Why::notForYou
                     : posting.why == Unopened::Why::newer   ? SetAside::Why::newer
                                                             : SetAside::Why::damaged;
    view.setAside.push_back({id, referenceOf(id), posting.kind, posting.writtenAt, why, false});
  }
  std::sort(view.setAside.begin(), view.setAside.end(), [](const SetAside& a, const SetAside& b) {
    return std::tie(b.writtenAt, b.id) < std::tie(a.writtenAt, a.id);
  });
  return view;
}

Pile pileOf(const Case& made, const CaseEntries& entries, std::string_view readerId, std::string_view today) {
  if (!made.unread.empty()) return Pile::unread;
  bool mine = false, waiting = false;
  for (const ActionView& action : made.actions) {
    if (!action.open()) continue;
    if (!action.due.empty() && action.due < today) return Pile::overdue;
    // What nobody of the readers owns is for whoever logged it to chase.
    const auto logged = entries.find(action.id);
    const bool own = action.ownerRef == readerId ||
                     (action.ownerRef.empty() && logged != entries.end() && logged->second.entry.author.id == readerId);
    mine = mine || own;
    waiting = waiting || !own;
  }
  return mine ? Pile::mine : waiting ? Pile::waiting : made.closed ? Pile::closed : Pile::open;
}

std::string whyNotClose(const Case& made) {
  if (!made.unread.empty()) return "Something in it has not been read yet.";
  for (const ActionView& action : made.actions) {
    if (action.open()) return "An action has no outcome yet: " + action.what;
  }
  return {};
}

std::string aboutWords(const Entry& entry) {
  std::string first;
  std::size_t count = 0;
  const auto add = [&](std::string words) {
    if (count++ == 0) first = std::move(words);
  };
  if (entry.aboutAdult) add("an adult who works here" + (entry.adultName.empty() ? "" : ", " + entry.adultName));
  for (const PupilPart& pupil : entry.pupils) {
    if (!pupil.name.empty()) {
      add(pupil.className.empty() ? pupil.name : pupil.name + " (" + pupil.className + ")");
    } else if (!pupil.description.empty()) {
      add(pupil.description);
    }
  }
  if (count == 0) return "nobody named";
  return count == 1 ? first : first + " and " + std::to_string(count - 1) + " more";
}

std::string withNames(std::string_view text, const Entry& entry) {
  return shownText(text, entry, entry.linkedInitials ? LinkedNames::initials : LinkedNames::full);
}

}  // namespace pillarbox::casework

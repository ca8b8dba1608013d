#include "kiosk/inbox/case_view.h"

#include <algorithm>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

#include "shared/record/entry_json.h"
#include "shared/record/ids.h"
#include "shared/record/mentions.h"

namespace pillarbox::inbox {
namespace {

// What staff write and a reader has to have read.
bool wantsReading(Kind kind) {
  return !isCasework(kind);
}

// The case an entry belongs to: its subject's subject's… A circle or an endless line cannot be made by honest programs,
// but must not hang the inbox either.
std::string_view caseOf(const CaseEntries& entries, const Entry& entry) {
  constexpr int longestLine = 16;
  const Entry* at = &entry;
  for (int step = 0; step < longestLine && !at->subject.empty(); ++step) {
    const auto next = entries.find(at->subject);
    if (next == entries.end()) return at->subject;
    at = &next->second.entry;
  }
  return at->id;
}

// Views into the entries: with ten thousand of them copies would be felt.
using Ids = std::unordered_set<std::string_view>;

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

void makeCase(const Ids& read, std::string_view id, std::vector<const CaseEntry*> members, CaseView& view) {
  std::sort(members.begin(), members.end(),
            [](const CaseEntry* a, const CaseEntry* b) { return writtenBefore(a->entry, b->entry); });
  auto head = std::find_if(members.begin(), members.end(), [&](const CaseEntry* m) { return m->entry.id == id; });
  const bool missing = head == members.end();
  if (missing) {
    head = std::find_if(members.begin(), members.end(), [](const CaseEntry* m) { return wantsReading(m->entry.kind); });
    if (head == members.end()) return;  // only casework about something that is not here
  }
  const CaseEntry* first = *head;
  members.erase(head);

  Case made{first->entry.id, missing, {}, {}};
  ListItem item;
  item.id = id;
  item.head = first->entry.id;
  item.kind = first->entry.kind;
  item.writtenAt = first->entry.writtenAt.wall;
  bool anyRead = false;
  const auto look = [&](const CaseEntry& member) {
    const Entry& entry = member.entry;
    item.problem = item.problem || !member.problems.empty();
    if (!wantsReading(entry.kind)) return;
    item.writtenAt = std::max(item.writtenAt, entry.writtenAt.wall);
    item.unfinished = item.unfinished || entry.unfinished;
    item.urgent = item.urgent || entry.urgent;
    if (read.contains(entry.id)) {
      anyRead = true;
    } else {
      item.mistake = item.mistake || entry.kind == Kind::mistake;
      made.unread.push_back(entry.id);
    }
  };
  look(*first);
  for (const CaseEntry* member : members) {
    look(*member);
    made.later.push_back(member->entry.id);
  }
  item.unread = !made.unread.empty();
  item.added = item.unread && anyRead;
  view.items.push_back(std::move(item));
  view.cases.emplace(id, std::move(made));
}

}  // namespace

void merge(CaseEntries& into, std::vector<CaseEntry> entries) {
  for (CaseEntry& arrived : entries) {
    const auto [at, isNew] = into.try_emplace(arrived.entry.id, CaseEntry{});
    CaseEntry& kept = at->second;
    if (isNew) {
      kept = std::move(arrived);
      std::sort(kept.problems.begin(), kept.problems.end());
      continue;
    }
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
  Ids read;
  std::unordered_map<std::string_view, std::vector<const CaseEntry*>> byCase;
  read.reserve(entries.size());
  byCase.reserve(entries.size());
  for (const auto& [id, member] : entries) {
    if (member.entry.kind == Kind::read) read.insert(member.entry.subject);
    byCase[caseOf(entries, member.entry)].push_back(&member);
    if (member.delivery == Delivery::refused) {
      view.setAside.push_back(
          {id, referenceOf(id), member.entry.kind, member.entry.writtenAt.wall, SetAside::Why::refused, true});
    }
  }
  for (auto& [id, members] : byCase) makeCase(read, id, std::move(members), view);
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

}  // namespace pillarbox::inbox

#include "shared/casework/review_rota.h"

#include <algorithm>

#include "shared/casework/calendar.h"

namespace pillarbox::casework {

namespace {

constexpr int daysInAWeek = 7;

std::string firstConcern(const CaseView& view, const CaseEntries& entries) {
  std::optional<WallTime> first;
  for (const auto& [id, made] : view.cases) {
    const auto head = entries.find(made.head);
    if (head == entries.end() || head->second.entry.kind != Kind::concern) continue;
    const WallTime at = head->second.entry.writtenAt.wall;
    if (!first || at < *first) first = at;
  }
  return first ? dayOn(*first) : std::string();
}

}  // namespace

std::vector<ReviewDone> reviewsDone(const CaseView& view, const CaseEntries& entries) {
  std::vector<ReviewDone> out;
  const auto found = view.apart.find(Kind::reviewed);
  if (found == view.apart.end()) return out;
  for (const std::string& id : found->second) {
    const auto entry = entries.find(id);
    if (entry == entries.end() || entry->second.entry.casework.report != reviewReport) continue;
    const Entry& done = entry->second.entry;
    out.push_back({id, done.author.id, done.author.name, dayOn(done.writtenAt.wall)});
  }
  return out;
}

std::vector<const Person*> reviewersOf(const Directory& directory) {
  std::vector<const Person*> out;
  for (const std::string& id : directory.reviewers) {
    const Person* person = directory.person(id);
    if (person != nullptr && person->active) out.push_back(person);
  }
  if (!out.empty()) return out;
  for (const PersonRole role : {PersonRole::dsl, PersonRole::deputy}) {
    for (const Person& person : directory.people) {
      if (person.active && person.role == role) out.push_back(&person);
    }
  }
  return out;
}

std::optional<ReviewTurn> reviewTurn(const Directory& directory, const CaseView& view, const CaseEntries& entries,
                                     std::string_view today) {
  if (directory.policies.reviewEveryWeeks <= 0 || !isDay(today)) return std::nullopt;
  const std::vector<const Person*> turns = reviewersOf(directory);
  if (turns.empty()) return std::nullopt;
  const std::vector<ReviewDone> done = reviewsDone(view, entries);
  ReviewTurn out;
  std::size_t next = 0;
  // Whoever is no longer one of them has no place in the order: then the last who has counts.
  for (auto each = done.rbegin(); each != done.rend(); ++each) {
    const auto at =
        std::find_if(turns.begin(), turns.end(), [&](const Person* one) { return one->id == each->person; });
    if (at == turns.end()) continue;
    next = (static_cast<std::size_t>(at - turns.begin()) + 1) % turns.size();
    break;
  }
  out.person = turns[next]->id;
  if (!done.empty()) out.last = std::min(done.back().day, std::string(today));
  const std::string since = done.empty() ? firstConcern(view, entries) : out.last;
  if (since.empty()) return std::nullopt;
  out.due = daysLater(std::min(since, std::string(today)), directory.policies.reviewEveryWeeks * daysInAWeek);
  return out;
}

}  // namespace pillarbox::casework

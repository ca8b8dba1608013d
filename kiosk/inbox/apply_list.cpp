#include <algorithm>
#include <tuple>

#include "kiosk/inbox/apply.h"
#include "kiosk/inbox/words.h"

namespace pillarbox::inbox {
namespace {

constexpr std::size_t mostCalls = 2;       // of which each has a band; further ones are rows
constexpr std::size_t manyEntries = 1000;  // fewer are shown as they come
// Somebody who waits for their list has not gone away; but no list takes longer than this.
constexpr std::chrono::minutes longestLoading{10};

// Somebody must look now, whatever pile is shown.
bool needsSomebody(const ListItem& item) {
  return item.unread && (item.kind == Kind::call || item.urgent || item.unfinished);
}

// By when the first open action is due; what has no date comes last.
std::string firstDue(const Case& made) {
  std::string first = "9999";
  for (const ActionView& action : made.actions) {
    if (action.open() && !action.due.empty()) first = std::min(first, action.due);
  }
  return first;
}

// Others did something in it since.
bool changedSince(const State& state, const Case& made, WallTime looked) {
  const auto later = [&](const std::string& id) {
    const Entry* entry = entryOf(state, id);
    return entry != nullptr && entry->author.id != state.reader.id && entry->writtenAt.wall > looked;
  };
  return later(made.head) || std::any_of(made.later.begin(), made.later.end(), later);
}

void findChanged(State& state) {
  ListState& list = state.inbox.list;
  list.changed.clear();
  if (!state.school.lastLooked) return;
  for (const auto& [id, made] : state.inbox.view.cases) {
    if (changedSince(state, made, *state.school.lastLooked)) list.changed.insert(id);
  }
}

// What was made part of another is read there; what is gone is not read any more.
void followChosen(State& state) {
  InboxState& inbox = state.inbox;
  if (inbox.chosen.empty() || inbox.view.cases.contains(inbox.chosen)) return;
  for (const auto& [id, made] : inbox.view.cases) {
    if (std::find(made.merged.begin(), made.merged.end(), inbox.chosen) == made.merged.end()) continue;
    if (inbox.steps.doneCase == inbox.chosen) inbox.steps.doneCase = id;
    inbox.chosen = id;
    return;
  }
  closeCase(state);
  state.screen = Screen::list;
}

void on(State& state, EntriesArrived& event, Effects& out) {
  if (!reading(state)) return;
  if (!state.inbox.complete && state.now - state.inbox.openedAt < longestLoading) state.lastTouch = state.now;
  for (const casework::CaseEntry& entry : event.entries) state.inbox.unopened.erase(entry.entry.id);
  merge(state.inbox.entries, std::move(event.entries));
  for (Unopened& posting : event.unopened) state.inbox.unopened.insert_or_assign(posting.id, posting);
  // While the first of them come in, the view is made anew each time that there are twice as many: all in all that
  // costs no more than making it once more.
  const bool enough = state.inbox.entries.size() >= 2 * state.inbox.projected;
  const bool many = state.inbox.projected >= manyEntries;
  if (!state.inbox.complete && !event.complete && many && !enough) return;
  state.inbox.complete = state.inbox.complete || event.complete;
  refresh(state, out);
  findChanged(state);  // only what others wrote: a step of the reader's own needs no look
}

void on(State& state, ListFailed& event, Effects&) {
  if (!reading(state)) return;
  state.inbox.complete = true;
  state.inbox.problem = faultSentence(event.fault);
}

void on(State& state, ComingKnown& event, Effects&) {
  if (reading(state)) state.inbox.coming = std::move(event.coming);
}

void on(State& state, SchoolKnown& event, Effects&) {
  if (!reading(state)) return;
  state.school = std::move(event.facts);
  findChanged(state);
  state.inbox.notices = noticesOf(state);
}

void on(State& state, PileChosen& event, Effects&) {
  state.inbox.list.pile = event.pile;
  sortIntoPiles(state);
}

void on(State& state, NamesToggled&, Effects&) {
  state.inbox.showNames = !state.inbox.showNames;
}

void on(State& state, CaseChosen& event, Effects& out) {
  if (!reading(state) || state.screen == Screen::step) return;
  openCase(state, std::move(event.caseId), out);
}

void on(State& state, BackPressed&, Effects& out) {
  if (state.screen == Screen::manage) return leaveManage(state);
  if (state.inbox.page) {
    state.inbox.page.reset();
    return;
  }
  if (state.screen == Screen::concern && state.inbox.steps.choosing) {
    state.inbox.steps.choosing = false;
    return;
  }
  if (state.screen == Screen::list) {
    goBack(state, out);
    return;
  }
  if (state.screen != Screen::concern && state.screen != Screen::setAside && state.screen != Screen::importScans)
    return;
  if (state.inbox.scans.working) return;
  closeCase(state);
  if (!backToReview(state)) state.screen = Screen::list;
}

void on(State& state, SetAsideChosen&, Effects&) {
  if (reading(state) && state.screen != Screen::step) state.screen = Screen::setAside;
}

void on(State& state, SelectingToggled&, Effects&) {
  ListState& list = state.inbox.list;
  list.selecting = !list.selecting;
  list.selected.clear();
}

void on(State& state, CaseSelected& event, Effects&) {
  ListState& list = state.inbox.list;
  if (!list.selecting || !state.inbox.view.cases.contains(event.caseId)) return;
  if (list.selected.erase(event.caseId) == 0) list.selected.insert(event.caseId);
}

}  // namespace

void openCase(State& state, std::string caseId, Effects& out) {
  const Case* chosen = caseOf(state, caseId);
  if (chosen == nullptr) return;
  InboxState& inbox = state.inbox;
  inbox.chosen = std::move(caseId);
  inbox.problem.clear();
  inbox.steps.doneCase.clear();
  inbox.steps.choosing = false;
  inbox.steps.endSeen = false;
  state.screen = Screen::concern;
  forgetPages(state);
  askForThumbnails(state, out);
  noteSeen(state);
  // Whoever called is told at once that somebody has seen it.
  const Entry* head = entryOf(state, chosen->head);
  if (head != nullptr && head->kind == Kind::call) markAll(state, inbox.chosen, out);
}

void closeCase(State& state) {
  forgetPages(state);
  state.inbox.chosen.clear();
  state.inbox.problem.clear();
  state.inbox.steps.doneCase.clear();
  state.inbox.steps.choosing = false;
  state.inbox.steps.form.reset();
}

void sortIntoPiles(State& state) {
  const InboxState& inbox = state.inbox;
  const std::vector<ListItem>& items = inbox.view.items;
  ListState& list = state.inbox.list;
  list.piles.clear();
  list.counts.fill(0);
  list.rows.clear();
  list.calls.clear();
  for (std::size_t i = 0; i < items.size() && list.calls.size() < mostCalls; ++i) {
    if (items[i].kind == Kind::call && items[i].unread) list.calls.push_back(i);
  }
  const auto called = [&](std::size_t at) {
    return std::find(list.calls.begin(), list.calls.end(), at) != list.calls.end();
  };
  for (const ListItem& item : items) {
    // Most are read and closed, or not read: of those the row knows enough.
    list.piles.push_back(item.unread   ? Pile::unread
                         : item.closed ? Pile::closed
                                       : casework::pileOf(inbox.view.cases.find(item.id)->second, inbox.entries,
                                                          state.reader.id, state.today));
    if (!called(list.piles.size() - 1)) ++list.counts[static_cast<std::size_t>(list.piles.back())];
  }
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (needsSomebody(items[i]) && !called(i)) list.rows.push_back(i);
  }
  list.pinned = list.rows.size();
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (list.piles[i] == list.pile && !needsSomebody(items[i])) list.rows.push_back(i);
  }
  if (list.pile == Pile::mine || list.pile == Pile::overdue || list.pile == Pile::waiting) {
    std::vector<std::pair<std::string, std::size_t>> byDue;
    for (std::size_t k = list.pinned; k < list.rows.size(); ++k) {
      byDue.emplace_back(firstDue(inbox.view.cases.find(items[list.rows[k]].id)->second), list.rows[k]);
    }
    std::sort(byDue.begin(), byDue.end());
    for (std::size_t k = 0; k < byDue.size(); ++k) list.rows[list.pinned + k] = byDue[k].second;
  }
  std::erase_if(list.selected, [&](const std::string& id) { return !inbox.view.cases.contains(id); });
  state.inbox.notices = noticesOf(state);
}

void refresh(State& state, Effects& out) {
  state.inbox.view = project(state.inbox.entries, state.inbox.unopened);
  state.inbox.projected = state.inbox.entries.size();
  sortIntoPiles(state);
  followChosen(state);
  refreshChild(state);
  refreshReview(state, out);
  refreshAudit(state, out);
  askForThumbnails(state, out);
  noteSeen(state);
}

void noteSeen(State& state) {
  const Case* chosen = caseOf(state, state.inbox.chosen);
  if (chosen == nullptr || state.covered) return;
  noteSeenEntry(state, chosen->head);
  for (const std::string& id : chosen->later) noteSeenEntry(state, id);
}

void noteSeenEntry(State& state, const std::string& id) {
  SeenState& seen = state.inbox.seen;
  const Entry* entry = entryOf(state, id);
  if (entry == nullptr || entry->author.id == state.reader.id || entry->kind == Kind::read) return;
  if (!seen.known.insert(id).second) return;
  if (seen.due.empty()) seen.since = state.now;
  seen.due.push_back({id, state.wall});
}

void postSeen(State& state, Effects& out) {
  SeenState& seen = state.inbox.seen;
  if (seen.due.empty()) return;
  LogSeen log;
  for (const SeenEntry& each : seen.due) {
    if (const auto found = state.inbox.entries.find(each.id); found != state.inbox.entries.end()) {
      log.entries.insert(*found);
    }
  }
  log.seen = std::exchange(seen.due, {});
  out.emplace_back(std::move(log));
}

void on(State& state, ListEvent& event, Effects& out) {
  std::visit([&](auto& each) { on(state, each, out); }, event);
}

}  // namespace pillarbox::inbox

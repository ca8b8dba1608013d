#include <algorithm>

#include "kiosk/inbox/apply.h"
#include "kiosk/inbox/fields.h"
#include "kiosk/inbox/narrowing.h"
#include "kiosk/inbox/saved_views.h"
#include "kiosk/inbox/words.h"
#include "shared/record/ids.h"

namespace pillarbox::inbox {
namespace {

constexpr std::size_t mostPupils = 4;

void ask(State& state, Effects& out) {
  FindState& find = state.inbox.find;
  find.problem = dayProblem(find.narrow, state.today);
  Find effect;
  effect.number = ++find.asked;
  effect.query = search::parseQuery(find.typed.text());
  effect.filters = searchFilters(find.narrow, state.today);
  find.pupils.clear();
  if (!effect.query.empty() && state.school.pupils) {
    find.pupils = state.school.pupils->find(find.typed.text(), mostPupils).pupils;
  }
  if (effect.query.empty() && effect.filters.empty()) {
    find.rows.clear();
    find.more = false;
    find.answered = find.asked;
    return;
  }
  out.emplace_back(std::move(effect));
}

void narrowed(State& state, Effects& out) {
  InboxState& inbox = state.inbox;
  if (inbox.report) {
    inbox.report->problem = dayProblem(inbox.report->narrow, state.today);
  } else if (inbox.side == Side::child) {
    refreshChild(state);
  } else {
    ask(state, out);
  }
}

std::string rowName(const search::Hit& hit, const Entry& entry) {
  std::string day = formatShort(hit.when);
  day.erase(std::min(day.find(','), day.size()));
  std::string name = referenceOf(hit.caseId) + "   " + day;
  if (entry.kind != Kind::concern) name += "   " + std::string(kindWords(entry.kind));
  return name;
}

void on(State& state, FindOpened&, Effects& out) {
  if (!reading(state) || state.screen == Screen::step || state.screen == Screen::report) return;
  if (state.inbox.side != Side::find) goTo(state, Side::find, {});
  ask(state, out);
}

void on(State& state, FindTyped& event, Effects& out) {
  if (!reading(state)) return;
  state.inbox.find.typed.apply(event.action);
  ask(state, out);
}

void on(State& state, NarrowToggled&, Effects&) {
  Narrowing& narrow = openNarrowing(state);
  narrow.open = !narrow.open;
}

void on(State& state, SpanChosen& event, Effects& out) {
  openNarrowing(state).span = event.span;
  narrowed(state, out);
}

void on(State& state, SortChosen& event, Effects& out) {
  openNarrowing(state).sort = event.sort;
  narrowed(state, out);
}

void on(State& state, CategoryChosen& event, Effects& out) {
  std::string& category = openNarrowing(state).category;
  category = category == event.category ? std::string() : std::move(event.category);
  narrowed(state, out);
}

void on(State& state, DayTyped& event, Effects& out) {
  Narrowing& narrow = openNarrowing(state);
  (event.to ? narrow.to : narrow.from).apply(event.action);
  narrowed(state, out);
}

void on(State& state, ViewNaming&, Effects&) {
  FindState& find = state.inbox.find;
  if (find.naming) {
    find.naming.reset();
  } else if (!find.typed.empty() || narrows(find.narrow)) {
    find.naming.emplace(60, true);
  }
}

void on(State& state, ViewNameTyped& event, Effects&) {
  if (state.inbox.find.naming) state.inbox.find.naming->apply(event.action);
}

void on(State& state, ViewKept&, Effects& out) {
  FindState& find = state.inbox.find;
  if (!reading(state) || !find.naming) return;
  std::string name = trimmed(find.naming->text());
  if (name.empty()) return;
  std::erase_if(find.views, [&](const SavedView& view) { return view.name == name; });
  if (find.views.size() >= mostSavedViews) find.views.erase(find.views.begin());
  find.views.push_back(savedViewOf(find, std::move(name)));
  find.naming.reset();
  out.emplace_back(KeepViews{find.views});
}

void on(State& state, ViewChosen& event, Effects& out) {
  FindState& find = state.inbox.find;
  if (!reading(state) || event.at >= find.views.size()) return;
  useView(find, find.views[event.at]);
  ask(state, out);
}

void on(State& state, ViewForgotten& event, Effects& out) {
  FindState& find = state.inbox.find;
  if (!reading(state) || event.at >= find.views.size()) return;
  find.views.erase(find.views.begin() + static_cast<std::ptrdiff_t>(event.at));
  out.emplace_back(KeepViews{find.views});
}

void on(State& state, ViewsKnown& event, Effects&) {
  if (reading(state)) state.inbox.find.views = std::move(event.views);
}

void on(State& state, FoundArrived& event, Effects&) {
  FindState& find = state.inbox.find;
  if (!reading(state) || event.number != find.asked) return;
  const search::Query query = search::parseQuery(find.typed.text());
  find.answered = event.number;
  find.more = event.hits.more;
  find.rows.clear();
  for (search::Hit& hit : event.hits.hits) {
    const Entry* entry = entryOf(state, hit.entryId);
    if (entry == nullptr || caseOf(state, hit.caseId) == nullptr) continue;
    FoundRow row;
    row.name = rowName(hit, *entry);
    if (const Entry* head = entryOf(state, caseOf(state, hit.caseId)->head)) row.about = aboutWords(*head);
    row.shown = search::show(*entry, query);
    row.caseId = std::move(hit.caseId);
    row.entryId = std::move(hit.entryId);
    find.rows.push_back(std::move(row));
  }
}

void on(State& state, FindFailed& event, Effects&) {
  FindState& find = state.inbox.find;
  if (!reading(state) || event.number != find.asked) return;
  find.answered = event.number;
  find.rows.clear();
  find.problem = faultSentence(event.fault);
}

}  // namespace

void on(State& state, FindEvent& event, Effects& out) {
  std::visit([&](auto& each) { on(state, each, out); }, event);
}

}  // namespace pillarbox::inbox

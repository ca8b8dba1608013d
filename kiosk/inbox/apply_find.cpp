#include <algorithm>
#include <cctype>
#include <set>

#include "kiosk/inbox/apply.h"
#include "kiosk/inbox/fields.h"
#include "kiosk/inbox/narrowing.h"
#include "kiosk/inbox/saved_views.h"
#include "kiosk/inbox/words.h"
#include "shared/record/folding.h"
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

// Every word of the name of a child of the school or of one whom a record names, folded.
std::set<std::string, std::less<>> namesOfChildren(const State& state) {
  std::set<std::string, std::less<>> names;
  const auto add = [&](std::string_view name) {
    for (std::string& word : foldedWords(name)) {
      if (word.size() > 1) names.insert(std::move(word));
    }
  };
  if (state.school.roster) {
    for (const Pupil& pupil : state.school.roster->pupils) add(pupil.displayName());
  }
  for (const auto& [id, each] : state.inbox.entries) {
    for (const PupilPart& pupil : each.entry.pupils) add(pupil.name);
  }
  return names;
}

bool partOfWord(char c) {
  const auto u = static_cast<unsigned char>(c);
  return std::isalpha(u) != 0 || u >= 0x80 || c == '\'' || c == '-';
}

// The same words with each that is somebody's name, and begins like one, as its initial.
search::Shown withoutNames(const search::Shown& shown, const std::set<std::string, std::less<>>& names) {
  search::Shown hidden = shown;
  hidden.text.clear();
  std::vector<std::size_t> moved(shown.text.size() + 1);  // where each byte went
  for (std::size_t i = 0; i < shown.text.size();) {
    std::size_t end = i;
    while (end < shown.text.size() && partOfWord(shown.text[end])) ++end;
    const std::string_view word = std::string_view(shown.text).substr(i, end - i);
    const bool small = !word.empty() && std::islower(static_cast<unsigned char>(word.front())) != 0;
    bool name = false;
    if (!word.empty() && !small) {
      for (const std::string& folded : foldedWords(word)) name = name || names.contains(folded);
    }
    const std::size_t next = std::max(end, i + 1);
    if (name) {
      std::size_t first = 1;
      while (first < word.size() && (static_cast<unsigned char>(word[first]) & 0xC0U) == 0x80U) ++first;
      for (std::size_t k = i; k < end; ++k) moved[k] = hidden.text.size();
      hidden.text += std::string(word.substr(0, first)) + ".";
    } else {
      for (; i < next; ++i) {
        moved[i] = hidden.text.size();
        hidden.text += shown.text[i];
      }
    }
    i = next;
  }
  moved.back() = hidden.text.size();
  for (auto& [begin, end] : hidden.marks) {
    begin = moved[std::min(begin, shown.text.size())];
    end = moved[std::min(end, shown.text.size())];
  }
  std::erase_if(hidden.marks, [](const auto& mark) { return mark.first >= mark.second; });
  return hidden;
}

void on(State& state, FoundArrived& event, Effects&) {
  FindState& find = state.inbox.find;
  if (!reading(state) || event.number != find.asked) return;
  const search::Query query = search::parseQuery(find.typed.text());
  find.answered = event.number;
  find.more = event.hits.more;
  find.rows.clear();
  const std::set<std::string, std::less<>> names = namesOfChildren(state);
  for (search::Hit& hit : event.hits.hits) {
    const Entry* entry = entryOf(state, hit.entryId);
    if (entry == nullptr || caseOf(state, hit.caseId) == nullptr) continue;
    FoundRow row;
    row.name = rowName(hit, *entry);
    if (const Entry* head = entryOf(state, caseOf(state, hit.caseId)->head)) row.about = aboutWords(*head);
    row.shown = search::show(*entry, query);
    row.hidden = withoutNames(row.shown, names);
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

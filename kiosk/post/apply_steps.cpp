#include <algorithm>

#include "kiosk/post/apply.h"
#include "kiosk/post/words.h"

namespace pillarbox::post {

namespace {

void show(State& state, Screen screen) {
  state.screen = screen;
  state.editing = false;
  state.resumed = false;
  state.hint.clear();
  state.postFault.reset();
  if (screen == Screen::who) state.whoMode = state.draft.pupils.empty() ? WhoMode::search : WhoMode::list;
  if (screen == Screen::write) state.writeTab = WriteTab::account;
}

std::size_t stepOf(Screen screen) {
  return static_cast<std::size_t>(std::find(allSteps.begin(), allSteps.end(), screen) - allSteps.begin());
}

// What is still needed on this screen, in a sentence; empty if nothing.
std::string neededFor(const State& state) {
  const Draft& draft = state.draft;
  if (state.screen == Screen::who) {
    if (draft.pupils.empty() && !draft.noChild) return std::string(words::whoNeeded);
    for (const ChosenPupil& pupil : draft.pupils) {
      if (pupil.part == Part::unsaid) {
        return filled(words::whoPartNeeded, {pupil.name.empty() ? words::whoThisChild : std::string_view(pupil.name)});
      }
    }
  }
  if (state.screen == Screen::write && trimmed(draft.text(Field::account).text()).empty() &&
      trimmed(draft.text(Field::exactWords).text()).empty()) {
    return std::string(words::writeNeeded);
  }
  return {};
}

}  // namespace

void on(State& state, const GoNext&, Effects&) {
  if (state.screen == Screen::adult && state.draft.aboutAdult == Answer::unsaid) return;
  if (state.screen == Screen::who && state.whoMode != WhoMode::list && !state.draft.pupils.empty()) {
    state.whoMode = WhoMode::list;
    return;
  }
  // A child's own words are asked for by themselves: they are what is missed most.
  if (state.screen == Screen::write && state.writeTab == WriteTab::account &&
      state.draft.kind == RecordKind::childToldMe && state.draft.text(Field::exactWords).empty()) {
    state.writeTab = WriteTab::exactWords;
    state.hint.clear();
    return;
  }
  state.hint = neededFor(state);
  if (!state.hint.empty()) {
    if (state.screen == Screen::write) state.writeTab = WriteTab::account;
    return;
  }
  if (state.screen == Screen::adult && state.draft.adultName.empty()) state.adultChosen = true;
  const std::size_t step = stepOf(state.screen);
  if (state.editing) {
    show(state, Screen::check);
  } else if (step + 1 < allSteps.size()) {
    show(state, allSteps[step + 1]);
  }
}

void on(State& state, const GoBack&, Effects& out) {
  state.hint.clear();
  if (state.screen == Screen::adult && state.draft.aboutAdult == Answer::yes && state.adultChosen) {
    state.adultChosen = false;
    return;
  }
  if (state.screen == Screen::adult && state.draft.aboutAdult == Answer::yes) {
    state.draft.aboutAdult = Answer::unsaid;
    return;
  }
  if (state.screen == Screen::who && state.whoMode != WhoMode::list &&
      (!state.draft.pupils.empty() || state.whoMode == WhoMode::describe)) {
    state.whoMode = state.draft.pupils.empty() ? WhoMode::search : WhoMode::list;
    return;
  }
  if (state.screen == Screen::write && state.writeTab == WriteTab::exactWords) {
    state.writeTab = WriteTab::account;
    return;
  }
  const std::size_t step = stepOf(state.screen);
  if (state.editing) {
    show(state, Screen::check);
  } else if (step > 0 && step < allSteps.size()) {
    show(state, allSteps[step - 1]);
  } else {
    on(state, AskLeave{}, out);
  }
}

void on(State& state, const EditStep& event, Effects&) {
  if (state.screen != Screen::check || stepOf(event.step) >= allSteps.size()) return;
  show(state, event.step);
  state.writeTab = event.tab;
  state.editing = event.step != Screen::check;
}

}  // namespace pillarbox::post

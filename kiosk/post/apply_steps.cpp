#include <algorithm>

#include "kiosk/post/apply.h"
#include "kiosk/post/paper.h"
#include "kiosk/post/words.h"
#include "shared/base/secret_bytes.h"

namespace pillarbox::post {

void show(State& state, Screen screen) {
  state.screen = screen;
  state.editing = false;
  state.resumed = false;
  state.hint.clear();
  state.postFault.reset();
  wipeBody(state.body);
  if (screen == Screen::who) state.whoMode = state.draft.pupils.empty() ? WhoMode::search : WhoMode::list;
  if (screen == Screen::write) state.writeTab = WriteTab::account;
  state.writing.saidView = SaidView::words;
  state.details = {};
  wipe(state.draft.partAsked);
  state.pageView.reset();
  state.retake.reset();
  state.taken = Taken::nothing;
}

bool askAdultAgain(State& state, Screen after) {
  if (!adultInDoubt(state.draft)) return false;
  show(state, Screen::adult);
  state.draft.aboutAdult = Answer::unsaid;
  state.adultChosen = false;
  state.afterAdult = after;
  return true;
}

namespace {

std::size_t stepOf(const State& state, Screen screen) {
  const auto steps = stepsOf(state.draft);
  return static_cast<std::size_t>(std::find(steps.begin(), steps.end(), screen) - steps.begin());
}

// What is still needed on this screen, in a sentence; empty if nothing.
std::string neededFor(State& state) {
  const Draft& draft = state.draft;
  if (state.screen == Screen::scan) {
    if (draft.pages.empty() && !state.editing) return std::string(words::scanNeeded);
    if (sideMissing(draft) && !state.sideMissingSaid) {
      state.sideMissingSaid = true;
      return std::string(words::scanSideMissing);
    }
  }
  if (state.screen == Screen::who) {
    if (draft.pupils.empty() && !draft.noChild) return std::string(words::whoNeeded);
    for (const ChosenPupil& pupil : draft.pupils) {
      if (pupil.part == Part::unsaid) {
        return filled(words::whoPartNeeded, {pupil.name.empty() ? words::whoThisChild : std::string_view(pupil.name)});
      }
    }
  }
  if (state.screen == Screen::mistake && draft.adding.mistake == Mistake::unsaid) {
    return std::string(words::mistakeNeeded);
  }
  if (state.screen == Screen::write && draft.pages.empty() && trimmed(draft.text(Field::account).text()).empty() &&
      !anySaid(draft)) {
    return std::string(words::writeNeeded);
  }
  return {};
}

}  // namespace

void on(State& state, const GoNext&, Effects& out) {
  if (state.body.view != BodyView::closed) return on(state, BodyEvent(DoneBodyMap{}), out);
  if (state.pageView) {
    state.pageView.reset();
    return;
  }
  if (state.details.view != DetailView::none) {
    state.details = {};
    return;
  }
  if (state.screen == Screen::adult && state.draft.aboutAdult == Answer::unsaid) return;
  if (leaveSaidView(state)) return;
  if (state.screen == Screen::who && state.whoMode != WhoMode::list && !state.draft.pupils.empty()) {
    state.whoMode = WhoMode::list;
    return;
  }
  // A child's own words are asked for by themselves: they are what is missed most.
  if (state.screen == Screen::write && state.writeTab == WriteTab::account && state.draft.pages.empty() &&
      state.draft.kind == RecordKind::childToldMe && !anySaid(state.draft)) {
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
  if (state.screen == Screen::adult && state.afterAdult) {
    const Screen after = *state.afterAdult;
    state.afterAdult.reset();
    state.draft.adultSettled = true;
    show(state, after);
    return;
  }
  const auto steps = stepsOf(state.draft);
  const std::size_t step = stepOf(state, state.screen);
  if (state.editing && state.screen == Screen::scan && !state.draft.pages.empty()) {
    show(state, Screen::paper);  // new pages are looked at, too
    state.editing = true;
    return;
  }
  const bool editing = state.editing || step >= steps.size();
  const Screen next = editing ? Screen::check : steps[std::min(step + 1, steps.size() - 1)];
  if (state.screen == Screen::paper && askAdultAgain(state, next)) return;
  show(state, next);
}

void on(State& state, const GoBack&, Effects& out) {
  if (state.body.view != BodyView::closed) return on(state, BodyEvent(CloseBodyMap{}), out);
  state.hint.clear();
  if (state.pageView) {
    state.pageView.reset();
    return;
  }
  if (state.details.view != DetailView::none) {
    state.details = {};
    return;
  }
  if (state.screen == Screen::adult && state.draft.aboutAdult == Answer::unsaid && state.afterAdult) {
    state.afterAdult.reset();
    state.draft.aboutAdult = Answer::no;  // as it was, and still in doubt
    show(state, state.draft.byPaper ? Screen::paper : Screen::check);
    return;
  }
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
  if (leaveSaidView(state)) return;
  if (state.screen == Screen::write && state.writeTab == WriteTab::exactWords) {
    state.writeTab = WriteTab::account;
    return;
  }
  const auto steps = stepsOf(state.draft);
  const std::size_t step = stepOf(state, state.screen);
  if (state.editing || step >= steps.size()) {
    show(state, Screen::check);
  } else if (step > 0) {
    show(state, steps[step - 1]);
  } else if (!state.draft.adding.id.empty() && !worthKeeping(state.draft)) {
    wipeDraft(state.draft);
    on(state, OpenMine{}, out);
  } else {
    on(state, AskLeave{}, out);
  }
}

void on(State& state, const EditStep& event, Effects&) {
  const auto known = [&](const auto& steps) {
    return std::find(steps.begin(), steps.end(), event.step) != steps.end();
  };
  if (state.screen != Screen::check || (!known(allSteps) && !known(paperSteps) && !known(mistakeSteps))) return;
  show(state, event.step);
  state.writeTab = event.tab;
  state.editing = event.step != Screen::check;
}

}  // namespace pillarbox::post

#include "kiosk/inbox/apply.h"
#include "kiosk/inbox/fields.h"
#include "kiosk/inbox/words.h"

namespace pillarbox::inbox {
namespace {

void on(State& state, SetupNext&, Effects& out) {
  setupNext(state, out);
}

void on(State& state, SetupBack&, Effects&) {
  state.setup.problem.clear();
  if (state.screen == Screen::setupYou) {
    state.screen = Screen::setupSchool;
  } else if (state.screen == Screen::setupOthers) {
    state.screen = Screen::setupYou;
  } else if (state.screen == Screen::setupPassphrase) {
    state.screen = Screen::setupOthers;
    state.choose = PassphraseState{};
  }
}

void on(State& state, SchoolMade& event, Effects&) {
  if (state.screen != Screen::setupMaking) return;
  // What the program brought along is the same as before there was a school.
  event.config.figures = state.config.figures;
  event.config.guidance = state.config.guidance;
  event.config.startedByStaffScreens = state.config.startedByStaffScreens;
  state.config = std::move(event.config);
  state.choose = PassphraseState{};
  state.setup = SetupState{};
  state.setup.folder = std::move(event.folder);
  state.setup.papers = std::move(event.papers);
  state.screen = Screen::setupDone;
  state.lastTouch = state.now;
}

void on(State& state, SchoolNotMade& event, Effects&) {
  if (state.screen != Screen::setupMaking) return;
  state.screen = Screen::setupPassphrase;
  state.choose.problem = "The school could not be set up, and nothing was kept. " + faultSentence(event.fault);
  state.lastTouch = state.now;
}

}  // namespace

void on(State& state, SetupEvent& event, Effects& out) {
  std::visit([&](auto& each) { on(state, each, out); }, event);
}

}  // namespace pillarbox::inbox

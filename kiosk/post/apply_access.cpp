#include "kiosk/post/apply.h"
#include "shared/base/secret_bytes.h"

namespace pillarbox::post {

namespace {

void on(State& state, const OpenAccess&, Effects&) {
  state.access.open = true;
}
void on(State& state, const CloseAccess&, Effects&) {
  state.access.open = false;
}
void on(State& state, const SetLooks& event, Effects& out) {
  const bool stop = state.access.now.readAloud && !event.looks.readAloud;
  state.access.now = event.looks;
  if (!mayReadAloud(state)) state.access.now.readAloud = false;
  if (stop) ask(out, AccessAsk{StopReadingAloud{}});
}
void on(State& state, const ReadNow& event, Effects& out) {
  if (!mayReadAloud(state)) return;
  state.access.open = false;
  ask(out, AccessAsk{ReadAloud{event.written}});
}
void on(State& state, const StopReading&, Effects& out) {
  state.access.reading = false;
  ask(out, AccessAsk{StopReadingAloud{}});
}

void on(State& state, const AccessReady& event, Effects&) {
  state.access.usual = state.access.now = event.usual;
  state.access.languages = event.languages;
  state.access.earphone = event.earphone;
}
void on(State& state, const ReadingChanged& event, Effects&) {
  state.access.reading = event.reading;
  state.access.soundFailed = event.failed;
}

}  // namespace

bool mayReadAloud(const State& state) {
  return state.access.earphone || (state.directory && state.directory->policies.loudspeaker);
}

bool mayHappen(const State& state, const AccessEvent&) {
  return state.cover == Cover::none && !state.posting;
}

void on(State& state, const AccessEvent& event, Effects& out) {
  std::visit([&](const auto& each) { on(state, each, out); }, event);
}

void on(State& state, const AccessTold& event, Effects& out) {
  std::visit([&](const auto& each) { on(state, each, out); }, event);
}

void directLooks(State& state, Effects& out) {
  AccessState& access = state.access;
  const std::string& who = state.session.author.id.empty() ? state.session.author.name : state.session.author.id;
  const bool covered = state.cover != Cover::none;
  const bool left = access.listener != who && !access.listener.empty();
  // Whoever comes next, and whoever stands near, hears nothing of it.
  if (left || (covered && !access.covered)) {
    access.reading = access.open = false;
    ask(out, AccessAsk{StopReadingAloud{}});
  }
  const bool forgotten =
      !state.session.signedIn && state.screen == Screen::home && state.monotonic - state.lastTouch >= signInIdle;
  if (left || forgotten) {
    access.now = access.usual;
    access.open = false;
  }
  if (access.listener != who) {
    wipe(access.listener);
    access.listener = who;
  }
  access.covered = covered;
  if (access.now == access.told) return;
  access.told = access.now;
  ask(out, AccessAsk{ShowLooks{access.now}});
}

bool looksAreOwn(const State& state) {
  return state.access.open || state.access.now != state.access.usual;
}

}  // namespace pillarbox::post

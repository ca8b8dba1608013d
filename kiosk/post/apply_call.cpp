#include <algorithm>

#include "kiosk/post/apply.h"
#include "kiosk/post/calling.h"
#include "kiosk/post/words.h"

namespace pillarbox::post {

namespace {

// A call that is spoken of on the screens: it was not long ago, or nobody has seen it.
bool spokenOf(const State& state) {
  const CallState& call = state.call;
  if (call.handle == 0) return false;
  if (call.seenAt) return state.monotonic - call.seenFrom < seenKeptFor;
  return state.monotonic - call.heldAt < callKeptFor;
}

void forget(CallState& call) {
  const bool shown = call.shown;
  call = CallState{};
  call.shown = shown;
}

Entry entryOfCall(const State& state) {
  Entry entry;
  entry.kind = Kind::call;
  entry.urgent = true;
  entry.audience = "safeguarding";
  const bool known = state.session.signedIn && !state.practice.on;
  entry.author = known ? state.session.author : Author{"", std::string(words::entryNotSignedIn), "", VerifiedBy::typed};
  entry.account = words::entryCall;
  return entry;
}

void on(State& state, const CallNow&, Effects& out) {
  CallState& call = state.call;
  call.shown = true;
  if (!canCall(state)) return;
  const bool same =
      call.handle != 0 && !call.failed && call.mistakeHandle == 0 && state.monotonic - call.heldAt < sameCallFor;
  if (same) return;
  forget(call);
  call.handle = state.nextHandle++;
  call.at = state.now;
  call.heldAt = state.monotonic;
  ask(out, PostNow{call.handle, entryOfCall(state)});
}

// The call stays in the record; this stands beside it.
void on(State& state, const CallMistake&, Effects& out) {
  CallState& call = state.call;
  if (call.id.empty() || call.mistakeHandle != 0) return;
  call.mistakeHandle = state.nextHandle++;
  Entry entry = entryOfCall(state);
  entry.kind = Kind::mistake;
  entry.subject = call.id;
  entry.urgent = false;
  entry.body = words::entryNotSent;
  entry.account = words::entryCallMistake;
  ask(out, PostNow{call.mistakeHandle, std::move(entry)});
}

void on(State& state, const ShowCall&, Effects&) {
  state.call.shown = true;
}

void on(State& state, const CloseCall&, Effects&) {
  state.call.shown = false;
  if (state.call.mistakeHandle != 0) state.call = CallState{};  // the next who holds it calls anew
}

}  // namespace

bool mayHappen(const State& state, const CallEvent& event) {
  if (std::holds_alternative<CloseCall>(event)) return state.call.shown;
  // Help can be asked for whatever else is going on; but a covered screen answers nothing.
  return state.cover == Cover::none || state.call.shown;
}

void on(State& state, const CallEvent& event, Effects& out) {
  std::visit([&](const auto& each) { on(state, each, out); }, event);
}

void on(State& state, const CallHeard& event, Effects&) {
  CallState& call = state.call;
  if (call.id.empty() || call.id != event.id) return;
  call.delivered = call.delivered || event.delivered;
  if (!event.seenAt || call.seenAt) return;
  const Directory* directory = realDirectory(state);
  const Person* person = directory == nullptr ? nullptr : directory->person(event.seenBy);
  call.seenBy = person == nullptr ? std::string(words::messageDsl) : person->name;
  call.seenAt = event.seenAt;
  call.seenFrom = state.monotonic;
}

bool callPosted(State& state, const PostDone& event, Effects& out) {
  CallState& call = state.call;
  if (event.handle == 0) return false;
  if (call.mistakeHandle == event.handle) return true;
  if (call.handle != event.handle) return false;
  call.id = event.id;
  call.askNext = state.monotonic + callAskEvery;
  ask(out, AskCall{call.id});
  return true;
}

bool callFailed(State& state, const PostFailed& event) {
  if (event.handle == 0) return false;
  if (state.call.mistakeHandle == event.handle) {
    state.call.mistakeHandle = 0;  // nobody was told: the call is on
    return true;
  }
  if (state.call.handle != event.handle) return false;
  state.call.failed = true;
  return true;
}

void callTick(State& state, Effects& out) {
  CallState& call = state.call;
  if (call.handle == 0) {
    // Directions for somebody who has gone to follow them.
    if (call.shown && !state.session.signedIn && state.monotonic - state.lastTouch >= seenKeptFor) call.shown = false;
    return;
  }
  if (!spokenOf(state)) {
    call = CallState{};
    return;
  }
  // Whether its screen is shown or not: home and the bar of each step say it too.
  if (!call.id.empty() && !call.seenAt && call.mistakeHandle == 0 && state.monotonic >= call.askNext) {
    call.askNext = state.monotonic + callAskEvery;
    ask(out, AskCall{call.id});
  }
}

Milliseconds callWakeIn(const State& state) {
  const CallState& call = state.call;
  Milliseconds soonest = std::chrono::hours(1);
  const auto at = [&](Milliseconds when) {
    if (when > state.monotonic) soonest = std::min(soonest, when - state.monotonic);
  };
  if (call.handle == 0) {
    if (call.shown && !state.session.signedIn) at(state.lastTouch + seenKeptFor);
    return soonest;
  }
  at(call.seenAt ? call.seenFrom + seenKeptFor : call.heldAt + callKeptFor);
  at(call.heldAt + sameCallFor);  // "Call again"
  if (call.seenAt || call.failed || call.mistakeHandle != 0) return soonest;
  at(call.heldAt + escalateAfter(state));
  if (!call.id.empty()) soonest = std::min(soonest, std::max(Milliseconds(0), call.askNext - state.monotonic));
  return soonest;
}

const Directory* realDirectory(const State& state) {
  return (state.practice.on ? state.practice.directory : state.directory).get();
}

bool canCall(const State& state) {
  const Directory* directory = realDirectory(state);
  return directory != nullptr && callsAreProved(*directory, state.now);
}

Milliseconds escalateAfter(const State& state) {
  const Directory* directory = realDirectory(state);
  const Policies policies = directory != nullptr ? directory->policies : Policies{};
  return std::chrono::seconds(std::max(1, policies.callEscalateSeconds));
}

Calling callingOf(const State& state) {
  const CallState& call = state.call;
  if (call.handle == 0) return canCall(state) ? Calling::none : Calling::cannot;
  if (call.failed) return Calling::failed;
  if (call.mistakeHandle != 0) return Calling::mistaken;
  if (call.seenAt) return Calling::seen;
  if (call.id.empty()) return Calling::saving;
  return state.monotonic - call.heldAt >= escalateAfter(state) ? Calling::nobody : Calling::waiting;
}

}  // namespace pillarbox::post

#include "kiosk/inbox/apply.h"
#include "kiosk/inbox/words.h"

namespace pillarbox::inbox {
namespace {

void on(State& state, ScansChosen&, Effects& out) {
  if (!reading(state) || state.screen == Screen::step || !state.inbox.scans.found) return;
  closeCase(state);
  state.inbox.scans.imported = false;
  state.inbox.scans.removed.reset();
  state.inbox.scans.problem.clear();
  state.screen = Screen::importScans;
  out.emplace_back(LookForScans{});
}

void on(State& state, ScansFound& event, Effects&) {
  if (!reading(state)) return;
  state.inbox.scans.found = event.count;
  state.inbox.scans.folder = std::move(event.folder);
}

void on(State& state, ScansImportPressed&, Effects& out) {
  ScansState& scans = state.inbox.scans;
  if (state.screen != Screen::importScans || scans.working || scans.found.value_or(0) == 0) return;
  scans.working = true;
  scans.problem.clear();
  out.emplace_back(ImportScans{});
}

void on(State& state, ScansImported& event, Effects&) {
  ScansState& scans = state.inbox.scans;
  if (!scans.working) return;
  scans.working = false;
  scans.imported = true;
  scans.posted = event.posted;
  scans.postedBefore = event.postedBefore;
  scans.notRead = std::move(event.notRead);
  scans.removable = event.removable;
  scans.removed.reset();
  state.lastTouch = state.now;
}

void on(State& state, ScansRemovePressed&, Effects& out) {
  ScansState& scans = state.inbox.scans;
  if (state.screen != Screen::importScans || scans.working || !scans.imported || scans.removable == 0) return;
  scans.working = true;
  scans.problem.clear();
  out.emplace_back(RemoveScans{});
}

void on(State& state, ScansKept&, Effects&) {
  state.inbox.scans.removable = 0;
}

void on(State& state, ScansRemoved& event, Effects& out) {
  ScansState& scans = state.inbox.scans;
  if (!scans.working) return;
  scans.working = false;
  scans.removable = 0;
  scans.removed = event.count;
  state.lastTouch = state.now;
  out.emplace_back(LookForScans{});
}

void on(State& state, ScansFailed& event, Effects&) {
  if (!state.inbox.scans.working) return;
  state.inbox.scans.working = false;
  state.inbox.scans.problem = faultSentence(event.fault);
  state.lastTouch = state.now;
}

}  // namespace

void on(State& state, ScansEvent& event, Effects& out) {
  std::visit([&](auto& each) { on(state, each, out); }, event);
}

}  // namespace pillarbox::inbox

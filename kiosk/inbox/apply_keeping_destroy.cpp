#include <algorithm>
#include <utility>

#include "kiosk/inbox/apply_keeping.h"
#include "kiosk/inbox/fields.h"

namespace pillarbox::inbox {
namespace {

KeepingState& keeping(State& state) {
  return state.inbox.manage.keeping;
}

}  // namespace

const DestroyingHere* chosenDestroying(const KeepingState& now) {
  const auto found = std::find_if(now.here.destroying.begin(), now.here.destroying.end(),
                                  [&](const DestroyingHere& one) { return one.what.id == now.chosen; });
  return found == now.here.destroying.end() ? nullptr : &*found;
}

void on(State& state, DestroyingAsked&, Effects& out) {
  const KeepingState& now = keeping(state);
  if (now.page == KeepingPage::record) askKeeping(state, PlanDestroying{now.child.ref}, out);
}

void on(State& state, DestroyingPlanned& event, Effects&) {
  state.inbox.manage.working = false;
  KeepingState& now = keeping(state);
  now.plan = std::move(event.plan);
  now.sure = false;
  now.reason.setText("");
  goToKeeping(state, KeepingPage::destroy);
}

void on(State& state, DestroyingSureToggled&, Effects&) {
  keeping(state).sure = !keeping(state).sure;
}

void on(State& state, DestroyingProposed&, Effects& out) {
  const KeepingState& now = keeping(state);
  if (now.page != KeepingPage::destroy || !now.plan || !now.plan->problem.empty()) return;
  const std::string reason = trimmed(now.reason.text());
  if (reason.empty()) return sayKeeping(state, "Write why these records need not be kept.");
  if (!now.sure) return sayKeeping(state, "Look through the records first, then say so above.");
  askKeeping(state, ProposeDestroying{now.plan->child.ref, reason}, out);
}

void on(State& state, DestroyingChosen& event, Effects&) {
  if (state.inbox.manage.working) return;
  KeepingState& now = keeping(state);
  now.chosen = std::move(event.id);
  now.sure = false;
  now.reason.setText("");
  sayKeeping(state, {});
  goToKeeping(state, KeepingPage::destroyingOne);
}

void on(State& state, DestroyingAgreed&, Effects& out) {
  const KeepingState& now = keeping(state);
  if (now.page != KeepingPage::destroyingOne || chosenDestroying(now) == nullptr) return;
  if (!now.sure) return sayKeeping(state, "Look through the records first, then say so above.");
  askKeeping(state, AgreeDestroying{now.chosen}, out);
}

void on(State& state, DestroyingWithdrawn&, Effects& out) {
  const KeepingState& now = keeping(state);
  if (now.page != KeepingPage::destroyingOne || chosenDestroying(now) == nullptr) return;
  const std::string reason = trimmed(now.reason.text());
  if (reason.empty()) return sayKeeping(state, "Write why the records are kept after all.");
  askKeeping(state, WithdrawDestroying{now.chosen, reason}, out);
}

// What is gone from the disk is gone from the screen too.
void on(State& state, RecordsGone& event, Effects& out) {
  for (const std::string& id : event.ids) {
    state.inbox.entries.erase(id);
    state.inbox.unopened.erase(id);
  }
  std::erase_if(state.inbox.entries, [&](const auto& each) {
    const Entry& entry = each.second.entry;
    return entry.kind != Kind::destroy && !entry.subject.empty() &&
           std::find(event.ids.begin(), event.ids.end(), entry.subject) != event.ids.end();
  });
  refresh(state, out);
}

}  // namespace pillarbox::inbox

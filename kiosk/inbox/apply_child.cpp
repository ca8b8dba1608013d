#include "kiosk/inbox/apply.h"
#include "kiosk/inbox/narrowing.h"

namespace pillarbox::inbox {
namespace {

constexpr std::size_t furthestBack = 40;  // steps that can be gone back

const Roster& rosterOf(const State& state) {
  static const Roster none;
  return state.school.roster ? *state.school.roster : none;
}

void on(State& state, ChildOpened& event, Effects&) {
  if (!reading(state) || state.screen == Screen::step || state.screen == Screen::report || event.ref.empty()) return;
  if (state.inbox.side == Side::child && state.inbox.child.ref == event.ref && state.inbox.chosen.empty()) return;
  goTo(state, Side::child, std::move(event.ref));
}

void on(State& state, ChildPartChosen& event, Effects&) {
  state.inbox.child.part = event.part;
}

void on(State& state, MarkDayChosen& event, Effects&) {
  std::string& day = state.inbox.child.markDay;
  day = day == event.day ? std::string() : std::move(event.day);
}

}  // namespace

void refreshChild(State& state) {
  ChildState& child = state.inbox.child;
  if (child.ref.empty() || state.inbox.side != Side::child) return;
  child.view = casework::childView(child.ref, state.inbox.view, state.inbox.entries, rosterOf(state),
                                   childFilter(child.narrow, state.today));
  if (state.covered) return;
  // A line of each is on the screen: that is seen, too.
  for (const casework::ChildRow& row : child.view.rows) noteSeenEntry(state, row.entryId);
}

void goTo(State& state, Side side, std::string child) {
  InboxState& inbox = state.inbox;
  inbox.before.push_back({inbox.side, inbox.side == Side::child ? inbox.child.ref : std::string(), inbox.chosen});
  if (inbox.before.size() > furthestBack) inbox.before.erase(inbox.before.begin());
  closeCase(state);
  state.screen = Screen::list;
  inbox.side = side;
  if (side != Side::child) return;
  inbox.child = ChildState{};
  inbox.child.ref = std::move(child);
  refreshChild(state);
}

bool goBack(State& state, Effects& out) {
  InboxState& inbox = state.inbox;
  if (inbox.side == Side::list) return false;
  SideBefore before;
  if (!inbox.before.empty()) {
    before = std::move(inbox.before.back());
    inbox.before.pop_back();
  }
  inbox.side = before.side;
  inbox.child = ChildState{};
  inbox.child.ref = std::move(before.child);
  refreshChild(state);
  if (before.side == Side::list) inbox.find = FindState{};  // what was looked for is nobody else's business
  if (!before.chosen.empty()) openCase(state, std::move(before.chosen), out);
  return true;
}

void on(State& state, ChildEvent& event, Effects& out) {
  std::visit([&](auto& each) { on(state, each, out); }, event);
}

}  // namespace pillarbox::inbox

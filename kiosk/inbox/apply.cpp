#include "kiosk/inbox/apply.h"

#include <algorithm>
#include <utility>

#include "kiosk/inbox/fields.h"
#include "shared/casework/calendar.h"

namespace pillarbox::inbox {
namespace {

bool inSetup(Screen screen) {
  return screen >= Screen::setupSchool && screen <= Screen::setupDone;
}
int idleLimit(const State& state) {
  return inSetup(state.screen) ? setupIdleSeconds : state.config.lockAfterSeconds;
}
Milliseconds idle(const State& state) {
  return std::max(state.now - state.lastTouch, Milliseconds(0));
}

}  // namespace

bool working(const State& state) {
  return state.unlock.working || (state.unlock.lost && state.unlock.lost->working) || state.choose.working ||
         state.screen == Screen::setupMaking || state.inbox.scans.working || state.inbox.manage.working ||
         state.printing.busy || (state.inbox.report && state.inbox.report->making);
}

bool reading(const State& state) {
  return state.screen == Screen::list || state.screen == Screen::concern || state.screen == Screen::step ||
         state.screen == Screen::report || state.screen == Screen::manage || state.screen == Screen::setAside ||
         state.screen == Screen::importScans;
}

const Entry* entryOf(const State& state, std::string_view id) {
  const auto found = state.inbox.entries.find(id);
  return found == state.inbox.entries.end() ? nullptr : &found->second.entry;
}

const Case* caseOf(const State& state, std::string_view caseId) {
  const auto found = state.inbox.view.cases.find(caseId);
  return found == state.inbox.view.cases.end() ? nullptr : &found->second;
}

void end(State& state, Effects& out) {
  postSeen(state, out);
  keepUnfinished(state, out);
  state.screen = Screen::ended;
  state.covered = false;
  state.unlock = UnlockState{};
  state.choose = PassphraseState{};
  state.inbox = InboxState{};
  state.setup = SetupState{};
  state.printing = PrintingState{};
  state.reader = Reader{};
  state.school = SchoolFacts{};
  out.emplace_back(EndProcess{});
}

void on(State& state, Touched& event, Effects&) {
  state.now = std::max(state.now, event.now);
  state.lastTouch = state.now;
}

void on(State& state, Tick& event, Effects& out) {
  state.now = std::max(state.now, event.now);
  if (event.wall != WallTime{}) {
    state.wall = event.wall;
    const std::string today = casework::dayOn(event.wall);
    if (std::exchange(state.today, today) != today) sortIntoPiles(state);
  }
  if (working(state)) state.lastTouch = state.now;  // waiting is not idling
  if (idle(state) >= std::chrono::seconds(idleLimit(state))) return end(state, out);
  const SeenState& seen = state.inbox.seen;
  if (!seen.due.empty() && state.now - seen.since >= std::chrono::seconds(seenEverySeconds)) postSeen(state, out);
}

void on(State& state, CoverPressed&, Effects& out) {
  keepUnfinished(state, out);  // the machine may be about to sleep
  state.covered = true;
  state.unlock.showTyping = state.choose.showTyping = false;
  state.inbox.showNames = false;
}

void on(State& state, CoverLifted&, Effects&) {
  state.covered = false;
}

void on(State& state, LockPressed&, Effects& out) {
  end(state, out);
}

void on(State& state, Edited& event, Effects&) {
  if (working(state)) return;
  fieldOf(state, event.field).apply(event.action);
  state.unlock.problem.clear();
  state.choose.problem.clear();
  state.setup.problem.clear();
}

State begin(Config config, bool haveSchool, Milliseconds now) {
  State state;
  state.config = std::move(config);
  state.screen = haveSchool ? Screen::unlock : Screen::setupSchool;
  state.now = state.lastTouch = now;
  if (haveSchool && state.config.cardLost) state.unlock.lost.emplace();
  return state;
}

Effects apply(State& state, Event event) {
  Effects effects;
  if (state.screen != Screen::ended) std::visit([&](auto& each) { on(state, each, effects); }, event);
  forgetFinished(state, effects);
  return effects;
}

std::optional<int> lockCountdown(const State& state) {
  if (state.screen == Screen::ended || working(state)) return std::nullopt;
  const Milliseconds left = std::chrono::seconds(idleLimit(state)) - idle(state);
  if (left > std::chrono::seconds(lockWarningSeconds)) return std::nullopt;
  return std::max(static_cast<int>((left.count() + 999) / 1000), 0);
}

std::optional<Milliseconds> untilTick(const State& state) {
  if (state.screen == Screen::ended) return std::nullopt;
  const Milliseconds left = std::chrono::seconds(idleLimit(state)) - idle(state);
  const Milliseconds warning = std::chrono::seconds(lockWarningSeconds);
  if (left > warning) {
    const SeenState& seen = state.inbox.seen;
    if (seen.due.empty()) return left - warning;
    const Milliseconds log = std::chrono::seconds(seenEverySeconds) - (state.now - seen.since);
    return std::clamp(log, Milliseconds(1), left - warning);
  }
  return std::clamp(Milliseconds(left.count() % 1000 == 0 ? 1000 : left.count() % 1000), Milliseconds(1),
                    Milliseconds(1000));
}

}  // namespace pillarbox::inbox

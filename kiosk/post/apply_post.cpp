#include <algorithm>

#include "kiosk/post/apply.h"
#include "kiosk/post/entry_of.h"
#include "kiosk/post/paper.h"
#include "kiosk/post/words.h"

namespace pillarbox::post {

namespace {

Parked* parkedBy(State& state, std::uint64_t handle) {
  const auto found = std::find_if(state.parked.begin(), state.parked.end(),
                                  [handle](const Parked& parked) { return parked.draft.handle == handle; });
  return found == state.parked.end() ? nullptr : &*found;
}

Policies policiesOf(const State& state) {
  return state.directory ? state.directory->policies : Policies{};
}

Milliseconds blurAfter(const State& state) {
  return std::chrono::seconds(std::max(1, policiesOf(state).blurAfterSeconds));
}

Milliseconds lockAfter(const State& state) {
  const Milliseconds lock = std::chrono::seconds(std::max(1, policiesOf(state).lockAfterSeconds));
  const bool nothingToLose = state.screen == Screen::posted || state.screen == Screen::mine;
  return nothingToLose ? std::min(lock, postedIdle) : lock;
}

Milliseconds saveAfter(const State& state) {
  return state.draft.pages.size() >= largeFrom ? saveLargeEvery : saveEvery;
}

LastPosted lastPostedOf(const State& state, const PostDone& event) {
  LastPosted last;
  last.id = event.id;
  last.reference = event.reference;
  last.unfinished = state.postingUnfinished;
  last.doneFrom = state.monotonic + doneAfter;
  const Draft& draft = state.draft;
  if (draft.told == Answer::yes)
    last.told = toldWhoOf(draft).empty() ? tellWhom(state.directory.get(), draft, state.now) : toldWhoOf(draft);
  for (const Person* person : peopleToTell(state.directory.get(), draft, state.now)) {
    last.tell.push_back({person->name, whereToFind(*person)});
  }
  last.paper = !draft.pages.empty();
  last.mistake = draft.adding.isMistake;
  const Route route = routeOf(state.directory.get(), draft);
  if (route.nobodyEligible) last.ring = route.ring;
  return last;
}

}  // namespace

Milliseconds keptFor(const State& state) {
  return std::chrono::minutes(std::max(1, policiesOf(state).resumeMinutes));
}

void saveNow(State& state, Effects& out) {
  state.changed = false;
  state.savedAt = state.monotonic;
  if (!worthKeeping(state.draft)) return;
  Entry entry = buildEntry(state);
  entry.unfinished = true;
  ask(out, SaveDraft{state.draft.handle, std::move(entry), filesOf(state.draft)});
}

void postDraft(State& state, bool unfinished, Effects& out) {
  if (state.draft.handle == 0) noteChange(state);
  Entry entry = buildEntry(state);
  entry.unfinished = unfinished;
  state.posting = true;
  state.postingUnfinished = unfinished;
  state.postFault.reset();
  ask(out, PostNow{state.draft.handle, std::move(entry), filesOf(state.draft)});
}

void sendParked(State& state, Parked& parked, Effects& out) {
  Entry entry = entryOf(state.directory.get(), parked.author, parked.draft);
  entry.unfinished = !parked.finished;
  parked.sending = true;
  parked.resumable = false;
  ask(out, PostNow{parked.draft.handle, std::move(entry), filesOf(parked.draft)});
}

void on(State& state, const Tick& event, Effects& out) {
  state.now = event.now;
  state.monotonic = std::max(state.monotonic, event.monotonic);
  const Milliseconds idle = state.monotonic - state.lastTouch;
  if (state.session.signedIn) {
    if (idle >= lockAfter(state)) {
      closeSession(state, out);
    } else {
      if (idle >= blurAfter(state) && state.cover == Cover::none) state.cover = Cover::idle;
      if (state.changed && !state.posting && state.monotonic - state.savedAt >= saveAfter(state)) {
        saveNow(state, out);
      }
    }
  } else if (state.screen != Screen::home && idle >= signInIdle) {
    closeSession(state, out);
  }
  for (Parked& parked : state.parked) {
    const bool due = parked.resumable ? state.monotonic >= parked.until : state.monotonic >= parked.nextTry;
    if (!parked.sending && due) sendParked(state, parked, out);
  }
  callTick(state, out);
}

void on(State&, const Active&, Effects&) {}

void on(State& state, const Ending&, Effects& out) {
  if (state.session.signedIn && state.changed && !state.posting) saveNow(state, out);
}

Charge chargeOf(const BatteryTold& battery) {
  if (!battery.discharging || battery.percent > lowPercent) return Charge::fine;
  return battery.percent > endingPercent ? Charge::low : Charge::ending;
}

void on(State& state, const BatteryTold& event, Effects& out) {
  state.charge = chargeOf(event);
  if (state.charge == Charge::ending && state.session.signedIn && state.changed && !state.posting) saveNow(state, out);
}

void on(State& state, const DirectoryArrived& event, Effects&) {
  if (state.practice.on) {
    state.practice.directory = event.directory;
    return;
  }
  state.directory = event.directory;
  indexNames(state);
}

void on(State& state, const RosterArrived& event, Effects&) {
  if (state.practice.on) {
    state.practice.roster = event.roster;
    return;
  }
  state.roster = event.roster;
  state.pupilIndex = event.roster ? std::make_shared<const PupilIndex>(*event.roster) : nullptr;
  state.foundPupils.clear();  // they pointed into the old one
  state.foundStaff.clear();
  indexNames(state);
  findAgain(state, Field::pupilSearch);
  findAgain(state, state.session.signedIn ? Field::adultName : Field::typedName);
}

void on(State& state, const PostIt&, Effects& out) {
  if (state.screen != Screen::check || askAdultAgain(state, Screen::check)) return;
  postDraft(state, false, out);
}

void on(State& state, const PostDone& event, Effects& out) {
  if (callPosted(state, event, out)) return;
  if (Parked* parked = parkedBy(state, event.handle); parked != nullptr) {
    wipeDraft(parked->draft);
    state.parked.erase(state.parked.begin() + (parked - state.parked.data()));
    return;
  }
  if (!state.posting || state.draft.handle != event.handle) return;
  state.lastPosted = lastPostedOf(state, event);
  wipeDraft(state.draft);
  state.posting = state.postingUnfinished = state.changed = state.editing = state.adultChosen = false;
  state.leave = Leave::none;
  state.screen = Screen::posted;
  state.lastTouch = state.monotonic;
  ask(out, WipeInput{});
}

void on(State& state, const PostFailed& event, Effects&) {
  if (callFailed(state, event)) return;
  if (Parked* parked = parkedBy(state, event.handle); parked != nullptr) {
    parked->sending = false;
    parked->nextTry = state.monotonic + retryEvery;
    return;
  }
  if (!state.posting || state.draft.handle != event.handle) return;
  state.posting = state.postingUnfinished = false;
  state.changed = true;
  state.leave = Leave::none;
  state.screen = Screen::check;
  state.editing = false;
  state.postFault = event.fault.code;
}

void on(State& state, const MineArrived& event, Effects&) {
  const Author& author = state.session.author;
  if (!state.session.signedIn || author.verifiedBy == VerifiedBy::typed || event.authorId != author.id) return;
  state.mine = event.items;
  state.mineKnown = true;
  takeMessages(state, event.items);
}

void on(State& state, const CountsArrived& event, Effects&) {
  state.waitingToBeRead = event.waitingToBeRead;
  state.waitingToBeSent = event.waitingToBeSent;
}

void on(State& state, const Delivered& event, Effects&) {
  if (state.lastPosted && state.lastPosted->id == event.id) state.lastPosted->delivered = true;
  for (MineItem& item : state.mine) {
    if (item.id == event.id && item.state == PostedState::stored) item.state = PostedState::delivered;
  }
}

void on(State& state, const OfficeProblem& event, Effects&) {
  state.officeProblem = event.fault;
}
void on(State& state, const InboxProblem& event, Effects&) {
  state.inboxProblem = event.there;
}

std::optional<int> closingIn(const State& state) {
  if (!state.session.signedIn || state.cover == Cover::none) return std::nullopt;
  const Milliseconds left = lockAfter(state) - (state.monotonic - state.lastTouch);
  if (left > warnBefore || left.count() <= 0) return std::nullopt;
  return static_cast<int>((left.count() + 999) / 1000);
}

Milliseconds wakeIn(const State& state) {
  Milliseconds soonest = std::chrono::hours(1);
  const auto at = [&](Milliseconds when) {
    soonest = std::min(soonest, std::max(Milliseconds(0), when - state.monotonic));
  };
  if (state.session.signedIn) {
    const Milliseconds lock = state.lastTouch + lockAfter(state);
    at(lock);
    if (state.cover == Cover::none) at(state.lastTouch + blurAfter(state));
    if (state.changed && !state.posting) at(state.savedAt + saveAfter(state));
    if (state.cover != Cover::none) {
      const Milliseconds left = lock - state.monotonic;
      if (left > warnBefore) {
        at(lock - warnBefore);
      } else if (left.count() > 0) {
        at(state.monotonic + Milliseconds((left.count() - 1) % 1000 + 1));
      }
    }
  } else if (state.screen != Screen::home || looksAreOwn(state)) {
    at(state.lastTouch + signInIdle);
  } else {
    const auto past = ((state.now.time_since_epoch().count() % 60'000) + 60'000) % 60'000;
    at(state.monotonic + Milliseconds(60'000 - past));
  }
  if (state.screen == Screen::posted && state.lastPosted && state.lastPosted->doneFrom > state.monotonic) {
    at(state.lastPosted->doneFrom);
  }
  for (const Parked& parked : state.parked) {
    if (!parked.sending) at(parked.resumable ? parked.until : parked.nextTry);
  }
  if (!state.adding.messages.empty() && state.adding.shownFrom + doneAfter > state.monotonic) {
    at(state.adding.shownFrom + doneAfter);
  }
  return std::min(soonest, callWakeIn(state));
}

std::string_view screenName(Screen screen) {
  switch (screen) {
    case Screen::home:
      return "home";
    case Screen::signIn:
      return "sign-in";
    case Screen::byName:
      return "by-name";
    case Screen::pin:
      return "pin";
    case Screen::join:
      return "join";
    case Screen::adult:
      return "adult";
    case Screen::scan:
      return "scan";
    case Screen::paper:
      return "paper";
    case Screen::who:
      return "who";
    case Screen::what:
      return "what";
    case Screen::write:
      return "write";
    case Screen::done:
      return "done";
    case Screen::check:
      return "check";
    case Screen::posted:
      return "posted";
    case Screen::mine:
      return "mine";
    case Screen::mistake:
      return "mistake";
  }
  return "home";
}

std::span<const Screen> stepsOf(const Draft& draft) {
  if (!draft.adding.id.empty()) {
    if (draft.adding.isMistake) return mistakeSteps;
    return addSteps;
  }
  if (draft.byPaper) return paperSteps;
  return allSteps;
}

ui::TextModel& field(State& state, Field which) {
  return state.draft.text(which);
}
const ui::TextModel& field(const State& state, Field which) {
  return state.draft.text(which);
}

}  // namespace pillarbox::post

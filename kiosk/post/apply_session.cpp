#include <algorithm>
#include <cctype>

#include "kiosk/post/apply.h"
#include "kiosk/post/paper.h"
#include "kiosk/post/words.h"
#include "shared/base/secret_bytes.h"
#include "shared/record/badge_code.h"

namespace pillarbox::post {

namespace {

bool isKeyCard(std::string_view code) {
  constexpr std::string_view mark = "PBK1";
  const std::size_t start = std::min(code.find_first_not_of(" \t\r\n"), code.size());
  code.remove_prefix(start);
  return code.size() >= mark.size() && std::equal(mark.begin(), mark.end(), code.begin(), [](char a, char b) {
           return a == static_cast<char>(std::toupper(static_cast<unsigned char>(b)));
         });
}

void clearSession(State& state) {
  wipeDraft(state.draft);
  wipeBody(state.body);
  for (std::string* text : {&state.session.author.id, &state.session.author.name, &state.session.author.role})
    wipe(*text);
  state.session = {};
  wipe(state.hint);
  if (state.lastPosted) {
    wipe(state.lastPosted->told);
    for (ToTell& one : state.lastPosted->tell) wipe(one.name);
  }
  state.lastPosted.reset();
  state.mine.clear();
  state.mineKnown = false;
  state.adding = {};
  state.details = {};
  state.screen = Screen::home;
  state.intent = Intent::write;
  state.whoMode = WhoMode::search;
  state.writeTab = WriteTab::account;
  state.cover = Cover::none;
  state.leave = Leave::none;
  state.editing = state.adultChosen = state.resumed = state.unknownBadge = false;
  state.changed = state.posting = state.postingUnfinished = false;
  state.postFault.reset();
  state.foundPupils.clear();
  state.foundExactly = 0;
  state.foundMore = false;
  state.foundStaff.clear();
  state.preview = {};
  state.guide = {};
  state.taken = Taken::nothing;
  state.retake.reset();
  state.pageView.reset();
  state.afterAdult.reset();
  state.sideMissingSaid = state.severalBadges = false;
  wipeBadge(state.badge);
  wipeWriting(state.writing);
}

// To the first step, or to where this person was.
void beginConcern(State& state) {
  state.screen = Screen::adult;
  state.draft.byPaper = state.intent == Intent::paper;
  if (state.session.author.verifiedBy == VerifiedBy::typed) return;
  const auto mine = std::find_if(state.parked.begin(), state.parked.end(), [&state](const Parked& parked) {
    return parked.resumable && !parked.sending && parked.author.id == state.session.author.id;
  });
  if (mine == state.parked.end()) return;
  state.draft = std::move(mine->draft);
  state.screen = mine->screen;
  state.parked.erase(mine);
  state.adultChosen = !state.draft.adultName.empty();
  state.whoMode = state.draft.pupils.empty() ? WhoMode::search : WhoMode::list;
  state.resumed = true;
}

}  // namespace

void signInAs(State& state, Author author, Effects& out) {
  const bool wantsMine = state.intent == Intent::mine && author.verifiedBy != VerifiedBy::typed;
  wipeDraft(state.draft);  // the typed name
  wipeBadge(state.badge);
  state.session = {true, std::move(author)};
  state.unknownBadge = false;
  state.savedAt = state.monotonic;
  if (wantsMine) {
    on(state, OpenMine{}, out);
  } else {
    beginConcern(state);
    // The DSL may have said something to whoever this is.
    if (state.session.author.verifiedBy != VerifiedBy::typed) ask(out, AskMine{state.session.author.id});
  }
}

void closeSession(State& state, Effects& out) {
  leavePractice(state);
  const bool badge = state.session.author.verifiedBy != VerifiedBy::typed;
  if (state.session.signedIn && (worthKeeping(state.draft) || state.posting)) {
    Parked parked;
    parked.author = state.session.author;
    parked.screen = state.screen;
    parked.keptAt = state.now;
    parked.until = state.monotonic + keptFor(state);
    parked.resumable = badge;
    parked.sending = state.posting;
    parked.finished = state.posting && !state.postingUnfinished;
    // A copy leaves the history behind: what was deleted again need not wait with the rest.
    parked.draft = state.draft;
    wipeDraft(state.draft);
    if (badge && !state.posting) {
      Entry entry = entryOf(state.directory.get(), parked.author, parked.draft);
      entry.unfinished = true;
      ask(out, SaveDraft{parked.draft.handle, std::move(entry), filesOf(parked.draft)});
    }
    if (!badge && !state.posting) sendParked(state, parked, out);
    state.parked.push_back(std::move(parked));
  } else if (state.draft.handle != 0) {
    ask(out, DropDraft{state.draft.handle});
  }
  clearSession(state);
  ask(out, WipeInput{});
}

void on(State& state, const BadgeRead& event, Effects& out) {
  if (isKeyCard(event.code)) {
    closeSession(state, out);
    ask(out, StartInbox{event.code});
    return;
  }
  state.severalBadges = false;
  const BadgeMatch match = state.roster ? matchBadge(*state.roster, event.code) : BadgeMatch{};
  const Staff* staff = match.staff;
  if (staff == nullptr) {
    if (state.session.signedIn) {
      state.cover = Cover::unknownBadge;
    } else {
      if (state.screen == Screen::home) state.intent = Intent::write;
      wipeBadge(state.badge);
      state.screen = Screen::signIn;
      state.badge.several = match.several;
      state.unknownBadge = !match.several;
      // What no reader could give cannot be joined to anybody.
      if (state.unknownBadge && normaliseBadge(event.code).size() >= 4) state.badge.code = event.code;
    }
    return;
  }
  // Which of these it is to be, if a PIN goes with the badge, is asked below.
  const bool withPin = pinAskedOf(state, *staff);
  const bool pinNeeded = state.directory && state.directory->policies.badgePin == BadgePin::required;
  const Author author{staff->id, staff->name, staff->role, pinNeeded ? VerifiedBy::typed : VerifiedBy::badge};
  if (state.session.signedIn) {
    const bool typed = state.session.author.verifiedBy == VerifiedBy::typed;
    // Somebody who chose their name and then found their badge goes on, now verified. Under a cover it may be another
    // person.
    if (state.session.author.id == author.id && !(typed && state.cover != Cover::none)) {
      if (typed) state.session.author = author;
      state.cover = Cover::none;
      return;
    }
    const bool withPosting = state.screen == Screen::posted;
    closeSession(state, out);
    if (withPosting) state.intent = Intent::write;
  }
  if (withPin) {
    askForPin(state, author);
  } else {
    signInAs(state, author, out);
  }
}

void on(State& state, const PickSelf& event, Effects& out) {
  const Staff* staff = state.roster ? state.roster->member(event.staffId) : nullptr;
  if (staff != nullptr) signInAs(state, {staff->id, staff->name, staff->role, VerifiedBy::typed}, out);
}

void on(State& state, const UseTypedName& event, Effects& out) {
  std::string name = trimmed(field(state, Field::typedName).text());
  if (name.empty()) return;
  signInAs(state, {"", std::move(name), event.role, VerifiedBy::typed}, out);
}

void on(State& state, const StartConcern&, Effects&) {
  state.intent = Intent::write;
  if (state.session.signedIn) {
    state.lastPosted.reset();
    beginConcern(state);
  } else {
    state.screen = Screen::signIn;
  }
}

void on(State& state, const StartPaper&, Effects&) {
  state.intent = Intent::paper;
  if (state.session.signedIn) {
    state.lastPosted.reset();
    beginConcern(state);
  } else {
    state.screen = Screen::signIn;
  }
}

void on(State& state, const OpenMine&, Effects& out) {
  state.intent = Intent::mine;
  if (!state.session.signedIn) {
    state.screen = Screen::signIn;
    return;
  }
  // Only from screens with nothing written, and only for a badge: a typed name shows nobody what a person posted.
  if (state.session.author.verifiedBy == VerifiedBy::typed || worthKeeping(state.draft)) return;
  state.screen = Screen::mine;
  state.mineKnown = false;
  ask(out, AskMine{state.session.author.id});
}

void on(State& state, const NoBadge&, Effects&) {
  state.screen = Screen::byName;
  findAgain(state, Field::typedName);
}

void on(State& state, const KeyCardLost&, Effects& out) {
  if (state.session.signedIn) return;
  closeSession(state, out);
  ask(out, StartInbox{});
}

void on(State& state, const GoHome&, Effects& out) {
  closeSession(state, out);
}

void on(State& state, const CoverNow&, Effects&) {
  if (state.session.signedIn) state.cover = Cover::asked;
}

void on(State& state, const Uncover&, Effects&) {
  state.cover = Cover::none;
}

void on(State& state, const WindowHidden&, Effects&) {
  if (state.session.signedIn && state.cover == Cover::none) state.cover = Cover::idle;
}

void on(State& state, const AskLeave&, Effects& out) {
  if (state.practice.on || state.screen == Screen::posted || state.screen == Screen::mine ||
      !worthKeeping(state.draft)) {
    closeSession(state, out);
  } else {
    state.leave = Leave::asked;
  }
}

void on(State& state, const LeaveStay&, Effects&) {
  state.leave = state.leave == Leave::sureMistake ? Leave::asked : Leave::none;
}

void on(State& state, const LeaveKeep&, Effects& out) {
  if (state.session.author.verifiedBy != VerifiedBy::typed) closeSession(state, out);
}

void on(State& state, const LeaveGive&, Effects& out) {
  state.leave = Leave::none;
  postDraft(state, true, out);
}

void on(State& state, const LeaveMistake&, Effects& out) {
  const bool written = !state.draft.text(Field::account).empty() || anySaid(state.draft);
  if (written && state.leave == Leave::asked) {
    state.leave = Leave::sureMistake;
    return;
  }
  const std::uint64_t handle = state.draft.handle;
  wipeDraft(state.draft);
  state.draft.handle = handle;  // so that closing drops what was saved of it
  closeSession(state, out);
}

}  // namespace pillarbox::post

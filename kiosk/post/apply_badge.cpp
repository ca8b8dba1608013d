// The PIN that goes with a badge, joining a badge to a name, and which readers there are.
#include <algorithm>

#include "kiosk/post/apply.h"
#include "shared/base/secret_bytes.h"
#include "shared/record/badge_code.h"

namespace pillarbox::post {

namespace {

bool onPad(const State& state) {
  return !state.session.signedIn && state.screen == Screen::pin && state.badge.whose.has_value();
}

bool pinRequired(const State& state) {
  return state.directory && state.directory->policies.badgePin == BadgePin::required;
}

void toStep(BadgeState& badge, PinStep step, PinTrouble trouble = PinTrouble::none) {
  badge.step = step;
  badge.trouble = trouble;
  badge.waiting = false;
  badge.pin.clear();
  if (step != PinStep::again) badge.first.clear();
}

// They are who the badge says, as surely as `how`.
void letIn(State& state, VerifiedBy how, Effects& out) {
  Author author = *state.badge.whose;
  author.verifiedBy = how;
  signInAs(state, std::move(author), out);
}

template <class Asked>
void send(State& state, Asked asked, Effects& out) {
  asked.asked = ++state.badge.asked;
  state.badge.waiting = true;
  ask(out, BadgeAsk{std::move(asked)});
}

void on(State& state, const PinEdited& event, Effects&) {
  BadgeState& badge = state.badge;
  if (!onPad(state) || badge.waiting) return;
  if (const auto* insert = std::get_if<ui::InsertText>(&event.action)) {
    std::string digits;
    std::copy_if(insert->text.begin(), insert->text.end(), std::back_inserter(digits),
                 [](char c) { return c >= '0' && c <= '9'; });
    digits.resize(std::min(digits.size(), mostPin - std::min(mostPin, badge.pin.text().size())));
    if (!digits.empty()) badge.pin.apply(ui::InsertText{digits});
    wipe(digits);
  } else {
    badge.pin.apply(event.action);
  }
  if (badge.trouble != PinTrouble::wait) badge.trouble = PinTrouble::none;
}

void on(State& state, const PinEntered&, Effects& out) {
  BadgeState& badge = state.badge;
  if (!onPad(state) || badge.waiting) return;
  const std::string_view typed = badge.pin.text();
  if (!isPin(typed)) {
    badge.trouble = PinTrouble::tooShort;
    return;
  }
  switch (badge.step) {
    case PinStep::type:
      return send(state, CheckPin{0, badge.whose->id, std::string(typed)}, out);
    case PinStep::oneTime:
      return send(state, JoinBadge{0, badge.whose->id, badge.code, std::string(typed)}, out);
    case PinStep::choose:
      if (easyPin(typed)) return toStep(badge, PinStep::choose, PinTrouble::tooEasy);
      badge.first.setText(typed);
      return toStep(badge, PinStep::again);
    case PinStep::again:
      if (typed != badge.first.text()) return toStep(badge, PinStep::choose, PinTrouble::notTheSame);
      return send(state, SetPin{0, badge.whose->id, std::string(typed)}, out);
  }
}

void on(State& state, const PinSkipped&, Effects& out) {
  if (!onPad(state)) return;
  // A name that was only typed opens nobody's postings.
  const bool checked = state.badge.step != PinStep::oneTime && !pinRequired(state);
  if (!checked && state.intent == Intent::mine) return;
  letIn(state, checked ? VerifiedBy::badge : VerifiedBy::typed, out);
}

void on(State& state, const StartJoining&, Effects&) {
  if (state.session.signedIn || state.screen != Screen::signIn || state.badge.code.empty()) return;
  state.screen = Screen::join;
  state.unknownBadge = false;
  findAgain(state, Field::typedName);
}

void on(State& state, const JoinTo& event, Effects&) {
  const Staff* staff = state.roster ? state.roster->member(event.staffId) : nullptr;
  if (state.session.signedIn || state.screen != Screen::join || staff == nullptr) return;
  state.badge.whose = Author{staff->id, staff->name, staff->role, VerifiedBy::typed};
  state.screen = Screen::pin;
  toStep(state.badge, PinStep::oneTime);
}

void on(State& state, const ReadersAre& event, Effects&) {
  state.badge.contactlessReaders = event.contactless;
  state.badge.keyboardReader = event.keyboard;
}

void on(State& state, const CardUnread&, Effects&) {
  if (state.session.signedIn) return;
  if (state.screen == Screen::home) {
    state.intent = Intent::write;
    state.screen = Screen::signIn;
  }
  if (state.screen == Screen::signIn) state.badge.unread = true;
}

void on(State& state, const PinAnswered& event, Effects& out) {
  using What = PinAnswered::What;
  BadgeState& badge = state.badge;
  if (!onPad(state) || !badge.waiting || event.asked != badge.asked) return;
  const PinStep step = badge.step;
  toStep(badge, step);
  badge.triesLeft = event.triesLeft;
  switch (event.what) {
    case What::right:
      if (step == PinStep::type) return letIn(state, VerifiedBy::badgeAndPin, out);
      wipe(badge.code);
      // Joined: from here on it is a badge like any other, and may want a PIN.
      if (pinRequired(state)) return toStep(badge, PinStep::choose);
      return letIn(state, VerifiedBy::badge, out);
    case What::wrong:
      badge.trouble = PinTrouble::wrong;
      return;
    case What::wait:
      badge.trouble = PinTrouble::wait;
      badge.waitUntil = state.monotonic + event.wait;
      return;
    case What::noneGiven:
      badge.trouble = PinTrouble::noneGiven;
      return;
    case What::taken:
      wipe(badge.code);
      badge.trouble = PinTrouble::taken;
      return;
    case What::failed:
      badge.trouble = PinTrouble::notSaved;
      return;
  }
}

void on(State& state, const PinSet& event, Effects& out) {
  BadgeState& badge = state.badge;
  if (!onPad(state) || !badge.waiting || event.asked != badge.asked) return;
  if (!event.kept) return toStep(badge, PinStep::choose, PinTrouble::notSaved);
  letIn(state, VerifiedBy::badgeAndPin, out);
}

}  // namespace

void wipeBadge(BadgeState& badge) {
  if (badge.whose) {
    for (std::string* text : {&badge.whose->id, &badge.whose->name, &badge.whose->role}) wipe(*text);
  }
  badge.whose.reset();
  wipe(badge.code);
  badge.pin.clear();
  badge.first.clear();
  badge.several = badge.unread = badge.waiting = false;
  badge.step = PinStep::type;
  badge.trouble = PinTrouble::none;
  badge.triesLeft = 0;
  badge.waitUntil = {};
}

bool pinAskedOf(const State& state, const Staff& staff) {
  if (!state.directory) return false;
  const BadgePin policy = state.directory->policies.badgePin;
  return policy == BadgePin::required || (policy == BadgePin::optional && !staff.pin.empty());
}

void askForPin(State& state, const Author& author) {
  wipeBadge(state.badge);
  state.unknownBadge = false;
  state.draft.text(Field::typedName).clear();
  state.badge.whose = author;
  if (state.screen == Screen::home) state.intent = Intent::write;
  state.screen = Screen::pin;
  const Staff* staff = state.roster ? state.roster->member(author.id) : nullptr;
  toStep(state.badge, staff != nullptr && staff->pin.empty() ? PinStep::choose : PinStep::type);
}

bool mayHappen(const State& state, const BadgeEvent& event) {
  if (std::holds_alternative<ReadersAre>(event)) return true;
  return !state.session.signedIn && state.cover == Cover::none;
}

void on(State& state, const BadgeEvent& event, Effects& out) {
  std::visit([&](const auto& each) { on(state, each, out); }, event);
}

}  // namespace pillarbox::post

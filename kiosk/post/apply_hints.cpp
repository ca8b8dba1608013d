#include <algorithm>

#include "kiosk/post/apply.h"
#include "shared/base/secret_bytes.h"

namespace pillarbox::post {

namespace {

bool mayOffer(const State& state) {
  return state.hints.ready && state.screen == Screen::check && state.session.signedIn &&
         state.draft.told != Answer::unsaid && (!state.directory || state.directory->policies.writingHints);
}

bool wasLeft(const State& state, const OfferedHint& hint) {
  const std::vector<std::uint64_t>& left = state.draft.hintsLeft;
  return std::find(left.begin(), left.end(), hint.sameAs) != left.end();
}

void forget(HintsState& hints) {
  for (OfferedHint& hint : hints.offered) {
    wipe(hint.message);
    wipe(hint.about);
  }
  hints.offered.clear();
  hints.askedDraft = hints.askedVersion = 0;
}

const OfferedHint* offered(const State& state, std::uint64_t sameAs) {
  for (const OfferedHint* hint : hintsToShow(state)) {
    if (hint->sameAs == sameAs) return hint;
  }
  return nullptr;
}

void on(State& state, const LeaveHint& event, Effects&) {
  if (offered(state, event.sameAs) != nullptr) state.draft.hintsLeft.push_back(event.sameAs);
}

void on(State& state, const ChangeHint& event, Effects& out) {
  const OfferedHint* hint = offered(state, event.sameAs);
  if (hint == nullptr) return;
  const std::size_t begin = hint->begin, end = hint->end;
  on(state, EditStep{Screen::write, WriteTab::account}, out);
  ui::TextModel& account = state.draft.text(Field::account);
  account.apply(ui::MoveCaret{begin, false});
  account.apply(ui::MoveCaret{end, true});
}

void on(State& state, const ShowOnBody& event, Effects& out) {
  const OfferedHint* hint = offered(state, event.sameAs);
  if (hint != nullptr && hint->aboutMark && mayShowOnBody(state)) on(state, BodyEvent(OpenBodyMap{}), out);
}

void on(State& state, const HintsReady&, Effects&) {
  state.hints.ready = true;
}

void on(State& state, const HintsArrived& event, Effects&) {
  HintsState& hints = state.hints;
  if (event.draft != hints.askedDraft || event.version != hints.askedVersion || !mayOffer(state)) return;
  hints.offered = event.hints;
}

}  // namespace

std::vector<const OfferedHint*> hintsToShow(const State& state) {
  std::vector<const OfferedHint*> out;
  if (!mayOffer(state)) return out;
  for (const OfferedHint& hint : state.hints.offered) {
    if (out.size() < mostHintsAtOnce && !wasLeft(state, hint)) out.push_back(&hint);
  }
  return out;
}

bool mayShowOnBody(const State& state) {
  return state.body.figures && !state.draft.adding.isMistake;
}

bool mayHappen(const State& state, const HintEvent&) {
  return mayWrite(state) && state.screen == Screen::check;
}

void on(State& state, const HintEvent& event, Effects& out) {
  std::visit([&](const auto& each) { on(state, each, out); }, event);
}

void on(State& state, const HintsEvent& event, Effects& out) {
  std::visit([&](const auto& each) { on(state, each, out); }, event);
}

void askHints(State& state, Effects& out) {
  HintsState& hints = state.hints;
  const Draft& draft = state.draft;
  if (!mayOffer(state)) return forget(hints);
  const ui::TextModel& account = draft.text(Field::account);
  const std::size_t marks = draft.bodyMap.marks.size();
  const bool asked = hints.askedDraft == draft.handle && hints.askedVersion == account.version() &&
                     (hints.askedMarks == marks || state.body.view != BodyView::closed);
  if (account.empty() || asked) return;
  forget(hints);
  hints.askedMarks = marks;
  hints.askedDraft = draft.handle;
  hints.askedVersion = account.version();
  AskHints question{draft.handle, account.version(), std::string(account.text()), {"told"}, false};
  if (draft.when != When::unsaid) question.answered.emplace_back("time");
  if (!draft.where.empty() || draft.whereOther) question.answered.emplace_back("place");
  if (!draft.bodyMap.marks.empty()) {
    for (const char* need : {"side", "site", "size", "colour"}) question.answered.emplace_back(need);
  }
  if (state.directory) question.initialsAllowed = state.directory->policies.linkedNames == LinkedNames::initials;
  ask(out, std::move(question));
}

}  // namespace pillarbox::post

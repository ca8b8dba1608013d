#include <algorithm>

#include "kiosk/post/apply.h"
#include "kiosk/post/words.h"

namespace pillarbox::post {

namespace {

void on(State& state, const StartPractice&, Effects& out) {
  if (state.practice.on) closeSession(state, out);  // again, from the beginning
  state.practice.directory = std::move(state.directory);
  state.practice.roster = std::move(state.roster);
  state.directory = pretendDirectory(*state.practice.directory);
  on(state, RosterArrived{pretendRoster()}, out);  // with all that is looked up in it
  state.practice.on = true;
  state.intent = Intent::write;
  state.screen = Screen::signIn;
  state.unknownBadge = false;
}

void on(State& state, const PretendBadge&, Effects&) {
  wipeDraft(state.draft);
  state.session = {
      true, {"pretend-writer", std::string(words::pretendWriter), std::string(words::pretendRole), VerifiedBy::badge}};
  state.savedAt = state.monotonic;
  show(state, Screen::adult);
}

void on(State& state, const EndPractice&, Effects& out) {
  closeSession(state, out);
}

// What is the program's own, whoever is practising in the meantime.
bool ofARealConcern(const State& state, const Effect& effect) {
  const auto* post = std::get_if<PostNow>(&effect);
  if (post == nullptr) return false;
  if (post->handle != 0 && post->handle == state.call.handle) return true;  // an urgent call made before
  return std::any_of(state.parked.begin(), state.parked.end(),
                     [post](const Parked& parked) { return parked.draft.handle == post->handle; });
}

bool harmless(const Effect& effect) {
  return std::holds_alternative<WipeInput>(effect) || std::holds_alternative<CameraLook>(effect) ||
         std::holds_alternative<SpellingAsk>(effect) || std::holds_alternative<AskHints>(effect) ||
         std::holds_alternative<AccessAsk>(effect);
}

// What keeps or sends what is on the screen, or asks after somebody's postings.
bool ofTheScreen(const Effect& effect) {
  return std::holds_alternative<PostNow>(effect) || std::holds_alternative<SaveDraft>(effect) ||
         std::holds_alternative<DropDraft>(effect) || std::holds_alternative<AskMine>(effect);
}

}  // namespace

void leavePractice(State& state) {
  if (!state.practice.on) return;
  wipeDraft(state.draft);
  state.posting = state.postingUnfinished = false;
  state.directory = std::move(state.practice.directory);
  const RosterArrived real{std::move(state.practice.roster)};
  state.practice = {};
  Effects none;
  on(state, real, none);
}

void keepPracticeIn(State& state, bool touched, Effects& out) {
  bool posted = false;
  std::erase_if(out, [&](Effect& effect) {
    if (ofARealConcern(state, effect)) return false;
    // Of a touch nothing goes out at all; of the time that passes, what the screen has nothing to do with.
    if (touched ? harmless(effect) : !ofTheScreen(effect)) return false;
    if (auto* post = std::get_if<PostNow>(&effect)) {
      wipeEntry(post->entry);
      posted = true;
    }
    if (auto* save = std::get_if<SaveDraft>(&effect)) wipeEntry(save->entry);
    return true;
  });
  if (!posted || !state.practice.on) return;
  wipeDraft(state.draft);
  state.posting = state.changed = false;
  state.practice.over = true;
  show(state, Screen::posted);
  ask(out, WipeInput{});
}

bool mayHappen(const State& state, const PracticeEvent& event) {
  if (state.practice.on) {
    if (state.cover != Cover::none) return false;
    if (std::holds_alternative<PretendBadge>(event)) return !state.session.signedIn && state.screen == Screen::signIn;
    return !std::holds_alternative<StartPractice>(event) || state.practice.over;
  }
  return std::holds_alternative<StartPractice>(event) && state.screen == Screen::home && !state.session.signedIn &&
         state.directory && state.directory->policies.practice;
}

void on(State& state, const PracticeEvent& event, Effects& out) {
  std::visit([&](const auto& each) { on(state, each, out); }, event);
}

}  // namespace pillarbox::post

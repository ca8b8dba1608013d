#include <algorithm>

#include "kiosk/post/apply.h"
#include "kiosk/post/words.h"
#include "shared/base/secret_bytes.h"

namespace pillarbox::post {

namespace {

void on(State& state, const StartAdding& event, Effects& out) {
  const auto found = std::find_if(state.mine.begin(), state.mine.end(),
                                  [&](const MineItem& item) { return item.id == event.subject; });
  if (found == state.mine.end()) return;
  if (state.draft.handle != 0) ask(out, DropDraft{state.draft.handle});
  wipeDraft(state.draft);
  AddingTo& to = state.draft.adding;
  to.id = found->id;
  to.reference = found->reference;
  to.audience = found->audience;
  to.postedAt = found->postedAt;
  to.isMistake = event.mistake;
  state.draft.aboutAdult = Answer::no;  // its readers are those of what it is added to
  state.lastPosted.reset();
  state.intent = Intent::write;
  show(state, event.mistake ? Screen::mistake : Screen::write);
}

void on(State& state, const SetMistake& event, Effects&) {
  state.draft.adding.mistake = event.mistake;
  state.hint.clear();
  noteChange(state);
}

void on(State& state, const MessageSeen& event, Effects& out) {
  if (state.adding.messages.empty()) return;
  const DslMessage message = state.adding.messages.front();
  state.adding.messages.erase(state.adding.messages.begin());
  state.adding.shownFrom = state.monotonic;
  ask(out, KeepMessageSeen{message.id});
  if (!event.add) return;
  for (MineItem& item : state.mine) {
    for (DslMessage& one : item.messages) {
      if (one.id == message.id) one.fresh = false;
    }
  }
  on(state, StartAdding{message.subject, false}, out);
}

}  // namespace

bool mayHappen(const State& state, const AddEvent& event) {
  const bool open =
      state.session.signedIn && state.cover == Cover::none && state.leave == Leave::none && !state.posting;
  if (!open) return false;
  if (const auto* seen = std::get_if<MessageSeen>(&event)) {
    // Whoever has begun to write adds to the other posting later.
    return state.monotonic >= state.adding.shownFrom + doneAfter && !(seen->add && worthKeeping(state.draft));
  }
  if (std::holds_alternative<SetMistake>(event)) return state.screen == Screen::mistake;
  return state.screen == Screen::mine && state.adding.messages.empty();
}

void on(State& state, const AddEvent& event, Effects& out) {
  std::visit([&](const auto& each) { on(state, each, out); }, event);
}

void takeMessages(State& state, const std::vector<MineItem>& items) {
  const bool none = state.adding.messages.empty();
  for (const MineItem& item : items) {
    for (const DslMessage& message : item.messages) {
      const auto& known = state.adding.messages;
      const bool here = std::any_of(known.begin(), known.end(), [&](const auto& one) { return one.id == message.id; });
      if (message.fresh && !here) state.adding.messages.push_back(message);
    }
  }
  // Oldest first: ids sort by when they were made.
  std::sort(state.adding.messages.begin(), state.adding.messages.end(),
            [](const DslMessage& a, const DslMessage& b) { return a.id < b.id; });
  if (none) state.adding.shownFrom = state.monotonic;
}

std::string_view mistakeName(Mistake mistake) {
  switch (mistake) {
    case Mistake::unsaid:
      return "";
    case Mistake::wrongChild:
      return "wrong-child";
    case Mistake::wrongWords:
      return "wrong-words";
    case Mistake::notSent:
      return "not-sent";
    case Mistake::somethingElse:
      return "something-else";
  }
  return "";
}

std::string_view mistakeWords(Mistake mistake) {
  switch (mistake) {
    case Mistake::unsaid:
      return words::notSaid;
    case Mistake::wrongChild:
      return words::mistakeChild;
    case Mistake::wrongWords:
      return words::mistakeWrong;
    case Mistake::notSent:
      return words::mistakeNotSent;
    case Mistake::somethingElse:
      return words::mistakeElse;
  }
  return "";
}

std::string_view mistakeInEntry(Mistake mistake) {
  switch (mistake) {
    case Mistake::wrongChild:
      return words::entryWrongChild;
    case Mistake::wrongWords:
      return words::entryWrongWords;
    case Mistake::notSent:
      return words::entryNotSent;
    case Mistake::unsaid:
    case Mistake::somethingElse:
      return words::entryOtherMistake;
  }
  return words::entryOtherMistake;
}

}  // namespace pillarbox::post

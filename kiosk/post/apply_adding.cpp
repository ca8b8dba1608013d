#include "kiosk/post/apply.h"

namespace pillarbox::post {

namespace {

void on(State& state, const StartAdding& event, Effects&) {
  state.adding.subject = event.subject;
  state.adding.mistake = event.mistake;
}

}  // namespace

bool mayHappen(const State& state, const AddEvent&) {
  return mayWrite(state);
}

void on(State& state, const AddEvent& event, Effects& out) {
  std::visit([&](const auto& each) { on(state, each, out); }, event);
}

}  // namespace pillarbox::post

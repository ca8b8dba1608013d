#include "kiosk/post/apply.h"

namespace pillarbox::post {

namespace {

void on(State& state, const DismissHint& event, Effects&) {
  state.hints.dismissed.push_back(event.hint);
}

}  // namespace

bool mayHappen(const State& state, const HintEvent&) {
  return mayWrite(state);
}

void on(State& state, const HintEvent& event, Effects& out) {
  std::visit([&](const auto& each) { on(state, each, out); }, event);
}

}  // namespace pillarbox::post

#include "kiosk/post/apply.h"

namespace pillarbox::post {

namespace {

void on(State& state, const CallNow&, Effects&) {
  state.call.shown = true;
}
void on(State& state, const CloseCall&, Effects&) {
  state.call.shown = false;
}

}  // namespace

bool mayHappen(const State& state, const CallEvent&) {
  return mayWrite(state);
}

void on(State& state, const CallEvent& event, Effects& out) {
  std::visit([&](const auto& each) { on(state, each, out); }, event);
}

}  // namespace pillarbox::post

#include "kiosk/post/apply.h"

namespace pillarbox::post {

namespace {

void on(State& state, const PinTyped&, Effects&) {
  state.badge.askingPin.reset();
}
void on(State& state, const PinSkipped&, Effects&) {
  state.badge.askingPin.reset();
}

}  // namespace

bool mayHappen(const State& state, const BadgeEvent&) {
  return mayWrite(state);
}

void on(State& state, const BadgeEvent& event, Effects& out) {
  std::visit([&](const auto& each) { on(state, each, out); }, event);
}

}  // namespace pillarbox::post

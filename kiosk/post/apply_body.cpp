#include "kiosk/post/apply.h"

namespace pillarbox::post {

namespace {

void on(State&, const OpenBodyMap&, Effects&) {}
void on(State&, const CloseBodyMap&, Effects&) {}
void on(State& state, const ShowFigure& event, Effects&) {
  state.body.figure = event.figure;
}

}  // namespace

bool mayHappen(const State& state, const BodyEvent&) {
  return mayWrite(state);
}

void on(State& state, const BodyEvent& event, Effects& out) {
  std::visit([&](const auto& each) { on(state, each, out); }, event);
}

}  // namespace pillarbox::post

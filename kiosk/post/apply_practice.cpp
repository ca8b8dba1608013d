#include "kiosk/post/apply.h"

namespace pillarbox::post {

namespace {

void on(State& state, const StartPractice&, Effects&) {
  state.practice.on = true;
}
void on(State& state, const EndPractice&, Effects&) {
  state.practice.on = false;
}

}  // namespace

bool mayHappen(const State& state, const PracticeEvent&) {
  return mayWrite(state);
}

void on(State& state, const PracticeEvent& event, Effects& out) {
  std::visit([&](const auto& each) { on(state, each, out); }, event);
}

}  // namespace pillarbox::post

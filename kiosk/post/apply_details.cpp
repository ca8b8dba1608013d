#include "kiosk/post/apply.h"

namespace pillarbox::post {

namespace {

void on(State& state, const OpenPicker&, Effects&) {
  state.details.picking = true;
}
void on(State& state, const ClosePicker&, Effects&) {
  state.details.picking = false;
}

}  // namespace

bool mayHappen(const State& state, const DetailEvent&) {
  return mayWrite(state);
}

void on(State& state, const DetailEvent& event, Effects& out) {
  std::visit([&](const auto& each) { on(state, each, out); }, event);
}

}  // namespace pillarbox::post

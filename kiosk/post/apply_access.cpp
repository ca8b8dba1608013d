#include "kiosk/post/apply.h"

namespace pillarbox::post {

namespace {

void on(State& state, const OpenAccess&, Effects&) {
  state.access.open = true;
}
void on(State& state, const CloseAccess&, Effects&) {
  state.access.open = false;
}
void on(State& state, const SetLooks& event, Effects&) {
  state.access.now = event.looks;
}

}  // namespace

bool mayHappen(const State& state, const AccessEvent&) {
  return mayWrite(state);
}

void on(State& state, const AccessEvent& event, Effects& out) {
  std::visit([&](const auto& each) { on(state, each, out); }, event);
}

}  // namespace pillarbox::post

#include "kiosk/post/apply.h"

namespace pillarbox::post {

namespace {

void on(State& state, const Mention&, Effects&) {
  state.writing.offered.clear();
}

}  // namespace

bool mayHappen(const State& state, const WritingEvent&) {
  return mayWrite(state);
}

void on(State& state, const WritingEvent& event, Effects& out) {
  std::visit([&](const auto& each) { on(state, each, out); }, event);
}

}  // namespace pillarbox::post

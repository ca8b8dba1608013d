// A badge that nobody knows yet: whose is it? The one-time PIN is asked for on the next screen.
#include "kiosk/post/shell.h"

namespace pillarbox::post {

using namespace ui;

Events drawJoin(Frame& frame, const State& state) {
  const auto pick = [](const std::string& staffId) -> Event { return JoinTo{staffId}; };
  const auto below = [&](Flow& flow, Events& out) {
    const bool nobody = state.foundStaff.empty() && !field(state, Field::typedName).text().empty();
    if (nobody) flow.text(words::joinNobody, Words::body);
    flow.text(words::joinHow, nobody ? Words::small : Words::body, Tone::quiet);
    if (flow.button("join.no-badge", words::noBadge)) out.push_back(NoBadge{});
  };
  return drawStaffSearch(frame, state, {"join", words::joinTitle, pick, below});
}

}  // namespace pillarbox::post

// A badge that nobody knows yet: whose is it? The one-time PIN is asked for on the next screen.
#include "kiosk/post/shell.h"

namespace pillarbox::post {

using namespace ui;

Events drawJoin(Frame& frame, const State& state) {
  Events out;
  Rect room = drawGround(frame, state);
  const float keys = frame.keyboardHeight();
  const Rect whole = frame.area();
  if (keys > 0) {
    frame.keyboard({whole.x, whole.bottom() - keys, whole.w, keys});
    room.h = whole.bottom() - keys - 12 - room.y;
  }
  EditorOptions options;
  options.label = words::yourName;
  options.placeholder = words::yourNameHint;
  options.labelHidden = true;
  const bool low = lowScreen(frame);
  const auto inBar = [&](Rect at) { typeAt(frame, state, "join.name", Field::typedName, options, at, out); };
  room =
      low ? drawPlainBar(frame, room, words::joinTitle, out, inBar) : drawPlainBar(frame, room, words::joinTitle, out);
  frame.focusOnce("join.name");
  frame.flow("join.flow", room, [&](Flow& flow) {
    if (!low) typeIn(flow, state, "join.name", Field::typedName, options, lineHeightOf(frame), out);
    if (state.roster) {
      for (const std::size_t index : state.foundStaff) {
        const Staff& staff = state.roster->staff[index];
        if (flow.listRow("join.staff." + staff.id, staff.name, staff.role)) out.push_back(JoinTo{staff.id});
      }
    }
    const bool nobody = state.foundStaff.empty() && !field(state, Field::typedName).text().empty();
    if (nobody) flow.text(words::joinNobody, Words::body);
    flow.text(words::joinHow, nobody ? Words::small : Words::body, Tone::quiet);
    if (flow.button("join.no-badge", words::noBadge)) out.push_back(NoBadge{});
  });
  return out;
}

}  // namespace pillarbox::post

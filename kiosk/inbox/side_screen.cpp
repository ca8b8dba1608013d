#include "kiosk/inbox/side_screen.h"

#include <algorithm>

#include "kiosk/inbox/child_screen.h"
#include "kiosk/inbox/concern_screen.h"
#include "kiosk/inbox/find_screen.h"
#include "kiosk/inbox/narrow_parts.h"
#include "kiosk/inbox/parts.h"

namespace pillarbox::inbox {
namespace {

std::string titleOf(const State& state) {
  if (state.inbox.side == Side::find) return "Find";
  const casework::ChildView& view = state.inbox.child.view;
  return view.className.empty() ? view.name : view.name + " (" + view.className + ")";
}

void drawPane(ui::Frame& frame, const State& state, ui::Rect rect, Events& out) {
  if (state.inbox.side == Side::find) return drawFind(frame, state, rect, out);
  drawChild(frame, state, rect, out);
}

}  // namespace

void drawSide(ui::Frame& frame, const State& state, Events& out) {
  const bool wide = frame.area().w >= 1100 && frame.area().w / frame.textScale() >= 1000;
  const bool open = state.screen == Screen::concern;
  const bool names = state.config.sharedTerminal && state.inbox.side == Side::find && (wide || !open) &&
                     frame.area().w / frame.textScale() >= 600;
  const std::string title = !wide && open ? std::string() : titleOf(state);
  ui::Rect rest = drawBar(frame, state, {title, true, "Lock", names}, out);
  const bool typing = typingIntoNarrowing(frame, state);
  if (typing) rest = drawKeyboardUnder(frame, rest);
  rest = ui::inset(rest, typing ? frame.gap() / 2 : frame.gap());  // over the keyboard every line counts
  if (!wide) {
    if (open) {
      drawConcern(frame, state, rest, out);
    } else {
      drawPane(frame, state, rest, out);
    }
    return;
  }
  if (!open) return drawPane(frame, state, rest, out);
  const float gap = frame.gap();
  const float share = nextBeside(frame) ? 0.32F : 0.42F;
  const ui::Rect left = ui::cutLeft(rest, std::clamp(rest.w * share, 440.0F * frame.textScale(), 760.0F), 2 * gap);
  drawPane(frame, state, left, out);
  frame.line(rest.x - gap, rest.y, rest.x - gap, rest.bottom());
  drawConcern(frame, state, rest, out);
}

}  // namespace pillarbox::inbox

#include <algorithm>

#include "kiosk/post/shell.h"

namespace pillarbox::post {

using namespace ui;

// One control as large as the screen, and nothing of what is underneath: not even whose it is.
Events drawCover(Frame& frame, const State& state) {
  Events out;
  const Rect area = frame.area();
  const std::string_view touch = state.cover == Cover::unknownBadge ? words::coverUnknown : words::coverTouch;
  if (frame.button("cover.touch", area, touch, Look::quiet)) out.push_back(Uncover{});
  Rect inside = centred(inset(area, 32), 900);
  frame.text("cover.title", inside, words::coverTitle, Words::title);
  cutTop(inside, frame.textHeight(words::coverTitle, Words::title, inside.w), frame.gap());
  frame.text("cover.safe", inside, words::coverSafe, Words::body, Tone::quiet);
  if (const auto left = closingIn(state)) {
    const bool typed = state.session.author.verifiedBy == VerifiedBy::typed;
    const std::string said = filled(typed ? words::coverClosingTyped : words::coverClosing, {std::to_string(*left)});
    const float high = frame.noticeHeight(said, inside.w);
    frame.notice("cover.closing", {inside.x, inside.bottom() - high, inside.w, high}, said, Tone::warning);
  }
  return out;
}

}  // namespace pillarbox::post

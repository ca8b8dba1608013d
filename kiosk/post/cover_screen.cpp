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
  // The button's own words stand in the middle of the screen: the picture above them, what it means below.
  if (state.practice.on) {
    const float width = area.w - 48;
    frame.text("practice.strip",
               {area.x + 24, area.y + 6, width, frame.textHeight(words::practiceStrip, Words::strong, width)},
               words::practiceStrip, Words::strong, Tone::warning);
  }
  const Rect inside = centred(inset(area, 32), 900);
  const float touchHigh = frame.textHeight(touch, Words::title, area.w * 0.9F) / 2 + 1.5F * frame.gap();
  const float high = std::min(area.h / 2 - touchHigh - 32, 300.0F);
  if (high >= 90) frame.pillarBox({inside.x, area.h / 2 - touchHigh - high, inside.w, high});
  float y = area.h / 2 + touchHigh;
  const auto middle = [&](std::string_view id, std::string_view said, Words style, Tone tone) {
    const float width = std::min(inside.w, frame.textWidth(said, style) + 1);
    const float tall = frame.textHeight(said, style, inside.w);
    frame.text(id, {inside.x + (inside.w - width) / 2, y, width, tall}, said, style, tone);
    y += tall + frame.gap() / 2;
  };
  middle("cover.title", words::coverTitle, Words::heading, Tone::normal);
  middle("cover.safe", words::coverSafe, Words::body, Tone::quiet);
  if (const auto left = closingIn(state)) {
    const bool typed = state.session.author.verifiedBy == VerifiedBy::typed;
    const std::string said = filled(typed ? words::coverClosingTyped : words::coverClosing, {std::to_string(*left)});
    const float tall = frame.noticeHeight(said, inside.w);
    frame.notice("cover.closing", {inside.x, inside.bottom() - tall, inside.w, tall}, said, Tone::warning);
  }
  return out;
}

}  // namespace pillarbox::post

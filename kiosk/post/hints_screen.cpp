// The offers on the check screen: what a stranger may ask, with "Change it" and "Leave it". Nothing waits for them.
#include <algorithm>

#include "kiosk/post/shell.h"

namespace pillarbox::post {

using namespace ui;

namespace {

constexpr float pad = 12;
constexpr std::size_t longestAbout = 80;  // bytes; of longer words the beginning is enough to find them

std::string shortened(std::string_view words) {
  if (words.size() <= longestAbout) return std::string(words);
  std::size_t end = longestAbout;
  while (end > 0 && (static_cast<unsigned char>(words[end]) & 0xC0U) == 0x80) --end;
  return std::string(words.substr(0, end)) + "…";
}

void drawHint(Flow& flow, const OfferedHint& hint, const std::string& number, Events& out) {
  Frame& frame = flow.frame();
  const float high = std::max(64.0F, frame.rowHeight() - 8);
  const float change = frame.textWidth(words::hintChange, Words::strong) + 36;
  const float leave = frame.textWidth(words::hintLeave, Words::strong) + 36;
  const float buttons = change + frame.gap() + leave;
  const bool beside = buttons < flow.width() * 0.42F;
  const float across = flow.width() - 2 * pad - (beside ? buttons + frame.gap() : 0);
  // Most messages repeat the words they are about.
  const std::string about = hint.about.empty() || hint.message.find(hint.about) != std::string::npos
                                ? std::string()
                                : filled(words::hintAbout, {shortened(hint.about)});
  const float message = frame.textHeight(hint.message, Words::body, across);
  const float quoted = about.empty() ? 0 : frame.textHeight(about, Words::small, across);
  const float wordsHigh = message + quoted;
  Rect rect = flow.take((beside ? std::max(wordsHigh, high) : wordsHigh + frame.gap() + high) + 2 * pad);
  frame.panel(rect);
  Rect inside = inset(rect, pad);
  Rect row = beside ? cutRight(inside, buttons, frame.gap()) : cutBottom(inside, high, frame.gap());
  row.h = high;
  if (!about.empty()) frame.text("hint.about." + number, cutTop(inside, quoted), about, Words::small, Tone::quiet);
  frame.text("hint.message." + number, cutTop(inside, message), hint.message, Words::body);
  Rect first = row;
  first.w = std::min(change, row.w);
  if (!beside && buttons > row.w) first.w = (row.w - frame.gap()) / 2;
  Rect second{first.x + first.w + frame.gap(), row.y, std::min(leave, row.w - first.w - frame.gap()), high};
  if (frame.button("hint.change." + number, first, words::hintChange))
    out.push_back(HintEvent(ChangeHint{hint.sameAs}));
  if (frame.button("hint.leave." + number, second, words::hintLeave)) out.push_back(HintEvent(LeaveHint{hint.sameAs}));
}

}  // namespace

void drawHints(Flow& flow, const State& state, Events& out) {
  const std::vector<const OfferedHint*> hints = hintsToShow(state);
  if (hints.empty()) return;
  flow.text(words::hintsHeading, Words::small, Tone::quiet);
  for (std::size_t i = 0; i < hints.size(); ++i) drawHint(flow, *hints[i], std::to_string(i + 1), out);
}

}  // namespace pillarbox::post

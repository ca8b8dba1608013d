// The offers on the check screen: what a stranger may ask, with "Change it" and "Leave it". Nothing waits for them.
#include "kiosk/post/shell.h"

namespace pillarbox::post {

using namespace ui;

namespace {

constexpr std::size_t longestAbout = 80;  // bytes; of longer words the beginning is enough to find them

std::string shortened(std::string_view words) {
  if (words.size() <= longestAbout) return std::string(words);
  std::size_t end = longestAbout;
  while (end > 0 && (static_cast<unsigned char>(words[end]) & 0xC0U) == 0x80) --end;
  return std::string(words.substr(0, end)) + "…";
}

void drawHint(Flow& flow, const State& state, const OfferedHint& hint, const std::string& number, Events& out) {
  std::vector<OfferLine> lines;
  // Most messages repeat the words they are about.
  if (!hint.about.empty() && hint.message.find(hint.about) == std::string::npos) {
    lines.push_back(
        {"hint.about." + number, filled(words::hintAbout, {shortened(hint.about)}), Words::small, Tone::quiet});
  }
  lines.push_back({"hint.message." + number, hint.message});
  std::vector<OfferButton> buttons;
  buttons.push_back({"hint.change." + number, std::string(words::hintChange), HintEvent(ChangeHint{hint.sameAs})});
  if (hint.aboutMark && mayShowOnBody(state)) {
    buttons.push_back({"hint.body." + number, std::string(words::hintBody), HintEvent(ShowOnBody{hint.sameAs})});
  }
  buttons.push_back({"hint.leave." + number, std::string(words::hintLeave), HintEvent(LeaveHint{hint.sameAs})});
  offerPanel(flow, lines, buttons, out);
}

}  // namespace

void drawHints(Flow& flow, const State& state, Events& out) {
  const std::vector<const OfferedHint*> hints = hintsToShow(state);
  if (hints.empty()) return;
  flow.text(words::hintsHeading, Words::small, Tone::quiet);
  for (std::size_t i = 0; i < hints.size(); ++i) drawHint(flow, state, *hints[i], std::to_string(i + 1), out);
}

}  // namespace pillarbox::post

#include "kiosk/inbox/own_passphrase_screen.h"

#include <string>

#include "kiosk/inbox/parts.h"

namespace pillarbox::inbox {
namespace {

std::string why(const PassphraseState& choose) {
  std::string words = choose.oldAfterDays > 0
                          ? "Your school asks for a new passphrase every " + std::to_string(choose.oldAfterDays) +
                                " days, and yours is older. Choose another: "
                          : "Somebody else made that passphrase. Now choose one that only you know: ";
  words += choose.mix ? "five words, or 8 characters or more, with small and capital letters, a digit and a sign. "
                      : "five words, or 8 characters or more. ";
  return words + "Nobody can look it up for you. If you write it down, keep the paper apart from your key card.";
}

}  // namespace

void drawOwnPassphrase(ui::Frame& frame, const State& state, Events& out) {
  const bool old = state.choose.oldAfterDays > 0;
  ui::Rect rest =
      drawBar(frame, state, {old ? "Choose a new passphrase" : "Choose your own passphrase", false, "Lock"}, out);
  if (!state.choose.working) rest = drawKeyboardUnder(frame, rest);
  const float gap = frame.gap();
  const ui::Rect room{rest.x + gap, rest.y + gap / 2, rest.w - 2 * gap, rest.h - gap};  // it only just fits
  frame.flow("choose", middleColumn(room, 1000 * frame.textScale()), [&](ui::Flow& flow) {
    if (state.choose.working) {
      flow.title("Saving your passphrase…");
      flow.text("This takes about a second.");
      return;
    }
    if (state.choose.problem.empty()) {
      flow.text(why(state.choose), ui::Words::small);
    } else {
      flow.notice("choose.problem", state.choose.problem, ui::Tone::warning);
    }
    const bool entered = drawPassphraseFields(flow, state, out);
    const bool narrow = flow.width() < 520 * frame.textScale();
    std::vector<ui::Rect> cells = narrow ? flow.row(1, frame.rowHeight()) : flow.row({2, 3}, frame.rowHeight());
    if (frame.toggle("choose.show", cells[0], "Show what I type", state.choose.showTyping)) {
      out.emplace_back(ShowTyping{!state.choose.showTyping});
    }
    if (narrow) cells = flow.row(1, frame.rowHeight());
    const bool pressed = frame.button("choose.go", cells.back(), "Use this passphrase", ui::Look::primary);
    if (entered || pressed) out.emplace_back(PassphraseChosen{});
  });
}

}  // namespace pillarbox::inbox

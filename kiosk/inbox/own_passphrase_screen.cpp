#include "kiosk/inbox/own_passphrase_screen.h"

#include "kiosk/inbox/parts.h"

namespace pillarbox::inbox {

void drawOwnPassphrase(ui::Frame& frame, const State& state, Events& out) {
  ui::Rect rest = drawBar(frame, state, {"Choose your own passphrase", false, "Lock"}, out);
  if (!state.choose.working) rest = drawKeyboardUnder(frame, rest);
  frame.flow("choose", middleColumn(ui::inset(rest, frame.gap()), 1000 * frame.textScale()), [&](ui::Flow& flow) {
    if (state.choose.working) {
      flow.title("Saving your passphrase…");
      flow.text("This takes about a second.");
      return;
    }
    if (state.choose.problem.empty()) {
      flow.text("Somebody else made that passphrase. Now choose one that only you know.");
    } else {
      flow.notice("choose.problem", state.choose.problem, ui::Tone::warning);
    }
    const bool entered = drawPassphraseFields(flow, state, out);
    const std::vector<ui::Rect> cells = flow.row({2, 3}, frame.rowHeight());
    if (frame.toggle("choose.show", cells[0], "Show what I type", state.choose.showTyping)) {
      out.emplace_back(ShowTyping{!state.choose.showTyping});
    }
    const bool pressed = frame.button("choose.go", cells[1], "Use this passphrase", ui::Look::primary);
    if (entered || pressed) out.emplace_back(PassphraseChosen{});
    flow.text(
        "Five words, or 8 characters or more. Write it down only if you can keep the paper apart from your key card. "
        "Nobody can look it up for you.",
        ui::Words::small, ui::Tone::quiet);
  });
}

}  // namespace pillarbox::inbox

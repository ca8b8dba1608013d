#include "kiosk/inbox/own_passphrase_screen.h"

#include "kiosk/inbox/parts.h"

namespace pillarbox::inbox {

void drawOwnPassphrase(ui::Frame& frame, const State& state, Events& out) {
  ui::Rect rest = drawBar(frame, state, {"Choose your own passphrase", false, "Lock"}, out);
  if (!state.choose.working) rest = drawKeyboardUnder(frame, rest);
  frame.flow("choose", middleColumn(ui::inset(rest, frame.gap()), 720 * frame.textScale()), [&](ui::Flow& flow) {
    if (state.choose.working) {
      flow.title("Saving your passphrase…");
      flow.text("This takes about a second.");
      return;
    }
    flow.text("Somebody else made the passphrase you have just used. From now on only you should know it.");
    if (!state.choose.problem.empty()) flow.notice("choose.problem", state.choose.problem, ui::Tone::warning);
    drawPassphraseFields(flow, state, PassphraseChosen{}, out);
    flow.text("Write it down only if you can keep the paper apart from your key card. Nobody can look it up for you.",
              ui::Words::small, ui::Tone::quiet);
    if (flow.button("choose.go", "Use this passphrase", ui::Look::primary)) out.emplace_back(PassphraseChosen{});
  });
}

}  // namespace pillarbox::inbox

#include "kiosk/inbox/unlock_screen.h"

#include "kiosk/inbox/parts.h"

namespace pillarbox::inbox {
namespace {

void drawCardStep(ui::Flow& flow, const State& state, Events& out) {
  flow.title("Unlock the inbox");
  if (state.unlock.problem.empty()) {
    flow.text("Show your key card to the reader, or type the code that is printed on it.");
  } else {
    flow.notice("unlock.problem", state.unlock.problem, ui::Tone::warning);
  }
  flow.frame().focusOnce("unlock.card");
  const bool entered =
      drawFields(flow, state, {{Field::card, "unlock.card", "Code on your key card", "PBK1-", false}}, out);
  const bool pressed = flow.button("unlock.card.next", "Next", ui::Look::primary, !state.unlock.cardTyped.empty());
  if (entered || pressed) out.emplace_back(CardTyped{});
}

void drawPassphraseStep(ui::Flow& flow, const State& state, bool low, Events& out) {
  ui::Frame& frame = flow.frame();
  const UnlockState& u = state.unlock;
  // Where it is low, what went wrong takes the place of the greeting: the field must stay in sight.
  if (!low || u.problem.empty()) flow.title(u.cardName.empty() ? "Key card read" : "Hello, " + u.cardName);
  if (!u.problem.empty()) flow.notice("unlock.problem", u.problem, ui::Tone::warning);
  frame.focusOnce("unlock.passphrase");
  const bool entered = drawFields(
      flow, state, {{Field::passphrase, "unlock.passphrase", "Now type your passphrase", "", !u.showTyping}}, out);
  // All in one row where there is room, so that nothing has to be scrolled to above the keyboard.
  const bool oneRow = flow.width() >= 900 * frame.textScale();
  const std::vector<ui::Rect> cells =
      oneRow ? flow.row({3, 3, 4}, frame.rowHeight()) : flow.row({2, 3}, frame.rowHeight());
  if (frame.toggle("unlock.show", cells[0], "Show what I type", u.showTyping)) {
    out.emplace_back(ShowTyping{!u.showTyping});
  }
  if (oneRow && frame.button("unlock.other", cells[1], "Use another card", ui::Look::quiet)) {
    out.emplace_back(OtherCard{});
  }
  const bool pressed = frame.button("unlock.go", cells.back(), "Unlock", ui::Look::primary);
  if (entered || pressed) out.emplace_back(UnlockPressed{});
  if (!oneRow && flow.button("unlock.other", "Use another card", ui::Look::quiet)) out.emplace_back(OtherCard{});
}

}  // namespace

void drawUnlock(ui::Frame& frame, const State& state, Events& out) {
  ui::Rect rest = drawBar(frame, state, {state.config.schoolName, false, "Close"}, out);
  if (!state.unlock.working) rest = drawKeyboardUnder(frame, rest);
  frame.flow("unlock", middleColumn(ui::inset(rest, frame.gap()), 1000 * frame.textScale()), [&](ui::Flow& flow) {
    if (state.unlock.working) {
      flow.title("Unlocking…");
      flow.text("This takes about a second. It is slow on purpose, so that nobody can try many passphrases.");
    } else if (state.unlock.card.empty()) {
      drawCardStep(flow, state, out);
    } else {
      drawPassphraseStep(flow, state, rest.h < 300 * frame.textScale(), out);
    }
  });
}

}  // namespace pillarbox::inbox

#include "kiosk/inbox/unlock_screen.h"

#include <string>

#include "kiosk/inbox/parts.h"
#include "kiosk/inbox/people_lost_screen.h"

namespace pillarbox::inbox {
namespace {

// Those who need no card on this device of theirs. False if there are none, or if staff write on it.
bool drawSoftKeys(ui::Flow& flow, const State& state, Events& out) {
  if (state.config.startedByStaffScreens) return false;
  for (const Config::SoftKey& one : state.config.softKeys) {
    if (flow.listRow("unlock.soft." + one.person, one.name, "On this device your passphrase is enough")) {
      out.emplace_back(SoftKeyChosen{one.person});
    }
  }
  return !state.config.softKeys.empty();
}

// Where a keyboard leaves little height there is no title, and what went wrong is said by the label of the field: field
// and button must both stay in sight.
void drawCardStep(ui::Flow& flow, const State& state, bool low, Events& out) {
  const std::string& problem = state.unlock.problem;
  std::string_view label = "Code on your key card";
  if (low) {
    label = problem.empty() ? "Show your key card, or type the code printed on it" : std::string_view(problem);
  } else {
    flow.title("Unlock the inbox");
    if (!problem.empty()) flow.notice("unlock.problem", problem, ui::Tone::warning);
    if (drawSoftKeys(flow, state, out)) {
      label = "Or show your key card, or type the code printed on it";
    } else if (problem.empty()) {
      flow.text("Show your key card to the reader, or type the code that is printed on it.");
    }
  }
  flow.frame().focusOnce("unlock.card");
  const bool entered = drawFields(flow, state, {{Field::card, "unlock.card", label, "PBK1-", false}}, out);
  ui::Frame& frame = flow.frame();
  const std::string_view lost = "My key card is lost";
  const bool beside = flow.width() >= (frame.textWidth(lost, ui::Words::strong) + 4 * frame.gap()) * 2.5F;
  std::vector<ui::Rect> cells = beside ? flow.row({2, 3}, frame.rowHeight()) : flow.row(1, frame.rowHeight());
  const bool pressed =
      frame.button("unlock.card.next", cells.back(), "Next", ui::Look::primary, !state.unlock.cardTyped.empty());
  if (!beside) cells = flow.row(1, frame.rowHeight());
  if (!state.config.cardHolders.empty() && frame.button("unlock.lost", cells[0], lost, ui::Look::quiet)) {
    out.emplace_back(LostEvent{LostOpened{}});
  }
  if (entered || pressed) out.emplace_back(CardTyped{});
  if (low) drawSoftKeys(flow, state, out);
}

void drawPassphraseStep(ui::Flow& flow, const State& state, bool low, Events& out) {
  ui::Frame& frame = flow.frame();
  const UnlockState& u = state.unlock;
  const std::string hello = u.cardName.empty() ? "Key card read" : "Hello, " + u.cardName;
  std::string label = "Now type your passphrase";
  const std::string_view other = u.softPerson.empty() ? "Use another card" : "Use a key card";
  if (low) {
    label = u.problem.empty() ? hello + ". " + label : u.problem;
  } else {
    flow.title(hello);
    if (!u.problem.empty()) flow.notice("unlock.problem", u.problem, ui::Tone::warning);
  }
  frame.focusOnce("unlock.passphrase");
  const bool entered =
      drawFields(flow, state, {{Field::passphrase, "unlock.passphrase", label, "", !u.showTyping}}, out);
  // All in one row where there is room, so that nothing has to be scrolled to above the keyboard.
  const bool oneRow = flow.width() >= 900 * frame.textScale();
  const bool narrow = flow.width() < 520 * frame.textScale();
  const float height = frame.rowHeight();
  const std::vector<ui::Rect> cells = oneRow ? flow.row({3, 3, 4}, height) : flow.row({2, 3}, height);
  const ui::Rect whole{cells[0].x, cells[0].y, flow.width(), height};
  if (!narrow && frame.toggle("unlock.show", cells[0], "Show what I type", u.showTyping)) {
    out.emplace_back(ShowTyping{!u.showTyping});
  }
  if (oneRow && frame.button("unlock.other", cells[1], other, ui::Look::quiet)) {
    out.emplace_back(OtherCard{});
  }
  const bool pressed = frame.button("unlock.go", narrow ? whole : cells.back(), "Unlock", ui::Look::primary);
  if (entered || pressed) out.emplace_back(UnlockPressed{});
  if (narrow && flow.toggle("unlock.show", "Show what I type", u.showTyping)) {
    out.emplace_back(ShowTyping{!u.showTyping});
  }
  if (!oneRow && flow.button("unlock.other", other, ui::Look::quiet)) out.emplace_back(OtherCard{});
}

}  // namespace

void drawUnlock(ui::Frame& frame, const State& state, Events& out) {
  if (state.unlock.lost) return drawLost(frame, state, out);
  ui::Rect rest = drawBar(frame, state, {state.config.schoolName, false, "Close"}, out);
  if (!state.unlock.working) rest = drawKeyboardUnder(frame, rest);
  const float gap = frame.gap();
  const bool low = !state.unlock.working && rest.h < 300 * frame.textScale();
  const ui::Rect room{rest.x + gap, rest.y + gap / 2, rest.w - 2 * gap, rest.h - gap / 2};
  frame.flow("unlock", middleColumn(room, 1000 * frame.textScale()), [&](ui::Flow& flow) {
    if (state.unlock.working) {
      flow.title("Unlocking…");
      flow.text("This takes about a second. It is slow on purpose, so that nobody can try many passphrases.");
    } else if (state.unlock.card.empty() && state.unlock.softPerson.empty()) {
      drawCardStep(flow, state, low, out);
    } else {
      drawPassphraseStep(flow, state, low, out);
    }
  });
}

}  // namespace pillarbox::inbox

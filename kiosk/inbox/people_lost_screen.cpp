#include "kiosk/inbox/people_lost_screen.h"

#include "kiosk/inbox/parts.h"
#include "kiosk/inbox/people_parts.h"
#include "kiosk/inbox/printing_parts.h"

namespace pillarbox::inbox {
namespace {

using Page = LostState::Page;

bool editor(ui::Flow& flow, std::string_view id, const ui::TextModel& model, LostField field, std::string_view label,
            bool secret, Events& out) {
  ui::EditorOptions options;
  options.label = label;
  options.secret = secret;
  for (ui::EditAction& action : flow.editor(id, model, options, flow.frame().rowHeight())) {
    out.emplace_back(LostTyped{field, std::move(action)});
  }
  return flow.frame().submitted(id);
}

void drawWhose(ui::Flow& flow, const State& state, Events& out) {
  flow.title("Whose key card is lost?");
  for (const Config::CardHolder& holder : state.config.cardHolders) {
    if (flow.listRow("lost.card." + holder.cardId, holder.name, "", "", true)) {
      out.emplace_back(LostCardChosen{holder.cardId});
    }
    flow.space(-flow.frame().gap() / 2);
  }
  flow.space(flow.frame().gap() / 2);
  if (!mayRecoverHere(state)) {
    flow.text("Is every key card lost? Your school makes new ones on a safeguarding lead's own device, not here.",
              ui::Words::small, ui::Tone::quiet);
    if (flow.button("lost.back", "Back")) out.emplace_back(LostLeft{});
    return;
  }
  const int pressed = drawTwo(flow, {"lost.back", "Back"}, {"lost.every", "Every key card is lost"});
  if (pressed == 1) out.emplace_back(LostLeft{});
  if (pressed == 2) out.emplace_back(EveryCardLost{});
}

void drawSure(ui::Flow& flow, const LostState& lost, Events& out) {
  flow.title("Is the key card of " + lost.name + " lost?");
  flow.text(
      "The other safeguarding leads are told, and one of them cancels the card and makes a new one. The card alone "
      "opens nothing: its passphrase is needed too.");
  const bool entered = editor(flow, "lost.reporter", lost.reporter, LostField::reporter,
                              "Your name (you can leave it empty)", false, out);
  const int pressed = drawTwo(flow, {"lost.back", "Back"}, {"lost.report", "Yes, report it lost", ui::Look::danger});
  if (pressed == 1) out.emplace_back(LostLeft{});
  if (pressed == 2 || entered) out.emplace_back(LostConfirmed{});
}

void drawReported(ui::Flow& flow, const LostState& lost, Events& out) {
  flow.title("Reported");
  flow.notice("lost.reported", "The other safeguarding leads see it at the top of their inbox.", ui::Tone::good);
  flow.text("Please tell one of them in person as well. The card of " + lost.name +
            " works until somebody cancels it. If it turns up, give it to a safeguarding lead.");
  if (flow.button("lost.done", "Done", ui::Look::primary)) out.emplace_back(LostLeft{});
}

void drawSheetText(ui::Flow& flow, const LostState& lost, Events& out) {
  flow.title("Every key card is lost");
  flow.text(
      "With the recovery sheet from the safe, new key cards are made, and the old ones open nothing posted from then "
      "on. "
      "Type the long line on the sheet, or hold its code to a reader.");
  flow.frame().focusOnce("lost.sheet");
  const bool entered = editor(flow, "lost.sheet", lost.sheetText, LostField::sheet,
                              "The line that begins with AGE-SECRET-KEY", !lost.showTyping, out);
  if (flow.toggle("lost.show", "Show what I type", lost.showTyping)) out.emplace_back(LostShowTyping{});
  const int pressed = drawTwo(flow, {"lost.back", "Back"}, {"lost.try", "Next", ui::Look::primary});
  if (pressed == 1) out.emplace_back(LostLeft{});
  if (pressed == 2 || entered) out.emplace_back(LostSheetTyped{});
}

void drawWho(ui::Flow& flow, const LostState& lost, Events& out) {
  flow.title("Who gets a new key card?");
  flow.text("Their old card opens nothing posted from then on. A card that is not lost may stay as it is.");
  for (const auto& [id, name] : lost.others) {
    if (flow.toggle("lost.person." + id, name, lost.chosen.contains(id))) out.emplace_back(LostPersonToggled{id});
    flow.space(-flow.frame().gap() / 2);
  }
  flow.space(flow.frame().gap() / 2);
  flow.notice("lost.warning",
              "Everybody at the school will see that the sheet was used, and when. Put it back into the safe.",
              ui::Tone::warning);
  const int pressed = drawTwo(flow, {"lost.back", "Back"}, {"lost.recover", "Make new key cards", ui::Look::danger});
  if (pressed == 1) out.emplace_back(LostLeft{});
  if (pressed == 2) out.emplace_back(LostRecovered{});
}

void drawMade(ui::Flow& flow, const State& state, const LostState& lost, Events& out) {
  flow.title("Print these now");
  drawFact(flow, "lost.folder", "They are in", folderWords(state, lost.folder));
  flow.space(flow.frame().gap() / 2);
  drawPapers(flow, "lost.paper", lost.papers);
  flow.notice("lost.delete", "Then delete the files: whoever has them has a key.", ui::Tone::warning);
  const std::vector<std::string> files = filesIn(lost.folder, lost.papers);
  drawPrinting(flow, state, files, out);
  if (flow.button("lost.printed", "I have printed them",
                  stillToPrint(state, files) ? ui::Look::secondary : ui::Look::primary))
    out.emplace_back(LostLeft{});
}

}  // namespace

std::string_view lostScreenName(const State& state) {
  if (state.unlock.lost->working) return "inbox.lost.working";
  switch (state.unlock.lost->page) {
    case Page::whose:
      return "inbox.lost.whose";
    case Page::sure:
      return "inbox.lost.sure";
    case Page::reported:
      return "inbox.lost.reported";
    case Page::sheet:
      return "inbox.lost.sheet";
    case Page::who:
      return "inbox.lost.who";
    case Page::made:
      return "inbox.lost.made";
  }
  return "inbox.lost";
}

void drawLost(ui::Frame& frame, const State& state, Events& out) {
  const LostState& lost = *state.unlock.lost;
  ui::Rect rest = drawBar(frame, state, {state.config.schoolName, false, lost.working ? "" : "Close"}, out);
  const bool typing = frame.hasFocus("lost.reporter") || frame.hasFocus("lost.sheet");
  if (typing && !lost.working) rest = drawKeyboardUnder(frame, rest);
  const ui::Rect column = middleColumn(ui::inset(rest, frame.gap()), 1000 * frame.textScale());
  frame.flow("lost." + std::to_string(static_cast<int>(lost.page)), column, [&](ui::Flow& flow) {
    if (lost.working) {
      flow.title("One moment…");
      flow.text("New keys take a while to make, on purpose.");
      return;
    }
    if (!lost.problem.empty()) flow.notice("lost.problem", lost.problem, ui::Tone::warning);
    switch (lost.page) {
      case Page::whose:
        return drawWhose(flow, state, out);
      case Page::sure:
        return drawSure(flow, lost, out);
      case Page::reported:
        return drawReported(flow, lost, out);
      case Page::sheet:
        return drawSheetText(flow, lost, out);
      case Page::who:
        return drawWho(flow, lost, out);
      case Page::made:
        return drawMade(flow, state, lost, out);
    }
  });
}

}  // namespace pillarbox::inbox

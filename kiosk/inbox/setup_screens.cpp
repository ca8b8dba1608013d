#include "kiosk/inbox/setup_screens.h"

#include "kiosk/inbox/parts.h"
#include "kiosk/inbox/people_parts.h"
#include "kiosk/inbox/printing_parts.h"

namespace pillarbox::inbox {
namespace {

std::string_view barTitle(Screen screen) {
  switch (screen) {
    case Screen::setupSchool:
      return "Set up this school: step 1 of 4";
    case Screen::setupYou:
      return "You: step 2 of 4";
    case Screen::setupOthers:
      return "The others: step 3 of 4";
    case Screen::setupPassphrase:
      return "Your passphrase: step 4 of 4";
    default:
      return "Set up this school";
  }
}

// What a step is for, or, in its place, what is not right yet: so that nothing moves out of sight.
void drawPurpose(ui::Flow& flow, std::string_view words, const std::string& problem) {
  if (problem.empty()) {
    flow.text(words);
  } else {
    flow.notice("setup.problem", problem, ui::Tone::warning);
  }
}

void drawNext(ui::Flow& flow, bool back, std::string_view next, Events& out) {
  if (!back) {
    if (flow.button("setup.next", next, ui::Look::primary)) out.emplace_back(SetupNext{});
    return;
  }
  const std::vector<ui::Rect> cells = flow.row({1, 2}, flow.frame().rowHeight());
  if (flow.frame().button("setup.back", cells[0], "Back", ui::Look::secondary)) out.emplace_back(SetupBack{});
  if (flow.frame().button("setup.next", cells[1], next, ui::Look::primary)) out.emplace_back(SetupNext{});
}

void drawSchool(ui::Flow& flow, const State& state, Events& out) {
  flow.title("Your school");
  drawPurpose(
      flow,
      "This is for the Designated Safeguarding Lead (DSL) to do, and takes about five minutes. At the end you print "
      "some papers, so have a printer near.",
      state.setup.problem);
  flow.frame().focusOnce("setup.school");
  if (drawFields(flow, state, {{Field::schoolName, "setup.school", "Name of the school", "", false}}, out)) {
    out.emplace_back(SetupNext{});
  }
  drawNext(flow, false, "Next", out);
}

void drawYou(ui::Flow& flow, const State& state, Events& out) {
  drawPurpose(flow, "Staff are shown your name, room and extension, so that they can find you at once.",
              state.setup.problem);
  flow.frame().focusOnce("setup.you.name");
  if (drawFields(flow, state,
                 {{Field::yourName, "setup.you.name", "Your name", "Mrs Anna Bell", false},
                  {Field::yourRoom, "setup.you.room", "Your room", "Room 4, by the office", false},
                  {Field::yourExtension, "setup.you.extension", "Your extension or phone", "", false},
                  {Field::yourEmail, "setup.you.email", "Your e-mail, for alerts", "may stay empty", false}},
                 out)) {
    out.emplace_back(SetupNext{});
  }
  drawNext(flow, true, "Next", out);
}

void drawOthers(ui::Flow& flow, const State& state, Events& out) {
  drawPurpose(
      flow,
      "Each of them gets a key card of their own. Leave out anyone you do not know yet. A concern about a member of "
      "staff goes to the headteacher, and one about the headteacher to the chair.",
      state.setup.problem);
  const std::string_view none = "may stay empty";
  drawFields(flow, state,
             {{Field::deputyName, "setup.deputy.name", "Deputy DSL: name", none, false},
              {Field::deputyEmail, "setup.deputy.email", "Deputy DSL: e-mail", none, false},
              {Field::headName, "setup.head.name", "Headteacher: name", none, false},
              {Field::headEmail, "setup.head.email", "Headteacher: e-mail", none, false},
              {Field::chairName, "setup.chair.name", "Chair of governors: name", none, false},
              {Field::chairEmail, "setup.chair.email", "Chair of governors: e-mail", none, false}},
             out);
  drawNext(flow, true, "Next", out);
}

void drawPassphrase(ui::Flow& flow, const State& state, Events& out) {
  ui::Frame& frame = flow.frame();
  drawPurpose(
      flow,
      "You unlock the inbox with your key card and your passphrase, always both. Five words, or 8 characters or more.",
      state.choose.problem);
  const bool entered = drawPassphraseFields(flow, state, out);
  const bool oneRow = flow.width() >= 900 * frame.textScale();
  if (!oneRow && flow.toggle("choose.show", "Show what I type", state.choose.showTyping)) {
    out.emplace_back(ShowTyping{!state.choose.showTyping});
  }
  const std::vector<ui::Rect> cells =
      oneRow ? flow.row({1, 2, 2}, frame.rowHeight()) : flow.row({1, 2}, frame.rowHeight());
  if (frame.button("setup.back", cells[0], "Back", ui::Look::secondary)) out.emplace_back(SetupBack{});
  if (oneRow && frame.toggle("choose.show", cells[1], "Show what I type", state.choose.showTyping)) {
    out.emplace_back(ShowTyping{!state.choose.showTyping});
  }
  const bool pressed = frame.button("setup.next", cells.back(), "Set up the school", ui::Look::primary);
  if (entered || pressed) out.emplace_back(SetupNext{});
}

void drawMaking(ui::Flow& flow) {
  flow.title("Making the keys…");
  flow.text("Keys, key cards and recovery sheets are being made. This takes a few seconds.");
}

void drawDone(ui::Flow& flow, const State& state, Events& out) {
  flow.title("Print these now");
  flow.text("The school is set up. These papers are the only keys there are, and they are not kept anywhere else.");
  if (!state.setup.folder.empty()) {
    drawFact(flow, "setup.folder", "They are in", folderWords(state, state.setup.folder));
  }
  drawPapers(flow, "setup.paper", state.setup.papers);
  flow.notice("setup.safe",
              "Put the recovery sheets in the safe, in sealed envelopes. Then delete the files. "
              "Whoever has a recovery sheet can read everything.",
              ui::Tone::warning);
  const std::vector<std::string> files = filesIn(state.setup.folder, state.setup.papers);
  if (!state.setup.folder.empty()) drawPrinting(flow, state, files, out);
  if (flow.button("setup.next", "I have printed them all",
                  stillToPrint(state, files) ? ui::Look::secondary : ui::Look::primary))
    out.emplace_back(SetupNext{});
}

}  // namespace

void drawSetup(ui::Frame& frame, const State& state, Events& out) {
  ui::Rect rest =
      drawBar(frame, state, {barTitle(state.screen), false, state.screen == Screen::setupMaking ? "" : "Close"}, out);
  if (state.screen != Screen::setupMaking && state.screen != Screen::setupDone) rest = drawKeyboardUnder(frame, rest);
  const ui::Rect column = middleColumn(ui::inset(rest, frame.gap()), 1000 * frame.textScale());
  frame.flow("setup", column, [&](ui::Flow& flow) {
    switch (state.screen) {
      case Screen::setupSchool:
        return drawSchool(flow, state, out);
      case Screen::setupYou:
        return drawYou(flow, state, out);
      case Screen::setupOthers:
        return drawOthers(flow, state, out);
      case Screen::setupPassphrase:
        return drawPassphrase(flow, state, out);
      case Screen::setupMaking:
        return drawMaking(flow);
      case Screen::setupDone:
        return drawDone(flow, state, out);
      default:
        return;
    }
  });
}

}  // namespace pillarbox::inbox

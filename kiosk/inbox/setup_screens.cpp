#include "kiosk/inbox/setup_screens.h"

#include "kiosk/inbox/parts.h"

namespace pillarbox::inbox {
namespace {

constexpr std::string_view barTitle = "Set up this school";

void drawProblem(ui::Flow& flow, const std::string& problem) {
  if (!problem.empty()) flow.notice("setup.problem", problem, ui::Tone::warning);
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
  flow.text("Step 1 of 4", ui::Words::small, ui::Tone::quiet);
  flow.title("Your school");
  flow.text(
      "You are the Designated Safeguarding Lead (DSL), and this takes about five minutes. "
      "At the end you print some papers, so have a printer near.");
  drawProblem(flow, state.setup.problem);
  flow.frame().focusOnce("setup.school");
  const bool entered = drawField(flow, state, Field::schoolName, "setup.school", "Name of the school", "", out);
  if (entered) out.emplace_back(SetupNext{});
  drawNext(flow, false, "Next", out);
}

void drawYou(ui::Flow& flow, const State& state, Events& out) {
  flow.text("Step 2 of 4", ui::Words::small, ui::Tone::quiet);
  flow.title("You");
  flow.text("Staff are shown your name, room and extension, so that they can find you at once.");
  drawProblem(flow, state.setup.problem);
  flow.frame().focusOnce("setup.you.name");
  drawField(flow, state, Field::yourName, "setup.you.name", "Your name", "Mrs Anna Bell", out);
  drawField(flow, state, Field::yourRoom, "setup.you.room", "Your room", "Room 4, by the office", out);
  drawField(flow, state, Field::yourExtension, "setup.you.extension", "Your extension or phone", "", out);
  if (drawField(flow, state, Field::yourEmail, "setup.you.email", "Your e-mail, for alerts (may stay empty)", "",
                out)) {
    out.emplace_back(SetupNext{});
  }
  drawNext(flow, true, "Next", out);
}

void drawPair(ui::Flow& flow, const State& state, Field name, Field email, const std::string& id, std::string_view who,
              Events& out) {
  drawField(flow, state, name, id + ".name", who, "Name", out);
  drawField(flow, state, email, id + ".email", "Their e-mail", "", out);
}

void drawOthers(ui::Flow& flow, const State& state, Events& out) {
  flow.text("Step 3 of 4", ui::Words::small, ui::Tone::quiet);
  flow.title("The others");
  flow.text(
      "Each gets a key card and a starter passphrase of their own. Leave out whom you do not know yet; "
      "but a concern about a member of staff can be read only by the headteacher.");
  drawProblem(flow, state.setup.problem);
  drawPair(flow, state, Field::deputyName, Field::deputyEmail, "setup.deputy", "Deputy DSL", out);
  drawPair(flow, state, Field::headName, Field::headEmail, "setup.head", "Headteacher", out);
  drawPair(flow, state, Field::chairName, Field::chairEmail, "setup.chair", "Chair of governors", out);
  drawNext(flow, true, "Next", out);
}

void drawPassphrase(ui::Flow& flow, const State& state, Events& out) {
  flow.text("Step 4 of 4", ui::Words::small, ui::Tone::quiet);
  flow.title("Your passphrase");
  flow.text("You unlock the inbox with your key card and this passphrase, always both.");
  if (!state.choose.problem.empty()) flow.notice("choose.problem", state.choose.problem, ui::Tone::warning);
  drawPassphraseFields(flow, state, SetupNext{}, out);
  drawNext(flow, true, "Set up the school", out);
}

void drawMaking(ui::Flow& flow) {
  flow.title("Making the keys…");
  flow.text("Keys, key cards and recovery sheets are being made. This takes a few seconds.");
}

void drawDone(ui::Flow& flow, const State& state, Events& out) {
  flow.title("Print these now");
  flow.text("The school is set up. These papers are the only keys there are, and they are not kept anywhere else.");
  if (!state.setup.folder.empty()) drawFact(flow, "setup.folder", "They are in", state.setup.folder);
  for (const Paper& paper : state.setup.papers) {
    ui::Frame& frame = flow.frame();
    const float gap = frame.gap();
    const float width = flow.width() - 2 * gap;
    const std::string file = "File: " + paper.file;
    const float nameHeight = frame.textHeight(paper.what, ui::Words::strong, width);
    const float adviceHeight = frame.textHeight(paper.advice, ui::Words::body, width);
    const float fileHeight = frame.textHeight(file, ui::Words::small, width);
    const ui::Rect box = flow.take(nameHeight + adviceHeight + fileHeight + 2 * gap);
    frame.panel(box, ui::Tone::normal);
    ui::Rect inner = ui::inset(box, gap);
    const std::string id = "setup.paper." + paper.file;
    frame.text(id, ui::cutTop(inner, nameHeight), paper.what, ui::Words::strong);
    frame.text(id + ".advice", ui::cutTop(inner, adviceHeight), paper.advice);
    frame.text(id + ".file", ui::cutTop(inner, fileHeight), file, ui::Words::small, ui::Tone::quiet);
  }
  flow.notice("setup.safe",
              "Put the recovery sheets in the safe, in sealed envelopes. Then delete the files. "
              "Whoever has a recovery sheet can read everything.",
              ui::Tone::warning);
  if (flow.button("setup.next", "I have printed them all", ui::Look::primary)) out.emplace_back(SetupNext{});
}

}  // namespace

void drawSetup(ui::Frame& frame, const State& state, Events& out) {
  ui::Rect rest = drawBar(frame, state, {barTitle, false, state.screen == Screen::setupMaking ? "" : "Close"}, out);
  if (state.screen != Screen::setupMaking && state.screen != Screen::setupDone) rest = drawKeyboardUnder(frame, rest);
  const ui::Rect column = middleColumn(ui::inset(rest, frame.gap()), 720 * frame.textScale());
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

#include <algorithm>

#include "kiosk/welcome/welcome.h"

namespace pillarbox::welcome {
namespace {

std::string_view barTitle(Screen screen) {
  switch (screen) {
    case Screen::noFolder:
      return "Pillarbox";
    case Screen::start:
      return "A new screen";
    case Screen::network:
      return "The network: step 1 of 3";
    case Screen::purpose:
    case Screen::name:
    case Screen::invitation:
    case Screen::joining:
    case Screen::code:
      return "Whose screen: step 2 of 3";
    case Screen::checks:
      return "Does everything work: step 3 of 3";
  }
  return {};
}

ui::Rect drawBar(ui::Frame& frame, const State& state, Events& out) {
  const float gap = frame.gap();
  ui::Rect rest = frame.area();
  if (state.demo) rest = ui::demonstrationStrip(frame, rest);
  ui::Rect strip = ui::cutTop(rest, frame.rowHeight() + gap);
  frame.panel(strip, ui::Tone::quiet);
  frame.line(strip.x, strip.bottom(), strip.right(), strip.bottom());
  strip = ui::inset(strip, gap / 2);
  const bool back = state.screen == Screen::network || state.screen == Screen::purpose ||
                    state.screen == Screen::name || state.screen == Screen::invitation;
  if (back) {
    const float width = std::max(frame.textWidth("Back", ui::Words::strong) + 3 * gap, 2 * frame.rowHeight());
    if (frame.button("welcome.back", ui::cutLeft(strip, width, gap), "Back", ui::Look::secondary) ||
        frame.escapePressed()) {
      out.emplace_back(BackPressed{});
    }
  } else {
    ui::cutLeft(strip, gap);
  }
  const std::string_view title = barTitle(state.screen);
  ui::Words style = ui::Words::heading;
  if (frame.textHeight(title, style, strip.w) > strip.h) style = ui::Words::small;
  const float height = frame.textHeight(title, style, strip.w);
  frame.text("welcome.title", {strip.x, strip.y + (strip.h - height) / 2, strip.w, height}, title, style);
  return rest;
}

void drawNoFolder(ui::Flow& flow, Events& out) {
  flow.title("This screen cannot open its folder, so nothing can be posted here now.");
  flow.text("If you are worried about a child, tell the safeguarding lead (DSL) in person. In danger now, ring 999.");
  flow.text("Nothing is lost. Please tell the technician: this user may not read or write the data folder.",
            ui::Words::body, ui::Tone::quiet);
  flow.space(flow.frame().gap());
  if (flow.button("welcome.try-folder", "Try again", ui::Look::primary)) out.emplace_back(TryFolderPressed{});
}

void drawStart(ui::Flow& flow, const State& state, Events& out) {
  flow.title("This is Pillarbox");
  flow.text(
      "A red post box for worries about children. This screen is new: it takes about ten minutes to set up. Nothing "
      "can go wrong that cannot be done again.");
  if (state.languages.size() > 1) {
    flow.heading("Which language do people here speak?");
    for (const ui::Language& one : state.languages) {
      const std::string name = one.checked ? one.name : one.name + " (still to be checked by a speaker)";
      if (flow.choice("welcome.language." + one.code, name, one.code == state.language)) {
        out.emplace_back(LanguageChosen{one.code});
      }
    }
  }
  flow.space(flow.frame().gap());
  if (flow.button("welcome.next", "Begin", ui::Look::primary)) out.emplace_back(NextPressed{});
  const float left = flow.frame().area().h - flow.used() - 2 * flow.frame().rowHeight();
  if (left >= 160) flow.frame().pillarBox(flow.take(std::min(left, 300.0F)));
}

void drawNetwork(ui::Flow& flow, const State& state, Events& out) {
  if (state.addresses.empty()) {
    flow.title("This screen is not on a network");
    flow.text(
        "Put the network cable in, or ask whoever looks after your computers for the wireless network. Then touch "
        "“Look "
        "again”. You can also go on without: what is posted waits here, sealed, until there is a network.");
  } else {
    flow.title("This screen is on the network");
    for (const std::string& address : state.addresses) flow.text(address, ui::Words::body, ui::Tone::quiet);
  }
  flow.space(flow.frame().gap());
  const bool none = state.addresses.empty();
  if (flow.button("welcome.again", "Look again", none ? ui::Look::primary : ui::Look::secondary)) {
    out.emplace_back(LookAgainPressed{});
  }
  if (flow.button("welcome.next", none ? "Go on without" : "Go on", none ? ui::Look::secondary : ui::Look::primary)) {
    out.emplace_back(NextPressed{});
  }
}

void drawPurpose(ui::Flow& flow, const State& state, Events& out) {
  flow.title("Does your school have Pillarbox already?");
  if (flow.listRow("welcome.join", "Yes: this is one more screen",
                   "The safeguarding lead invites it from the inbox, and it shows a code to compare.", "", true)) {
    out.emplace_back(JoinPressed{});
  }
  if (flow.listRow("welcome.new", "No: set up our school here",
                   "The safeguarding leads do this themselves. Keys and papers are made, so have a printer near.", "",
                   true)) {
    out.emplace_back(NewSchoolPressed{});
  }
  if (!state.problem.empty()) flow.notice("welcome.problem", state.problem, ui::Tone::warning);
}

void drawPreview(ui::Flow& flow, const State& state, float height) {
  ui::Frame& frame = flow.frame();
  if (state.camera == Camera::seeing && ui::drawable(state.preview)) {
    frame.picture("welcome.preview", flow.take(height), state.preview, "What the camera sees");
  } else if (state.camera == Camera::waiting) {
    flow.text("The camera is starting…", ui::Words::body, ui::Tone::quiet);
  }
}

void drawName(ui::Flow& flow, const State& state, Events& out) {
  ui::Frame& frame = flow.frame();
  flow.title("What do people call this screen?");
  flow.text("The safeguarding lead sees where a worry was posted.");
  ui::EditorOptions options;
  options.label = "Its name, such as the room it is in";
  options.placeholder = "Staffroom";
  frame.focusOnce("welcome.name");
  for (ui::EditAction& action : flow.editor("welcome.name", state.name, options, frame.rowHeight())) {
    out.emplace_back(NameEdited{std::move(action)});
  }
  const bool pressed = flow.button("welcome.next", "Next", ui::Look::primary);
  if (pressed || frame.submitted("welcome.name")) out.emplace_back(NextPressed{});
}

void drawInvitation(ui::Flow& flow, const State& state) {
  flow.title("Show the invitation");
  if (state.problem.empty()) {
    flow.text(
        "The safeguarding lead opens the inbox on another device, touches Manage, Devices, “Invite a new device”, and "
        "holds the square code before this camera. A reader for square codes does as well.");
  } else {
    flow.notice("welcome.problem", state.problem, ui::Tone::warning);
  }
  if (state.camera == Camera::none) {
    flow.notice("welcome.no-camera",
                "No camera was found. Show the code to a reader, or have whoever looks after your computers run "
                "“pillarbox join”.",
                ui::Tone::warning);
  }
  drawPreview(flow, state, std::min(flow.width() * 0.6F, 480.0F));
}

void drawCode(ui::Flow& flow, const State& state, Events& out) {
  ui::Frame& frame = flow.frame();
  flow.title("It belongs to " + state.school);
  flow.text(
      "Read this code out to the safeguarding lead, who compares it with the one in the inbox and lets this screen "
      "in.");
  const float height = frame.textHeight(state.code, ui::Words::title, flow.width()) + 2 * frame.gap();
  ui::Rect box = flow.take(height);
  frame.panel(box, ui::Tone::good);
  frame.text("welcome.code", ui::inset(box, frame.gap()), state.code, ui::Words::title);
  flow.text(
      "You can go on meanwhile. Worries can be posted at once; until this screen is let in, they are marked as coming "
      "from a new one.");
  if (flow.button("welcome.next", "Go on", ui::Look::primary)) out.emplace_back(NextPressed{});
}

// What was tried, with a tick or what to do about it.
void drawCheck(ui::Flow& flow, std::string_view id, bool works, std::string_view yes, std::string_view no) {
  flow.notice(id, works ? yes : no, works ? ui::Tone::good : ui::Tone::warning);
}

void drawChecks(ui::Flow& flow, const State& state, Events& out) {
  flow.heading("Camera");
  if (state.camera == Camera::waiting) {
    flow.text("The camera is starting…", ui::Words::body, ui::Tone::quiet);
  } else {
    drawCheck(flow, "check.camera", state.camera == Camera::seeing,
              "The camera works. Is the picture upright? If not, it can be turned: the guide says how.",
              "No camera was found. Is it plugged in? Without one, badges and paper forms are not read here; typing "
              "works.");
    drawPreview(flow, state, 260);
  }
  flow.heading("Badges");
  drawCheck(flow, "check.badge", state.badgeRead, "A badge was read.",
            state.cardReaders > 0
                ? "A card reader is there. Try it: hold any badge to it, or before the camera."
                : "Try it: hold any badge with a bar or square code before the camera or to the reader.");
  flow.heading("Printer");
  switch (state.printing) {
    case Printing::untried:
      flow.text("Staff can fill in a form on paper and show it to the camera.");
      break;
    case Printing::working:
      flow.text("Printing…");
      break;
    case Printing::done:
    case Printing::failed:
      drawCheck(flow, "check.printer", state.printing == Printing::done, state.printed, state.printed);
  }
  if (flow.button("welcome.print", "Print a form to try", ui::Look::secondary, state.printing != Printing::working)) {
    out.emplace_back(PrintPressed{});
  }
}

}  // namespace

Events draw(ui::Frame& frame, const State& state) {
  Events out;
  ui::Rect rest = drawBar(frame, state, out);
  if (state.screen == Screen::name) {
    const float height = frame.keyboardHeight();
    if (height > 0) frame.keyboard(ui::cutBottom(rest, height));
  }
  const ui::Rect inside = ui::inset(rest, frame.gap());
  const float width = std::min(inside.w, 900 * frame.textScale());
  ui::Rect column{inside.x + (inside.w - width) / 2, inside.y, width, inside.h};
  // Always in sight, under what may be longer than the screen.
  if (state.screen == Screen::checks &&
      frame.button("welcome.next", ui::cutBottom(column, frame.rowHeight(), frame.gap()), "Start", ui::Look::primary)) {
    out.emplace_back(NextPressed{});
  }
  frame.flow("welcome", column, [&](ui::Flow& flow) {
    switch (state.screen) {
      case Screen::noFolder:
        return drawNoFolder(flow, out);
      case Screen::start:
        return drawStart(flow, state, out);
      case Screen::network:
        return drawNetwork(flow, state, out);
      case Screen::purpose:
        return drawPurpose(flow, state, out);
      case Screen::name:
        return drawName(flow, state, out);
      case Screen::invitation:
        return drawInvitation(flow, state);
      case Screen::joining:
        flow.title("Asking the school's server…");
        return flow.text("This takes a few seconds.");
      case Screen::code:
        return drawCode(flow, state, out);
      case Screen::checks:
        return drawChecks(flow, state, out);
    }
  });
  return out;
}

}  // namespace pillarbox::welcome

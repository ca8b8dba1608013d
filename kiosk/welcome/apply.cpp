#include "kiosk/welcome/welcome.h"

namespace pillarbox::welcome {
namespace {

constexpr std::string_view invitationBegins = "PILLARBOX-INVITE";

std::string whyNot(const Fault& fault) {
  switch (fault.code) {
    case FaultCode::badInput:
      return "That is not an invitation, or not all of it was seen. Hold the code still, and closer.";
    case FaultCode::notPermitted:
      return "The invitation has run out. Ask the safeguarding lead for a new one: each is good for 15 minutes.";
    case FaultCode::network:
    case FaultCode::timedOut:
      return "The school's server does not answer. Is this screen on the school's network? Then show the invitation "
             "again.";
    case FaultCode::notTrusted:
    case FaultCode::notOurServer:
      return "This invitation and the school's server do not belong together. Tell whoever looks after the server; do "
             "not go on.";
    case FaultCode::alreadyExists:
      return "The invitation was used already, or there is something in this screen's folder. Ask for a new "
             "invitation.";
    default:
      return "It did not work: " + fault.detail + ".";
  }
}

void show(State& state, Screen screen, Effects& out) {
  const auto sees = [](Screen one) { return one == Screen::invitation || one == Screen::checks; };
  if (sees(screen) != sees(state.screen)) out.emplace_back(Watch{sees(screen)});
  if (sees(screen)) {
    state.camera = Camera::waiting;
    state.preview = {};
  }
  state.screen = screen;
  if (screen == Screen::network) out.emplace_back(AskNetwork{});
}

void on(State& state, LanguageChosen& event, Effects& out) {
  state.language = std::move(event.code);
  out.emplace_back(SpeakLanguage{state.language});
}

void on(State& state, NextPressed&, Effects& out) {
  switch (state.screen) {
    case Screen::start:
      return show(state, Screen::network, out);
    case Screen::network:
      return show(state, Screen::purpose, out);
    case Screen::name:
      return show(state, Screen::invitation, out);
    case Screen::code:
      return show(state, Screen::checks, out);
    case Screen::checks:
      out.emplace_back(Watch{false});
      out.emplace_back(StartKiosk{state.language});
      return;
    default:
      return;
  }
}

void on(State& state, BackPressed&, Effects& out) {
  state.problem.clear();
  if (state.screen == Screen::network) return show(state, Screen::start, out);
  if (state.screen == Screen::purpose) return show(state, Screen::network, out);
  if (state.screen == Screen::name) return show(state, Screen::purpose, out);
  if (state.screen == Screen::invitation) return show(state, Screen::name, out);
}

void on(State& state, TryFolderPressed&, Effects& out) {
  if (state.screen == Screen::noFolder) out.emplace_back(AskFolder{});
}

void on(State& state, FolderIs& event, Effects& out) {
  if (!event.usable) return show(state, Screen::noFolder, out);
  if (state.screen != Screen::noFolder) return;
  if (event.filled) {
    out.emplace_back(OpenKiosk{});
  } else {
    show(state, Screen::start, out);
  }
}

void on(State&, LookAgainPressed&, Effects& out) {
  out.emplace_back(AskNetwork{});
}

void on(State& state, NewSchoolPressed&, Effects& out) {
  if (state.screen == Screen::purpose) out.emplace_back(SetUpSchool{});
}

void on(State& state, JoinPressed&, Effects& out) {
  if (state.screen == Screen::purpose) show(state, Screen::name, out);
}

void on(State& state, NameEdited& event, Effects&) {
  state.name.apply(event.action);
}

void on(State& state, PrintPressed&, Effects& out) {
  if (state.printing == Printing::working) return;
  state.printing = Printing::working;
  out.emplace_back(PrintForm{});
}

void on(State& state, NetworkIs& event, Effects&) {
  state.addresses = std::move(event.addresses);
}

void on(State& state, CodeSeen& event, Effects& out) {
  if (state.screen == Screen::checks) state.badgeRead = true;
  if (state.screen != Screen::invitation) return;
  if (!event.text.starts_with(invitationBegins)) {
    state.problem = "That is a badge or another code. Hold up the invitation that the lead's screen shows.";
    return;
  }
  state.problem.clear();
  show(state, Screen::joining, out);
  out.emplace_back(Join{std::move(event.text), std::string(state.name.text())});
}

void on(State& state, CardSeen&, Effects&) {
  if (state.screen == Screen::checks) state.badgeRead = true;
}

void on(State& state, ReadersAre& event, Effects&) {
  state.cardReaders = event.count;
}

void on(State& state, PreviewIs& event, Effects&) {
  state.camera = Camera::seeing;
  state.preview = std::move(event.picture);
}

void on(State& state, CameraIs& event, Effects&) {
  if (!event.works) state.camera = Camera::none;
}

void on(State& state, Joined& event, Effects& out) {
  state.school = std::move(event.school);
  state.code = std::move(event.code);
  state.demo = event.demo;
  show(state, Screen::code, out);
}

void on(State& state, NotJoined& event, Effects& out) {
  show(state, Screen::invitation, out);
  state.problem = whyNot(event.fault);
}

void on(State& state, InboxEnded& event, Effects& out) {
  state.demo = event.demo;
  if (event.haveSchool) show(state, Screen::checks, out);
  if (event.refused)
    state.problem =
        "The inbox, in which a school is set up, did not open. Touch “No” once more, and if that does not help, tell "
        "the "
        "technician.";
}

void on(State& state, Printed& event, Effects&) {
  state.printing = event.done ? Printing::done : Printing::failed;
  state.printed = std::move(event.says);
}

}  // namespace

Effects apply(State& state, Event event) {
  Effects out;
  std::visit([&](auto& each) { on(state, each, out); }, event);
  return out;
}

std::string_view screenName(const State& state) {
  switch (state.screen) {
    case Screen::noFolder:
      return "welcome.no-folder";
    case Screen::start:
      return "welcome.start";
    case Screen::network:
      return "welcome.network";
    case Screen::purpose:
      return "welcome.purpose";
    case Screen::name:
      return "welcome.name";
    case Screen::invitation:
      return "welcome.invitation";
    case Screen::joining:
      return "welcome.joining";
    case Screen::code:
      return "welcome.code";
    case Screen::checks:
      return "welcome.checks";
  }
  return "welcome";
}

}  // namespace pillarbox::welcome

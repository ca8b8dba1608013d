#include "kiosk/post/shell.h"

namespace pillarbox::post {

namespace {

Events drawScreen(ui::Frame& frame, const State& state) {
  switch (state.screen) {
    case Screen::home:
      return drawHome(frame, state);
    case Screen::signIn:
      return drawSignIn(frame, state);
    case Screen::byName:
      return drawByName(frame, state);
    case Screen::adult:
      return drawAdult(frame, state);
    case Screen::scan:
      return drawScan(frame, state);
    case Screen::paper:
      return drawPaper(frame, state);
    case Screen::who:
      return drawWho(frame, state);
    case Screen::what:
      return drawWhat(frame, state);
    case Screen::write:
      return drawWrite(frame, state);
    case Screen::done:
      return drawDone(frame, state);
    case Screen::check:
      return drawCheck(frame, state);
    case Screen::posted:
      return drawPosted(frame, state);
    case Screen::mine:
      return drawMine(frame, state);
  }
  return {};
}

}  // namespace

Events draw(ui::Frame& frame, const State& state) {
  // Escape covers at once, whatever is on the screen.
  if (state.session.signedIn && state.cover == Cover::none && frame.escapePressed()) {
    drawCover(frame, state);
    return {CoverNow{}};
  }
  if (state.cover != Cover::none) return drawCover(frame, state);
  if (state.leave != Leave::none) return drawLeave(frame, state);
  if (state.pageView) return drawPageView(frame, state);
  return drawScreen(frame, state);
}

std::string drawnScreen(const State& state) {
  if (state.cover != Cover::none) return "cover";
  if (state.leave != Leave::none) return state.leave == Leave::asked ? "leave" : "leave-sure";
  if (state.pageView) return "page-view";
  std::string out(screenName(state.screen));
  if (state.screen == Screen::adult && state.draft.aboutAdult == Answer::yes)
    out += state.adultChosen ? "-chosen" : "-who";
  if (state.screen == Screen::who && state.whoMode == WhoMode::search) out += "-search";
  if (state.screen == Screen::who && state.whoMode == WhoMode::describe) out += "-describe";
  if (state.screen == Screen::write && state.writeTab == WriteTab::exactWords) out += "-words";
  return out;
}

}  // namespace pillarbox::post

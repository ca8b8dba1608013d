#include "kiosk/post/calling.h"
#include "kiosk/post/shell.h"

namespace pillarbox::post {

namespace {

Events drawScreen(ui::Frame& frame, const State& state) {
  if (state.practice.on && state.screen == Screen::signIn) return drawPracticeStart(frame, state);
  if (state.practice.on && state.screen == Screen::posted) return drawPracticeEnd(frame, state);
  switch (state.screen) {
    case Screen::home:
      return drawHome(frame, state);
    case Screen::signIn:
      return drawSignIn(frame, state);
    case Screen::byName:
      return drawByName(frame, state);
    case Screen::pin:
      return drawPin(frame, state);
    case Screen::join:
      return drawJoin(frame, state);
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
    case Screen::mistake:
      return drawMistake(frame, state);
  }
  return {};
}

bool messageShown(const State& state) {
  return state.session.signedIn && !state.adding.messages.empty() && !state.posting;
}

}  // namespace

Events draw(ui::Frame& frame, const State& state) {
  // Whom to go to is never covered: there is nothing in it of anybody's.
  if (state.call.shown) return drawCall(frame, state);
  // Escape covers at once, whatever is on the screen.
  if (state.session.signedIn && state.cover == Cover::none && frame.escapePressed()) {
    drawCover(frame, state);
    return {CoverNow{}};
  }
  if (state.cover != Cover::none) return drawCover(frame, state);
  if (state.access.open) return drawAccess(frame, state);
  if (state.leave != Leave::none) return drawLeave(frame, state);
  if (messageShown(state)) return drawMessage(frame, state);
  if (state.pageView) return drawPageView(frame, state);
  if (state.body.view != BodyView::closed) return drawBody(frame, state);
  switch (state.details.view) {
    case DetailView::none:
      break;
    case DetailView::picker:
      return drawPicker(frame, state);
    case DetailView::shouldKnow:
      return drawShouldKnow(frame, state);
    case DetailView::category:
      return drawCategory(frame, state);
  }
  return drawScreen(frame, state);
}

std::string drawnScreen(const State& state) {
  if (state.call.shown) return "call";
  if (state.cover != Cover::none) return "cover";
  if (state.access.open) return "access";
  if (state.leave != Leave::none) return state.leave == Leave::asked ? "leave" : "leave-sure";
  if (messageShown(state)) return "message";
  if (state.pageView) return "page-view";
  if (state.body.view == BodyView::words) return "body-words";
  if (state.body.view == BodyView::places) return "body-places-" + state.body.figure;
  if (state.body.view == BodyView::marks) return state.body.mark ? "body-mark" : "body";
  if (state.details.view == DetailView::picker) return state.draft.picked.roughly ? "picker-roughly" : "picker";
  if (state.details.view == DetailView::shouldKnow) return "should-know";
  if (state.details.view == DetailView::category) return "category";
  std::string out(screenName(state.screen));
  if (state.practice.on && (state.screen == Screen::signIn || state.screen == Screen::posted)) out = "practice-" + out;
  if (state.screen == Screen::adult && state.draft.aboutAdult == Answer::yes)
    out += state.adultChosen ? "-chosen" : "-who";
  if (state.screen == Screen::who && state.whoMode == WhoMode::search) out += "-search";
  if (state.screen == Screen::who && state.whoMode == WhoMode::describe) out += "-describe";
  if (state.screen == Screen::write && state.writeTab == WriteTab::exactWords) {
    const SaidView view = state.writing.saidView;
    out += view == SaidView::who ? "-speaker" : view == SaidView::asked ? "-asked" : "-words";
  }
  return out;
}

}  // namespace pillarbox::post

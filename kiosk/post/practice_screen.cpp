// Practice: the strip that says so on every screen, with a coach's sentence, and how it begins and ends.
#include <algorithm>

#include "kiosk/post/calling.h"
#include "kiosk/post/shell.h"

namespace pillarbox::post {

using namespace ui;

namespace {

// What is still to be done about the child.
std::string_view coachWhoWords(const State& state) {
  const auto& pupils = state.draft.pupils;
  if (pupils.empty() || state.whoMode != WhoMode::list) return words::coachWho;
  const bool allSaid =
      std::none_of(pupils.begin(), pupils.end(), [](const ChosenPupil& pupil) { return pupil.part == Part::unsaid; });
  return allSaid ? words::coachWhoNext : words::coachWhoPart;
}

// What to do here, and why.
std::string_view coachWords(const State& state) {
  if (state.details.view == DetailView::picker) return words::coachPicker;
  switch (state.screen) {
    case Screen::signIn:
      return words::coachSignIn;
    case Screen::adult:
      return words::coachAdult;
    case Screen::who:
      return coachWhoWords(state);
    case Screen::what:
      return words::coachWhat;
    case Screen::write:
      return state.writeTab == WriteTab::account ? words::coachWrite : words::coachWords;
    case Screen::done:
      return words::coachDone;
    case Screen::check:
      return words::coachCheck;
    case Screen::posted:
      return words::coachEnd;
    default:
      return {};
  }
}

}  // namespace

Rect practiceStrip(Frame& frame, const State& state, Rect rect) {
  frame.panel(rect, Tone::good);  // another ground than that of the real thing
  const float margin = rect.w < 900 ? 16.0F : 24.0F;
  const float width = rect.w - 2 * margin;
  const std::string_view coach = coachWords(state);
  // With a keyboard on a low screen every line is needed for writing.
  const bool low = lowScreen(frame) && (state.screen == Screen::write || state.screen == Screen::who);
  const bool coached = !coach.empty() && !(low && frame.textScale() > 1.2F);
  const float first = frame.textHeight(words::practiceStrip, Words::strong, width);
  const float second = coached ? frame.textHeight(coach, Words::body, width) : 0;
  Rect strip = cutTop(rect, first + second + 12);
  frame.panel(strip, Tone::warning);
  Rect inside{strip.x + margin, strip.y + 6, width, strip.h - 12};
  frame.text("practice.strip", cutTop(inside, first), words::practiceStrip, Words::strong, Tone::warning);
  if (coached) frame.text("practice.coach", inside, coach, Words::body);
  return rect;
}

Events drawPracticeStart(Frame& frame, const State& state) {
  Events out;
  Rect room = drawPlainBar(frame, state, drawGround(frame, state), words::practiceTitle, out);
  const float row = frame.rowHeight() * 1.15F;
  const Rect at = cutBottom(room, row, frame.gap());
  if (frame.button("practice.badge", centred(at, 760), words::practiceBadge, Look::primary)) {
    out.push_back(PretendBadge{});
  }
  frame.flow("practice.flow", centred(room, 900), [](Flow& flow) {
    panelOf(flow, {{"practice.scene", std::string(words::practiceScene), Words::heading},
                   {"practice.story", std::string(words::practiceStory), Words::body}});
    flow.text(words::practiceInvented, Words::strong);
    flow.text(words::practiceRealBadge, Words::body, Tone::quiet);
  });
  return out;
}

Events drawPracticeEnd(Frame& frame, const State& state) {
  Events out;
  Rect room = drawGround(frame, state);
  Rect bar = cutTop(room, frame.rowHeight(), frame.gap());
  const float call = std::max(frame.textWidth(callNameWhole(state), Words::strong), 1.0F) + 48;
  callButton(frame, state, cutRight(bar, std::min(call, bar.w)), CallPlace::bar, out);
  const float row = frame.rowHeight() * 1.15F;
  Rect foot = cutBottom(room, row, frame.gap());
  const float half = (foot.w - frame.gap()) / 2;
  if (frame.button("practice.again", cutLeft(foot, half, frame.gap()), words::practiceAgain, Look::secondary)) {
    out.push_back(StartPractice{});
  }
  if (frame.button("practice.end", foot, words::practiceEnd, Look::primary)) out.push_back(EndPractice{});
  frame.flow("practice.flow", centred(room, 900), [](Flow& flow) {
    Frame& inner = flow.frame();
    const float high = inner.textHeight(words::practiceOver, Words::title, flow.width());
    inner.text("practice.over", flow.take(high), words::practiceOver, Words::title);
    flow.text(words::practiceReal, Words::body);
  });
  return out;
}

}  // namespace pillarbox::post

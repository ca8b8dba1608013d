#include "kiosk/post/apply.h"

#include <type_traits>

namespace pillarbox::post {

namespace {

template <class T, class... Ts>
inline constexpr bool isOneOf = (std::is_same_v<T, Ts> || ...);

template <class T>
inline constexpr bool fromProgram =
    isOneOf<T, Tick, DirectoryArrived, RosterArrived, WindowHidden, Ending, PostDone, PostFailed, MineArrived,
            CountsArrived, Delivered, CallHeard, OfficeProblem, InboxProblem, CameraChanged, PreviewArrived,
            GuideArrived, PageArrived, SeveralBadges, AccessTold, SpellingEvent, HintsEvent, BatteryTold>;
template <class T>
inline constexpr bool signIn = isOneOf<T, StartConcern, StartPaper, OpenMine, NoBadge, KeyCardLost, GoHome, PickSelf,
                                       UseTypedName, BadgeRead, Active>;
template <class T>
inline constexpr bool leaving = isOneOf<T, LeaveStay, LeaveKeep, LeaveGive, LeaveMistake, CoverNow, BadgeRead, Active>;

// The parts with a header of their own say for themselves when something can happen (mayHappen).
template <class T>
inline constexpr bool ofPart = isOneOf<T, AccessEvent, AddEvent, BadgeEvent, BodyEvent, CallEvent, DetailEvent,
                                       HintEvent, MentionedEvent, PracticeEvent, WritingEvent>;

// Whether a touch can mean anything now. A touch made on a picture that has since changed means nothing: it is dropped.
template <class T>
bool allowed(const State& state, const T& event) {
  if constexpr (fromProgram<T>) {
    return true;
  } else if constexpr (ofPart<T>) {
    return mayHappen(state, event);
  } else if constexpr (std::is_same_v<T, BadgeRead>) {
    return true;
  } else {
    if (state.cover != Cover::none) return std::is_same_v<T, Uncover>;
    if (!state.session.signedIn) {
      if constexpr (std::is_same_v<T, TextEdited>) {
        return event.field == Field::typedName || event.field == Field::typedRole;
      }
      return signIn<T>;
    }
    if (state.posting) return isOneOf<T, CoverNow, Active>;
    if (state.leave != Leave::none) return leaving<T>;
    if (isOneOf<T, LeaveStay, LeaveKeep, LeaveGive, LeaveMistake, PickSelf, UseTypedName, NoBadge, KeyCardLost>)
      return false;
    // Once it is posted, or under "mine", there is no concern on the screen to change.
    if (state.screen == Screen::posted || state.screen == Screen::mine) {
      return isOneOf<T, StartConcern, StartPaper, OpenMine, GoHome, CoverNow, AskLeave, Active>;
    }
    return !isOneOf<T, StartConcern, StartPaper, GoHome>;
  }
}

// In practice nothing is scanned, and nobody is really signed in. Calling for help is real at any time.
template <class T>
bool fitsPractice(const T& event) {
  if constexpr (std::is_same_v<T, EditStep>) return event.step != Screen::scan && event.step != Screen::paper;
  return !isOneOf<T, StartConcern, StartPaper, OpenMine, NoBadge, KeyCardLost, PickSelf, UseTypedName, AddEvent,
                  BadgeEvent>;
}

}  // namespace

bool mayWrite(const State& state) {
  return state.session.signedIn && state.cover == Cover::none && state.leave == Leave::none && !state.posting &&
         state.screen != Screen::posted && state.screen != Screen::mine;
}

Effects apply(State& state, const Event& event) {
  Effects out;
  // A real badge ends practice at once, and then means what it always means.
  if (state.practice.on && std::holds_alternative<BadgeRead>(event)) closeSession(state, out);
  const bool practising = state.practice.on;
  bool touched = false;
  std::visit(
      [&](const auto& happened) {
        using T = std::decay_t<decltype(happened)>;
        touched = !fromProgram<T>;
        if (!allowed(state, happened) || (practising && !fitsPractice(happened))) return;
        if constexpr (!fromProgram<T>) state.lastTouch = state.monotonic;
        on(state, happened, out);
      },
      event);
  if (practising || state.practice.on) keepPracticeIn(state, touched, out);
  directCamera(state, out);
  directLooks(state, out);
  askSpelling(state, out);
  askHints(state, out);
  return out;
}

}  // namespace pillarbox::post

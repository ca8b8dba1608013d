#include <algorithm>

#include "kiosk/post/entry_of.h"
#include "kiosk/post/shell.h"

namespace pillarbox::post {

using namespace ui;

namespace {

Events drawSure(Frame& frame, const State& state) {
  Events out;
  const Rect room = drawGround(frame, state);
  frame.flow("leave.sure", centred(room, 760), [&](Flow& flow) {
    flow.space(std::max(0.0F, room.h * 0.15F));
    flow.title(words::leaveSure);
    flow.text(words::leaveSureDetail);
    if (flow.button("leave.sure-no", words::leaveSureNo, Look::primary)) out.push_back(LeaveStay{});
    if (flow.button("leave.sure-yes", words::leaveSureYes, Look::danger)) out.push_back(LeaveMistake{});
  });
  return out;
}

}  // namespace

Events drawLeave(Frame& frame, const State& state) {
  if (state.leave == Leave::sureMistake) return drawSure(frame, state);
  Events out;
  const Rect room = drawGround(frame, state);
  const bool badge = state.session.author.verifiedBy != VerifiedBy::typed;
  frame.flow("leave.flow", centred(room, 760), [&](Flow& flow) {
    flow.space(std::max(0.0F, (room.h - 560) * 0.3F));
    flow.title(words::leaveTitle);
    if (flow.button("leave.stay", words::leaveStay, Look::primary)) out.push_back(LeaveStay{});
    if (badge) {
      const std::string until = formatHourMinute(state.now + keptFor(state));
      if (flow.listRow("leave.keep", words::leaveKeep, filled(words::leaveKeepDetail, {until}), {}, true)) {
        out.push_back(LeaveKeep{});
      }
    }
    const Route route = routeOf(state.directory.get(), state.draft);
    const std::string whom = route.names.empty() ? std::string(words::findADsl) : joined(route.names);
    if (flow.listRow("leave.give", words::leaveGive, filled(words::leaveGiveDetail, {whom}), {}, true)) {
      out.push_back(LeaveGive{});
    }
    if (flow.listRow("leave.mistake", words::leaveMistake, words::leaveMistakeDetail, {}, true)) {
      out.push_back(LeaveMistake{});
    }
  });
  return out;
}

}  // namespace pillarbox::post

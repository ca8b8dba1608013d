#include <algorithm>
#include <array>

#include "kiosk/post/shell.h"

namespace pillarbox::post {

using namespace ui;

Events drawSignIn(Frame& frame, const State& state) {
  Events out;
  Rect room = drawPlainBar(frame, state, drawGround(frame, state), words::showBadge, out);
  const bool mine = state.intent == Intent::mine;
  const bool camera = state.camera == CameraState::open;
  const bool stuck = state.unknownBadge || state.badge.several;
  const std::string_view without = stuck ? words::writeWithout : words::noBadge;
  // Right under what is asked, as large as that: most who stop here have no badge with them. Where words are large it
  // stays at the foot instead, which never scrolls.
  const bool under = !mine && !state.unknownBadge && frame.area().h >= 700 && frame.textScale() < 1.45F;
  // A typed name cannot open "mine", so it is not offered there.
  Rect foot{}, join{};
  float footHigh = frame.area().h < 700 ? frame.rowHeight() : frame.rowHeight() * 1.3F;
  const bool mayJoin = state.unknownBadge && !state.badge.code.empty() && state.roster && !state.roster->staff.empty();
  if (mayJoin && !mine && !frame.portrait()) {
    // Side by side each has half the room, and in large text more than one line.
    const float half = (std::min(room.w, 1200.0F) - frame.gap()) / 2 - 48;
    for (const std::string_view name : {without, std::string_view(words::joinBadge)}) {
      footHigh = std::max(footHigh, frame.textHeight(name, Words::strong, half) + 24);
    }
  }
  if (!mine && !under) foot = cutBottom(room, footHigh, frame.gap());
  if (mayJoin) {
    // Where there is room, one below the other; the way on for somebody in a hurry comes first.
    if (!mine && !frame.portrait()) {
      foot = centred(foot, 1200);
      join = cutRight(foot, (foot.w - frame.gap()) / 2, frame.gap());
    } else {
      join = cutBottom(room, footHigh, frame.gap());
    }
  }
  Rect column = centred(room, camera ? 1200.0F : 900.0F);
  const bool roomy = column.h >= 300 && frame.textScale() < 1.45F;
  const bool picture = camera && column.h >= 200;
  if (picture && (frame.portrait() || column.w < 900)) {
    frame.picture("sign-in.camera", cutTop(column, column.h * 0.5F, frame.gap()), state.preview, words::cameraSees);
  } else if (picture) {
    const Rect side = cutLeft(column, column.w * (roomy ? 0.58F : 0.45F), 2 * frame.gap());
    frame.picture("sign-in.camera", {side.x, side.y, side.w, std::min(side.h, side.w * 9 / 16)}, state.preview,
                  words::cameraSees);
  } else if (roomy && frame.portrait()) {
    frame.pillarBox(cutTop(column, std::min(column.h * 0.45F, 420.0F), 2 * frame.gap()));
  } else if (roomy) {
    const Rect side = cutLeft(column, std::min(220.0F, column.h * 0.54F), 2 * frame.gap());
    frame.pillarBox({side.x, side.y, side.w, std::min(side.h, 480.0F)});
  }
  const std::string_view then = mine                            ? words::showBadgeMine
                                : state.intent == Intent::paper ? words::showBadgeScan
                                                                : words::showBadgeThen;
  frame.flow("sign-in.how", column, [&](Flow& flow) {
    flow.space(roomy && !camera && !frame.portrait() ? std::min(column.h * 0.3F, 150.0F) : 0.0F);
    // What went wrong comes first: in large text what follows may be below the edge.
    if (state.severalBadges) flow.notice("sign-in.several", words::severalBadges, Tone::warning);
    if (state.unknownBadge) {
      flow.title(words::unknownBadge);
      flow.notice("sign-in.unknown", mine ? words::unknownBadgeMine : words::unknownBadgeThen,
                  mine ? Tone::warning : Tone::normal);
    }
    const BadgeState& badge = state.badge;
    if (badge.several) flow.notice("sign-in.several-people", words::badgeSeveral, Tone::warning);
    if (badge.unread) flow.notice("sign-in.unread", words::badgeUnread, Tone::warning);
    const bool reader = badge.keyboardReader || badge.contactlessReaders > 0;
    if (!reader && !camera) {
      flow.text(mine ? words::noReaderMine : words::noReader, Words::heading);
    } else {
      const std::string_view how = !reader  ? words::showBadgeCameraOnly
                                   : camera ? words::showBadgeCamera
                                            : words::showBadgeHow;
      state.unknownBadge ? flow.text(how, Words::body, Tone::quiet) : flow.title(how);
      if (!state.unknownBadge) flow.text(then);
    }
    if (under) {
      flow.space(frame.gap() / 2);
      const Rect at = flow.take(std::max(1.5F * frame.rowHeight(), 108.0F));
      if (frame.button("sign-in.no-badge", at, without, stuck ? Look::primary : Look::secondary)) {
        out.push_back(NoBadge{});
      }
    }
    if (state.intent == Intent::paper || state.unknownBadge || badge.several) return;
    flow.space(frame.gap() / 2);
    flow.text(words::keyCardHow, Words::small, Tone::quiet);
    const float wide = std::min(flow.width(), frame.textWidth(words::keyCardLost, Words::strong) + 48);
    Rect line = flow.take(frame.rowHeight());
    line.w = wide;
    if (frame.button("sign-in.card-lost", line, words::keyCardLost, Look::quiet)) out.push_back(KeyCardLost{});
  });
  if (!mine && !under &&
      frame.button("sign-in.no-badge", centred(foot, 900), without, stuck ? Look::primary : Look::secondary)) {
    out.push_back(NoBadge{});
  }
  if (mayJoin && frame.button("sign-in.join", centred(join, 900), words::joinBadge)) out.push_back(StartJoining{});
  return out;
}

Events drawStaffSearch(Frame& frame, const State& state, const StaffSearch& search) {
  Events out;
  Rect room = aboveKeyboard(frame, drawGround(frame, state));
  const std::string screen(search.screen);
  const std::string name = screen + ".name";
  EditorOptions options;
  options.label = words::yourName;
  options.placeholder = words::yourNameHint;
  options.labelHidden = true;
  const bool low = lowScreen(frame);
  const auto inBar = [&](Rect at) { typeAt(frame, state, name, Field::typedName, options, at, out); };
  room = low ? drawPlainBar(frame, state, room, search.title, out, inBar)
             : drawPlainBar(frame, state, room, search.title, out);
  frame.focusOnce(name);
  frame.flow(screen + ".flow", room, [&](Flow& flow) {
    if (!low) typeIn(flow, state, name, Field::typedName, options, lineHeightOf(frame), out);
    if (state.roster) {
      for (const std::size_t index : state.foundStaff) {
        const Staff& staff = state.roster->staff[index];
        if (flow.listRow(screen + ".staff." + staff.id, staff.name, staff.role)) out.push_back(search.pick(staff.id));
      }
    }
    search.below(flow, out);
  });
  return out;
}

Events drawByName(Frame& frame, const State& state) {
  const std::string typed(field(state, Field::typedName).text());
  const auto pick = [](const std::string& staffId) -> Event { return PickSelf{staffId}; };
  return drawStaffSearch(frame, state,
                         {"by-name", words::whoAreYou, pick, [&](Flow& flow, Events& out) {
                            if (!typed.empty()) {
                              flow.text(filled(words::goOnAs, {typed}), Words::strong);
                              constexpr std::array<std::string_view, 4> ids{"staff", "supply", "visitor", "volunteer"};
                              constexpr std::array<Phrase, 4> names{words::roleHere, words::roleSupply,
                                                                    words::roleVisitor, words::roleVolunteer};
                              constexpr std::array<std::string_view, 4> roles{
                                  words::asRoleHere, words::asRoleSupply, words::asRoleVisitor, words::asRoleVolunteer};
                              grid(
                                  flow, names.size(), 4, [&](std::size_t i) { return std::string(names[i]); },
                                  [&](std::size_t i, Rect at) {
                                    if (frame.button("by-name.role." + std::string(ids[i]), at, names[i]))
                                      out.push_back(UseTypedName{std::string(roles[i])});
                                  });
                            }
                            flow.text(words::typedWarning, Words::small, Tone::quiet);
                          }});
}

}  // namespace pillarbox::post

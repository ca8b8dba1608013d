// The number pad: a badge's PIN, a first PIN of one's own, the technician's one-time PIN. There is always a way on.
#include <algorithm>
#include <array>

#include "kiosk/post/shell.h"

namespace pillarbox::post {

using namespace ui;

namespace {

std::string_view titleOf(PinStep step) {
  switch (step) {
    case PinStep::type:
      return words::pinTitle;
    case PinStep::choose:
      return words::pinChooseTitle;
    case PinStep::again:
      return words::pinAgainTitle;
    case PinStep::oneTime:
      return words::pinOneTimeTitle;
  }
  return words::pinTitle;
}

std::string troubleOf(const State& state) {
  const BadgeState& badge = state.badge;
  switch (badge.trouble) {
    case PinTrouble::none:
      return {};
    case PinTrouble::tooShort:
      return std::string(words::pinTooShort);
    case PinTrouble::tooEasy:
      return std::string(words::pinTooEasy);
    case PinTrouble::notTheSame:
      return std::string(words::pinNotTheSame);
    case PinTrouble::wrong:
      return badge.triesLeft == 1 ? std::string(words::pinWrongOnce)
                                  : filled(words::pinWrong, {std::to_string(badge.triesLeft)});
    case PinTrouble::wait: {
      constexpr Milliseconds minute = std::chrono::minutes(1);
      const auto left = (badge.waitUntil - state.monotonic + minute - Milliseconds(1)) / minute;
      return left <= 1 ? std::string(words::pinWaitOne) : filled(words::pinWait, {std::to_string(left)});
    }
    case PinTrouble::noneGiven:
      return std::string(words::pinNoneGiven);
    case PinTrouble::taken:
      return std::string(words::joinTaken);
    case PinTrouble::notSaved:
      return std::string(words::pinNotSaved);
  }
  return {};
}

// 1 2 3 / 4 5 6 / 7 8 9 / Clear 0 OK
void drawPad(Frame& frame, const State& state, Rect pad, Events& out) {
  constexpr float between = 10;
  const float high = std::min((pad.h - 3 * between) / 4, frame.rowHeight() * 1.3F);
  const float wide = (pad.w - 2 * between) / 3;
  const auto cell = [&](int row, int column) {
    return Rect{pad.x + static_cast<float>(column) * (wide + between),
                pad.y + static_cast<float>(row) * (high + between), wide, high};
  };
  const bool free = !state.badge.waiting;
  const auto digit = [&](int which, int row, int column) {
    const std::string name = std::to_string(which);
    if (frame.button("pin.digit." + name, cell(row, column), name, Look::secondary, free)) {
      out.push_back(PinEdited{InsertText{name}});
    }
  };
  for (int i = 0; i < 9; ++i) digit(i + 1, i / 3, i % 3);
  if (frame.button("pin.clear", cell(3, 0), words::pinClear, Look::quiet, free)) {
    out.push_back(PinEdited{SelectAll{}});
    out.push_back(PinEdited{DeleteBackward{}});
  }
  digit(0, 3, 1);
  if (frame.button("pin.ok", cell(3, 2), words::pinOk, Look::primary, free)) out.push_back(PinEntered{});
}

}  // namespace

Events drawPin(Frame& frame, const State& state) {
  Events out;
  const BadgeState& badge = state.badge;
  Rect room = drawPlainBar(frame, state, drawGround(frame, state), titleOf(badge.step), out);
  const bool oneTime = badge.step == PinStep::oneTime;
  const bool required = state.directory && state.directory->policies.badgePin == BadgePin::required;
  const bool typed = oneTime || required;
  const bool mayPass = !(typed && state.intent == Intent::mine);
  const std::string_view pass = oneTime                       ? words::pinNoOneTime
                                : badge.step == PinStep::type ? words::pinForgotten
                                                              : words::pinNotNow;

  Rect left = room, pad = room;
  const bool beside = !frame.portrait();
  room = centred(room, beside ? 1100.0F : 760.0F);
  const float passHigh = std::max(frame.rowHeight(), frame.textHeight(pass, Words::strong, room.w * 0.4F) + 28);
  if (beside) {
    const float wide = std::clamp(room.w * (frame.textScale() > 1.45F ? 0.5F : 0.42F), 300.0F, 520.0F);
    pad = cutRight(room, wide, 2 * frame.gap());
    if (mayPass && frame.button("pin.skip", cutBottom(room, passHigh, frame.gap()), pass)) out.push_back(PinSkipped{});
    left = room;
  } else {
    if (mayPass && frame.button("pin.skip", cutBottom(room, passHigh, frame.gap()), pass)) out.push_back(PinSkipped{});
    pad = cutBottom(room, std::min(room.h * 0.6F, frame.rowHeight() * 5.2F + 30), 2 * frame.gap());
    left = room;
  }
  frame.focusOnce("pin.pin");
  frame.flow("pin.flow", left, [&](Flow& flow) {
    if (badge.whose) flow.text(filled(words::pinFor, {badge.whose->name}), Words::heading);
    EditorOptions options;
    options.label = words::pinField;
    options.secret = true;
    options.labelHidden = true;
    for (EditAction& action : flow.editor("pin.pin", badge.pin, options, lineHeightOf(frame))) {
      out.push_back(PinEdited{std::move(action)});
    }
    if (frame.submitted("pin.pin")) out.push_back(PinEntered{});
    if (const std::string trouble = troubleOf(state); !trouble.empty()) {
      flow.notice("pin.trouble", trouble, Tone::warning);
    }
    if (badge.step == PinStep::choose) flow.text(words::pinChooseHow);
    if (oneTime) flow.text(words::pinOneTimeHow);
    flow.text(!mayPass ? words::pinSkipMine
              : typed  ? words::pinSkipTyped
                       : words::pinSkipBadge,
              Words::small, Tone::quiet);
  });
  drawPad(frame, state, pad, out);
  return out;
}

}  // namespace pillarbox::post

// The day and the time of what happened, picked by touch: a month with today marked and nothing in the future, hours
// and minutes in steps of five.
#include <algorithm>

#include "kiosk/post/entry_of.h"
#include "kiosk/post/shell.h"

namespace pillarbox::post {

using namespace ui;

namespace {

constexpr std::size_t daysInWeek = 7;

// Equal cells across the flow, `columns` in a row, a little between them.
void cells(Flow& flow, std::size_t count, std::size_t columns, float height,
           const std::function<void(std::size_t, Rect)>& cell) {
  const float between = flow.width() < 600 ? 4 : flow.frame().gap() / 2;
  const float across = (flow.width() - between * static_cast<float>(columns - 1)) / static_cast<float>(columns);
  for (std::size_t first = 0; first < count; first += columns) {
    Rect row = flow.take(height);
    flow.space(-between);
    for (std::size_t i = first; i < std::min(count, first + columns); ++i) {
      cell(i, {row.x + static_cast<float>(i - first) * (across + between), row.y, across, height});
    }
  }
  flow.space(between);
}

float cellHeight(const Frame& frame) {
  return std::max(64.0F, frame.textHeight("0", Words::strong, 200) + 24);
}

// As many columns as keep a cell wide enough for a finger and for `widest`.
std::size_t columnsOf(const Frame& frame, float width, std::string_view widest, std::size_t most) {
  const float least = std::max(66.0F, frame.textWidth(widest, Words::strong) + 16);
  std::size_t columns = most;
  while (columns > 2 && (width + frame.gap() / 2) / static_cast<float>(columns) - frame.gap() / 2 < least) --columns;
  return columns;
}

// "1 pm": most people do not think in 24 hours.
std::string hourWords(int hour) {
  if (hour == 0) return std::string(words::pickMidnight);
  if (hour == 12) return std::string(words::pickNoon);
  return filled(hour < 12 ? words::pickMorning : words::pickAfternoon, {std::to_string(hour % 12)});
}

std::string twoDigits(int number) {
  return (number < 10 ? "0" : "") + std::to_string(number);
}

void drawMonth(Flow& flow, const State& state, Events& out) {
  Frame& frame = flow.frame();
  const Day& month = state.details.month;
  const Day today = dayOn(state.now);
  const bool thisMonth = month.year == today.year && month.month == today.month;
  const float row = cellHeight(frame);
  const std::string name = monthWords(month);
  const float arrow = 76 + 20 * frame.textScale();
  Rect bar = flow.take(row);
  if (frame.button("picker.before", cutLeft(bar, arrow, frame.gap() / 2), "‹", Look::secondary)) {
    out.push_back(TurnMonth{-1});
  }
  if (frame.button("picker.after", cutRight(bar, arrow, frame.gap() / 2), "›", Look::secondary, !thisMonth)) {
    out.push_back(TurnMonth{1});
  }
  const Words style = frame.textWidth(name, Words::heading) <= bar.w ? Words::heading : Words::strong;
  const float high = frame.textHeight(name, style, bar.w);
  const float wide = std::min(bar.w, frame.textWidth(name, style) + 1);
  frame.text("picker.month", {bar.x + (bar.w - wide) / 2, bar.y + (row - high) / 2, wide, high}, name, style);

  const std::array<std::string_view, daysInWeek> weekdays{
      words::monday, words::tuesday, words::wednesday, words::thursday, words::friday, words::saturday, words::sunday};
  const float small = frame.textHeight("M", Words::small, 100);
  cells(flow, daysInWeek, daysInWeek, small, [&](std::size_t i, Rect at) {
    const float width = std::min(at.w, frame.textWidth(weekdays[i], Words::small) + 1);
    frame.text("picker.weekday." + std::to_string(i + 1), {at.x + (at.w - width) / 2, at.y, width, at.h}, weekdays[i],
               Words::small, Tone::quiet);
  });
  // Whole weeks that lie in the future are not there at all.
  const int last = thisMonth ? today.day : daysIn(month.year, month.month);
  const std::size_t skipped = static_cast<std::size_t>(weekdayOf(month) - 1);
  cells(flow, skipped + static_cast<std::size_t>(last), daysInWeek, row, [&](std::size_t i, Rect at) {
    if (i < skipped) return;
    const Day day{month.year, month.month, static_cast<int>(i - skipped) + 1};
    const bool chosen = day == state.draft.picked.day && !state.draft.picked.roughly;
    const Look look = chosen ? Look::primary : Look::secondary;
    if (frame.button("picker.day." + std::to_string(day.day), at, std::to_string(day.day), look)) {
      out.push_back(PickDay{day});
    }
    if (day == today) frame.line(at.x + at.w * 0.3F, at.bottom() - 10, at.x + at.w * 0.7F, at.bottom() - 10);
  });
  flow.text(filled(words::pickToday, {dayWords(today)}), Words::small, Tone::quiet);
}

void drawTime(Flow& flow, const State& state, Events& out) {
  Frame& frame = flow.frame();
  const PickedTime& picked = state.draft.picked;
  const float row = cellHeight(frame);
  // Nothing has happened yet later today.
  const bool today = picked.day == dayOn(state.now);
  const auto past = [&](int hour, int minute) { return !today || hour * 60 + minute <= minutesOn(state.now); };
  // First, so that nobody who does not know it looks for what to press.
  if (flow.toggle("picker.unknown", words::pickUnknown, picked.timeUnknown)) out.push_back(ToggleTimeUnknown{});
  if (!picked.timeUnknown) {
    std::vector<int> hours;
    for (int hour = 0; hour < 24; ++hour) {
      if ((hour >= 7 && hour <= 18) != state.details.otherHours) hours.push_back(hour);
    }
    flow.text(words::pickHour, Words::strong);
    std::string widest;
    for (const int hour : hours) {
      if (frame.textWidth(hourWords(hour), Words::strong) > frame.textWidth(widest, Words::strong)) {
        widest = hourWords(hour);
      }
    }
    cells(flow, hours.size(), columnsOf(frame, flow.width(), widest, 6), row, [&](std::size_t i, Rect at) {
      const Look look = picked.hour == hours[i] ? Look::primary : Look::secondary;
      const std::string id = "picker.hour." + std::to_string(hours[i]);
      if (frame.button(id, at, hourWords(hours[i]), look, past(hours[i], 0))) {
        out.push_back(PickHour{hours[i]});
      }
    });
    if (picked.hour >= 0) {
      flow.text(words::pickMinute, Words::strong);
      cells(flow, 12, columnsOf(frame, flow.width(), "00", 6), row, [&](std::size_t i, Rect at) {
        const int minute = static_cast<int>(i) * 5;
        const Look look = picked.minute == minute ? Look::primary : Look::secondary;
        const std::string id = "picker.minute." + std::to_string(minute);
        if (frame.button(id, at, twoDigits(minute), look, past(picked.hour, minute))) {
          out.push_back(PickMinute{minute});
        }
      });
    }
  }
  struct Other {
    std::string_view id, name;
    bool on;
    Event event;
  };
  std::vector<Other> others;
  if (!picked.timeUnknown) {
    if (picked.minute >= 0) others.push_back({"picker.about", words::pickAbout, picked.about, ToggleAbout{}});
    others.push_back({"picker.other-hours", words::pickOtherHours, state.details.otherHours, ToggleOtherHours{}});
  }
  grid(
      flow, others.size(), 2, [&](std::size_t i) { return std::string(others[i].name); },
      [&](std::size_t i, Rect at) {
        if (frame.toggle(others[i].id, at, others[i].name, others[i].on)) out.push_back(others[i].event);
      });
}

}  // namespace

Events drawPicker(Frame& frame, const State& state) {
  Events out;
  const PickedTime& picked = state.draft.picked;
  PageOptions page;
  page.title = words::pickTitle;
  page.next = words::pickUse;
  page.nextEvent = CloseDetail{};
  page.keyboard = picked.roughly;
  Rect room = drawPage(frame, state, page, out);
  const auto rough = [&](Flow& flow) {
    if (flow.toggle("picker.roughly", words::pickRoughly, picked.roughly)) out.push_back(ToggleRoughly{});
    if (!picked.roughly) return;
    EditorOptions options;
    options.label = words::pickRoughlyField;
    options.placeholder = words::whenOtherHint;
    frame.focusOnce("picker.rough");
    typeIn(flow, state, "picker.rough", Field::whenOther, options, lineHeightOf(frame), out);
  };
  const std::string said = happenedAt(state.draft);
  const std::string chosen = said.empty() ? std::string(words::pickDayFirst) : said;
  const bool wide = !frame.portrait() && room.w >= 1200 && frame.textScale() < 1.45F;  // seven days beside the hours
  if (picked.roughly) {
    frame.flow("picker.flow", room, rough);
    return out;
  }
  if (wide) {
    const float half = (room.w - 2 * frame.gap()) / 2;
    const Rect month = cutLeft(room, half, 2 * frame.gap());
    frame.flow("picker.month-flow", month, [&](Flow& flow) { drawMonth(flow, state, out); });
    frame.flow("picker.time-flow", room, [&](Flow& flow) {
      const float high = frame.textHeight(chosen, Words::strong, flow.width());
      frame.text("picker.chosen", flow.take(high), chosen, Words::strong);
      drawTime(flow, state, out);
      rough(flow);
    });
    return out;
  }
  frame.flow("picker.flow", room, [&](Flow& flow) {
    const float high = frame.textHeight(chosen, Words::strong, flow.width());
    frame.text("picker.chosen", flow.take(high), chosen, Words::strong);
    drawMonth(flow, state, out);
    drawTime(flow, state, out);
    rough(flow);
  });
  return out;
}

}  // namespace pillarbox::post

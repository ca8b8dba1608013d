#include "kiosk/post/shell.h"

#include <algorithm>

#include "kiosk/post/calling.h"

namespace pillarbox::post {

using namespace ui;

namespace {

constexpr float margin = 24;

std::size_t stepNumber(const State& state) {
  const auto steps = stepsOf(state.draft);
  const auto found = std::find(steps.begin(), steps.end(), state.screen);
  return found == steps.end() ? 0 : static_cast<std::size_t>(found - steps.begin()) + 1;
}

float buttonWidth(const Frame& frame, std::string_view name, float least, float padding = 48) {
  return std::max(least, frame.textWidth(name, Words::strong) + padding);
}

// The buttons at the right of every bar. Where there is no room for all, they lose their margins first; then "Aa" goes,
// which home has too; and last Leave. Calling the DSL and Cover are always there.
struct Safety {
  bool access = true, leave = true;
  float padding = 48, least = 112;
};

std::string_view leaveWords(const State& state) {
  return state.practice.on ? words::practiceEnd : words::leave;
}

float widthOf(const Frame& frame, const State& state, const Safety& safety) {
  const auto button = [&](std::string_view name) { return buttonWidth(frame, name, safety.least, safety.padding); };
  float width = button(words::cover) + callWidth(frame, state, safety.least, safety.padding) + frame.gap();
  if (safety.access) width += accessButtonWidth(frame) + frame.gap();
  if (safety.leave) width += button(leaveWords(state)) + frame.gap();
  return width;
}

Safety safetyThatFits(const Frame& frame, const State& state, bool leave, float room) {
  Safety safety;
  safety.leave = leave;
  for (const Safety& tighter :
       {Safety{true, leave, 48, 112}, Safety{true, leave, 26, 80}, Safety{true, leave, 14, 64},
        Safety{false, leave, 26, 80}, Safety{false, leave, 14, 64}, Safety{false, false, 14, 64}}) {
    safety = tighter;
    if (widthOf(frame, state, safety) <= room) break;
  }
  return safety;
}

std::string stepWords(const State& state) {
  const std::size_t step = stepNumber(state);
  if (step == 0) return {};
  return filled(words::step, {std::to_string(step), std::to_string(stepsOf(state.draft).size())});
}

std::string authorWords(const State& state) {
  const bool writing = stepNumber(state) > 0;
  std::string out = filled(writing ? words::writingAs : words::signedInAs, {state.session.author.name});
  if (state.session.author.verifiedBy == VerifiedBy::typed) out += words::notChecked;
  return out;
}

float longestWord(const Frame& frame, const std::string& said) {
  float widest = 0;
  for (std::size_t from = 0; from < said.size();) {
    const std::size_t to = std::min(said.find(' ', from), said.size());
    widest = std::max(widest, frame.textWidth(std::string_view(said).substr(from, to - from), Words::body));
    from = to + 1;
  }
  return widest;
}

// Words in the middle of what is left of a bar, as many as fit there. False if the title does not.
bool barWords(Frame& frame, Rect room, const std::string& step, const std::string& title) {
  // In portrait the title has a line of its own, and its id.
  const bool bar = !frame.portrait();
  if (room.w < 120) return false;
  const float small = step.empty() ? 0 : frame.textHeight(step, Words::small, room.w);
  Words style = Words::heading;
  float high = 0;
  bool fits = false;
  for (const Words smaller : {Words::heading, Words::strong, Words::small}) {
    style = smaller;
    high = frame.textHeight(title, style, room.w);
    fits = high + small <= room.h;
    if (fits) break;
  }
  if (!fits && !step.empty()) return barWords(frame, room, {}, title);
  if (!fits) return false;
  room.y += (room.h - high - small) / 2;
  if (!step.empty()) frame.text("page.step", cutTop(room, small), step, Words::small, Tone::quiet);
  frame.text(bar ? "page.title" : "page.bar", room, title, style);
  return true;
}

}  // namespace

Rect drawGround(Frame& frame, const State& state) {
  Rect area = frame.area();
  const Directory* school = realDirectory(state);
  if (state.practice.on && !state.call.shown) {  // a call is never practice
    area = practiceStrip(frame, state, area);
  } else if (school != nullptr && school->demo) {
    area = demonstrationStrip(frame, area);
  }
  const float side = area.w < 900 ? 16.0F : margin;
  return {area.x + side, area.y + 14, area.w - 2 * side, area.h - 28};
}

Rect aboveKeyboard(Frame& frame, Rect room) {
  const float keys = frame.keyboardHeight();
  if (keys <= 0) return room;
  const Rect whole = frame.area();
  frame.keyboard({whole.x, whole.bottom() - keys, whole.w, keys});
  room.h = whole.bottom() - keys - 12 - room.y;
  return room;
}

Rect drawPage(Frame& frame, const State& state, const PageOptions& options, Events& out) {
  Rect room = drawGround(frame, state);
  const float gap = frame.gap();
  const float row = frame.rowHeight();
  const float keys = options.keyboard ? frame.keyboardHeight() : 0;
  if (keys > 0) room = aboveKeyboard(frame, room);
  // Back and Next stay where they are from screen to screen: in the bar, where a keyboard leaves room for no other
  // place; upright at the foot. Large words on a high screen need the bar for what is asked.
  const bool compact = !frame.portrait() && (frame.area().h < 700 || keys > 0 || frame.textScale() < 1.45F);
  const bool over = state.details.view != DetailView::none ||
                    state.body.view != BodyView::closed;  // a screen over a step leads back to that step
  const std::string_view next = state.editing && !over ? words::backToCheck : options.next;
  const bool back = options.showBack && (!state.editing || over);
  const auto backButton = [&](Rect at) {
    if (frame.button("page.back", at, words::back, Look::secondary)) out.push_back(GoBack{});
  };
  const auto nextButton = [&](Rect at) {
    if (frame.button("page.next", at, next, Look::primary, options.nextEnabled)) out.push_back(options.nextEvent);
  };
  const auto safety = [&](Rect& bar, bool withLeave, float others) {
    const Safety fits = safetyThatFits(frame, state, withLeave, bar.w - others);
    const auto cut = [&](std::string_view name) {
      return cutRight(bar, buttonWidth(frame, name, fits.least, fits.padding), gap);
    };
    const Rect leave = fits.leave ? cut(leaveWords(state)) : Rect{};
    const Rect cover = cut(words::cover);
    const float call = callWidth(frame, state, fits.least, fits.padding);
    callButton(frame, state, cutRight(bar, call, gap), CallPlace::bar, out);
    if (fits.access) accessButton(frame, cutRight(bar, accessButtonWidth(frame), gap), out);
    if (frame.button("page.cover", cover, words::cover, Look::quiet)) out.push_back(CoverNow{});
    if (fits.leave && frame.button("page.leave", leave, leaveWords(state), Look::quiet)) out.push_back(AskLeave{});
  };
  const std::string step = stepWords(state);
  if (compact) {
    Rect bar = cutTop(room, row, frame.area().h < 700 ? gap / 2 : gap);
    if (back) backButton(cutLeft(bar, buttonWidth(frame, words::back, 112), gap));
    Rect nextAt{};
    if (options.showNext) {
      const float left = bar.w - gap - widthOf(frame, state, {false, false, 14, 64});
      nextAt = cutRight(bar, std::min(buttonWidth(frame, next, 168), std::max(left, 168.0F)), gap);
    }
    safety(bar, !options.inBar, options.inBar ? 240 : 0);  // what is typed in the bar needs room
    if (options.showNext) nextButton(nextAt);
    if (options.inBar) {
      options.inBar(bar);
    } else {
      const std::string author = authorWords(state);
      const std::string both = step.empty() ? author : step + "  ·  " + author;
      const bool told = keys <= 0 && frame.textWidth(both, Words::small) <= bar.w;
      if (!barWords(frame, bar, told ? both : step, options.title) && frame.area().h >= 700 && keys <= 0) {
        const float high = frame.textHeight(options.title, Words::heading, room.w);
        frame.text("page.title", cutTop(room, high, gap), options.title, Words::heading);
      }
    }
  } else {
    const std::string author = authorWords(state);
    const bool footed = back || options.showNext;
    Rect bar = cutTop(room, row, frame.portrait() ? gap / 2 : gap);
    safety(bar, true, 0);
    if (frame.portrait()) {
      barWords(frame, bar, author, step.empty() ? std::string(words::signedIn) : step);
      const float high = frame.textHeight(options.title, Words::title, room.w);
      frame.text("page.title", cutTop(room, high, gap), options.title, Words::title);
    } else {
      barWords(frame, bar, step.empty() || !footed ? author : step + "  ·  " + author, options.title);
    }
    if (footed) {
      Rect foot = cutBottom(room, row, gap);
      if (back) backButton(cutLeft(foot, buttonWidth(frame, words::back, 180), gap));
      if (options.showNext) nextButton(cutRight(foot, std::max(buttonWidth(frame, next, 180), foot.w * 0.34F), gap));
    }
  }
  if (!state.hint.empty()) {
    const Rect at = cutTop(room, frame.noticeHeight(state.hint, room.w), gap);
    frame.notice("page.hint", at, state.hint, Tone::warning);
  } else if (state.resumed) {
    const Rect at = cutTop(room, frame.noticeHeight(words::resumed, room.w), gap);
    frame.notice("page.resumed", at, words::resumed, Tone::good);
  }
  return room;
}

Rect drawPlainBar(Frame& frame, const State& state, Rect room, std::string_view title, Events& out,
                  const std::function<void(Rect)>& inBar) {
  const float gap = frame.gap();
  Rect bar = cutTop(room, frame.rowHeight(), gap);
  Rect foot = frame.portrait() ? cutBottom(room, frame.rowHeight(), gap) : Rect{};
  const Rect back = frame.portrait() ? cutLeft(foot, buttonWidth(frame, words::back, 180))
                                     : cutLeft(bar, buttonWidth(frame, words::back, 112), gap);
  if (frame.button("page.back", back, words::back)) out.push_back(GoHome{});
  // The whole name where there is room; where there is little, "Aa" goes, which home has too.
  const float rest = inBar ? 240 : frame.textWidth(title, Words::strong) + gap;
  const float looks = accessButtonWidth(frame) + gap;
  const float whole = std::max(buttonWidth(frame, callNameWhole(state), 112), callWidth(frame, state, 112, 48));
  const float brief = callWidth(frame, state, 80, inBar ? 26 : 44);
  const bool roomy = bar.w >= whole + looks + rest;
  const bool access = roomy || bar.w >= brief + looks + rest || !inBar;
  if (access) accessButton(frame, cutRight(bar, accessButtonWidth(frame), gap), out);
  callButton(frame, state, cutRight(bar, roomy ? whole : std::min(brief, bar.w), gap), CallPlace::bar, out);
  if (inBar) {
    inBar(bar);
  } else if (!barWords(frame, bar, {}, std::string(title)) && frame.portrait()) {
    const float high = frame.textHeight(title, Words::heading, room.w);
    frame.text("page.bar", cutTop(room, high, gap), title, Words::heading);
  }
  return room;
}

bool lowScreen(const Frame& frame) {
  return !frame.portrait() && frame.area().h < 700 && frame.keyboardHeight() > 0;
}

bool veryLowScreen(const Frame& frame) {
  return lowScreen(frame) && frame.area().h - frame.keyboardHeight() < 4 * frame.rowHeight();
}

void grid(Flow& flow, std::size_t count, std::size_t most, const std::function<std::string(std::size_t)>& name,
          const std::function<void(std::size_t, Rect)>& cell) {
  if (count == 0) return;
  Frame& frame = flow.frame();
  const float beside = 2 * 20 + 30 * frame.textScale() + 16 + 1;  // a choice's mark and padding
  float word = 0;
  for (std::size_t i = 0; i < count; ++i) word = std::max(word, longestWord(frame, name(i)));
  const auto cellWidthOf = [&](std::size_t columns) {
    return (flow.width() - frame.gap() * static_cast<float>(columns - 1)) / static_cast<float>(columns);
  };
  const auto rowHeightAt = [&](std::size_t first, std::size_t columns) {
    float height = frame.rowHeight();
    for (std::size_t i = first; i < std::min(count, first + columns); ++i) {
      height = std::max(height, frame.textHeight(name(i), Words::body, cellWidthOf(columns) - beside) + 36);
    }
    return height;
  };
  // As many columns as make it lowest, with no word broken; long names take a second line rather than a column.
  std::size_t columns = 1;
  float lowest = 0;
  for (std::size_t tried = 1; tried <= std::min(most, count); ++tried) {
    if (tried > 1 && cellWidthOf(tried) - beside < word) break;
    float height = 0;
    for (std::size_t first = 0; first < count; first += tried) height += rowHeightAt(first, tried) + frame.gap();
    if (tried > 1 && height >= lowest) continue;
    columns = tried;
    lowest = height;
  }
  for (std::size_t first = 0; first < count; first += columns) {
    const std::vector<Rect> cells = flow.row(columns, rowHeightAt(first, columns));
    for (std::size_t i = first; i < std::min(count, first + columns); ++i) cell(i, cells[i - first]);
  }
}

float lineHeightOf(const Frame& frame) {
  return std::max(68.0F, frame.rowHeight() - 4);
}

void typeIn(Flow& flow, const State& state, std::string_view id, Field which, const EditorOptions& options,
            float height, Events& out) {
  for (EditAction& action : flow.editor(id, field(state, which), options, height)) {
    out.push_back(TextEdited{which, std::move(action)});
  }
}

void typeAt(Frame& frame, const State& state, std::string_view id, Field which, const EditorOptions& options, Rect rect,
            Events& out) {
  for (EditAction& action : frame.editor(id, rect, field(state, which), options)) {
    out.push_back(TextEdited{which, std::move(action)});
  }
}

void panelOf(Flow& flow, const std::vector<PanelLine>& lines, Tone tone) {
  Frame& frame = flow.frame();
  constexpr float pad = 16;
  const float width = flow.width() - 2 * pad;
  float height = 2 * pad;
  for (const PanelLine& line : lines) height += frame.textHeight(line.words, line.style, width);
  const Rect rect = flow.take(height);
  frame.panel(rect, tone);
  Rect inside = inset(rect, pad);
  for (const PanelLine& line : lines) {
    frame.text(line.id, cutTop(inside, frame.textHeight(line.words, line.style, width)), line.words, line.style,
               line.tone);
  }
}

Rect readable(Rect rect, float widest) {
  if (rect.w <= widest) return rect;
  return {rect.x, rect.y, widest, rect.h};
}

Rect centred(Rect rect, float widest) {
  if (rect.w <= widest) return rect;
  return {rect.x + (rect.w - widest) / 2, rect.y, widest, rect.h};
}

}  // namespace pillarbox::post

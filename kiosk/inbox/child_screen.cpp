#include "kiosk/inbox/child_screen.h"

#include <algorithm>

#include "kiosk/inbox/child_parts.h"
#include "kiosk/inbox/days.h"
#include "kiosk/inbox/narrow_parts.h"
#include "kiosk/inbox/narrowing.h"
#include "kiosk/inbox/words.h"
#include "shared/record/ids.h"

namespace pillarbox::inbox {
namespace {

std::string nameOf(const casework::ChildRow& row) {
  std::string name(casework::rowKindWords(row.kind));  // of what follows the end may be cut off
  name += "   " + (row.timeKnown ? formatShort(row.at) : dayShort(row.day));
  if (!row.happened) name += " (written)";
  return name;
}

std::string detailOf(const casework::ChildRow& row) {
  std::string detail;
  const auto add = [&](std::string_view words) {
    if (!words.empty()) detail += (detail.empty() ? "" : " · ") + std::string(words);
  };
  add(row.by);
  add(row.category);
  if (!row.part.empty() && row.part != "worried-about") add(partWords(row.part));
  add(row.words);  // the longest last: of that the end may be cut off
  return detail;
}

void drawRow(ui::Frame& frame, const State& state, const casework::ChildRow& row, ui::Rect rect, Events& out) {
  const bool open = !row.caseId.empty() && row.caseId == state.inbox.chosen;
  if (!frame.foundRow("child.row." + row.entryId, rect, nameOf(row) + (open ? "   (open)" : ""), detailOf(row), {})) {
    return;
  }
  if (row.caseId.empty()) {
    out.emplace_back(ChildPartChosen{ChildPart::family});
  } else {
    out.emplace_back(CaseChosen{row.caseId});
  }
}

std::string countWords(const casework::ChildView& view) {
  std::string count = std::to_string(view.rows.size());
  if (view.rows.size() < view.unfiltered) count += " of " + std::to_string(view.unfiltered);
  return count + (view.unfiltered == 1 ? " entry" : " entries, newest first");
}

std::string_view noneWords(const casework::ChildView& view) {
  return view.unfiltered == 0 ? "Nothing about this child that you may read."
                              : "Nothing in what you have narrowed it to.";
}

void drawRows(ui::Frame& frame, const State& state, ui::Rect rect, Events& out) {
  const casework::ChildView& view = state.inbox.child.view;
  const std::string count = countWords(view);
  if (view.rows.empty()) {
    const std::string_view none = noneWords(view);
    frame.text("child.none", ui::cutTop(rect, frame.textHeight(none, ui::Words::body, rect.w)), none, ui::Words::body,
               ui::Tone::quiet);
    return;
  }
  frame.text("child.count", ui::cutTop(rect, frame.textHeight(count, ui::Words::small, rect.w), frame.gap() / 2), count,
             ui::Words::small, ui::Tone::quiet);
  frame.list(
      "child.rows." + state.inbox.child.ref, rect, view.rows.size(),
      frame.rowHeight() * 1.45F + frame.textHeight("X", ui::Words::small, rect.w),
      [&](std::size_t i, ui::Rect cell) { drawRow(frame, state, view.rows[view.rows.size() - 1 - i], cell, out); });
}

void drawChronology(ui::Frame& frame, const State& state, ui::Rect rect, Events& out) {
  const ChildState& child = state.inbox.child;
  const float gap = frame.gap();
  const std::string narrow = child.narrow.open ? "Show the chronology" : narrowWords(child.narrow);
  if (frame.button("child.narrow", ui::cutTop(rect, frame.rowHeight(), gap / 2), narrow,
                   child.narrow.open ? ui::Look::primary : ui::Look::secondary)) {
    out.emplace_back(NarrowToggled{});
  }
  if (child.narrow.open) {
    NarrowParts parts;
    parts.family = true;
    frame.flow("child.choices", rect, [&](ui::Flow& flow) { drawNarrowing(flow, state, child.narrow, parts, out); });
    return;
  }
  if (frame.button("child.report", ui::cutBottom(rect, frame.rowHeight(), gap), "Print or save this chronology",
                   ui::Look::secondary)) {
    out.emplace_back(ReportOpened{ReportKind::chronology, child.ref});
  }
  drawRows(frame, state, rect, out);
}

// What a reader must see first, whatever part is open.
std::string topWords(const State& state) {
  std::string words;
  for (const casework::ChildStatus& status : state.inbox.child.view.status) {
    if (status.status == "none") continue;
    words += (words.empty() ? "" : "\n") + std::string(childStatusWords(status.status));
    if (!status.since.empty()) words += ", since " + dayShort(status.since);
  }
  return words;
}

void drawTop(ui::Frame& frame, const State& state, ui::Rect& rect) {
  const std::string words = topWords(state);
  if (words.empty()) return;
  frame.notice("child.top", ui::cutTop(rect, frame.noticeHeight(words, rect.w), frame.gap()), words, ui::Tone::warning);
}

constexpr ChildPart allParts[]{ChildPart::chronology, ChildPart::family, ChildPart::marks, ChildPart::patterns,
                               ChildPart::openings};

std::vector<ChildPart> partsWith(bool chronology) {
  return {std::begin(allParts) + (chronology ? 0 : 1), std::end(allParts)};
}

std::size_t tabsInRow(const ui::Frame& frame, float width, bool chronology) {
  const float gap = frame.gap() / 2;
  float widest = 0;
  for (const ChildPart part : allParts) {
    widest = std::max(widest, frame.textWidth(childPartWords(part), ui::Words::strong));
  }
  const auto fit = static_cast<std::size_t>(std::max(1.0F, (width + gap) / (widest + 3 * frame.gap() + gap)));
  return std::min(partsWith(chronology).size(), fit);
}

float tabsHeight(const ui::Frame& frame, float width, bool chronology) {
  const std::size_t inRow = tabsInRow(frame, width, chronology);
  const std::size_t rows = (partsWith(chronology).size() + inRow - 1) / inRow;
  return static_cast<float>(rows) * (frame.rowHeight() + frame.gap() / 2) + frame.gap() / 2;
}

// Takes tabsHeight() from the top of `rect`.
void drawTabs(ui::Frame& frame, const State& state, ui::Rect& rect, bool chronology, Events& out) {
  const float gap = frame.gap() / 2;
  const std::vector<ChildPart> parts = partsWith(chronology);
  const std::size_t inRow = tabsInRow(frame, rect.w, chronology);
  ChildPart open = state.inbox.child.part;
  if (!chronology && open == ChildPart::chronology) open = ChildPart::family;
  for (std::size_t i = 0; i < parts.size(); i += inRow) {
    ui::Rect row = ui::cutTop(rect, frame.rowHeight(), gap);
    const float width = (row.w - gap * static_cast<float>(inRow - 1)) / static_cast<float>(inRow);
    for (std::size_t k = i; k < std::min(i + inRow, parts.size()); ++k) {
      const std::string id = "child.tab." + std::to_string(static_cast<int>(parts[k]));
      if (frame.tab(id, ui::cutLeft(row, width, gap), childPartWords(parts[k]), open == parts[k])) {
        out.emplace_back(ChildPartChosen{parts[k]});
      }
    }
  }
  ui::cutTop(rect, gap);
}

void drawPartIn(ui::Flow& flow, const State& state, ChildPart part, Events& out) {
  switch (part) {
    case ChildPart::chronology:
    case ChildPart::family:
      return drawFamily(flow, state, out);
    case ChildPart::marks:
      return drawMarks(flow, state, out);
    case ChildPart::patterns:
      return drawPatterns(flow, state);
    case ChildPart::openings:
      return drawOpenings(flow, state);
  }
}

void drawPart(ui::Frame& frame, const State& state, ChildPart part, ui::Rect rect, Events& out) {
  frame.flow("child.part." + std::to_string(static_cast<int>(part)), rect,
             [&](ui::Flow& flow) { drawPartIn(flow, state, part, out); });
}

void drawChronologyIn(ui::Flow& flow, const State& state, Events& out) {
  const ChildState& child = state.inbox.child;
  if (flow.button("child.narrow", child.narrow.open ? "Show the chronology" : narrowWords(child.narrow),
                  child.narrow.open ? ui::Look::primary : ui::Look::secondary)) {
    out.emplace_back(NarrowToggled{});
  }
  if (child.narrow.open) return drawNarrowing(flow, state, child.narrow, {.family = true}, out);
  const std::string count = child.view.rows.empty() ? std::string(noneWords(child.view)) : countWords(child.view);
  flow.text(count, ui::Words::small, ui::Tone::quiet);
  for (auto row = child.view.rows.rbegin(); row != child.view.rows.rend(); ++row) {
    drawRow(flow.frame(), state, *row, flow.take(flow.frame().foundRowHeight(detailOf(*row), flow.width())), out);
    flow.space(-flow.frame().gap() / 2);
  }
  flow.space(flow.frame().gap() / 2);
  if (flow.button("child.report", "Print or save this chronology")) {
    out.emplace_back(ReportOpened{ReportKind::chronology, child.ref});
  }
}

// Everything in one column that scrolls, where the screen is too low for anything to stand still.
void drawLow(ui::Frame& frame, const State& state, ui::Rect rect, Events& out) {
  const ChildPart part = state.inbox.child.part;
  const bool beside = state.screen == Screen::concern;
  frame.flow("child.low." + std::to_string(static_cast<int>(part)), rect, [&](ui::Flow& flow) {
    if (const std::string words = topWords(state); !words.empty()) {
      flow.notice("child.top", words, ui::Tone::warning);
    }
    if (!beside) {
      ui::Rect tabs = flow.take(tabsHeight(frame, flow.width(), true) - flow.frame().gap());
      drawTabs(frame, state, tabs, true, out);
    }
    if (beside || part == ChildPart::chronology) {
      drawChronologyIn(flow, state, out);
    } else {
      drawPartIn(flow, state, part, out);
    }
  });
}

}  // namespace

void drawChild(ui::Frame& frame, const State& state, ui::Rect rect, Events& out) {
  const float gap = frame.gap();
  constexpr float enough = 500;  // for notice, tabs, buttons and a few rows
  if (rect.h / frame.textScale() < enough) return drawLow(frame, state, rect, out);
  drawTop(frame, state, rect);
  const ChildPart part = state.inbox.child.part;
  if (state.screen == Screen::concern) return drawChronology(frame, state, rect, out);  // beside the concern
  if (rect.w / frame.textScale() >= 1000) {
    const ui::Rect left = ui::cutLeft(rect, rect.w * 0.56F, 2 * gap);
    drawChronology(frame, state, left, out);
    frame.line(rect.x - gap, rect.y, rect.x - gap, rect.bottom());
    drawTabs(frame, state, rect, false, out);
    drawPart(frame, state, part, rect, out);
    return;
  }
  drawTabs(frame, state, rect, true, out);
  if (part == ChildPart::chronology) {
    drawChronology(frame, state, rect, out);
  } else {
    drawPart(frame, state, part, rect, out);
  }
}

}  // namespace pillarbox::inbox

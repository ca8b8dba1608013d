#include "kiosk/inbox/find_screen.h"

#include <algorithm>

#include "kiosk/inbox/narrow_parts.h"
#include "kiosk/inbox/narrowing.h"
#include "kiosk/inbox/parts.h"
#include "shared/record/roster.h"

namespace pillarbox::inbox {
namespace {

constexpr std::string_view hint =
    "Type any word of a concern or of what followed it. Words in “quotation marks” are found just as they stand.";

void drawField(ui::Frame& frame, const FindState& find, ui::Rect rect, Events& out) {
  ui::EditorOptions options;
  options.label = "Find";
  options.placeholder = "A name, a word, a place, a number";
  options.labelHidden = true;
  frame.focusOnce("find.typed");
  for (ui::EditAction& action : frame.editor("find.typed", rect, find.typed, options)) {
    out.emplace_back(FindTyped{std::move(action)});
  }
}

void drawPupils(ui::Flow& flow, const State& state, Events& out) {
  const FindState& find = state.inbox.find;
  if (find.pupils.empty() || !state.school.roster) return;
  flow.text("Children", ui::Words::strong);
  flow.space(-flow.frame().gap() / 2);
  for (const std::size_t at : find.pupils) {
    if (at >= state.school.roster->pupils.size()) continue;
    const Pupil& pupil = state.school.roster->pupils[at];
    std::string name = pupil.displayName();
    if (!pupil.className.empty()) name += " (" + pupil.className + ")";
    if (flow.listRow("find.child." + pupil.id, name, "Everything about this child")) {
      out.emplace_back(ChildOpened{pupil.id});
    }
    flow.space(-flow.frame().gap() / 2);
  }
  flow.space(flow.frame().gap() / 2);
}

void drawRow(ui::Flow& flow, const State& state, const FoundRow& row, Events& out) {
  ui::Frame& frame = flow.frame();
  const std::string where = std::string(search::whereWords(row.shown.where)) + ": ";
  std::vector<ui::FoundPart> parts;
  const bool named = !state.config.sharedTerminal || state.inbox.showNames;
  const search::Shown& shown = named ? row.shown : row.hidden;
  for (const auto& [begin, end] : shown.marks) parts.push_back({begin + where.size(), end + where.size()});
  const std::string words = where + shown.text;
  const ui::Rect rect = flow.take(frame.foundRowHeight(words, flow.width()));
  std::string name = named && !row.about.empty() ? row.name + "   " + row.about : row.name;
  if (row.caseId == state.inbox.chosen) name += "   (open)";
  if (frame.foundRow("find.entry." + row.entryId, rect, name, words, parts)) {
    out.emplace_back(CaseChosen{row.caseId});
  }
  flow.space(-frame.gap() / 2);
}

std::string countWords(const FindState& find, bool complete) {
  if (find.answered != find.asked) return "Looking…";
  const std::string count = std::to_string(find.rows.size());
  std::string words = find.rows.empty()       ? "Nothing found"
                      : find.more             ? "The newest " + count + "; add a word to find older ones"
                      : find.rows.size() == 1 ? "1 found"
                                              : count + " found, newest first";
  if (!complete) words += ". Still opening what was posted";
  return words + ".";
}

void drawViews(ui::Flow& flow, const FindState& find, Events& out) {
  if (find.views.empty()) return;
  ui::Frame& frame = flow.frame();
  flow.text("Your searches", ui::Words::strong);
  flow.space(-frame.gap() / 2);
  for (std::size_t i = 0; i < find.views.size(); ++i) {
    const std::string at = std::to_string(i + 1);
    const float forget = frame.textWidth("Forget", ui::Words::strong) + 3 * frame.gap();
    const float height = std::max(frame.rowHeight(), frame.textHeight(find.views[i].name, ui::Words::body,
                                                                      flow.width() - forget - 4 * frame.gap()) +
                                                         1.5F * frame.gap());
    ui::Rect row = flow.take(height);
    const ui::Rect side = ui::cutRight(row, forget, frame.gap() / 2);
    if (frame.listRow("find.view." + at, row, find.views[i].name, {})) out.emplace_back(ViewChosen{i});
    if (frame.button("find.forget." + at, side, "Forget", ui::Look::quiet)) out.emplace_back(ViewForgotten{i});
    flow.space(-frame.gap() / 2);
  }
  flow.space(frame.gap() / 2);
}

// Keeps what is looked for under a name.
void drawNaming(ui::Flow& flow, const FindState& find, Events& out) {
  ui::Frame& frame = flow.frame();
  if (!find.naming) {
    if (flow.button("find.keep", "Keep this search", ui::Look::quiet)) out.emplace_back(ViewNaming{});
    return;
  }
  ui::EditorOptions options;
  options.label = "A name for this search";
  options.placeholder = "Such as “Attendance this year”";
  if (find.naming->version() == 0 && !frame.hasFocus("find.view-name")) frame.focusNow("find.view-name");
  for (ui::EditAction& action : flow.editor("find.view-name", *find.naming, options, frame.rowHeight())) {
    out.emplace_back(ViewNameTyped{std::move(action)});
  }
  const std::vector<ui::Rect> cells = flow.row(2, frame.rowHeight());
  if (frame.button("find.keep-not", cells[0], "Cancel")) out.emplace_back(ViewNaming{});
  if (frame.button("find.keep-yes", cells[1], "Keep it", ui::Look::primary, !find.naming->empty()) ||
      frame.submitted("find.view-name")) {
    out.emplace_back(ViewKept{});
  }
  flow.text("Only you can open it, on this device.", ui::Words::small, ui::Tone::quiet);
}

void drawHint(ui::Flow& flow, const FindState& find, Events& out) {
  flow.frame().text("find.hint", flow.take(flow.frame().textHeight(hint, ui::Words::body, flow.width())), hint,
                    ui::Words::body, ui::Tone::quiet);
  drawViews(flow, find, out);
  if (flow.button("list.figures", "Figures for governors, without names", ui::Look::quiet)) {
    out.emplace_back(ReportOpened{ReportKind::figures, {}});
  }
}

void drawRows(ui::Flow& flow, const State& state, Events& out) {
  const FindState& find = state.inbox.find;
  if (!find.problem.empty()) flow.notice("find.problem", find.problem, ui::Tone::warning);
  const std::string count = countWords(find, state.inbox.complete);
  flow.frame().text("find.count", flow.take(flow.frame().textHeight(count, ui::Words::small, flow.width())), count,
                    ui::Words::small, ui::Tone::quiet);
  flow.space(-flow.frame().gap() / 2);
  for (const FoundRow& row : find.rows) drawRow(flow, state, row, out);
  flow.space(flow.frame().gap() / 2);
  drawNaming(flow, find, out);
}

// Above what is found; in one row where there is room.
void drawHead(ui::Frame& frame, const FindState& find, ui::Rect& rect, bool wide, bool open, Events& out) {
  const float gap = frame.gap();
  ui::Rect field = ui::cutTop(rect, frame.rowHeight(), wide ? gap : gap / 2);
  if (open) {  // beside what was chosen there is no room to type
    const std::string name = find.typed.empty() ? "Find something else"
                                                : "Find something other than “" + std::string(find.typed.text()) + "”";
    if (frame.button("find.again", field, name)) out.emplace_back(BackPressed{});
    return;
  }
  const ui::Rect narrow = wide ? ui::cutRight(field, rect.w * 0.36F, gap) : ui::cutTop(rect, frame.rowHeight(), gap);
  drawField(frame, find, field, out);
  std::string name = find.narrow.open ? "Show what was found" : narrowWords(find.narrow);
  // In large text there may be no room to say more.
  if (frame.textHeight(name, ui::Words::strong, narrow.w - 2 * gap) > narrow.h) {
    name = find.narrow.open ? "Show found" : "Narrowed";
  }
  if (frame.button("find.narrow", narrow, name, find.narrow.open ? ui::Look::primary : ui::Look::secondary)) {
    out.emplace_back(NarrowToggled{});
  }
}

}  // namespace

void drawFind(ui::Frame& frame, const State& state, ui::Rect rect, Events& out) {
  const FindState& find = state.inbox.find;
  const bool wide = rect.w / frame.textScale() >= 900;
  const bool oneRow = rect.w / frame.textScale() >= 560;
  const bool open = state.screen == Screen::concern;
  drawHead(frame, find, rect, oneRow, open, out);
  if (find.naming && !open) {
    frame.flow("find.naming", middleColumn(rect, 700 * frame.textScale()),
               [&](ui::Flow& flow) { drawNaming(flow, find, out); });
    return;
  }
  if (find.narrow.open && !open) {
    frame.flow("find.choices", rect, [&](ui::Flow& flow) { drawNarrowing(flow, state, find.narrow, {}, out); });
    return;
  }
  if (find.typed.empty() && !narrows(find.narrow)) {
    frame.flow("find.nothing", rect, [&](ui::Flow& flow) { drawHint(flow, find, out); });
    return;
  }
  // Another search begins at its top again.
  const std::string number = std::to_string(find.typed.version());
  if (wide && !find.pupils.empty()) {
    const ui::Rect children = ui::cutLeft(rect, rect.w * 0.36F, 2 * frame.gap());
    frame.flow("find.children." + number, children, [&](ui::Flow& flow) { drawPupils(flow, state, out); });
  }
  frame.flow("find.found." + number, rect, [&](ui::Flow& flow) {
    if (!wide) drawPupils(flow, state, out);
    drawRows(flow, state, out);
  });
}

}  // namespace pillarbox::inbox

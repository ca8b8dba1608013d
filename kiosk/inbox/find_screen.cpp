#include "kiosk/inbox/find_screen.h"

#include "kiosk/inbox/narrow_parts.h"
#include "kiosk/inbox/narrowing.h"
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

void drawRow(ui::Flow& flow, const FoundRow& row, Events& out) {
  ui::Frame& frame = flow.frame();
  const std::string where = std::string(search::whereWords(row.shown.where)) + ": ";
  std::vector<ui::FoundPart> parts;
  for (const auto& [begin, end] : row.shown.marks) parts.push_back({begin + where.size(), end + where.size()});
  const std::string words = where + row.shown.text;
  const ui::Rect rect = flow.take(frame.foundRowHeight(words, flow.width()));
  if (frame.foundRow("find.entry." + row.entryId, rect, row.name, words, parts)) {
    out.emplace_back(CaseChosen{row.caseId});
  }
  flow.space(-frame.gap() / 2);
}

std::string countWords(const FindState& find, bool complete) {
  if (find.answered != find.asked) return "Looking…";
  std::string words = find.rows.empty() ? "Nothing found"
                      : find.more ? "The newest " + std::to_string(find.rows.size()) + "; add a word to find older ones"
                      : find.rows.size() == 1 ? "1 found"
                                              : std::to_string(find.rows.size()) + " found, newest first";
  if (!complete) words += ". Still opening what was posted";
  return words + ".";
}

void drawFound(ui::Flow& flow, const State& state, Events& out) {
  const FindState& find = state.inbox.find;
  const bool asked = !find.typed.empty() || narrows(find.narrow);
  if (!find.problem.empty()) flow.notice("find.problem", find.problem, ui::Tone::warning);
  if (!asked) {
    flow.frame().text("find.hint", flow.take(flow.frame().textHeight(hint, ui::Words::body, flow.width())), hint,
                      ui::Words::body, ui::Tone::quiet);
    if (flow.button("list.figures", "Figures for governors, without names", ui::Look::quiet)) {
      out.emplace_back(ReportOpened{ReportKind::figures, {}});
    }
    return;
  }
  drawPupils(flow, state, out);
  const std::string count = countWords(find, state.inbox.complete);
  flow.frame().text("find.count", flow.take(flow.frame().textHeight(count, ui::Words::small, flow.width())), count,
                    ui::Words::small, ui::Tone::quiet);
  flow.space(-flow.frame().gap() / 2);
  for (const FoundRow& row : find.rows) drawRow(flow, row, out);
}

}  // namespace

void drawFind(ui::Frame& frame, const State& state, ui::Rect rect, Events& out) {
  const FindState& find = state.inbox.find;
  const float gap = frame.gap();
  drawField(frame, find, ui::cutTop(rect, frame.rowHeight(), gap / 2), out);
  const std::string narrow = find.narrow.open ? "Show what was found" : narrowWords(find.narrow) + ": change";
  if (frame.button("find.narrow", ui::cutTop(rect, frame.rowHeight(), gap), narrow,
                   find.narrow.open ? ui::Look::primary : ui::Look::secondary)) {
    out.emplace_back(NarrowToggled{});
  }
  if (find.narrow.open) {
    frame.flow("find.choices", rect, [&](ui::Flow& flow) { drawNarrowing(flow, state, find.narrow, {}, out); });
    return;
  }
  frame.flow("find.found." + std::to_string(find.typed.version()), rect,
             [&](ui::Flow& flow) { drawFound(flow, state, out); });
}

}  // namespace pillarbox::inbox

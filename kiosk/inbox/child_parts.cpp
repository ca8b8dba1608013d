#include "kiosk/inbox/child_parts.h"

#include <algorithm>
#include <map>

#include "kiosk/inbox/body_parts.h"
#include "kiosk/inbox/days.h"
#include "kiosk/inbox/parts.h"
#include "kiosk/inbox/words.h"
#include "shared/casework/keeping.h"
#include "shared/record/ids.h"
#include "shared/record/roster.h"
#include "shared/record/roster_match.h"

namespace pillarbox::inbox {
namespace {

void quiet(ui::Flow& flow, std::string_view id, std::string_view words) {
  flow.frame().text(id, flow.take(flow.frame().textHeight(words, ui::Words::body, flow.width())), words,
                    ui::Words::body, ui::Tone::quiet);
}

std::string countWords(std::size_t count, std::string_view one, std::string_view more) {
  return std::to_string(count) + " " + std::string(count == 1 ? one : more);
}

void drawStatus(ui::Flow& flow, const casework::ChildView& view) {
  if (view.status.empty()) return drawFact(flow, "child.status.none", "Plan or status", "None is written down here");
  if (view.status.size() > 1) {
    flow.notice("child.status.two", "Two readers wrote a status down without knowing of each other. Both are shown.",
                ui::Tone::warning);
  }
  for (std::size_t i = 0; i < view.status.size(); ++i) {
    const casework::ChildStatus& status = view.status[i];
    const std::string id = "child.status." + std::to_string(i + 1);
    std::string words(childStatusWords(status.status));
    if (!status.since.empty()) words += ", since " + dayShort(status.since);
    words += "\nWritten down by " + status.by + ", " + formatShort(status.at);
    drawFact(flow, id, "Status", words);
    if (!status.family.empty()) drawFact(flow, id + ".family", "Family", status.family);
  }
}

void drawOther(ui::Flow& flow, const casework::OtherChild& other, std::size_t number, Events& out) {
  const std::string name = other.pupil.name + (other.pupil.className.empty() ? "" : " (" + other.pupil.className + ")");
  std::string detail = other.family ? "Brother or sister" : "";
  const auto add = [&](const std::string& words) { detail += (detail.empty() ? "" : ", ") + words; };
  if (other.together > 0) add("in " + countWords(other.together, "concern", "concerns") + " together");
  if (other.cases > other.together) add("named in " + std::to_string(other.cases) + " in all");
  if (detail.empty()) detail = "No concern names both";
  detail[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(detail[0])));
  const std::string id = "child.other." + (other.pupil.ref.empty() ? std::to_string(number) : other.pupil.ref);
  if (other.pupil.ref.empty()) {
    drawFact(flow, id, name, detail);
  } else if (flow.listRow(id, name, detail)) {
    out.emplace_back(ChildOpened{other.pupil.ref});
  }
  flow.space(-flow.frame().gap() / 2);
}

// Those of one outline and of today's drawings, numbered as in the list; of the chosen day alone if one is.
BodyMap layered(const casework::ChildView& view, BodyOutline outline, const std::string& day) {
  BodyMap map;
  map.outline = outline;
  map.drawings = BodyFigures::edition;
  for (const casework::ChildMark& one : view.marks) {
    const bool shown = one.outline == outline && one.drawings == BodyFigures::edition;
    map.marks.push_back(one.mark);
    // A mark that is not on these drawings keeps its number and is not drawn.
    if (!shown || (!day.empty() && one.day != day)) map.marks.back().figure.clear();
  }
  return map;
}

void drawMarkDays(ui::Flow& flow, const casework::ChildView& view, const std::string& chosen, Events& out) {
  std::map<std::string, std::size_t> days;
  for (const casework::ChildMark& one : view.marks) ++days[one.day];
  if (days.size() < 2) return;
  ui::Frame& frame = flow.frame();
  const float gap = frame.gap() / 2;
  const float least = frame.textWidth("30 November 2026: 10", ui::Words::body) + frame.rowHeight();
  const auto inRow = static_cast<std::size_t>(std::max(1.0F, (flow.width() + gap) / (least + gap)));
  std::vector<std::pair<std::string, std::size_t>> cells(days.begin(), days.end());
  for (std::size_t i = 0; i < cells.size(); i += inRow) {
    const std::vector<ui::Rect> row = flow.row(inRow, frame.rowHeight());
    for (std::size_t k = i; k < std::min(i + inRow, cells.size()); ++k) {
      const auto& [day, count] = cells[k];
      const std::string name = dayShort(day) + ": " + countWords(count, "mark", "marks");
      if (frame.choice("child.marks.day." + day, row[k - i], name, chosen == day)) out.emplace_back(MarkDayChosen{day});
    }
    flow.space(-gap);
  }
  flow.space(gap);
}

void drawCounts(ui::Flow& flow, std::string_view title, const std::string& id,
                const std::vector<casework::CountOf>& counts, bool all) {
  if (std::none_of(counts.begin(), counts.end(), [](const casework::CountOf& each) { return each.count > 0; })) return;
  flow.text(title, ui::Words::strong);
  flow.space(-flow.frame().gap() / 2);
  ui::Frame& frame = flow.frame();
  std::size_t most = 1;
  for (const casework::CountOf& each : counts) most = std::max(most, each.count);
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const casework::CountOf& each = counts[i];
    if (each.count == 0 && !all) continue;
    const std::string name = each.words + ": " + std::to_string(each.count);
    const float height = std::max(frame.textHeight(name, ui::Words::body, flow.width() * 0.6F), 28.0F);
    std::vector<ui::Rect> cells = flow.row({3, 2}, height);
    frame.text(id + "." + std::to_string(i + 1), cells[0], name, ui::Words::body,
               each.count == 0 ? ui::Tone::quiet : ui::Tone::normal);
    if (each.count > 0) {
      const float width = cells[1].w * static_cast<float>(each.count) / static_cast<float>(most);
      frame.panel({cells[1].x, cells[1].y + 6, width, height - 12}, ui::Tone::warning);
    }
    flow.space(-frame.gap());
  }
  flow.space(2 * frame.gap());
}

}  // namespace

std::string_view childPartWords(ChildPart part) {
  switch (part) {
    case ChildPart::chronology:
      return "Chronology";
    case ChildPart::family:
      return "Family";
    case ChildPart::marks:
      return "Marks";
    case ChildPart::patterns:
      return "Patterns";
    case ChildPart::openings:
      return "Who looked";
  }
  return "";
}

void drawFamily(ui::Flow& flow, const State& state, Events& out) {
  const casework::ChildView& view = state.inbox.child.view;
  const std::string& ref = state.inbox.child.ref;
  const Pupil* pupil = state.school.roster ? state.school.roster->pupil(ref) : nullptr;
  if (!view.className.empty()) drawFact(flow, "child.class", "Class", view.className);
  if (pupil != nullptr && !pupil->year.empty()) drawFact(flow, "child.year", "Year", cleanYear(pupil->year));
  const casework::ByChild born = casework::bornOnOf(state.inbox.view, state.inbox.entries);
  const auto day = born.find(ref);
  drawFact(flow, "child.born", "Born",
           day == born.end() ? std::string("Not written down here") : dayWords(day->second));
  drawStatus(flow, view);
  if (!view.others.empty()) {
    flow.text("Brothers, sisters and other children", ui::Words::strong);
    flow.space(-flow.frame().gap() / 2);
    for (std::size_t i = 0; i < view.others.size(); ++i) drawOther(flow, view.others[i], i + 1, out);
    flow.space(flow.frame().gap() / 2);
  }
  if (view.namedOnly.empty()) return;
  flow.text("Also named in", ui::Words::strong);
  flow.space(-flow.frame().gap() / 2);
  for (const std::string& id : view.namedOnly) {
    if (flow.listRow("child.named." + id, "Concern " + referenceOf(id), "It is about somebody else")) {
      out.emplace_back(CaseChosen{id});
    }
    flow.space(-flow.frame().gap() / 2);
  }
  flow.space(flow.frame().gap() / 2);
}

void drawMarks(ui::Flow& flow, const State& state, Events& out) {
  const ChildState& child = state.inbox.child;
  const casework::ChildView& view = child.view;
  if (view.marks.empty()) return quiet(flow, "child.marks.none", "No marks on the body were noted.");
  drawMarkDays(flow, view, child.markDay, out);
  for (const BodyOutline outline : {BodyOutline::younger, BodyOutline::older}) {
    if (!state.config.figures) break;
    drawFigures(flow, *state.config.figures, layered(view, outline, child.markDay),
                "child.marks." + std::string(bodyOutlineName(outline)));
  }
  for (std::size_t i = 0; i < view.marks.size(); ++i) {
    const casework::ChildMark& one = view.marks[i];
    if (!child.markDay.empty() && one.day != child.markDay) continue;
    const std::string number = std::to_string(i + 1);
    std::string words = markWords(one.mark);
    if (one.mark.removedAt) words = "Struck out: " + words;
    if (!one.mark.childSays.empty()) words += ". The child says: “" + one.mark.childSays + "”";
    const ui::Rect rect = flow.take(flow.frame().foundRowHeight(words, flow.width()));
    if (flow.frame().foundRow("child.mark." + number, rect, number + "   " + dayShort(one.day), words, {})) {
      out.emplace_back(CaseChosen{one.caseId});
    }
    flow.space(-flow.frame().gap() / 2);
  }
  flow.space(flow.frame().gap() / 2);
}

void drawPatterns(ui::Flow& flow, const State& state) {
  const casework::Patterns& patterns = state.inbox.child.view.patterns;
  quiet(flow, "child.patterns.note",
        "Only counted, of what staff wrote in the rows shown. It says nothing about a child by itself.");
  drawCounts(flow, "Day of the week", "child.weekday", patterns.weekdays, true);
  drawCounts(flow, "Time of day", "child.time", patterns.times, false);
  drawCounts(flow, "Where", "child.place", patterns.places, false);
  drawCounts(flow, "Who wrote", "child.writer", patterns.writers, false);
  if (patterns.gaps.empty()) return;
  flow.text("Long times with nothing written", ui::Words::strong);
  flow.space(-flow.frame().gap() / 2);
  for (std::size_t i = 0; i < patterns.gaps.size(); ++i) {
    const casework::Gap& gap = patterns.gaps[i];
    flow.text(dayShort(gap.from) + " to " + dayShort(gap.to) + ": " +
              countWords(static_cast<std::size_t>(std::max(gap.days, 0)), "day", "days"));
    flow.space(-flow.frame().gap() / 2);
  }
  flow.space(flow.frame().gap() / 2);
}

void drawOpenings(ui::Flow& flow, const State& state) {
  const casework::ChildView& view = state.inbox.child.view;
  if (view.openedBy.empty() && view.exported.empty()) {
    return quiet(flow, "child.openings.none", "Nobody has opened anything of this yet.");
  }
  for (std::size_t i = 0; i < view.openedBy.size(); ++i) {
    const casework::OpenedBy& by = view.openedBy[i];
    std::string words = "Opened " + countWords(by.times, "record", "records") + ", last " + formatShort(by.last);
    if (by.first != by.last) words += ", first " + formatShort(by.first);
    drawFact(flow, "child.opened." + std::to_string(i + 1), by.name, words);
  }
  for (std::size_t i = 0; i < view.exported.size(); ++i) {
    const auto found = state.inbox.entries.find(view.exported[i]);
    if (found == state.inbox.entries.end()) continue;
    const Entry& entry = found->second.entry;
    std::string words = entry.casework.report;
    if (!words.empty()) words[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(words[0])));
    words += ", " + entry.author.name + ", " + formatShort(entry.writtenAt.wall);
    if (!entry.casework.forWhom.empty()) words += ", for " + entry.casework.forWhom;
    if (!entry.body.empty()) words += ". " + entry.body;
    drawFact(flow, "child.exported." + std::to_string(i + 1), "Printed or saved", words);
  }
}

}  // namespace pillarbox::inbox

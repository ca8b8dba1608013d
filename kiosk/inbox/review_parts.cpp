#include "kiosk/inbox/review_parts.h"

#include <algorithm>

#include "kiosk/inbox/days.h"
#include "kiosk/inbox/parts.h"

namespace pillarbox::inbox {
namespace {

std::string inQuotes(std::string_view name) {
  return "“" + std::string(name) + "”";
}

bool offered(const State& state, const std::string& category) {
  if (!state.school.directory) return false;
  const std::vector<std::string>& all = state.school.directory->categories;
  return std::find(all.begin(), all.end(), category) != all.end();
}

std::string useWords(const casework::CategoryUse& use) {
  if (use.concerns == 0) return "No concern has it.";
  return std::to_string(use.concerns) + (use.concerns == 1 ? " concern, on " : " concerns, the newest on ") +
         dayShort(use.last) + (use.rare ? ". Hardly used." : ".");
}

void drawMoving(ui::Flow& flow, const ReviewJoin& join) {
  ui::Frame& frame = flow.frame();
  const std::size_t moved = join.total - join.moving.size();
  const std::string words = std::to_string(moved) + " of " + std::to_string(join.total) + " sorted again";
  flow.text(words);
  frame.progress("review.moving", flow.take(frame.rowHeight() / 3),
                 static_cast<float>(moved) / static_cast<float>(std::max<std::size_t>(join.total, 1)), words);
}

void drawTakeOff(ui::Flow& flow, const State& state, const ReviewJoin& join, Events& out) {
  if (!offered(state, join.from)) return;
  flow.text("New concerns can still be sorted as " + inQuotes(join.from) + " until it is off the school's list.");
  if (flow.button("review.take-off", "Take " + inQuotes(join.from) + " off the list", ui::Look::secondary,
                  !state.inbox.manage.working)) {
    out.emplace_back(ReviewCategoryRemoved{});
  }
}

void drawInto(ui::Flow& flow, const State& state, const ReviewJoin& join, Events& out) {
  flow.text("Make it part of", ui::Words::strong);
  flow.space(-flow.frame().gap() / 2);
  ui::Frame& frame = flow.frame();
  std::vector<const std::string*> others;
  float widest = 0;
  for (const std::string& category : state.school.directory->categories) {
    if (category == join.from || isReservedCategory(category)) continue;
    others.push_back(&category);
    widest = std::max(widest, frame.textWidth(category, ui::Words::body));
  }
  const float gap = frame.gap(), least = std::min(widest, 320 * frame.textScale()) + frame.rowHeight() + gap;
  const auto inRow = static_cast<std::size_t>(std::max(1.0F, (flow.width() + gap) / (least + gap)));
  for (std::size_t i = 0; i < others.size(); i += inRow) {
    const float width = (flow.width() - gap * static_cast<float>(inRow - 1)) / static_cast<float>(inRow);
    float height = frame.rowHeight();
    for (std::size_t k = i; k < std::min(i + inRow, others.size()); ++k) {
      height =
          std::max(height, frame.textHeight(*others[k], ui::Words::body, width - frame.rowHeight() - gap) + 1.5F * gap);
    }
    const std::vector<ui::Rect> cells = flow.row(inRow, height);
    for (std::size_t k = i; k < std::min(i + inRow, others.size()); ++k) {
      const std::string id = "review.into." + std::to_string(k + 1);
      if (frame.choice(id, cells[k - i], *others[k], join.into == *others[k])) {
        out.emplace_back(ReviewJoinInto{*others[k]});
      }
    }
    flow.space(-gap / 2);
  }
  flow.space(gap / 2);
}

void drawFigureTable(ui::Flow& flow, const casework::FigureTable& table, const std::string& id) {
  ui::Frame& frame = flow.frame();
  flow.text(table.title, ui::Words::heading);
  if (table.rows.empty()) return flow.text("Not shown: the numbers are too small.", ui::Words::body, ui::Tone::quiet);
  std::size_t most = 1;
  for (const casework::FigureRow& row : table.rows) most = std::max(most, row.shown.count);
  std::size_t number = 0;
  for (const casework::FigureRow& row : table.rows) {
    // On paper they stand; here there would be nothing else to see in autumn.
    if (row.shown.as == casework::Shown::As::number && row.shown.count == 0) continue;
    const std::string name = dayShort(row.words) + ": " + casework::shownWords(row.shown);
    const float height = std::max(frame.textHeight(name, ui::Words::body, flow.width() * 0.58F), 30.0F);
    const std::vector<ui::Rect> cells = flow.row({3, 2}, height);
    frame.text(id + "." + std::to_string(++number), cells[0], name, ui::Words::body);
    if (row.shown.count > 0) {
      const float width = cells[1].w * static_cast<float>(row.shown.count) / static_cast<float>(most);
      frame.panel({cells[1].x, cells[1].y + 6, width, height - 12}, ui::Tone::good);
    }
    flow.space(-frame.gap());
  }
  flow.space(2 * frame.gap());
}

}  // namespace

void drawCategories(ui::Flow& flow, const State& state, Events& out) {
  const ReviewState& review = state.inbox.manage.review;
  std::size_t number = 0;
  if (!review.found.overlaps.empty()) {
    flow.text("These may be one", ui::Words::heading);
    for (const casework::Overlap& each : review.found.overlaps) {
      if (flow.listRow("review.overlap." + std::to_string(++number), each.smaller + " and " + each.larger,
                       each.sentence)) {
        out.emplace_back(ReviewJoinOpened{each.smaller, each.larger});
      }
      flow.space(-flow.frame().gap() / 2);
    }
    flow.space(flow.frame().gap() / 2);
  }
  flow.text("How each is used", ui::Words::heading);
  flow.text("Few categories that everybody uses alike say more than many.", ui::Words::body, ui::Tone::quiet);
  number = 0;
  for (const casework::CategoryUse& use : review.found.categories) {
    const std::string id = "review.category." + std::to_string(++number);
    const std::string_view mark = use.notOffered ? "not on the list" : "";
    if (isReservedCategory(use.category)) {
      drawFact(flow, id, use.category, useWords(use));
    } else if (flow.listRow(id, use.category, useWords(use), mark, false, true)) {
      out.emplace_back(ReviewJoinOpened{use.category, {}});
    }
    flow.space(-flow.frame().gap() / 2);
  }
}

void drawJoin(ui::Flow& flow, const State& state, Events& out) {
  if (!state.school.directory) return;
  const ReviewJoin& join = state.inbox.manage.review.join;
  const bool sorting = std::any_of(state.inbox.steps.taking.begin(), state.inbox.steps.taking.end(),
                                   [](const StepKey& key) { return key.first == Kind::triage; });
  flow.text(inQuotes(join.from), ui::Words::heading);
  if (!join.moving.empty()) {
    drawMoving(flow, join);
    if (!sorting && flow.button("review.go-on", "Go on", ui::Look::primary)) out.emplace_back(ReviewJoinPressed{});
    return;
  }
  if (join.done) {
    flow.notice("review.joined", "Done: no concern is in " + inQuotes(join.from) + " any more.", ui::Tone::good);
    return drawTakeOff(flow, state, join, out);
  }
  const casework::Consolidation preview =
      casework::previewConsolidation(state.inbox.view, join.from, join.into.empty() ? "another one" : join.into);
  if (preview.cases.empty()) {
    flow.text(preview.sentence);
    return drawTakeOff(flow, state, join, out);
  }
  drawInto(flow, state, join, out);
  flow.text("What would change", ui::Words::strong);
  flow.space(-flow.frame().gap() / 2);
  flow.notice("review.preview", preview.sentence, ui::Tone::normal);
  const std::string many = preview.cases.size() == 1 ? "the 1 concern" : "all " + std::to_string(preview.cases.size());
  const std::string name = join.sure ? "Yes, sort " + many + " as " + inQuotes(join.into) : "Sort " + many + " again";
  if (flow.button("review.join", name, join.sure ? ui::Look::danger : ui::Look::primary, !join.into.empty())) {
    out.emplace_back(ReviewJoinPressed{});
  }
}

void drawReviewers(ui::Flow& flow, const State& state, Events& out) {
  if (!state.school.directory) return;
  const Directory& directory = *state.school.directory;
  const std::vector<std::string>& chosen = state.inbox.manage.review.reviewers;
  const int weeks = directory.policies.reviewEveryWeeks;
  flow.text(weeks <= 0 ? "Your school wants no reminder of the review."
                       : "Every " + std::to_string(weeks) +
                             " weeks whoever is next is reminded on their list. How often is among what the school "
                             "has decided.");
  flow.text("Who takes turns, in the order in which you tick them", ui::Words::strong);
  flow.space(-flow.frame().gap() / 2);
  for (const Person& person : directory.people) {
    if (!person.active || person.role == PersonRole::writer) continue;
    const auto at = std::find(chosen.begin(), chosen.end(), person.id);
    std::string name = person.name + ", " + std::string(personRoleWords(person.role));
    if (at != chosen.end()) name = std::to_string(at - chosen.begin() + 1) + ". " + name;
    if (flow.toggle("review.reviewer." + person.id, name, at != chosen.end())) {
      out.emplace_back(ReviewReviewerToggled{person.id});
    }
    flow.space(-flow.frame().gap() / 2);
  }
  flow.space(flow.frame().gap() / 2);
  flow.text("With nobody ticked, the DSLs and deputies take turns.", ui::Words::body, ui::Tone::quiet);
  if (flow.button("review.reviewers.save", state.inbox.manage.working ? "Saving…" : "Save", ui::Look::primary,
                  !state.inbox.manage.working)) {
    out.emplace_back(ReviewReviewersSaved{});
  }
}

void drawFigures(ui::Flow& flow, const State& state, Events& out) {
  const ReviewState& review = state.inbox.manage.review;
  const casework::Figures& figures = review.figures;
  flow.text("Concerns this school year: " + casework::shownWords(figures.total), ui::Words::heading);
  flow.text(std::string(casework::howSmallNumbersAreHidden()) + " What has none is left out here.", ui::Words::small,
            ui::Tone::quiet);
  if (flow.button("review.figures.print", "Print or save figures for governors")) {
    out.emplace_back(ReportOpened{ReportKind::figures, {}});
  }
  if (flow.toggle("review.figures.classes", "By class instead of by year group", review.byClass)) {
    out.emplace_back(ReviewClassesToggled{});
  }
  for (const casework::FigureTable& table : figures.tables) {
    drawFigureTable(flow, table, "review.figures." + std::to_string(static_cast<int>(table.of)));
  }
}

}  // namespace pillarbox::inbox

#include "kiosk/inbox/reviewing_screen.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>

#include "kiosk/inbox/days.h"
#include "kiosk/inbox/parts.h"
#include "kiosk/inbox/review_parts.h"
#include "shared/record/ids.h"

namespace pillarbox::inbox {
namespace {

using casework::Finding;

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
  return std::to_string(count) + " " + std::string(count == 1 ? one : many);
}

std::string nameOf(const State& state, const std::string& person) {
  if (person == state.reader.id) return "you";
  const Person* found = state.school.directory ? state.school.directory->person(person) : nullptr;
  return found == nullptr ? person : found->name;
}

std::string turnWords(const State& state) {
  const ReviewState& review = state.inbox.manage.review;
  std::string words = "Nobody has looked through the records yet.";
  if (review.last) words = "Last looked through on " + dayShort(review.last->day) + " by " + review.last->name + ".";
  if (!review.turn) return words;
  const std::string who = nameOf(state, review.turn->person);
  return words + (who == "you" ? " It is your turn, by " : " Next: " + who + ", by ") + dayShort(review.turn->due) +
         ".";
}

void drawFound(ui::Flow& flow, const ReviewState& review, bool complete, Events& out) {
  flow.text("What to look at", ui::Words::heading);
  flow.text("Counted: every entry of all records that you may read, also what was added to one later.",
            ui::Words::small, ui::Tone::quiet);
  if (!complete) return flow.text("Opening what has been posted…", ui::Words::body, ui::Tone::quiet);
  std::map<Finding::Of, std::size_t> counts;
  for (const Finding& each : review.found.findings) ++counts[each.of];
  if (counts.empty()) {
    flow.notice("review.nothing", "Nothing stands out. Read a few records at random all the same.", ui::Tone::good);
  }
  for (const auto& [of, count] : counts) {
    const auto first = std::find_if(review.found.findings.begin(), review.found.findings.end(),
                                    [of = of](const Finding& each) { return each.of == of; });
    if (flow.listRow("review.found." + std::to_string(static_cast<int>(of)), casework::findingWords(of),
                     (count == 1 ? "" : "The oldest: ") + first->sentence, std::to_string(count), false, true)) {
      out.emplace_back(ReviewFindingsChosen{of});
    }
    flow.space(-flow.frame().gap() / 2);
  }
  flow.space(flow.frame().gap() / 2);
}

void drawRest(ui::Flow& flow, const State& state, Events& out) {
  const ReviewState& review = state.inbox.manage.review;
  const auto rare = static_cast<std::size_t>(
      std::count_if(review.found.categories.begin(), review.found.categories.end(),
                    [](const casework::CategoryUse& use) { return use.rare || use.notOffered; }));
  const auto row = [&](std::string_view id, std::string_view name, const std::string& detail, ReviewPage page) {
    if (flow.listRow(id, name, detail)) out.emplace_back(ReviewPageChosen{page});
    flow.space(-flow.frame().gap() / 2);
  };
  flow.text("And besides", ui::Words::heading);
  row("review.sample", "Records at random",
      counted(review.found.sample.size(), "record", "records") + " to read whole, " +
          counted(review.notes.size(), "note", "notes") + " so far.",
      ReviewPage::sample);
  row("review.categories", "Categories",
      std::to_string(rare) + " hardly used, " + counted(review.found.overlaps.size(), "pair", "pairs") +
          " that may be one.",
      ReviewPage::categories);
  row("review.figures", "Figures", "This school year in numbers, without any name.", ReviewPage::figures);
  if (flow.listRow("review.sheet", "Print the review sheet",
                   "For a term: what was found and decided, without names.")) {
    out.emplace_back(ReportOpened{ReportKind::review, {}});
  }
  flow.space(-flow.frame().gap() / 2);
  row("review.reviewers", "Who takes turns", "And how often you are reminded.", ReviewPage::reviewers);
  flow.space(flow.frame().gap() / 2);
}

// Of one record there may be several findings.
std::size_t recordsFound(const ReviewState& review) {
  std::set<std::string_view> records;
  for (const Finding& each : review.found.findings) records.insert(each.caseId);
  return records.size();
}

void drawOverview(ui::Frame& frame, const State& state, ui::Rect rect, Events& out) {
  const ReviewState& review = state.inbox.manage.review;
  // Where it was just finished there is nothing to finish.
  if (state.inbox.complete && state.inbox.manage.done.empty()) {
    const bool through = review.looked || review.found.findings.empty();
    const ui::Rect button = ui::cutBottom(rect, frame.rowHeight(), frame.gap());
    const std::string name =
        review.sure && !through
            ? "Finish with " + counted(recordsFound(review), "record", "records") + " not looked at?"
            : std::string("Finish this review");
    if (frame.button("review.finish", button, name, through ? ui::Look::primary : ui::Look::quiet)) {
      out.emplace_back(ReviewPageChosen{ReviewPage::finish});
    }
  }
  const auto top = [&](ui::Flow& flow) {
    flow.text(turnWords(state), ui::Words::body, ui::Tone::quiet);
    drawFound(flow, review, state.inbox.complete, out);
  };
  if (rect.w / frame.textScale() >= 1000) {
    const ui::Rect left = ui::cutLeft(rect, rect.w * 0.52F, 2 * frame.gap());
    frame.flow("review.left", left, top);
    frame.flow("review.right", rect, [&](ui::Flow& flow) { drawRest(flow, state, out); });
    return;
  }
  frame.flow("review.overview", middleColumn(rect, 900 * frame.textScale()), [&](ui::Flow& flow) {
    top(flow);
    drawRest(flow, state, out);
  });
}

// A concern by its number: no child's name stands here.
std::string caseDetail(const State& state, const std::string& caseId, std::string words) {
  const auto made = state.inbox.view.cases.find(caseId);
  if (made == state.inbox.view.cases.end()) return words;
  const auto head = state.inbox.entries.find(made->second.head);
  if (head != state.inbox.entries.end()) {
    words += (words.empty() ? "Written " : " Written ") + dayShort(casework::dayOn(head->second.entry.writtenAt.wall));
    if (!made->second.category.empty()) words += ", " + made->second.category;
    words += ".";
  }
  return words;
}

void drawHeading(ui::Flow& flow, const State& state, Events& out) {
  const ReviewState& review = state.inbox.manage.review;
  flow.text(casework::findingWords(review.of), ui::Words::heading);
  std::size_t shown = 0;
  for (const Finding& each : review.found.findings) {
    if (each.of != review.of) continue;
    const std::string id = "review.case." + std::to_string(++shown);
    if (flow.listRow(id, referenceOf(each.caseId), caseDetail(state, each.caseId, each.sentence))) {
      out.emplace_back(ReviewCaseOpened{each.caseId});
    }
    flow.space(-flow.frame().gap() / 2);
  }
  if (shown == 0) flow.notice("review.none", "Nothing of this kind is left.", ui::Tone::good);
}

void drawSample(ui::Flow& flow, const State& state, Events& out) {
  const ReviewState& review = state.inbox.manage.review;
  flow.text(
      "These records were drawn by chance. Read each as a stranger would in twenty years: is it clear what was seen, "
      "what was done, and why? The same ones stay until a review is finished.");
  if (review.found.sample.empty()) flow.text("There is no record yet.");
  std::size_t number = 0;
  for (const std::string& caseId : review.found.sample) {
    const std::string at = std::to_string(++number);
    const auto note = review.notes.find(caseId);
    if (flow.listRow("review.read." + at, "Read " + referenceOf(caseId), caseDetail(state, caseId, {}),
                     note == review.notes.end() ? "" : "noted")) {
      out.emplace_back(ReviewCaseOpened{caseId});
    }
    flow.space(-flow.frame().gap() / 2);
    if (note != review.notes.end()) flow.text("Your team's note: " + note->second);
    if (flow.button("review.note-on." + at, note == review.notes.end() ? "Write a note on it" : "Write another note",
                    ui::Look::quiet)) {
      out.emplace_back(ReviewNoteOpened{caseId});
    }
  }
}

// A few lines to write, and a button under them.
struct Writing {
  std::string_view id, label, placeholder, button, said;
  bool can = true;
};

template <class Typed, class Posted>
void drawWriting(ui::Frame& frame, const State& state, ui::Rect rect, const Writing& what, const ui::TextModel& model,
                 Events& out) {
  const bool typing = frame.hasFocus(what.id);
  if (typing) rect = drawKeyboardUnder(frame, rect);
  rect = middleColumn(rect, 900 * frame.textScale());
  const bool saving = std::any_of(state.inbox.steps.taking.begin(), state.inbox.steps.taking.end(),
                                  [](const StepKey& key) { return key.first == Kind::reviewed; });
  // Over the keyboard of a low screen there is no room for a row of its own.
  const bool low = typing && rect.h < 4.5F * frame.rowHeight() && rect.w >= 700;
  ui::Rect button = low ? ui::cutRight(rect, 240, frame.gap()) : ui::cutBottom(rect, frame.rowHeight(), frame.gap());
  if (low) button = ui::cutBottom(button, frame.rowHeight());
  if (frame.button("review.save", button, saving ? "Saving…" : what.button, ui::Look::primary, what.can && !saving)) {
    out.emplace_back(Posted{});
  }
  frame.flow(std::string(what.id) + ".page", rect, [&](ui::Flow& flow) {
    ui::EditorOptions options;
    options.label = what.label;
    options.placeholder = what.placeholder;
    for (ui::EditAction& action : flow.editor(what.id, model, options, frame.rowHeight() * (low ? 1.4F : 2.2F))) {
      out.emplace_back(Typed{std::move(action)});
    }
    if (!typing) flow.text(what.said, ui::Words::body, ui::Tone::quiet);
  });
}

void drawNote(ui::Frame& frame, const State& state, ui::Rect rect, Events& out) {
  const ReviewState& review = state.inbox.manage.review;
  const std::string label = "Note on " + referenceOf(review.noteOn);
  drawWriting<ReviewNoteTyped, ReviewNotePosted>(
      frame, state, rect,
      {"review.note", label, "What is clear, what is missing, what should be done", "Save",
       "It is signed and kept under the concern, where its readers see it. Nothing that was written before is changed.",
       !review.note.empty()},
      review.note, out);
}

void drawFinish(ui::Frame& frame, const State& state, ui::Rect rect, Events& out) {
  const ReviewState& review = state.inbox.manage.review;
  const std::string said = "This is kept with it:\n" + casework::summaryOf(review.found, review.notes.size());
  drawWriting<ReviewDecidedTyped, ReviewFinished>(
      frame, state, rect,
      {"review.decided", "What was decided (if anything)", "Without names: this goes on the review sheet",
       "Finish and sign it", said},
      review.decided, out);
}

}  // namespace

void drawReview(ui::Frame& frame, const State& state, ui::Rect rect, Events& out) {
  const ReviewState& review = state.inbox.manage.review;
  if (!state.inbox.problem.empty()) {
    frame.notice("review.problem", ui::cutTop(rect, frame.noticeHeight(state.inbox.problem, rect.w), frame.gap()),
                 state.inbox.problem, ui::Tone::warning);
  }
  const auto column = [&](std::string_view id, void (*page)(ui::Flow&, const State&, Events&)) {
    frame.flow(id, middleColumn(rect, 900 * frame.textScale()), [&](ui::Flow& flow) { page(flow, state, out); });
  };
  switch (review.page) {
    case ReviewPage::overview:
      return drawOverview(frame, state, rect, out);
    case ReviewPage::heading:
      return column("review.page.heading", drawHeading);
    case ReviewPage::categories:
      return column("review.page.categories", drawCategories);
    case ReviewPage::join:
      return column("review.page.join", drawJoin);
    case ReviewPage::sample:
      return column("review.page.sample", drawSample);
    case ReviewPage::note:
      return drawNote(frame, state, rect, out);
    case ReviewPage::finish:
      return drawFinish(frame, state, rect, out);
    case ReviewPage::reviewers:
      return column("review.page.reviewers", drawReviewers);
    case ReviewPage::figures:
      return column("review.page.figures", drawFigures);
  }
}

}  // namespace pillarbox::inbox

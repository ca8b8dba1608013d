#include "kiosk/inbox/next_parts.h"

#include <algorithm>
#include <optional>

#include "kiosk/inbox/concern_screen.h"
#include "kiosk/inbox/step_forms.h"
#include "kiosk/inbox/words.h"
#include "kiosk/inbox/writer_parts.h"

namespace pillarbox::inbox {
namespace {

bool busyWith(const State& state, Kind kind) {
  const std::vector<StepKey>& taking = state.inbox.steps.taking;
  return std::any_of(taking.begin(), taking.end(), [&](const StepKey& each) { return each.first == kind; });
}

std::string_view nameOf(const NextStep& step) {
  return step.what == NextStep::What::read ? std::string_view("Mark as read") : formTitle(step.form);
}

std::string idOf(const NextStep& step) {
  return step.what == NextStep::What::read ? "concern.read" : "next." + std::string(formName(step.form));
}

// Draws it as the primary button in `rect`.
void drawPrimary(ui::Frame& frame, const State& state, const NextStep& step, ui::Rect rect, bool end, Events& out) {
  if (step.what == NextStep::What::read && !end) {
    if (frame.button("concern.read-on", rect, "Read on", ui::Look::primary)) frame.scrollOn(storyId(state));
    return;
  }
  const bool busy = step.what == NextStep::What::read && busyWith(state, Kind::read);
  if (!frame.button(idOf(step), rect, busy ? "Marking as read…" : nameOf(step), ui::Look::primary, !busy)) return;
  if (step.what == NextStep::What::read) {
    out.emplace_back(ReadPressed{state.inbox.chosen});
  } else {
    out.emplace_back(FormOpened{step.form, step.subject});
  }
}

bool understoodBy(const State& state, const Case& chosen) {
  return std::any_of(chosen.understood.begin(), chosen.understood.end(),
                     [&](const casework::UnderstoodBy& each) { return each.person == state.reader.id; });
}

bool offered(const State& state, const Case& chosen, Form form) {
  switch (form) {
    case Form::unlink:
      return std::any_of(chosen.children.begin(), chosen.children.end(),
                         [](const casework::LinkedChild& child) { return !child.pupil.ref.empty(); });
    case Form::outcome:
      return std::any_of(chosen.actions.begin(), chosen.actions.end(),
                         [](const ActionView& action) { return action.open(); });
    case Form::unmerge:
      return !chosen.mergedBy.empty();
    case Form::close:
      return !chosen.closed;
    case Form::reopen:
      return chosen.closed;
    case Form::move:
      return state.school.directory && state.school.directory->audiences.size() > 1;
    default:
      return true;
  }
}

struct Choice {
  std::string id;
  std::string_view name;
  Event event;
  bool enabled = true;
};

// Two in a row where there is room.
void drawChoices(ui::Flow& flow, std::string_view heading, std::vector<Choice> choices, Events& out) {
  if (choices.empty()) return;
  ui::Frame& frame = flow.frame();
  if (!heading.empty()) flow.heading(heading);
  const std::size_t inRow = flow.width() >= 600 * frame.textScale() ? 2 : 1;
  for (std::size_t i = 0; i < choices.size(); i += inRow) {
    const std::vector<ui::Rect> cells = flow.row(inRow, frame.rowHeight());
    for (std::size_t k = i; k < std::min(i + inRow, choices.size()); ++k) {
      if (frame.button(choices[k].id, cells[k - i], choices[k].name, ui::Look::secondary, choices[k].enabled)) {
        out.push_back(std::move(choices[k].event));
      }
    }
    flow.space(-frame.gap() / 2);
  }
  flow.space(frame.gap() / 2);
}

}  // namespace

void drawNext(ui::Frame& frame, const State& state, const Case& chosen, ui::Rect rect, bool end, Events& out) {
  const NextStep next = nextStep(chosen);
  const auto choicesOf = [&](std::initializer_list<Form> forms) {
    std::vector<Choice> choices;
    for (const Form form : forms) {
      if (!offered(state, chosen, form) || (next.what == NextStep::What::form && next.form == form)) continue;
      const bool again = form == Form::triage && !chosen.sortedBy.empty();
      choices.push_back({"next." + std::string(formName(form)),
                         again ? std::string_view("Choose another category") : formTitle(form), FormOpened{form, {}}});
    }
    return choices;
  };
  frame.flow("next." + state.inbox.chosen, rect, [&](ui::Flow& flow) {
    flow.heading("What next?");
    if (next.what != NextStep::What::nothing) {
      drawPrimary(frame, state, next, flow.take(frame.rowHeight() * 1.1F), end, out);
    }
    std::vector<Choice> first = choicesOf(
        {Form::triage, Form::action, Form::outcome, Form::decision, Form::note, Form::file, Form::close, Form::reopen});
    if (!understoodBy(state, chosen)) {
      first.insert(first.begin(), Choice{"next.understood", "Read and understood",
                                         UnderstoodPressed{state.inbox.chosen}, !busyWith(state, Kind::understood)});
    }
    drawChoices(flow, {}, std::move(first), out);
    drawChoices(flow, "Children", choicesOf({Form::link, Form::unlink}), out);
    std::vector<Choice> record = choicesOf({Form::correction, Form::merge, Form::unmerge, Form::move});
    record.push_back(
        {"next.print", "Print or save this concern", ReportOpened{ReportKind::incident, state.inbox.chosen}});
    drawChoices(flow, "The record", std::move(record), out);
    drawMessages(flow, state, chosen, out);
  });
}

float nextBarHeight(const ui::Frame& frame) {
  return frame.rowHeight() * 1.1F;
}

void drawNextBar(ui::Frame& frame, const State& state, const Case& chosen, ui::Rect bar, bool end, Events& out) {
  const float gap = frame.gap();
  const NextStep next = nextStep(chosen);
  if (next.what != NextStep::What::nothing) {
    drawPrimary(frame, state, next, ui::cutLeft(bar, (bar.w - gap) * 0.58F, gap), end, out);
  }
  if (frame.button("concern.next", bar, "What next?", ui::Look::secondary)) out.emplace_back(NextToggled{});
}

}  // namespace pillarbox::inbox

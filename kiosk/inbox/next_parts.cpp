#include "kiosk/inbox/next_parts.h"

#include <algorithm>
#include <optional>

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
void drawPrimary(ui::Frame& frame, const State& state, const NextStep& step, ui::Rect rect, Events& out) {
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

struct Group {
  std::string_view heading;
  std::initializer_list<Form> forms;
};

}  // namespace

void drawNext(ui::Frame& frame, const State& state, const Case& chosen, ui::Rect rect, Events& out) {
  const NextStep next = nextStep(chosen);
  frame.flow("next." + state.inbox.chosen, rect, [&](ui::Flow& flow) {
    flow.heading("What next?");
    if (next.what != NextStep::What::nothing) {
      drawPrimary(frame, state, next, flow.take(frame.rowHeight() * 1.1F), out);
    }
    if (!understoodBy(state, chosen) && flow.button("next.understood", "Read and understood", ui::Look::secondary,
                                                    !busyWith(state, Kind::understood))) {
      out.emplace_back(UnderstoodPressed{state.inbox.chosen});
    }
    const Group groups[] = {
        {{}, {Form::triage, Form::action, Form::outcome, Form::decision, Form::note, Form::close, Form::reopen}},
        {"Children", {Form::link, Form::unlink}},
        {"The record", {Form::correction, Form::merge, Form::move}},
    };
    for (const Group& group : groups) {
      if (!group.heading.empty()) flow.heading(group.heading);
      for (const Form form : group.forms) {
        if (!offered(state, chosen, form) || (next.what == NextStep::What::form && next.form == form)) continue;
        const bool again = form == Form::triage && !chosen.sortedBy.empty();
        if (flow.button("next." + std::string(formName(form)), again ? "Sort it again" : formTitle(form))) {
          out.emplace_back(FormOpened{form, {}});
        }
      }
    }
    if (flow.button("next.print", "Print or save this concern")) {
      out.emplace_back(ReportOpened{ReportKind::incident, state.inbox.chosen});
    }
    drawMessages(flow, state, chosen, out);
  });
}

void drawNextBar(ui::Frame& frame, const State& state, const Case& chosen, ui::Rect& rect, Events& out) {
  const float gap = frame.gap();
  const NextStep next = nextStep(chosen);
  ui::Rect bar = ui::cutBottom(rect, frame.rowHeight() * 1.1F, gap);
  if (next.what != NextStep::What::nothing) {
    drawPrimary(frame, state, next, ui::cutLeft(bar, (bar.w - gap) * 0.58F, gap), out);
  }
  if (frame.button("concern.next", bar, "What next?", ui::Look::secondary)) out.emplace_back(NextToggled{});
}

}  // namespace pillarbox::inbox

#include <algorithm>

#include "kiosk/inbox/apply.h"
#include "kiosk/inbox/step_forms.h"
#include "kiosk/inbox/words.h"
#include "kiosk/inbox/writer_parts.h"

namespace pillarbox::inbox {
namespace {

// For the screen: the sentence of a step that may not be taken is made for it.
std::string sentenceOf(const Fault& fault) {
  return fault.code == FaultCode::badInput && !fault.detail.empty() ? fault.detail : faultSentence(fault);
}

bool hasWords(const StepForm& form) {
  return std::any_of(form.texts.begin(), form.texts.end(), [](const ui::TextModel& text) { return !text.empty(); });
}

void leaveForm(State& state) {
  state.inbox.steps.form.reset();
  state.screen = state.inbox.chosen.empty() ? Screen::list : Screen::concern;
}

void open(State& state, Form form, std::vector<std::string> cases, const std::string& subject) {
  state.inbox.steps.form = newForm(state, form, std::move(cases), subject);
  state.inbox.steps.doneCase.clear();
  state.inbox.problem.clear();
  state.screen = Screen::step;
}

void on(State& state, ReadPressed& event, Effects& out) {
  if (!reading(state) || caseOf(state, event.caseId) == nullptr) return;
  state.inbox.problem.clear();
  markAll(state, event.caseId, out);
}

void on(State& state, UnderstoodPressed& event, Effects& out) {
  const Case* made = caseOf(state, event.caseId);
  if (!reading(state) || made == nullptr) return;
  state.inbox.problem.clear();
  Step step;
  step.kind = Kind::understood;
  step.subject = made->head;
  (void)take(state, event.caseId, std::move(step), out);
}

void on(State& state, MessagePressed& event, Effects& out) {
  const Case* made = caseOf(state, event.caseId);
  if (!reading(state) || made == nullptr || !isMessage(event.kind)) return;
  for (const StepKey& each : state.inbox.steps.taking) {
    if (isMessage(each.first)) return;
  }
  state.inbox.problem.clear();
  Step step;
  step.kind = event.kind;
  step.subject = made->head;
  (void)take(state, event.caseId, std::move(step), out);
}

void on(State& state, NameRightPressed& event, Effects& out) {
  const Case* made = caseOf(state, event.caseId);
  if (!reading(state) || made == nullptr || isTaking(state, Kind::note)) return;
  state.inbox.problem.clear();
  Step step;
  step.kind = Kind::note;
  step.subject = made->head;
  step.body = nameIsRight;
  (void)take(state, event.caseId, std::move(step), out);
}

void on(State& state, AccountEndSeen&, Effects&) {
  state.inbox.steps.endSeen = !state.inbox.chosen.empty();
}

void on(State& state, NextToggled&, Effects&) {
  if (state.screen == Screen::concern) state.inbox.steps.choosing = !state.inbox.steps.choosing;
}

void on(State& state, FormOpened& event, Effects& out) {
  if (caseOf(state, state.inbox.chosen) == nullptr) return;
  if (state.screen != Screen::concern && state.screen != Screen::step) return;
  const std::optional<StepForm>& form = state.inbox.steps.form;
  if (form && (form->sending || form->cases.size() != 1)) return;
  open(state, event.form, {state.inbox.chosen}, event.subject);
  if (event.form == Form::file) out.emplace_back(LookForFiles{});
}

void on(State& state, FilesFound& event, Effects&) {
  std::optional<StepForm>& form = state.inbox.steps.form;
  if (form && form->form == Form::file) form->files = std::move(event.files);
}

void on(State& state, FormEdited& event, Effects&) {
  std::optional<StepForm>& form = state.inbox.steps.form;
  if (!form || form->sending || event.slot == Slot::count) return;
  form->text(event.slot).apply(event.action);
  form->problem.clear();
  form->leaving = false;
}

void on(State& state, FormPicked& event, Effects&) {
  std::optional<StepForm>& form = state.inbox.steps.form;
  if (!form || form->sending || event.pick == Pick::count) return;
  form->pick(event.pick) = std::move(event.value);
  if (event.pick == Pick::pupil) form->text(Slot::search).clear();
  form->problem.clear();
  form->leaving = false;
}

void on(State& state, FormPosted&, Effects& out) {
  std::optional<StepForm>& form = state.inbox.steps.form;
  if (state.screen != Screen::step || !form || form->sending) return;
  form->problem.clear();
  std::vector<std::pair<std::string, Step>> steps;
  for (const std::string& id : form->cases) {
    Result<Step> step = stepOf(state, id);
    if (!step) {
      form->problem = sentenceOf(step.fault());
      return;
    }
    steps.emplace_back(id, std::move(*step));
  }
  form->sending = true;
  for (auto& [id, step] : steps) {
    if (!take(state, id, std::move(step), out) || form->form != Form::file) continue;
    std::get<TakeStep>(out.back()).files = {form->pick(Pick::file)};
  }
}

void on(State& state, FormCancelled&, Effects&) {
  std::optional<StepForm>& form = state.inbox.steps.form;
  if (!form || form->sending) return;
  if (hasWords(*form) && !form->leaving) {
    form->leaving = true;
    return;
  }
  leaveForm(state);
}

void on(State& state, FormKept&, Effects&) {
  if (state.inbox.steps.form) state.inbox.steps.form->leaving = false;
}

void on(State& state, FormDiscarded&, Effects&) {
  if (state.inbox.steps.form && !state.inbox.steps.form->sending) leaveForm(state);
}

void on(State& state, BulkPressed& event, Effects& out) {
  ListState& list = state.inbox.list;
  if ((state.screen != Screen::list && state.screen != Screen::concern) || !list.selecting || list.selected.empty()) {
    return;
  }
  state.inbox.problem.clear();
  const std::vector<std::string> cases(list.selected.begin(), list.selected.end());
  if (event.what == Bulk::triage) {
    closeCase(state);
    return open(state, Form::triage, cases, {});
  }
  for (const std::string& id : cases) {
    if (event.what == Bulk::read) {
      markAll(state, id, out);
    } else {
      UnderstoodPressed pressed{id};
      on(state, pressed, out);
    }
  }
  list.selecting = false;
  list.selected.clear();
}

void said(State& state, const StepTaken& event) {
  StepsState& steps = state.inbox.steps;
  const Case* made = caseOf(state, event.caseId);
  if (event.kind == Kind::read && made != nullptr && !made->unread.empty()) return;  // more of it is on its way
  steps.doneCase = event.caseId;
  steps.doneKind = event.kind;
}

void on(State& state, StepTaken& event, Effects& out) {
  if (!reading(state)) return;
  StepsState& steps = state.inbox.steps;
  if (std::erase(steps.taking, StepKey{event.kind, event.subject}) == 0) return;
  merge(state.inbox.entries, std::move(event.entries));
  if (event.caseId == state.inbox.chosen) steps.doneCase = event.caseId;  // so that it is followed into another
  refresh(state, out);
  said(state, event);
  if (event.kind == Kind::merge) steps.doneCase = state.inbox.chosen;
  std::optional<StepForm>& form = steps.form;
  if (!form || !form->sending || kindOf(form->form) != event.kind) return;
  std::erase(form->cases, event.caseId);
  if (isTaking(state, event.kind)) return;
  form->sending = false;
  if (!form->cases.empty()) return;  // some of them could not be done: it says which is wrong
  const bool bulk = state.inbox.chosen.empty();
  leaveForm(state);
  if (bulk) {
    state.inbox.list.selecting = false;
    state.inbox.list.selected.clear();
  }
  steps.choosing = false;
  state.lastTouch = state.now;
}

void on(State& state, StepNotTaken& event, Effects&) {
  if (!reading(state)) return;
  StepsState& steps = state.inbox.steps;
  if (std::erase(steps.taking, StepKey{event.kind, event.subject}) == 0) return;
  std::optional<StepForm>& form = steps.form;
  if (form && form->sending && kindOf(form->form) == event.kind) {
    form->problem = "It was not saved. " + sentenceOf(event.fault);
    if (!isTaking(state, event.kind)) form->sending = false;
    return;
  }
  const std::string what = event.kind == Kind::read ? "It could not be marked as read. "
                           : isMessage(event.kind)  ? "Your message was not sent. "
                                                    : "It was not saved. ";
  state.inbox.problem = what + sentenceOf(event.fault);
}

}  // namespace

bool take(State& state, const std::string& caseId, Step step, Effects& out) {
  StepsState& steps = state.inbox.steps;
  const StepKey key{step.kind, step.subject};
  if (std::find(steps.taking.begin(), steps.taking.end(), key) != steps.taking.end()) return false;
  TakeStep effect;
  const auto add = [&](std::string_view id) {
    const Case* made = caseOf(state, id);
    if (made == nullptr) return;
    std::vector<std::string> ids = made->later;
    ids.push_back(made->head);
    for (const std::string& each : ids) {
      if (const auto found = state.inbox.entries.find(each); found != state.inbox.entries.end()) {
        effect.about.insert(*found);
      }
    }
  };
  add(caseId);
  if (!step.work.into.empty()) add(step.work.into);
  effect.caseId = caseId;
  effect.step = std::move(step);
  steps.taking.push_back(key);
  out.emplace_back(std::move(effect));
  return true;
}

void markAll(State& state, const std::string& caseId, Effects& out) {
  const Case* made = caseOf(state, caseId);
  if (made == nullptr) return;
  for (const std::string& id : made->unread) {
    Step step;
    step.kind = Kind::read;
    step.subject = id;
    (void)take(state, caseId, std::move(step), out);
  }
}

bool isTaking(const State& state, Kind kind) {
  const std::vector<StepKey>& taking = state.inbox.steps.taking;
  return std::any_of(taking.begin(), taking.end(), [&](const StepKey& each) { return each.first == kind; });
}

void on(State& state, StepEvent& event, Effects& out) {
  std::visit([&](auto& each) { on(state, each, out); }, event);
}

}  // namespace pillarbox::inbox

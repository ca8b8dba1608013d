#include "kiosk/inbox/step_forms.h"

#include <algorithm>
#include <array>

#include "kiosk/inbox/days.h"
#include "kiosk/inbox/fields.h"

namespace pillarbox::inbox {
namespace {

struct FormWords {
  Form form;
  Kind kind;
  std::string_view name, title, button;
};
// In the order of Form.
constexpr std::array<FormWords, 14> forms{{
    {Form::triage, Kind::triage, "sort", "Choose a category", "Save the category"},
    {Form::link, Kind::link, "link", "Link a child", "Link this child"},
    {Form::unlink, Kind::link, "unlink", "Take a link back", "Take the link back"},
    {Form::action, Kind::action, "action", "Log an action", "Save the action"},
    {Form::outcome, Kind::outcome, "outcome", "Outcome of an action", "Save the outcome"},
    {Form::decision, Kind::decision, "decision", "Decision with reason", "Save the decision"},
    {Form::note, Kind::note, "note", "Add a note", "Save the note"},
    {Form::file, Kind::note, "file", "Add a file", "Add the file"},
    {Form::correction, Kind::correction, "correction", "Correct something", "Save the correction"},
    {Form::merge, Kind::merge, "merge", "Part of another concern", "Make it part of that one"},
    {Form::unmerge, Kind::merge, "unmerge", "A concern of its own again", "Take it out again"},
    {Form::move, Kind::move, "move", "Pass to other readers", "Pass it on"},
    {Form::close, Kind::close, "close", "Close", "Close the concern"},
    {Form::reopen, Kind::reopen, "reopen", "Open again", "Open it again"},
}};
static_assert(forms[static_cast<std::size_t>(Form::reopen)].form == Form::reopen);

const FormWords& wordsOf(Form form) {
  return forms[static_cast<std::size_t>(form)];
}

Result<std::string> dueOf(const State& state, const StepForm& form) {
  const std::string& pick = form.pick(Pick::due);
  if (pick != anotherDay) return pick;
  const std::string text = trimmed(form.text(Slot::due).text());
  const std::optional<std::string> day = dayFrom(text, state.today);
  if (!day) return Fault{FaultCode::badInput, "Type the day like 30 November or 30/11/2026."};
  return *day;
}

}  // namespace

std::string_view formName(Form form) {
  return wordsOf(form).name;
}
std::string_view formTitle(Form form) {
  return wordsOf(form).title;
}
std::string_view formButton(Form form) {
  return wordsOf(form).button;
}
Kind kindOf(Form form) {
  return wordsOf(form).kind;
}

StepForm newForm(const State& state, Form form, std::vector<std::string> cases, std::string_view subject) {
  StepForm made;
  made.form = form;
  made.cases = std::move(cases);
  for (const Slot line : {Slot::who, Slot::due, Slot::subcategory, Slot::referredTo, Slot::search}) {
    made.text(line) = ui::TextModel(200, true);
  }
  for (const Slot words : {Slot::what, Slot::outcome, Slot::parentsWhy}) made.text(words) = ui::TextModel(2000);
  const auto found =
      made.cases.size() == 1 ? state.inbox.view.cases.find(made.cases.front()) : state.inbox.view.cases.end();
  if (found == state.inbox.view.cases.end()) return made;
  const Case& about = found->second;
  if (form == Form::triage && !about.sortedBy.empty()) {
    made.pick(Pick::category) = about.category;
    made.text(Slot::subcategory).setText(about.subcategory);
  }
  if (form == Form::outcome) {
    made.pick(Pick::action) = subject;
    for (const ActionView& action : about.actions) {
      if (action.open() && made.pick(Pick::action).empty()) made.pick(Pick::action) = action.id;
    }
  }
  if (form == Form::correction) made.pick(Pick::entry) = subject.empty() ? about.head : std::string(subject);
  if (form == Form::unlink) made.pick(Pick::pupil) = subject;
  return made;
}

Result<Step> stepOf(const State& state, const std::string& caseId) {
  const StepForm& form = *state.inbox.steps.form;
  const auto found = state.inbox.view.cases.find(caseId);
  if (found == state.inbox.view.cases.end()) return Fault{FaultCode::badInput, "This concern is not here any more."};
  Step step;
  step.kind = kindOf(form.form);
  step.subject = caseId;
  step.body = trimmed(form.text(Slot::body).text());
  Casework& work = step.work;
  switch (form.form) {
    case Form::triage:
      step.category = form.pick(Pick::category);
      work.subcategory = trimmed(form.text(Slot::subcategory).text());
      break;
    case Form::link:
    case Form::unlink: {
      work.removed = form.form == Form::unlink;
      PupilPart part;
      part.ref = form.pick(Pick::pupil);
      part.part = form.pick(Pick::part);
      for (const casework::LinkedChild& child : found->second.children) {
        if (work.removed && child.pupil.ref == part.ref) part = child.pupil;
      }
      if (const Pupil* pupil = state.school.roster ? state.school.roster->pupil(part.ref) : nullptr; pupil != nullptr) {
        part.name = pupil->displayName();
        part.className = pupil->className;
      }
      if (!part.ref.empty()) step.pupils.push_back(std::move(part));
      break;
    }
    case Form::action: {
      work.state = form.pick(Pick::state);
      if (work.state.empty()) return Fault{FaultCode::badInput, "Choose whether it is done already, or agreed."};
      work.what = trimmed(form.text(Slot::what).text());
      const std::string& owner = form.pick(Pick::owner);
      if (owner == somebodyElse) {
        work.ownerName = trimmed(form.text(Slot::who).text());
      } else if (!owner.empty()) {
        const Person* person = state.school.directory ? state.school.directory->person(owner) : nullptr;
        work.ownerRef = owner;
        work.ownerName = person != nullptr ? person->name : state.reader.name;
      }
      if (work.state == "agreed") {
        PB_TRY_VALUE(work.due, dueOf(state, form));
        if (work.due.empty()) return Fault{FaultCode::badInput, "Choose by when it will be done."};
      }
      break;
    }
    case Form::outcome:
      step.subject = form.pick(Pick::action);
      break;
    case Form::decision:
      work.decision = form.pick(Pick::decision);
      if (work.decision == "referral-made" || work.decision == "police-told" || work.decision == "early-help") {
        work.referredTo = trimmed(form.text(Slot::referredTo).text());
      }
      work.parentsTold = form.pick(Pick::parentsTold);
      if (work.parentsTold == "no" || work.parentsTold == "not-yet") {
        work.parentsWhy = trimmed(form.text(Slot::parentsWhy).text());
      }
      break;
    case Form::correction:
      step.subject = form.pick(Pick::entry);
      break;
    case Form::merge:
      work.into = form.pick(Pick::into);
      break;
    case Form::unmerge:
      step.subject = form.pick(Pick::into);
      work.removed = true;
      break;
    case Form::move:
      work.toAudience = form.pick(Pick::audience);
      if (work.toAudience.empty()) return Fault{FaultCode::badInput, "Choose who needs to know."};
      break;
    case Form::close:
      work.outcome = trimmed(form.text(Slot::outcome).text());
      break;
    case Form::file:
      if (form.pick(Pick::file).empty()) return Fault{FaultCode::badInput, "Choose the file."};
      if (step.body.empty()) return Fault{FaultCode::badInput, "Write what it is."};
      break;
    case Form::note:
    case Form::reopen:
      break;
  }
  casework::fillIn(step, found->second);
  PB_TRY(casework::checkStep(step, found->second, categoriesFor(state), mayReserve(state)));
  return step;
}

bool mayReserve(const State& state) {
  const Person* person = state.school.directory ? state.school.directory->person(state.reader.id) : nullptr;
  return person != nullptr && isLead(person->role);
}

std::vector<std::string> categoriesFor(const State& state) {
  std::vector<std::string> categories;
  if (state.school.directory) categories = state.school.directory->categories;
  if (!mayReserve(state)) return categories;
  for (const std::string_view reserved : {reservedCategories[0], reservedCategories[1]}) {
    const bool known = std::any_of(categories.begin(), categories.end(),
                                   [&](const std::string& category) { return category == reserved; });
    if (!known) categories.emplace_back(reserved);
  }
  return categories;
}

NextStep nextStep(const Case& made) {
  if (!made.unread.empty()) return {NextStep::What::read, Form::note, {}};
  if (made.closed) return {};
  if (made.sortedBy.empty()) return {NextStep::What::form, Form::triage, {}};
  for (const ActionView& action : made.actions) {
    if (action.open()) return {NextStep::What::form, Form::outcome, action.id};
  }
  if (made.actions.empty() && made.decisions.empty()) return {NextStep::What::form, Form::action, {}};
  return {NextStep::What::form, Form::close, {}};
}

}  // namespace pillarbox::inbox

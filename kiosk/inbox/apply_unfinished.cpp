// What was being written when it locked: kept as the inbox ends or is covered, offered at the next unlocking of the
// same person, gone once it was posted or thrown away.
#include <algorithm>
#include <utility>

#include "kiosk/inbox/apply.h"
#include "kiosk/inbox/people_words.h"
#include "kiosk/inbox/settings_words.h"
#include "kiosk/inbox/step_forms.h"

namespace pillarbox::inbox {
namespace {

// The Manage part as if it had been opened from the menu.
void openPart(State& state, ManagePart part, Effects& out) {
  ManageEvent opened{ManageOpened{}}, chosen{ManagePartChosen{part}};
  on(state, opened, out);
  on(state, chosen, out);
}

bool takeUpStep(State& state, const UnfinishedStep& step, Effects& out) {
  const auto here = [&](const std::string& id) { return caseOf(state, id) != nullptr; };
  if ((!step.chosen.empty() && !here(step.chosen)) || !std::all_of(step.cases.begin(), step.cases.end(), here)) {
    state.inbox.problem = state.inbox.complete ? "The concern that you were writing about is not here any more."
                                               : "That concern is not open yet. Try again in a moment.";
    return false;
  }
  if (!step.chosen.empty()) openCase(state, step.chosen, out);
  StepForm form = newForm(state, step.form, step.cases, {});
  for (std::size_t i = 0; i < step.texts.size(); ++i) form.texts[i].setText(step.texts[i]);
  form.picks = step.picks;
  state.inbox.steps.form = std::move(form);
  state.screen = Screen::step;
  if (step.form == Form::file) out.emplace_back(LookForFiles{});
  return true;
}

bool takeUpPerson(State& state, const UnfinishedPerson& kept, Effects& out) {
  const Directory* directory = state.school.directory.get();
  const Person* person = directory != nullptr ? directory->person(kept.person) : nullptr;
  const std::vector<PersonRole> may = rolesToGive(state);
  const bool add = kept.person.empty();
  const bool allowed =
      add ? std::find(may.begin(), may.end(), kept.role) != may.end() : person != nullptr && mayChange(state, *person);
  if (!allowed) {
    state.inbox.problem = "You may not change that person any more.";
    return false;
  }
  openPart(state, ManagePart::people, out);
  PeopleState& people = state.inbox.manage.people;
  people.before = {PeoplePage::menu, PeoplePage::people, add ? PeoplePage::role : PeoplePage::person};
  people.page = add ? PeoplePage::add : PeoplePage::edit;
  people.person = kept.person;
  people.form = PersonForm{};
  people.form.role = kept.role;
  people.form.name.setText(kept.name);
  people.form.title.setText(kept.title);
  people.form.email.setText(kept.email);
  people.form.room.setText(kept.room);
  people.form.extension.setText(kept.extension);
  people.form.older = kept.older;
  return true;
}

bool takeUpRules(State& state, const std::string& rules, Effects& out) {
  Result<Directory> draft = decodeDirectory(rules);
  if (!draft || !state.school.directory || draft->version != state.school.directory->version ||
      draft->epoch != state.school.directory->epoch) {
    state.inbox.problem = "The school's rules were changed by somebody else meanwhile: please change them anew.";
    return false;
  }
  openPart(state, ManagePart::settings, out);
  SettingsState& settings = state.inbox.manage.settings;
  settings.from = state.school.directory;
  settings.draft = std::move(*draft);
  settings.checking = true;  // what was changed so far
  return true;
}

}  // namespace

void on(State& state, UnfinishedKnown& event, Effects&) {
  if (!reading(state)) return;
  state.inbox.unfinished = std::move(event.what);
}

void on(State& state, UnfinishedOpened&, Effects& out) {
  InboxState& inbox = state.inbox;
  if (!inbox.unfinished || (state.screen != Screen::list && state.screen != Screen::concern)) return;
  Unfinished& kept = *inbox.unfinished;
  inbox.problem.clear();
  if (kept.step) {
    const UnfinishedStep step = *kept.step;
    if (!takeUpStep(state, step, out)) return;  // it may be on its way from another device
    kept.step.reset();
  } else if (kept.person) {
    (void)takeUpPerson(state, *std::exchange(kept.person, std::nullopt), out);
  } else {
    (void)takeUpRules(state, std::exchange(kept.rules, {}), out);
  }
  inbox.unfinishedHere = true;  // also rules and people that cannot be taken up any more are then let go of
  if (kept.empty()) inbox.unfinished.reset();
}

void keepUnfinished(State& state, Effects& out) {
  if (!reading(state)) return;
  InboxState& inbox = state.inbox;
  Unfinished now = unfinishedOf(state);
  if (now.empty() && !inbox.unfinishedHere) return;  // what is kept from before stays as it is
  inbox.unfinishedHere = !now.empty();
  if (inbox.unfinished) {
    if (!now.step) now.step = inbox.unfinished->step;
    if (!now.person) now.person = inbox.unfinished->person;
    if (now.rules.empty()) now.rules = inbox.unfinished->rules;
  }
  out.emplace_back(KeepUnfinished{std::move(now)});
}

void forgetFinished(State& state, Effects& out) {
  if (state.inbox.unfinishedHere && reading(state) && unfinishedOf(state).empty()) keepUnfinished(state, out);
}

}  // namespace pillarbox::inbox

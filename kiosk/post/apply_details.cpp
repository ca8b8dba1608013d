#include <algorithm>

#include "kiosk/post/apply.h"
#include "kiosk/post/paper.h"

namespace pillarbox::post {

namespace {

void on(State& state, const OpenDetail& event, Effects&) {
  const bool fits = event.view == DetailView::picker ? state.screen == Screen::what : state.screen == Screen::check;
  if (!fits) return;
  state.hint.clear();
  state.body.cameBack = false;
  if (event.view == DetailView::shouldKnow) state.draft.backToTeam = false;
  state.details = {event.view, dayOn(state.now), false};
  const PickedTime& picked = state.draft.picked;
  if (picked.day.said()) state.details.month = picked.day;
  state.details.month.day = 1;
  state.details.otherHours = picked.hour >= 0 && (picked.hour < 7 || picked.hour > 18);
}

void on(State& state, const CloseDetail&, Effects&) {
  state.details = {};
  state.hint.clear();
}

void on(State& state, const TurnMonth& event, Effects&) {
  const Day month = monthFrom(state.details.month, event.by < 0 ? -1 : 1);
  const Day today = dayOn(state.now);
  // Never into the future; twenty years back is as far as anybody in school remembers.
  if (month > today || month.year < today.year - 20) return;
  state.details.month = month;
}

// Nothing has happened yet later today: a time picked for another day may lie there.
void forgetWhatIsAhead(State& state) {
  PickedTime& picked = state.draft.picked;
  if (picked.day != dayOn(state.now)) return;
  const int now = minutesOn(state.now);
  if (picked.hour * 60 > now) picked.hour = picked.minute = -1;
  if (picked.hour * 60 + picked.minute > now) picked.minute = -1;
}

void on(State& state, const PickDay& event, Effects&) {
  const Day& day = event.day;
  if (day.month < 1 || day.month > 12 || day.day < 1 || day > dayOn(state.now) || day.year < 1900) return;
  if (day.day > daysIn(day.year, day.month)) return;
  PickedTime& picked = state.draft.picked;
  picked.day = day;
  picked.roughly = false;
  forgetWhatIsAhead(state);
  noteChange(state);
}

void on(State& state, const PickHour& event, Effects&) {
  if (event.hour < 0 || event.hour > 23) return;
  state.draft.picked.hour = event.hour;
  state.draft.picked.timeUnknown = false;
  forgetWhatIsAhead(state);
  noteChange(state);
}

void on(State& state, const PickMinute& event, Effects&) {
  if (event.minute < 0 || event.minute > 59) return;
  PickedTime& picked = state.draft.picked;
  // Touched again: only the hour is known after all.
  picked.minute = picked.minute == event.minute ? -1 : event.minute;
  forgetWhatIsAhead(state);
  noteChange(state);
}

void on(State& state, const ToggleAbout&, Effects&) {
  state.draft.picked.about = !state.draft.picked.about;
  noteChange(state);
}

void on(State& state, const ToggleTimeUnknown&, Effects&) {
  PickedTime& picked = state.draft.picked;
  picked.timeUnknown = !picked.timeUnknown;
  if (picked.timeUnknown) picked.hour = picked.minute = -1;
  noteChange(state);
}

void on(State& state, const ToggleOtherHours&, Effects&) {
  state.details.otherHours = !state.details.otherHours;
}

void on(State& state, const ToggleRoughly&, Effects&) {
  state.draft.picked.roughly = !state.draft.picked.roughly;
  noteChange(state);
}

void on(State& state, const SetShouldKnow& event, Effects&) {
  Draft& draft = state.draft;
  if (event.who == ShouldKnow::seniorLeaders && !mayBePastoral(state.directory.get(), draft)) return;
  std::string name;
  if (event.who == ShouldKnow::person) {
    const auto offered = whoMayBeNamed(state.directory.get(), draft);
    const auto found = std::find_if(offered.begin(), offered.end(),
                                    [&event](const Person* person) { return person->id == event.personId; });
    if (found == offered.end()) return;
    name = (*found)->name;
  }
  draft.shouldKnow = event.who;
  draft.shouldKnowRef = event.who == ShouldKnow::person ? event.personId : std::string();
  draft.shouldKnowName = std::move(name);
  noteChange(state);
}

void on(State& state, const SetCategory& event, Effects&) {
  const auto offered = categoriesOffered(state.directory.get());
  const bool known = std::find(offered.begin(), offered.end(), event.category) != offered.end();
  if (!known && !event.category.empty()) return;
  state.draft.category = event.category;
  noteChange(state);
}

void on(State& state, const SetParentHow& event, Effects&) {
  state.draft.parentHow = event.how;
  noteChange(state);
}

void on(State& state, const SetParentWhen& event, Effects&) {
  state.draft.parentWhen = event.when;
  state.draft.parentChosenAt = state.now;
  noteChange(state);
}

void on(State& state, const ToggleAgreed&, Effects&) {
  state.draft.agreed = !state.draft.agreed;
  noteChange(state);
}

}  // namespace

bool mayBePastoral(const Directory* directory, const Draft& draft) {
  if (directory == nullptr || !directory->policies.offerPastoral) return false;
  const Audience* audience = directory->audience("pastoral");
  const bool somebody =
      audience != nullptr && std::any_of(audience->people.begin(), audience->people.end(), [&](const std::string& id) {
        const Person* person = directory->person(id);
        return person != nullptr && person->active;
      });
  return somebody && !aboutAdult(draft) && draft.pages.empty() && draft.bodyMap.empty() && !isUrgent(draft) &&
         draft.kind != RecordKind::unsaid && draft.kind != RecordKind::injury && draft.kind != RecordKind::childToldMe;
}

bool asksWhoShouldKnow(const Directory* directory, const Draft& draft) {
  if (directory == nullptr || aboutAdult(draft)) return false;
  return directory->policies.offerNamedPerson || directory->policies.offerPastoral;
}

std::vector<const Person*> whoMayBeNamed(const Directory* directory, const Draft& draft) {
  std::vector<const Person*> out;
  if (directory == nullptr || !directory->policies.offerNamedPerson || aboutAdult(draft)) return out;
  for (const Person& person : directory->people) {
    if (person.active) out.push_back(&person);
  }
  return out;
}

std::vector<std::string> categoriesOffered(const Directory* directory) {
  std::vector<std::string> out;
  if (directory == nullptr || !directory->policies.staffChooseCategory) return out;
  for (const std::string& category : directory->categories) {
    if (!isReservedCategory(category)) out.push_back(category);
  }
  return out;
}

bool mayHappen(const State& state, const DetailEvent&) {
  return mayWrite(state);
}

void on(State& state, const DetailEvent& event, Effects& out) {
  std::visit([&](const auto& each) { on(state, each, out); }, event);
}

}  // namespace pillarbox::post

#include <algorithm>

#include "kiosk/post/apply.h"
#include "kiosk/post/words.h"
#include "shared/base/secret_bytes.h"

namespace pillarbox::post {

namespace {

constexpr std::size_t mostFound = 12;

template <class T>
std::vector<std::size_t> indicesOf(const std::vector<const T*>& found, const std::vector<T>& all) {
  std::vector<std::size_t> out;
  out.reserve(found.size());
  for (const T* one : found) out.push_back(static_cast<std::size_t>(one - all.data()));
  return out;
}

void addPupil(State& state, ChosenPupil pupil) {
  Draft& draft = state.draft;
  if (draft.pupils.size() >= mostPupils) return;
  draft.noChild = false;
  draft.pupils.push_back(std::move(pupil));
  draft.text(Field::pupilSearch).clear();
  draft.text(Field::description).clear();
  findAgain(state, Field::pupilSearch);
  state.whoMode = WhoMode::list;
  noteChange(state);
}

// Where nothing on the screen tells two children apart, whoever reads it must know that the choice is not sure.
ChosenPupil chosenFrom(const State& state, const Pupil& pupil, Part part) {
  const auto index = static_cast<std::size_t>(&pupil - state.roster->pupils.data());
  const bool unsure = state.pupilIndex && state.pupilIndex->sharesEverything(index);
  return {pupil.id, pupil.displayName(), pupil.className, pupil.year, unsure ? std::string(words::keptTwoAlike) : "",
          part};
}

bool touches(const ui::EditAction& action) {
  return std::holds_alternative<ui::MoveCaret>(action) || std::holds_alternative<ui::SelectWordAt>(action);
}

}  // namespace

void addFromRoster(State& state, std::string_view pupilId, Part part) {
  const Pupil* pupil = state.roster ? state.roster->pupil(pupilId) : nullptr;
  const auto& chosen = state.draft.pupils;
  const auto same = [&](const ChosenPupil& one) { return one.ref == pupilId; };
  if (pupil == nullptr || std::any_of(chosen.begin(), chosen.end(), same)) return;
  addPupil(state, chosenFrom(state, *pupil, part));
}

std::string trimmed(std::string_view text) {
  const auto from = text.find_first_not_of(" \t\n");
  if (from == std::string_view::npos) return {};
  return std::string(text.substr(from, text.find_last_not_of(" \t\n") - from + 1));
}

void noteChange(State& state) {
  if (state.draft.handle == 0) {
    state.draft.handle = state.nextHandle++;
    state.draft.begunAt = state.now;
    state.savedAt = state.monotonic;  // the first copy is saved one interval after the first word
  }
  state.changed = true;
  state.hint.clear();
  state.postFault.reset();
}

void findAgain(State& state, Field which) {
  const std::string_view typed = field(state, which).text();
  const bool some = state.roster && !trimmed(typed).empty();
  if (which == Field::pupilSearch) {
    PupilHits hits;
    if (some && state.pupilIndex) hits = state.pupilIndex->find(typed, mostFound);
    state.foundPupils = std::move(hits.pupils);
    state.foundExactly = hits.exact;
    state.foundMore = hits.more;
  } else {
    state.foundStaff.clear();
    if (some) state.foundStaff = indicesOf(findStaff(*state.roster, typed, mostFound), state.roster->staff);
  }
}

void on(State& state, const TextEdited& event, Effects& out) {
  ui::TextModel& model = field(state, event.field);
  const std::uint64_t before = model.version();
  model.apply(event.action);
  switch (event.field) {
    case Field::typedName:
      findAgain(state, event.field);
      return;
    case Field::typedRole:
      return;
    case Field::pupilSearch:
      findAgain(state, event.field);
      state.hint.clear();
      return;
    case Field::adultName:
      for (std::string* text : {&state.draft.adultRef, &state.draft.adultPersonId, &state.draft.adultName}) wipe(*text);
      findAgain(state, event.field);
      break;
    case Field::account:
      accountEdited(state, before, touches(event.action), out);
      if (model.version() == before) return;  // only the caret moved
      break;
    default:
      break;
  }
  noteChange(state);
}

void on(State& state, const AboutAdult& event, Effects&) {
  if (state.screen != Screen::adult) return;
  Draft& draft = state.draft;
  draft.aboutAdult = event.yes ? Answer::yes : Answer::no;
  if (state.afterAdult) draft.adultSettled = true;
  if (!event.yes) {
    for (std::string* text : {&draft.adultRef, &draft.adultPersonId, &draft.adultName}) wipe(*text);
    draft.text(Field::adultName).clear();
    draft.noChild = false;
    state.adultChosen = false;
  }
  // "No" alone is nothing that anybody would miss: noted only if something else was.
  if (event.yes || draft.handle != 0) noteChange(state);
  if (!event.yes) {
    Effects none;
    on(state, GoNext{}, none);
  } else {
    findAgain(state, Field::adultName);
  }
}

void on(State& state, const PickAdult& event, Effects&) {
  const Staff* staff = state.roster ? state.roster->member(event.staffId) : nullptr;
  if (staff == nullptr) return;
  state.draft.adultRef = staff->id;
  state.draft.adultPersonId = staff->personId;
  state.draft.adultName = staff->name;
  state.adultChosen = true;
  noteChange(state);
}

void on(State& state, const UseTypedAdult&, Effects&) {
  state.draft.adultName = trimmed(state.draft.text(Field::adultName).text());
  state.adultChosen = true;
  noteChange(state);
}

void on(State& state, const ChangeAdult&, Effects&) {
  state.adultChosen = false;
  for (std::string* text : {&state.draft.adultRef, &state.draft.adultPersonId, &state.draft.adultName}) wipe(*text);
  state.draft.text(Field::adultName).clear();
  findAgain(state, Field::adultName);
  noteChange(state);
}

void on(State& state, const AboutReader& event, Effects&) {
  const Person* person = state.directory ? state.directory->person(event.personId) : nullptr;
  if (person == nullptr) return;
  state.draft.aboutAdult = Answer::yes;
  state.draft.adultSettled = true;
  state.draft.adultRef = state.draft.adultPersonId = person->id;
  state.draft.adultName = person->name;
  state.adultChosen = true;
  noteChange(state);
}

void on(State& state, const PickPupil& event, Effects&) {
  const Pupil* pupil = state.roster ? state.roster->pupil(event.pupilId) : nullptr;
  if (pupil == nullptr) return;
  const auto& chosen = state.draft.pupils;
  if (std::any_of(chosen.begin(), chosen.end(),
                  [&event](const ChosenPupil& one) { return one.ref == event.pupilId; })) {
    state.draft.text(Field::pupilSearch).clear();
    findAgain(state, Field::pupilSearch);
    state.whoMode = WhoMode::list;
    return;
  }
  addPupil(state, chosenFrom(state, *pupil, Part::unsaid));
}

void on(State& state, const AddSibling& event, Effects&) {
  const Pupil* pupil = state.roster ? state.roster->pupil(event.pupilId) : nullptr;
  const auto& chosen = state.draft.pupils;
  const auto related = [&](const ChosenPupil& one) {
    const Pupil* known = state.roster->pupil(one.ref);
    return known != nullptr && known->id != event.pupilId && known->family == pupil->family;
  };
  if (pupil == nullptr || pupil->family.empty() || std::none_of(chosen.begin(), chosen.end(), related)) return;
  addFromRoster(state, event.pupilId, Part::sibling);
}

void on(State& state, const UseTypedPupil&, Effects&) {
  std::string name = trimmed(state.draft.text(Field::pupilSearch).text());
  if (!name.empty()) addPupil(state, {"", std::move(name), "", "", "", Part::unsaid});
}

void on(State& state, const DescribePupil&, Effects&) {
  state.whoMode = WhoMode::describe;
  state.hint.clear();
}

void on(State& state, const AddDescribed&, Effects&) {
  std::string description = trimmed(state.draft.text(Field::description).text());
  addPupil(state, {"", "", "", "", std::move(description), Part::unsaid});
}

void on(State& state, const AddAnother&, Effects&) {
  state.whoMode = WhoMode::search;
  state.hint.clear();
}

void on(State& state, const NoParticularChild&, Effects& out) {
  if (state.draft.aboutAdult != Answer::yes) return;
  state.draft.noChild = true;
  noteChange(state);
  on(state, GoNext{}, out);
}

void on(State& state, const SetPart& event, Effects&) {
  if (event.index >= state.draft.pupils.size()) return;
  state.draft.pupils[event.index].part = event.part;
  noteChange(state);
}

void on(State& state, const RemovePupil& event, Effects&) {
  if (event.index >= state.draft.pupils.size()) return;
  state.draft.pupils.erase(state.draft.pupils.begin() + static_cast<std::ptrdiff_t>(event.index));
  if (state.draft.pupils.empty()) state.whoMode = WhoMode::search;
  noteChange(state);
}

void on(State& state, const SetKind& event, Effects&) {
  state.draft.kind = event.kind;
  noteChange(state);
}

void on(State& state, const SetWhen& event, Effects& out) {
  state.draft.when = event.when;
  state.draft.whenChosenAt = state.now;
  noteChange(state);
  if (event.when == When::anotherTime) on(state, DetailEvent(OpenDetail{DetailView::picker}), out);
}

void on(State& state, const SetWhere& event, Effects&) {
  state.draft.where = event.place;
  state.draft.whereOther = false;
  noteChange(state);
}

void on(State& state, const SetWhereOther&, Effects&) {
  state.draft.whereOther = true;
  state.draft.where.clear();
  noteChange(state);
}

void on(State& state, const ShowTab& event, Effects&) {
  state.writeTab = event.tab;
  state.hint.clear();
}

void on(State& state, const SetTold& event, Effects&) {
  Draft& draft = state.draft;
  draft.told = event.yes ? Answer::yes : Answer::no;
  const auto people = peopleToTell(state.directory.get(), draft, state.now);
  if (event.yes && people.size() == 1 && draft.toldWho.empty() && !draft.toldWhoOther) draft.toldWho = people[0]->name;
  noteChange(state);
}

void on(State& state, const SetToldWho& event, Effects&) {
  state.draft.toldWho = event.name;
  state.draft.toldWhoOther = false;
  noteChange(state);
}

void on(State& state, const SetToldWhoOther&, Effects&) {
  state.draft.toldWhoOther = true;
  wipe(state.draft.toldWho);
  noteChange(state);
}

void on(State& state, const SetToldWhen& event, Effects&) {
  state.draft.toldWhen = event.when;
  state.draft.toldChosenAt = state.now;
  noteChange(state);
}

void on(State& state, const ToggleSpoke&, Effects&) {
  state.draft.spokeToChild = !state.draft.spokeToChild;
  noteChange(state);
}

void on(State& state, const ToggleParent&, Effects&) {
  state.draft.rangParent = !state.draft.rangParent;
  noteChange(state);
}

void on(State& state, const ToggleAdvice&, Effects&) {
  state.draft.adviceGiven = !state.draft.adviceGiven;
  noteChange(state);
}

void on(State& state, const SetCanWait& event, Effects&) {
  state.draft.canWait = event.answer;
  noteChange(state);
}

}  // namespace pillarbox::post

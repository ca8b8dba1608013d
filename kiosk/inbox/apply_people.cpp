#include <algorithm>
#include <utility>

#include "kiosk/inbox/apply.h"
#include "kiosk/inbox/fields.h"
#include "kiosk/inbox/people_words.h"
#include "shared/record/device_fetch.h"

namespace pillarbox::inbox {
namespace {

PeopleState& people(State& state) {
  return state.inbox.manage.people;
}

void ask(State& state, PeopleEffect effect, Effects& out) {
  ManageState& manage = state.inbox.manage;
  manage.working = true;
  manage.done.clear();
  manage.problem.clear();
  out.emplace_back(std::move(effect));
}

void goTo(State& state, PeoplePage page) {
  PeopleState& p = people(state);
  if (p.page != page) p.before.push_back(p.page);
  p.page = page;
  p.preview.reset();
  state.inbox.manage.done.clear();
  state.inbox.manage.problem.clear();
}

// To a page that was gone through before, once what led away from it is done; to `page` anew if it was not.
void backTo(State& state, PeoplePage page) {
  PeopleState& p = people(state);
  p.preview.reset();
  while (p.page != page && !p.before.empty()) {
    p.page = p.before.back();
    p.before.pop_back();
  }
}

// Nothing secret stays behind on a page that was left.
void forget(PeopleState& p) {
  p.sheetText.clear();
  p.sheetSays.clear();
  p.showTyping = false;
  p.invitation.reset();
  p.pin = {};
}

bool mayBeEmail(std::string_view text) {
  const std::size_t at = text.find('@');
  return at != std::string_view::npos && at > 0 && at + 1 < text.size() && text.find('@', at + 1) == text.npos &&
         text.find_first_of(" <>,;\"") == text.npos;
}

std::string formProblem(const PeopleState& p) {
  if (trimmed(p.form.name.text()).empty()) return "Type their name, as staff know them.";
  const std::string email = trimmed(p.form.email.text());
  if (!email.empty() && !mayBeEmail(email)) return "Please check the e-mail address.";
  if (p.page == PeoplePage::add && p.form.role != PersonRole::writer && !p.form.older) {
    return "Choose whether they may read what was posted before.";
  }
  return {};
}

ui::TextModel& modelOf(PeopleState& p, PeopleField field) {
  switch (field) {
    case PeopleField::name:
      return p.form.name;
    case PeopleField::title:
      return p.form.title;
    case PeopleField::email:
      return p.form.email;
    case PeopleField::room:
      return p.form.room;
    case PeopleField::extension:
      return p.form.extension;
    case PeopleField::sheet:
      return p.sheetText;
    case PeopleField::number:
      return p.alerts.number;
    case PeopleField::search:
      break;
  }
  return p.search;
}

void fillIn(PersonForm& form, const Person& person) {
  form = PersonForm{};
  form.role = person.role;
  form.name.setText(person.name);
  form.title.setText(person.title);
  form.email.setText(person.email);
  form.room.setText(person.room);
  form.extension.setText(person.extension);
}

void on(State& state, PeopleShown&, Effects& out) {
  people(state) = PeopleState{};
  out.emplace_back(PeopleEffect{LoadPeople{}});
}

void on(State& state, PeopleOpened& event, Effects& out) {
  PeopleState& p = people(state);
  if (state.inbox.manage.working) return;
  switch (event.page) {
    case PeoplePage::person:
    case PeoplePage::edit:
    case PeoplePage::newCard:
      if (!event.subject.empty()) p.person = std::move(event.subject);
      if (chosenPerson(state) == nullptr) return;
      if (event.page == PeoplePage::edit) fillIn(p.form, *chosenPerson(state));
      if (event.page == PeoplePage::newCard) p.why = CardWhy::lost;
      break;
    case PeoplePage::role:
      p.form = PersonForm{};
      break;
    case PeoplePage::sheet:
      p.sheet = std::move(event.subject);
      forget(p);
      break;
    case PeoplePage::devices:
      p.devices = DevicesState{};
      if (leads(state) && p.facts.connected) {
        p.devices.asking = true;
        out.emplace_back(PeopleEffect{AskWaiting{}});
      }
      break;
    case PeoplePage::alerts:
      p.alerts = AlertsState{};
      if (leads(state)) {
        p.alerts.asking = true;
        out.emplace_back(PeopleEffect{AskAlerts{}});
      }
      break;
    case PeoplePage::device:
      p.devices.chosen = std::move(event.subject);
      break;
    case PeoplePage::badges:
      p.search.clear();
      break;
    case PeoplePage::badge:
      p.staff = std::move(event.subject);
      p.pin = {};
      break;
    default:
      break;
  }
  goTo(state, event.page);
}

void on(State& state, PeopleTyped& event, Effects&) {
  if (state.inbox.manage.working) return;
  PeopleState& p = people(state);
  modelOf(p, event.field).apply(event.action);
  p.form.problem.clear();
  p.sheetSays.clear();
  state.inbox.manage.problem.clear();
}

void on(State& state, RoleChosen& event, Effects&) {
  PeopleState& p = people(state);
  const std::vector<PersonRole> may = rolesToGive(state);
  if (std::find(may.begin(), may.end(), event.role) == may.end()) return;
  p.form.role = event.role;
  if (p.page == PeoplePage::role) goTo(state, PeoplePage::add);
}

void on(State& state, CardWhyChosen& event, Effects&) {
  people(state).why = event.why;
}

void on(State& state, OlderChosen& event, Effects&) {
  people(state).form.older = event.older;
  people(state).form.problem.clear();
}

void on(State& state, DutyToggled&, Effects& out) {
  const Person* person = chosenPerson(state);
  if (person == nullptr || !person->active || !mayChange(state, *person)) return;
  Directory next = *state.school.directory;
  for (Person& each : next.people) {
    if (each.id == person->id) each.onDuty = !person->onDuty;
  }
  signDirectory(state, std::move(next),
                person->onDuty ? person->name + " is not on duty now." : person->name + " is on duty now.", out);
}

// What is usual for a new device; of one that is known, what it has.
void tickFetches(State& state) {
  DevicesState& devices = people(state).devices;
  if (!state.school.directory) return;
  const Directory& directory = *state.school.directory;
  if (const Device* device = directory.device(devices.chosen)) {
    devices.fetches = device->fetches ? *device->fetches : fetchChoices(directory);
    return;
  }
  for (const WaitingToJoin& each : devices.waiting) {
    if (each.id == devices.chosen) devices.fetches = usualFetches(directory, each.name);
  }
}

void on(State& state, FetchToggled& event, Effects&) {
  PeopleState& p = people(state);
  if (!p.preview || state.inbox.manage.working) return;
  if (std::erase(p.devices.fetches, event.audience) == 0) p.devices.fetches.push_back(std::move(event.audience));
  p.preview = previewOf(state, p.preview->change);
}

void on(State& state, PeopleChangeAsked& event, Effects&) {
  PeopleState& p = people(state);
  if (state.inbox.manage.working) return;
  if (event.change == PeopleChange::add || event.change == PeopleChange::edit) {
    p.form.problem = formProblem(p);
    if (!p.form.problem.empty()) return;
  }
  if (event.change == PeopleChange::approveDevice || event.change == PeopleChange::changeFetches) tickFetches(state);
  p.preview = previewOf(state, event.change);
  state.inbox.manage.done.clear();
  state.inbox.manage.problem.clear();
}

void on(State& state, PeopleDeclined&, Effects&) {
  if (state.inbox.manage.working) return;
  people(state).preview.reset();
  state.inbox.manage.problem.clear();
}

std::vector<std::string> withoutBadge(const State& state) {
  std::vector<std::string> ids;
  for (const Staff& member : state.school.roster->staff) {
    if (member.badgeHashes.empty()) ids.push_back(member.id);
  }
  return ids;
}

void on(State& state, PeopleConfirmed&, Effects& out) {
  PeopleState& p = people(state);
  if (!p.preview || state.inbox.manage.working) return;
  const PersonForm& form = p.form;
  const auto text = [](const ui::TextModel& model) { return trimmed(model.text()); };
  switch (p.preview->change) {
    case PeopleChange::add:
      return ask(state,
                 AddPerson{form.role, text(form.name), text(form.title), text(form.email), text(form.room),
                           text(form.extension), form.older.value_or(false)},
                 out);
    case PeopleChange::edit:
      return ask(state,
                 ChangePerson{p.person, form.role, text(form.name), text(form.title), text(form.email), text(form.room),
                              text(form.extension)},
                 out);
    case PeopleChange::newCard:
      return ask(state, GiveNewCard{p.person, p.why}, out);
    case PeopleChange::endAccess:
      return ask(state, EndAccess{p.person}, out);
    case PeopleChange::openOlder:
      return ask(state, OpenOlder{p.person}, out);
    case PeopleChange::approveDevice:
      for (const WaitingToJoin& each : p.devices.waiting) {
        if (each.id == p.devices.chosen) return ask(state, ApproveDevice{each.id, each.code, p.devices.fetches}, out);
      }
      return;
    case PeopleChange::changeFetches:
      return ask(state, ChangeFetches{p.devices.chosen, p.devices.fetches}, out);
    case PeopleChange::revokeDevice:
      return ask(state, RevokeDevice{p.devices.chosen}, out);
    case PeopleChange::revokeBadges:
      return ask(state, RevokeBadges{p.staff}, out);
    case PeopleChange::printBadge:
      return ask(state, PrintBadges{{p.staff}, true}, out);
    case PeopleChange::printNew:
      return ask(state, PrintBadges{withoutBadge(state), false}, out);
  }
}

void on(State& state, SheetTyped&, Effects& out) {
  PeopleState& p = people(state);
  if (state.inbox.manage.working || p.page != PeoplePage::sheet) return;
  p.sheetSays.clear();
  if (p.sheetText.empty()) {
    state.inbox.manage.problem = "Type the long line on the sheet, or scan its code with a reader.";
    return;
  }
  ask(state, ProveSheet{p.sheet, SecretBytes::copyOf(p.sheetText.text())}, out);
}

void on(State& state, SheetShowTyping&, Effects&) {
  people(state).showTyping = !people(state).showTyping;
}

void on(State& state, InvitationWanted&, Effects& out) {
  if (!state.inbox.manage.working && leads(state)) ask(state, MakeInvitation{}, out);
}

void on(State& state, WaitingWanted&, Effects& out) {
  PeopleState& p = people(state);
  if (p.devices.asking || !leads(state)) return;
  p.devices.asking = true;
  p.devices.problem.clear();
  out.emplace_back(PeopleEffect{AskWaiting{}});
}

void on(State& state, PinWanted&, Effects& out) {
  if (!state.inbox.manage.working && leads(state)) ask(state, GivePin{people(state).staff}, out);
}

void on(State& state, PapersSeen&, Effects& out) {
  PeopleState& p = people(state);
  if (p.page != PeoplePage::papers) return;
  if (p.ownCard) return end(state, out);
  const bool badges = p.papers.size() == 1 && p.papers.front().file.starts_with("badge");
  p.papers.clear();
  p.folder.clear();
  p.page = PeoplePage::menu;
  p.before.clear();
  goTo(state, badges ? PeoplePage::badges : PeoplePage::people);
}

void on(State& state, PeopleTold& event, Effects&) {
  people(state).facts = std::move(event.facts);
}

void on(State& state, PeopleDone& event, Effects& out) {
  ManageState& manage = state.inbox.manage;
  PeopleState& p = people(state);
  manage.working = false;
  const bool confirmed = p.preview.has_value();  // otherwise the page that asked stays
  const PeopleChange change = confirmed ? p.preview->change : PeopleChange::edit;
  p.preview.reset();
  if (!event.papers.empty()) {
    p.folder = std::move(event.folder);
    p.papers = std::move(event.papers);
    p.ownCard = event.ownCard;
    goTo(state, PeoplePage::papers);
  } else if (confirmed &&
             (change == PeopleChange::edit || change == PeopleChange::endAccess || change == PeopleChange::openOlder)) {
    backTo(state, PeoplePage::person);
  } else if (change == PeopleChange::changeFetches) {
    backTo(state, PeoplePage::device);
  } else if (change == PeopleChange::approveDevice || change == PeopleChange::revokeDevice) {
    backTo(state, PeoplePage::devices);
    std::erase_if(p.devices.waiting, [&](const WaitingToJoin& each) { return each.id == p.devices.chosen; });
  }
  manage.problem.clear();
  manage.done = std::move(event.done);
  out.emplace_back(PeopleEffect{LoadPeople{}});
}

void on(State& state, PeopleFailed& event, Effects&) {
  state.inbox.manage.working = false;
  state.inbox.manage.done.clear();
  state.inbox.manage.problem = event.fault.detail;
}

void on(State& state, SheetTried& event, Effects&) {
  PeopleState& p = people(state);
  state.inbox.manage.working = false;
  if (p.page != PeoplePage::sheet || p.sheet != event.sheet) return;
  p.sheetText.clear();
  p.showTyping = false;
  p.sheetWorks = event.works;
  p.sheetSays = std::move(event.says);
}

void on(State& state, AlertTestWanted&, Effects& out) {
  PeopleState& p = people(state);
  if (p.page != PeoplePage::alerts || state.inbox.manage.working || !leads(state)) return;
  p.alerts.sent.clear();
  p.alerts.number.clear();
  ask(state, TestAlerts{}, out);
}

void on(State& state, AlertTestSent& event, Effects&) {
  state.inbox.manage.working = false;
  people(state).alerts.sent = std::move(event.number);
}

void on(State& state, AlertNumberTyped&, Effects& out) {
  AlertsState& alerts = people(state).alerts;
  if (alerts.sent.empty() || state.inbox.manage.working) return;
  std::string typed(alerts.number.text());
  std::erase_if(typed, [](char c) { return c < '0' || c > '9'; });
  if (typed != alerts.sent) {
    state.inbox.manage.problem = "That is not the number in the newest e-mail. Please look again.";
    return;
  }
  alerts.sent.clear();
  alerts.number.clear();
  ask(state, NoteAlertTest{}, out);
}

void on(State& state, AlertsTold& event, Effects&) {
  AlertsState& alerts = people(state).alerts;
  alerts.asking = false;
  alerts.fromHere = event.fromHere;
  alerts.configured = event.configured;
  alerts.trouble = std::move(event.trouble);
  alerts.rows = std::move(event.rows);
  alerts.problem = std::move(event.problem);
}

void on(State& state, WaitingTold& event, Effects&) {
  DevicesState& devices = people(state).devices;
  devices.asking = false;
  devices.waiting = std::move(event.waiting);
  devices.problem = std::move(event.problem);
}

void on(State& state, InvitationMade& event, Effects&) {
  state.inbox.manage.working = false;
  goTo(state, PeoplePage::invitation);
  people(state).invitation.emplace(std::move(event.invitation));
}

void on(State& state, PinMade& event, Effects&) {
  PeopleState& p = people(state);
  state.inbox.manage.working = false;
  if (p.page != PeoplePage::badge || p.staff != event.staff) return;
  p.pin = std::move(event.pin);
  p.pinUntil = std::move(event.until);
}

}  // namespace

bool backInPeople(State& state) {
  PeopleState& p = people(state);
  if (p.preview) {
    p.preview.reset();
    return true;
  }
  // The keys on the papers are made: they are left by saying that they were printed.
  if (p.page == PeoplePage::papers) return true;
  forget(p);
  if (p.before.empty()) return false;
  p.page = p.before.back();
  p.before.pop_back();
  return true;
}

void on(State& state, PeopleEvent& event, Effects& out) {
  std::visit([&](auto& each) { on(state, each, out); }, event);
}

}  // namespace pillarbox::inbox

// The list of people, one person, and the forms about them.
#include <algorithm>

#include "kiosk/inbox/parts.h"
#include "kiosk/inbox/people_parts.h"
#include "kiosk/inbox/people_words.h"
#include "kiosk/inbox/words.h"

namespace pillarbox::inbox {
namespace {

bool has(const std::vector<std::string>& ids, std::string_view id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

std::string cardWords(const State& state, const Person& person) {
  if (!person.active) return "Their access was ended.";
  const auto lost = lostCards(state);
  const bool gone = std::any_of(lost.begin(), lost.end(), [&](const LostCard& one) { return one.person == person.id; });
  if (gone) return "Reported lost.";
  const PeopleFacts& facts = state.inbox.manage.people.facts;
  if (has(facts.starters, person.id)) return "Not used yet: they have the starter passphrase.";
  return has(facts.keysHere, person.id) ? "In use, also on this device." : "In use.";
}

// As a fact: "Read everything posted for …".
std::string mayWords(PersonRole role) {
  std::string words(readsWords(role));
  if (words.starts_with("Reads")) words.erase(4, 1);
  if (role == PersonRole::writer) words = "Read and act on only what they wrote themselves or were alerted to.";
  return words;
}

void drawOlder(ui::Flow& flow, const PersonForm& form, Events& out) {
  flow.text("May they read what was posted before?", ui::Words::strong);
  flow.space(-flow.frame().gap() / 2);
  if (flow.choice("people.older.yes", "Yes, also what was posted before", form.older == true,
                  "Everything their role may read, as far as you can read it yourself.")) {
    flow.frame().focusNow("people.older.yes");  // nothing is typed now: the keyboard makes room
    out.emplace_back(OlderChosen{true});
  }
  flow.space(-flow.frame().gap() / 2);
  if (flow.choice("people.older.no", "No, only what is posted from now on", form.older == false,
                  "It can be opened to them later.")) {
    flow.frame().focusNow("people.older.no");
    out.emplace_back(OlderChosen{false});
  }
}

}  // namespace

void drawPeopleList(ui::Flow& flow, const State& state, Events& out) {
  if (!rolesToGive(state).empty() &&
      flow.button("people.add", "Add somebody", ui::Look::primary, !state.inbox.manage.working)) {
    out.emplace_back(PeopleOpened{PeoplePage::role, {}});
  }
  if (!state.school.directory) return;
  const auto rows = [&](bool active) {
    for (const Person& person : state.school.directory->people) {
      if (person.active != active) continue;
      std::string name = person.name;
      if (person.id == state.reader.id) name += " (you)";
      std::string detail = personTitle(person) + ". ";
      if (active) detail += std::string(readsWords(person.role)) + " ";
      if (active && !person.room.empty()) detail += person.room + ". ";
      detail += (active ? "Key card: " : "") + cardWords(state, person);
      if (flow.listRow("people.person." + person.id, name, detail, "", active)) {
        out.emplace_back(PeopleOpened{PeoplePage::person, person.id});
      }
      flow.space(-flow.frame().gap() / 2);
    }
  };
  rows(true);
  const auto& people = state.school.directory->people;
  if (std::all_of(people.begin(), people.end(), [](const Person& person) { return person.active; })) return;
  flow.space(flow.frame().gap());
  flow.text("Not any more", ui::Words::strong);
  flow.space(-flow.frame().gap() / 2);
  rows(false);
}

void drawPerson(ui::Flow& flow, const State& state, Events& out) {
  const Person* person = chosenPerson(state);
  if (person == nullptr) return;
  flow.title(person->name);
  const auto fact = [&](std::string_view id, std::string_view label, const std::string& words) {
    if (!words.empty()) drawFact(flow, id, label, words);
  };
  fact("person.role", "Role", personTitle(*person));
  if (person->active) fact("person.reads", "May", mayWords(person->role));
  fact("person.room", "Room", person->room);
  fact("person.extension", "Extension", person->extension);
  fact("person.email", "E-mail", person->email);
  fact("person.card", "Key card", cardWords(state, *person));
  flow.space(flow.frame().gap() / 2);
  if (!person->active) return;
  if (!mayChange(state, *person)) {
    const bool head = person->role == PersonRole::head || person->role == PersonRole::chair;
    flow.text(
        head ? "Only the headteacher or the chair changes this." : "Only a safeguarding lead or a deputy changes this.",
        ui::Words::body, ui::Tone::quiet);
    return;
  }
  const bool free = !state.inbox.manage.working;
  if (state.school.directory->rota.empty() && isLead(person->role) &&
      flow.toggle("person.duty", "On duty: staff are sent to them", person->onDuty)) {
    out.emplace_back(DutyToggled{});
  }
  if (flow.button("person.card.new", "A new key card", ui::Look::secondary, free)) {
    out.emplace_back(PeopleOpened{PeoplePage::newCard, {}});
  }
  if (flow.button("person.edit", "Change their details", ui::Look::secondary, free)) {
    out.emplace_back(PeopleOpened{PeoplePage::edit, {}});
  }
  if (person->id == state.reader.id) return;
  if (flow.button("person.older", "Let them read what was posted before", ui::Look::secondary, free)) {
    out.emplace_back(PeopleChangeAsked{PeopleChange::openOlder});
  }
  if (flow.button("person.end", "End their access", ui::Look::danger, free)) {
    out.emplace_back(PeopleChangeAsked{PeopleChange::endAccess});
  }
}

void drawNewCard(ui::Flow& flow, const State& state, Events& out) {
  const Person* person = chosenPerson(state);
  if (person == nullptr) return;
  const CardWhy why = state.inbox.manage.people.why;
  flow.title("What happened to the card of " + person->name + "?");
  const auto row = [&](std::string_view id, CardWhy which, std::string_view name, std::string_view detail) {
    if (flow.choice(id, name, why == which, detail)) out.emplace_back(CardWhyChosen{which});
    flow.space(-flow.frame().gap() / 2);
  };
  row("card.lost", CardWhy::lost, "It is lost", "Nobody knows where it is.");
  row("card.stolen", CardWhy::stolen, "It was stolen", "Somebody else may have it.");
  row("card.worn", CardWhy::worn, "It is worn or torn", "A reader does not read it any more.");
  flow.space(flow.frame().gap() / 2);
  if (flow.button("card.next", "Next", ui::Look::primary)) {
    out.emplace_back(PeopleChangeAsked{PeopleChange::newCard});
  }
}

void drawRoles(ui::Flow& flow, const State& state, Events& out) {
  flow.title("What will they do?");
  for (const PersonRole role : rolesToGive(state)) {
    if (flow.listRow("role." + std::string(personRoleName(role)), becomesWords(role), readsWords(role), "", true)) {
      out.emplace_back(RoleChosen{role});
    }
    flow.space(-flow.frame().gap() / 2);
  }
  flow.space(flow.frame().gap() / 2);
  flow.text("Staff who only post need no key card: they have a badge, or sign in by name.", ui::Words::small,
            ui::Tone::quiet);
}

void drawPersonForm(ui::Flow& flow, const State& state, Events& out) {
  const PeopleState& people = state.inbox.manage.people;
  const PersonForm& form = people.form;
  const bool add = people.page == PeoplePage::add;
  const Person* person = chosenPerson(state);
  if (!form.problem.empty()) {
    flow.notice("people.form.problem", form.problem, ui::Tone::warning);
  } else if (add) {
    flow.text(std::string(becomesWords(form.role)) + ". " + std::string(readsWords(form.role)));
  }
  // What is chosen comes first: then the keyboard covers nothing that is still to be chosen.
  if (add && form.role != PersonRole::writer) drawOlder(flow, form, out);
  const bool writer = form.role == PersonRole::writer;
  const bool entered =
      drawTyped(flow, state,
                {{PeopleField::name, "people.name", "Name", "Mrs Anna Bell"},
                 {PeopleField::title, "people.title", "Title", writer ? "Class teacher, Year 4" : "may stay empty"},
                 {PeopleField::room, "people.room", "Room", "may stay empty"},
                 {PeopleField::extension, "people.extension", "Extension or phone", "may stay empty"},
                 {PeopleField::email, "people.email", "E-mail, for alerts", "may stay empty"}},
                out);
  if (entered) out.emplace_back(PeopleChangeAsked{add ? PeopleChange::add : PeopleChange::edit});
  const bool team = isLead(form.role) || form.role == PersonRole::slt;
  if (!add && team && person != nullptr && person->id != state.reader.id) {
    flow.text("Role", ui::Words::strong);
    flow.space(-flow.frame().gap() / 2);
    for (const PersonRole role : {PersonRole::dsl, PersonRole::deputy, PersonRole::slt}) {
      if (flow.choice("role." + std::string(personRoleName(role)), personRoleWords(role), form.role == role,
                      readsWords(role))) {
        out.emplace_back(RoleChosen{role});
      }
      flow.space(-flow.frame().gap() / 2);
    }
    flow.space(flow.frame().gap() / 2);
  }
}

}  // namespace pillarbox::inbox

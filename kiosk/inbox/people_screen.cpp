#include "kiosk/inbox/people_screen.h"

#include <string>
#include <utility>

#include "kiosk/inbox/parts.h"
#include "kiosk/inbox/people_parts.h"
#include "kiosk/inbox/people_words.h"
#include "kiosk/inbox/printing_parts.h"
#include "kiosk/inbox/words.h"

namespace pillarbox::inbox {
namespace {

void drawPreview(ui::Flow& flow, const State& state, Events& out) {
  const ManageState& manage = state.inbox.manage;
  const PeoplePreview& preview = *manage.people.preview;
  flow.title(preview.title);
  if (manage.working) {
    flow.text("This is being done. It may take a while…");
    return;
  }
  // What is to be compared stands out.
  bool compared = preview.change == PeopleChange::approveDevice;
  for (const std::string& says : preview.says) {
    flow.text(says, std::exchange(compared, false) ? ui::Words::heading : ui::Words::body);
  }
  const bool fetches = preview.change == PeopleChange::approveDevice || preview.change == PeopleChange::changeFetches;
  if (fetches) drawFetches(flow, state, out);
  if (!preview.warning.empty()) flow.notice("people.preview.warning", preview.warning, ui::Tone::warning);
  const int pressed = drawTwo(flow, {"people.no", "No, go back"},
                              {"people.yes", preview.go, preview.danger ? ui::Look::danger : ui::Look::primary});
  if (pressed == 1) out.emplace_back(PeopleDeclined{});
  if (pressed == 2) out.emplace_back(PeopleConfirmed{});
}

void drawPapersPage(ui::Flow& flow, const State& state, Events& out) {
  const PeopleState& people = state.inbox.manage.people;
  flow.title(people.papers.size() == 1 ? "Print this now" : "Print these now");
  drawFact(flow, "people.folder", people.papers.size() == 1 ? "It is in" : "They are in",
           folderWords(state, people.folder));
  flow.space(flow.frame().gap() / 2);
  drawPapers(flow, "people.paper", people.papers);
  const std::vector<std::string> files = filesIn(people.folder, people.papers);
  flow.notice("people.papers.delete", "Then delete the files: whoever has them has a key.", ui::Tone::warning);
  drawPrinting(flow, state, files, out);
  if (people.ownCard) {
    flow.text("Your old key card opens nothing any more. The inbox locks now; unlock it with the new card.");
  }
  if (flow.button("people.printed", people.ownCard ? "Printed: lock now" : "I have printed them",
                  stillToPrint(state, files) ? ui::Look::secondary : ui::Look::primary)) {
    out.emplace_back(PapersSeen{});
  }
}

using Draw = void (*)(ui::Flow&, const State&, Events&);

Draw drawOf(PeoplePage page) {
  switch (page) {
    case PeoplePage::menu:
      return drawPeopleMenu;
    case PeoplePage::people:
      return drawPeopleList;
    case PeoplePage::person:
      return drawPerson;
    case PeoplePage::edit:
    case PeoplePage::add:
      return drawPersonForm;
    case PeoplePage::newCard:
      return drawNewCard;
    case PeoplePage::role:
      return drawRoles;
    case PeoplePage::papers:
      return drawPapersPage;
    case PeoplePage::sheets:
      return drawSheets;
    case PeoplePage::sheet:
      return drawSheet;
    case PeoplePage::devices:
      return drawDevices;
    case PeoplePage::device:
      return drawDevice;
    case PeoplePage::invitation:
      return drawInvitation;
    case PeoplePage::alerts:
      return drawAlerts;
    case PeoplePage::badges:
      return drawBadges;
    case PeoplePage::badge:
      return drawBadge;
  }
  return drawPeopleMenu;
}

constexpr std::string_view fieldIds[] = {"people.name",      "people.title", "people.email",  "people.room",
                                         "people.extension", "people.sheet", "people.search", "alerts.number"};

// The keyboard is there while something is typed.
bool typing(const ui::Frame& frame, const State& state) {
  if (state.inbox.manage.working || state.inbox.manage.people.preview) return false;
  for (const std::string_view id : fieldIds) {
    if (frame.hasFocus(id)) return true;
  }
  return false;
}

}  // namespace

void drawPeopleMenu(ui::Flow& flow, const State& state, Events& out) {
  const Directory* directory = state.school.directory.get();
  if (directory == nullptr) return flow.text("Opening…");
  for (const LostCard& lost : lostCards(state)) {
    const Person* person = directory->person(lost.person);
    std::string words = "The key card of " + lost.name + " was reported lost on " + formatShort(lost.at);
    // Whoever left the field empty has no name here.
    words += lost.saidBy.empty() || lost.saidBy.starts_with("Somebody who") ? "." : ", by " + lost.saidBy + ".";
    flow.notice("people.lost." + lost.person, words, ui::Tone::danger);
    if (person != nullptr && mayChange(state, *person) &&
        flow.button("people.lost." + lost.person + ".go", "Cancel this card and make a new one", ui::Look::primary)) {
      out.emplace_back(PeopleOpened{PeoplePage::newCard, lost.person});
    }
  }
  const auto row = [&](std::string_view id, std::string_view name, std::string_view detail, PeoplePage page) {
    if (flow.listRow(id, name, detail, "", true)) out.emplace_back(PeopleOpened{page, {}});
    flow.space(-flow.frame().gap() / 2);
  };
  row("people.people", "People and key cards",
      rolesToGive(state).empty() ? "Who reads what." : "Who reads what. Add somebody, give a new card, end access.",
      PeoplePage::people);
  row("people.sheets", "Recovery sheets", "Prove that the sheets in the safe still work.", PeoplePage::sheets);
  if (!leads(state)) return;
  row("people.devices", "Devices", "Let a new terminal in, or send one away that is gone.", PeoplePage::devices);
  row("people.alerts", "Alerts by e-mail", "Whether they arrive, and which could not be delivered.",
      PeoplePage::alerts);
  row("people.badges", "Badges of staff", "Who has one, a one-time PIN, a lost badge, new badges to print.",
      PeoplePage::badges);
}

void drawPeople(ui::Frame& frame, const State& state, ui::Rect rect, Events& out) {
  const PeopleState& people = state.inbox.manage.people;
  if (people.page == PeoplePage::badges) frame.focusOnce("people.search");
  if (people.page == PeoplePage::sheet && people.sheetSays.empty()) frame.focusOnce("people.sheet");
  if (typing(frame, state)) rect = drawKeyboardUnder(frame, rect);
  ui::Rect column = middleColumn(rect, 1000 * frame.textScale());
  // Another person's page begins at its top again.
  std::string id(peopleScreenName(state));
  if (people.page == PeoplePage::person) id += "." + people.person;
  if (people.page == PeoplePage::device) id += "." + people.devices.chosen;
  if (people.page == PeoplePage::badge) id += "." + people.staff;
  const bool form = !people.preview && (people.page == PeoplePage::add || people.page == PeoplePage::edit);
  // Beneath the form, so that it is in sight while something is typed; on a low screen it scrolls with it.
  const bool inSight = form && column.h >= 4 * frame.rowHeight();
  const auto drawNext = [&](ui::Rect where) {
    if (frame.button("people.next", where, "Next: see what changes", ui::Look::primary)) {
      out.emplace_back(PeopleChangeAsked{people.page == PeoplePage::add ? PeopleChange::add : PeopleChange::edit});
    }
  };
  if (inSight) drawNext(ui::cutBottom(column, frame.rowHeight(), frame.gap()));
  frame.flow(id, column, [&](ui::Flow& flow) {
    if (people.preview) return drawPreview(flow, state, out);
    drawOf(people.page)(flow, state, out);
    if (form && !inSight) drawNext(flow.take(frame.rowHeight()));
  });
}

}  // namespace pillarbox::inbox

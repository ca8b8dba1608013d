// What the pages of "People, keys and devices" are drawn with. UI thread.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/inbox/event.h"
#include "kiosk/inbox/state.h"
#include "kiosk/ui/frame.h"

namespace pillarbox::inbox {

struct TypedSpec {
  PeopleField field;
  std::string_view id, label, placeholder;
  bool secret = false;
};
const ui::TextModel& typedModel(const PeopleState& people, PeopleField field);
// Editors, two in a row where there is room. Returns true when Enter was pressed in the last one.
bool drawTyped(ui::Flow& flow, const State& state, std::initializer_list<TypedSpec> fields, Events& out);

// Papers to print, each with what to do with it.
void drawPapers(ui::Flow& flow, std::string_view id, const std::vector<Paper>& papers);

// Two buttons beside each other, or one above the other where that is too narrow for their words. Returns 1 or 2 for
// the one that was pressed; the second is the one to press.
struct ButtonSpec {
  std::string_view id, name;
  ui::Look look = ui::Look::secondary;
  bool enabled = true;
};
int drawTwo(ui::Flow& flow, const ButtonSpec& first, const ButtonSpec& second);

// --- the pages; below the notices of Manage
void drawPeopleMenu(ui::Flow& flow, const State& state, Events& out);
void drawPeopleList(ui::Flow& flow, const State& state, Events& out);
void drawPerson(ui::Flow& flow, const State& state, Events& out);
void drawNewCard(ui::Flow& flow, const State& state, Events& out);
void drawRoles(ui::Flow& flow, const State& state, Events& out);
void drawPersonForm(ui::Flow& flow, const State& state, Events& out);
void drawSheets(ui::Flow& flow, const State& state, Events& out);
void drawSheet(ui::Flow& flow, const State& state, Events& out);
void drawFetches(ui::Flow& flow, const State& state, Events& out);  // of what is confirmed
void drawDevices(ui::Flow& flow, const State& state, Events& out);
void drawDevice(ui::Flow& flow, const State& state, Events& out);
void drawInvitation(ui::Flow& flow, const State& state, Events& out);
void drawAlerts(ui::Flow& flow, const State& state, Events& out);  // people_alerts_screen.cpp
void drawBadges(ui::Flow& flow, const State& state, Events& out);
void drawBadge(ui::Flow& flow, const State& state, Events& out);

}  // namespace pillarbox::inbox

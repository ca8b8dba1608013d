#include <utility>

#include "kiosk/inbox/apply.h"

namespace pillarbox::inbox {
namespace {

void on(State& state, ManageOpened&, Effects&) {
  state.screen = Screen::manage;
  state.inbox.manage = ManageState{};
}

template <class PartEvent, class Shown>
void show(State& state, Effects& out) {
  PartEvent shown{Shown{}};
  on(state, shown, out);
}

void on(State& state, ManagePartChosen& event, Effects& out) {
  ManageState& manage = state.inbox.manage;
  if (manage.working) return;
  manage.part = event.part;
  manage.done.clear();
  manage.problem.clear();
  switch (event.part) {
    case ManagePart::people:
      return show<PeopleEvent, PeopleShown>(state, out);
    case ManagePart::settings:
      return show<SettingsEvent, SettingsShown>(state, out);
    case ManagePart::review:
      return show<ReviewEvent, ReviewShown>(state, out);
    case ManagePart::keeping:
      return show<KeepingEvent, KeepingShown>(state, out);
    case ManagePart::audit:
      return show<AuditEvent, AuditShown>(state, out);
    case ManagePart::menu:
      break;
  }
}

void on(State& state, ManageLeft&, Effects&) {
  leaveManage(state);
}

bool backIn(State& state, ManagePart part) {
  switch (part) {
    case ManagePart::people:
      return backInPeople(state);
    case ManagePart::settings:
      return backInSettings(state);
    case ManagePart::review:
      return backInReview(state);
    case ManagePart::keeping:
      return backInKeeping(state);
    case ManagePart::audit:
      return backInAudit(state);
    case ManagePart::menu:
      break;
  }
  return false;
}

void on(State& state, DirectorySigned& event, Effects&) {
  state.inbox.manage.working = false;
  state.inbox.manage.problem.clear();
  state.inbox.manage.done = std::move(event.done);
  settingsSigned(state);
}

void on(State& state, DirectoryNotSigned& event, Effects&) {
  state.inbox.manage.working = false;
  state.inbox.manage.problem = event.fault.detail;
}

}  // namespace

void leaveManage(State& state) {
  ManageState& manage = state.inbox.manage;
  if (manage.working) return;
  manage.done.clear();
  manage.problem.clear();
  if (backIn(state, manage.part)) return;
  if (manage.part == ManagePart::menu) {
    state.screen = state.inbox.chosen.empty() ? Screen::list : Screen::concern;
    return;
  }
  manage = ManageState{};
}

void signDirectory(State& state, Directory next, std::string done, Effects& out) {
  ManageState& manage = state.inbox.manage;
  if (manage.working) return;
  manage.working = true;
  manage.done.clear();
  manage.problem.clear();
  out.emplace_back(SignDirectory{std::move(next), std::move(done)});
}

void on(State& state, ManageEvent& event, Effects& out) {
  std::visit([&](auto& each) { on(state, each, out); }, event);
}

}  // namespace pillarbox::inbox

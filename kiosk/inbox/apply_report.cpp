#include "kiosk/inbox/apply.h"
#include "kiosk/inbox/narrowing.h"
#include "kiosk/inbox/words.h"
#include "shared/record/ids.h"

namespace pillarbox::inbox {
namespace {

std::string titleOf(const State& state, ReportKind kind, const std::string& subject) {
  switch (kind) {
    case ReportKind::incident:
      return "Concern " + referenceOf(subject);
    case ReportKind::chronology: {
      const casework::ChildView& view = state.inbox.child.view;
      return view.className.empty() ? view.name : view.name + " (" + view.className + ")";
    }
    case ReportKind::figures:
      return "Figures for governors";
  }
  return {};
}

void on(State& state, ReportOpened& event, Effects&) {
  if (!reading(state) || state.screen == Screen::step || state.inbox.report) return;
  if (event.kind == ReportKind::incident && caseOf(state, event.subject) == nullptr) return;
  if (event.kind == ReportKind::chronology && event.subject != state.inbox.child.ref) return;
  ReportState report;
  report.kind = event.kind;
  report.title = titleOf(state, event.kind, event.subject);
  report.subject = std::move(event.subject);
  if (event.kind == ReportKind::chronology) report.narrow = state.inbox.child.narrow;
  if (event.kind == ReportKind::figures) report.narrow.span = Span::schoolYear;
  state.inbox.report = std::move(report);
  state.screen = Screen::report;
}

void on(State& state, HideOthersToggled&, Effects&) {
  if (!state.inbox.report || state.inbox.report->making) return;
  ReportState& report = *state.inbox.report;
  report.hideOthers = !report.hideOthers;
  report.hideStaff = report.hideStaff && report.hideOthers;
}

void on(State& state, HideStaffToggled&, Effects&) {
  if (!state.inbox.report || state.inbox.report->making) return;
  ReportState& report = *state.inbox.report;
  report.hideStaff = !report.hideStaff;
  report.hideOthers = report.hideOthers || report.hideStaff;  // a copy without staff has no other children either
}

void on(State& state, ReportPressed&, Effects& out) {
  std::optional<ReportState>& report = state.inbox.report;
  if (state.screen != Screen::report || !report || report->making) return;
  report->problem = dayProblem(report->narrow, state.today);
  if (!report->problem.empty()) return;
  MakeReport make;
  make.kind = report->kind;
  make.subject = report->subject;
  if (report->kind != ReportKind::incident) {
    Days days = daysOf(report->narrow, state.today);
    make.from = std::move(days.from);
    make.to = std::move(days.to);
  }
  make.hideOthers = report->hideOthers;
  make.hideStaff = report->hideStaff;
  report->making = true;
  report->files.clear();
  out.emplace_back(std::move(make));
}

void on(State& state, ReportClosed&, Effects&) {
  if (state.screen != Screen::report || !state.inbox.report || state.inbox.report->making) return;
  state.inbox.report.reset();
  state.inbox.steps.choosing = false;
  state.screen = state.inbox.chosen.empty() ? Screen::list : Screen::concern;
}

void on(State& state, ReportMade& event, Effects&) {
  if (!state.inbox.report || !state.inbox.report->making) return;
  state.inbox.report->making = false;
  state.inbox.report->files = std::move(event.files);
  state.lastTouch = state.now;
}

void on(State& state, ReportNotMade& event, Effects&) {
  if (!state.inbox.report || !state.inbox.report->making) return;
  state.inbox.report->making = false;
  state.inbox.report->problem =
      "It was not saved. " + (event.fault.detail.empty() ? faultSentence(event.fault) : event.fault.detail);
  state.lastTouch = state.now;
}

}  // namespace

void on(State& state, ReportEvent& event, Effects& out) {
  std::visit([&](auto& each) { on(state, each, out); }, event);
}

}  // namespace pillarbox::inbox

#include <algorithm>

#include "kiosk/inbox/apply.h"
#include "kiosk/inbox/fields.h"
#include "kiosk/inbox/narrowing.h"
#include "kiosk/inbox/words.h"
#include "shared/record/ids.h"

namespace pillarbox::inbox {
namespace {

std::string titleOf(const State& state, ReportKind kind, const std::string& subject) {
  switch (kind) {
    case ReportKind::incident:
      return "Concern " + referenceOf(subject);
    case ReportKind::chronology:
    case ReportKind::transfer:
    case ReportKind::subjectAccess:
    case ReportKind::police: {
      const casework::ChildView& view = state.inbox.child.view;
      return view.className.empty() ? view.name : view.name + " (" + view.className + ")";
    }
    case ReportKind::figures:
      return "Figures for governors";
    case ReportKind::review:
      return "Review sheet";
  }
  return {};
}

void on(State& state, ReportOpened& event, Effects&) {
  if (!reading(state) || state.screen == Screen::step || state.inbox.report) return;
  if (event.kind == ReportKind::incident && caseOf(state, event.subject) == nullptr) return;
  if (aboutChild(event.kind) && event.subject != state.inbox.child.ref) return;
  ReportState report;
  report.kind = event.kind;
  report.managing = state.screen == Screen::manage;
  report.title = titleOf(state, event.kind, event.subject);
  report.subject = std::move(event.subject);
  if (aboutChild(event.kind)) report.narrow = state.inbox.child.narrow;
  if (event.kind == ReportKind::figures) {
    report.narrow.span = Span::schoolYear;
    report.byClass = report.managing && state.inbox.manage.review.byClass;
  }
  if (event.kind == ReportKind::review) report.narrow.span = Span::schoolYear;
  report.hideOthers = forOthers(event.kind);
  state.inbox.report = std::move(report);
  state.screen = Screen::report;
}

// Who is named was asked another way: what was decided before does not fit any more.
ReportState* editable(State& state) {
  if (!state.inbox.report || state.inbox.report->making || !state.inbox.report->files.empty()) return nullptr;
  return &*state.inbox.report;
}

void on(State& state, ReportForChosen& event, Effects&) {
  ReportState* report = editable(state);
  if (report == nullptr || !aboutChild(report->kind) || !aboutChild(event.kind)) return;
  report->kind = event.kind;
  report->hideOthers = forOthers(event.kind);
  report->hideStaff = report->blackOut = false;
  report->names.clear();
  report->problem.clear();
}

void on(State& state, ForWhomTyped& event, Effects&) {
  if (ReportState* report = editable(state)) report->forWhom.apply(event.action);
}

void on(State& state, FigureClassesToggled&, Effects&) {
  if (ReportState* report = editable(state)) report->byClass = !report->byClass;
}

void on(State& state, BlackOutToggled&, Effects&) {
  if (ReportState* report = editable(state)) report->blackOut = !report->blackOut && report->hideOthers;
}

void on(State& state, NameDecided& event, Effects&) {
  ReportState* report = editable(state);
  if (report != nullptr && event.at < report->names.size()) report->names[event.at].decided = event.decided;
  if (report != nullptr) report->leaving = false;
}

void on(State& state, NamesAllHidden&, Effects&) {
  ReportState* report = editable(state);
  if (report == nullptr) return;
  for (DoubtfulName& name : report->names) {
    if (name.decided == DoubtfulName::Decided::no) name.decided = DoubtfulName::Decided::somebodyElse;
  }
}

void on(State& state, HideOthersToggled&, Effects&) {
  ReportState* report = editable(state);
  if (report == nullptr || forOthers(report->kind)) return;
  report->hideOthers = !report->hideOthers;
  report->hideStaff = report->hideStaff && report->hideOthers;
  report->blackOut = report->blackOut && report->hideOthers;
}

void on(State& state, HideStaffToggled&, Effects&) {
  ReportState* report = editable(state);
  if (report == nullptr) return;
  report->hideStaff = !report->hideStaff;
  report->hideOthers = report->hideOthers || report->hideStaff;  // a copy without staff has no other children either
}

void on(State& state, ReportPressed&, Effects& out) {
  std::optional<ReportState>& report = state.inbox.report;
  if (state.screen != Screen::report || !report || report->making) return;
  report->problem = dayProblem(report->narrow, state.today);
  if (!report->problem.empty()) return;
  MakeReport make;
  make.kind = report->kind;
  make.subject = report->subject;
  // The next school is to have all of it.
  if (report->kind != ReportKind::incident && report->kind != ReportKind::transfer) {
    Days days = daysOf(report->narrow, state.today);
    make.from = std::move(days.from);
    make.to = std::move(days.to);
  }
  make.hideOthers = report->hideOthers;
  make.hideStaff = report->hideStaff;
  make.blackOut = report->blackOut;
  make.byClass = report->byClass;
  make.forWhom = trimmed(report->forWhom.text());
  make.decided = report->names;
  report->making = true;
  report->files.clear();
  out.emplace_back(std::move(make));
}

void on(State& state, ReportClosed&, Effects&) {
  if (state.screen != Screen::report || !state.inbox.report || state.inbox.report->making) return;
  ReportState& report = *state.inbox.report;
  const bool decided =
      report.files.empty() && std::any_of(report.names.begin(), report.names.end(),
                                          [](const auto& one) { return one.decided != DoubtfulName::Decided::no; });
  if (decided && !report.leaving) {
    report.leaving = true;
    return;
  }
  const bool managing = report.managing;
  state.inbox.report.reset();
  state.inbox.steps.choosing = false;
  state.screen = managing ? Screen::manage : state.inbox.chosen.empty() ? Screen::list : Screen::concern;
}

void on(State& state, ReportKept&, Effects&) {
  if (ReportState* report = editable(state)) report->leaving = false;
}

void on(State& state, ReportMade& event, Effects&) {
  if (!state.inbox.report || !state.inbox.report->making) return;
  state.inbox.report->making = false;
  state.inbox.report->files = std::move(event.files);
  state.lastTouch = state.now;
}

void on(State& state, NamesFound& event, Effects&) {
  if (!state.inbox.report || !state.inbox.report->making) return;
  state.inbox.report->making = false;
  state.inbox.report->names = std::move(event.names);
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

bool aboutChild(ReportKind kind) {
  return kind == ReportKind::chronology || kind == ReportKind::transfer || forOthers(kind);
}

bool forOthers(ReportKind kind) {
  return kind == ReportKind::subjectAccess || kind == ReportKind::police;
}

void on(State& state, ReportEvent& event, Effects& out) {
  std::visit([&](auto& each) { on(state, each, out); }, event);
}

}  // namespace pillarbox::inbox

#include "kiosk/report/made.h"

#include "kiosk/report/review_sheet.h"
#include "kiosk/report/summary.h"

namespace pillarbox::report {
namespace {

// The child whose copy an anonymised incident is: the first one it is about.
std::string subjectOf(const Source& source, const std::string& caseId) {
  const auto found = source.view.cases.find(caseId);
  if (found == source.view.cases.end()) return {};
  for (const casework::LinkedChild& child : found->second.children) {
    if (!child.pupil.ref.empty()) return child.pupil.ref;
  }
  return {};
}

// Whose letters are given: all that may be in the report.
std::vector<std::string> entriesFor(const Source& source, const Wanted& wanted) {
  if (wanted.asked != Asked::incident) return entriesOf(source, wanted.id);
  const auto found = source.view.cases.find(wanted.id);
  if (found == source.view.cases.end()) return {};
  std::vector<std::string> entries = found->second.later;
  entries.push_back(found->second.head);
  return entries;
}

Made summaryOf(const Source& source, const Wanted& wanted, const Directory& directory) {
  casework::FiguresAsked asked;
  asked.from = wanted.period.from;
  asked.to = wanted.period.to;
  asked.categories = directory.categories;
  asked.places = directory.places;
  asked.adults = wanted.adults;
  if (wanted.byClass) asked.childrenBy = casework::FiguresAsked::ChildrenBy::schoolClass;
  return {summary(source, asked), {}, 0};
}

}  // namespace

Result<Made> make(const Source& source, Wanted wanted, const Directory& directory) {
  if (wanted.asked == Asked::summary) return summaryOf(source, wanted, directory);
  if (wanted.asked == Asked::review) return Made{reviewSheet(source, wanted.period, directory), {}, 0};
  const bool incidentOnly = wanted.asked == Asked::incident;
  const bool copy = wanted.asked == Asked::subjectAccess || wanted.asked == Asked::police;
  if (copy && !wanted.hiding) return Fault{FaultCode::badInput, "in a copy for others the names of others are hidden"};
  Names plain;
  std::optional<HidingNames> hidden;
  if (wanted.hiding) {
    wanted.hiding->subject = incidentOnly ? subjectOf(source, wanted.id) : wanted.id;
    hidden.emplace(source, entriesFor(source, wanted), *wanted.hiding);
  }
  Names& names = hidden ? static_cast<Names&>(*hidden) : plain;
  Made made;
  if (incidentOnly) {
    PB_TRY_VALUE(made.report, incident(source, wanted.id, names));
  } else {
    const Bundle bundle = bundleFor(wanted.asked, wanted.hiding ? &*wanted.hiding : nullptr);
    PB_TRY_VALUE(made.report, chronology(source, wanted.id, wanted.period, bundle, names));
  }
  if (hidden) {
    made.findings = hidden->findings();
    made.undecided = hidden->undecided();
  }
  return made;
}

casework::Step exportStep(const Wanted& wanted, const Roster& roster, std::string forWhom) {
  casework::Step step;
  step.kind = Kind::exported;
  step.work.report = askedName(wanted.asked);
  step.work.forWhom = std::move(forWhom);
  if (wanted.asked == Asked::incident) {
    step.subject = wanted.id;
  } else if (!aboutSchool(wanted.asked)) {
    const Pupil* pupil = roster.pupil(wanted.id);
    step.pupils = {{wanted.id, pupil == nullptr ? "" : pupil->displayName(), "", "", ""}};
  }
  return step;
}

}  // namespace pillarbox::report

#include <algorithm>
#include <utility>

#include "kiosk/inbox/apply.h"
#include "kiosk/inbox/fields.h"
#include "kiosk/inbox/settings_words.h"

namespace pillarbox::inbox {
namespace {

AuditState& auditOf(State& state) {
  return state.inbox.manage.audit;
}

std::optional<WallTime> since(const State& state) {
  constexpr auto day = std::chrono::hours(24);
  switch (state.inbox.manage.audit.span) {
    case AuditSpan::week:
      return state.wall - 7 * day;
    case AuditSpan::month:
      return state.wall - 31 * day;
    case AuditSpan::year:
      return state.wall - 366 * day;
    case AuditSpan::all:
      break;
  }
  return std::nullopt;
}

void narrow(State& state) {
  AuditState& audit = auditOf(state);
  const std::optional<WallTime> from = since(state);
  audit.shown.clear();
  audit.open.reset();
  for (std::size_t i = 0; i < audit.rows.size(); ++i) {
    const casework::AuditRow& row = audit.rows[i];
    if (audit.kind && row.kind != *audit.kind) continue;
    if (!audit.person.empty() && row.who != audit.person) continue;
    if (from && row.at < *from) break;  // newest first
    audit.shown.push_back(i);
  }
}

void on(State& state, AuditShown&, Effects& out) {
  auditOf(state) = AuditState{};
  out.emplace_back(AuditEffect{LoadAudit{}});
}

void on(State& state, AuditTold& event, Effects&) {
  AuditState& audit = auditOf(state);
  if (!state.school.directory) return;
  audit.known = true;
  audit.directories = std::move(event.directories);
  audit.rows = casework::auditRows(state.inbox.entries, state.inbox.view, audit.directories, *state.school.directory);
  audit.people.clear();
  for (const casework::AuditRow& row : audit.rows) audit.people.push_back(row.who);
  std::sort(audit.people.begin(), audit.people.end());
  audit.people.erase(std::unique(audit.people.begin(), audit.people.end()), audit.people.end());
  narrow(state);
}

void on(State& state, AuditNarrowToggled&, Effects&) {
  auditOf(state).narrowing = !auditOf(state).narrowing;
}

void on(State& state, AuditKindChosen& event, Effects&) {
  auditOf(state).kind = event.kind;
  narrow(state);
}

void on(State& state, AuditPersonChosen& event, Effects&) {
  auditOf(state).person = std::move(event.person);
  narrow(state);
}

void on(State& state, AuditSpanChosen& event, Effects&) {
  auditOf(state).span = event.span;
  narrow(state);
}

void on(State& state, AuditRowTouched& event, Effects&) {
  AuditState& audit = auditOf(state);
  if (event.row >= audit.rows.size()) return;
  audit.open = audit.open == event.row ? std::nullopt : std::optional(event.row);
}

void on(State& state, DoubtOpened&, Effects&) {
  if (state.school.chainDoubt.empty() || !mayChangeSchool(state)) return;
  auditOf(state).looking = true;
  auditOf(state).found.setText("");
  state.inbox.manage.done.clear();
  state.inbox.problem.clear();
}

void on(State& state, DoubtTyped& event, Effects&) {
  auditOf(state).found.apply(event.action);
}

void on(State& state, DoubtNoted&, Effects& out) {
  const AuditState& audit = auditOf(state);
  if (!audit.looking || state.school.chainDoubt.empty() || trimmed(audit.found.text()).empty() ||
      isTaking(state, Kind::reviewed)) {
    return;
  }
  state.inbox.problem.clear();
  Step step;
  step.kind = Kind::reviewed;
  step.body = trimmed(audit.found.text());
  step.work.report = casework::doubtReport;
  step.work.what = state.school.chainDoubt;
  (void)take(state, {}, std::move(step), out);
}

// A safeguarding lead's note on just this doubt: a later one is another.
bool lookedInto(const State& state) {
  const auto notes = state.inbox.view.apart.find(Kind::reviewed);
  if (state.school.chainDoubt.empty() || notes == state.inbox.view.apart.end() || !state.school.directory) return false;
  return std::any_of(notes->second.begin(), notes->second.end(), [&](const std::string& id) {
    const Entry* entry = entryOf(state, id);
    if (entry == nullptr || entry->casework.report != casework::doubtReport) return false;
    const Person* person = state.school.directory->person(entry->author.id);
    return entry->casework.what == state.school.chainDoubt && person != nullptr && isLead(person->role);
  });
}

}  // namespace

void refreshAudit(State& state, Effects& out) {
  if (!lookedInto(state)) return;
  out.emplace_back(AuditEffect{SettleDoubt{state.school.chainDoubt}});
  if (!auditOf(state).looking) return;
  auditOf(state).looking = false;
  state.inbox.manage.done = "Written down and signed. It stays in this list.";
  out.emplace_back(AuditEffect{LoadAudit{}});
}

bool backInAudit(State& state) {
  return std::exchange(auditOf(state).looking, false) || std::exchange(auditOf(state).narrowing, false) ||
         std::exchange(auditOf(state).open, std::nullopt).has_value();
}

void on(State& state, AuditEvent& event, Effects& out) {
  if (!reading(state)) return;
  std::visit([&](auto& each) { on(state, each, out); }, event);
}

}  // namespace pillarbox::inbox

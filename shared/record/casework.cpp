#include "shared/record/casework.h"

#include <algorithm>
#include <span>

#include "shared/record/check_text.h"
#include "shared/record/entry.h"
#include "shared/record/ids.h"

namespace pillarbox {

namespace {

Fault bad(std::string_view sentence) {
  return Fault{FaultCode::badInput, std::string(sentence)};
}

std::string_view wordsOf(std::span<const NameAndWords> table, std::string_view name) {
  const auto found = std::find_if(table.begin(), table.end(), [&](const auto& row) { return row.name == name; });
  return found == table.end() ? name : found->words;
}

bool isOneOf(std::span<const NameAndWords> table, std::string_view name) {
  return std::any_of(table.begin(), table.end(), [&](const auto& row) { return row.name == name; });
}

Status checkDay(std::string_view field, const std::string& day) {
  if (day.empty() || (day.size() == 10 && parseTime(day + "T00:00:00.000Z"))) return {};
  return bad(std::string(field) + " is not a day like 2026-12-01.");
}

Status checkId(std::string_view field, const std::string& id, bool must) {
  if (id.empty() ? !must : isId(id)) return {};
  return bad(std::string(field) + " is not the id of an entry.");
}

Status checkAction(const Casework& work) {
  if (work.what.empty()) return bad("casework.what is missing: say what was done or agreed.");
  if (work.state != "done" && work.state != "agreed") return bad("casework.state is neither done nor agreed.");
  if (work.state == "agreed" && work.ownerName.empty()) {
    return bad("casework.owner is missing: an action is logged once it is agreed with whoever does it.");
  }
  return {};
}

Status checkDecision(const Entry& entry) {
  const Casework& work = entry.casework;
  if (!isOneOf(decisionNames, work.decision)) return bad("casework.decision is not one of the decisions.");
  if (entry.body.empty()) return bad("body is missing: a decision needs its reason.");
  return {};
}

Status checkDestroy(const Entry& entry) {
  const Casework& work = entry.casework;
  constexpr std::string_view stages[] = {"proposed", "agreed", "withdrawn", "done"};
  if (std::find(std::begin(stages), std::end(stages), work.stage) == std::end(stages)) {
    return bad("casework.stage is not one of its stages.");
  }
  if ((work.stage == "proposed") != entry.subject.empty()) {
    return bad("subject must name the proposal, unless this is it.");
  }
  return {};
}

Status checkOfKind(const Entry& entry) {
  const Casework& work = entry.casework;
  switch (entry.kind) {
    case Kind::action:
      return work.empty() ? Status{} : checkAction(work);  // those of the first version had only a body
    case Kind::outcome:
      return entry.body.empty() ? bad("body is missing: an outcome says what came of it.") : Status{};
    case Kind::decision:
      return checkDecision(entry);
    case Kind::merge:
      return checkId("casework.into", work.into, true);
    case Kind::move:
      return isLocalId(work.toAudience) ? Status{} : bad("casework.to_audience is not an audience id.");
    case Kind::child:
      if (entry.pupils.size() != 1 || entry.pupils[0].ref.empty()) return bad("pupils is not one child of the roster.");
      if (work.status.empty() && !work.bornOn.empty()) return {};
      return isOneOf(childStatusNames, work.status) ? Status{} : bad("casework.status is not one of the statuses.");
    case Kind::cardLost:
    case Kind::grant:
      return isLocalId(work.person) ? Status{} : bad("casework.person is not a person's id.");
    case Kind::hold:
      if (entry.pupils.size() != 1 || entry.pupils[0].ref.empty()) return bad("pupils is not one child of the roster.");
      return entry.body.empty() ? bad("body is missing: say why the records must be kept.") : Status{};
    case Kind::destroy:
      return checkDestroy(entry);
    case Kind::exported:
      return work.report.empty() ? bad("casework.report is missing.") : Status{};
    default:
      return {};
  }
}

}  // namespace

std::string_view decisionWords(std::string_view name) {
  return wordsOf(decisionNames, name);
}
std::string_view childStatusWords(std::string_view name) {
  return wordsOf(childStatusNames, name);
}

Status validateCasework(const Entry& entry) {
  const Casework& work = entry.casework;
  if (!work.empty() && !isCasework(entry.kind) && entry.kind != Kind::cardLost)
    return bad("casework is only for those with a key.");
  PB_TRY(checkText("casework.subcategory", work.subcategory, 200));
  if (work.replaces.size() > 100) return bad("casework.replaces has more than 100 entries.");
  for (const std::string& id : work.replaces) PB_TRY(checkId("casework.replaces", id, true));
  PB_TRY(checkText("casework.what", work.what, 2000, true));
  PB_TRY(checkText("casework.owner.name", work.ownerName, 200));
  if (!work.ownerRef.empty() && !isLocalId(work.ownerRef)) return bad("casework.owner.ref is not a person's id.");
  PB_TRY(checkDay("casework.due", work.due));
  PB_TRY(checkText("casework.referred_to", work.referredTo, 200));
  if (!work.parentsTold.empty() && work.parentsTold != "yes" && work.parentsTold != "no" &&
      work.parentsTold != "not-yet") {
    return bad("casework.parents_told is not yes, no or not-yet.");
  }
  PB_TRY(checkText("casework.parents_why", work.parentsWhy, 2000, true));
  PB_TRY(checkText("casework.outcome", work.outcome, 2000, true));
  PB_TRY(checkDay("casework.since", work.since));
  PB_TRY(checkDay("casework.born_on", work.bornOn));
  PB_TRY(checkText("casework.family", work.family, 20'000, true));
  PB_TRY(checkId("casework.into", work.into, false));
  if (!work.toAudience.empty() && !isLocalId(work.toAudience))
    return bad("casework.to_audience is not an audience id.");
  if (!work.state.empty() && work.state != "done" && work.state != "agreed") {
    return bad("casework.state is neither done nor agreed.");
  }
  if (!work.decision.empty() && !isOneOf(decisionNames, work.decision)) {
    return bad("casework.decision is not one of the decisions.");
  }
  if (!work.status.empty() && !isOneOf(childStatusNames, work.status)) {
    return bad("casework.status is not one of the statuses.");
  }
  PB_TRY(checkText("casework.report", work.report, 60));
  PB_TRY(checkText("casework.for_whom", work.forWhom, 200));
  if (work.covers.size() > 100'000) return bad("casework.covers has more than 100,000 entries.");
  for (const std::string& id : work.covers) PB_TRY(checkId("casework.covers", id, true));
  for (const std::string* hash : {&work.orderSha256, &work.fileSha256}) {
    if (!hash->empty() && (hash->size() != 64 || !fromHex(*hash)))
      return bad("a SHA-256 in casework is not one in hex.");
  }
  if (work.seen.size() > 10'000) return bad("casework.seen has more than 10,000 rows.");
  for (const SeenEntry& seen : work.seen) PB_TRY(checkId("casework.seen.id", seen.id, true));
  return checkOfKind(entry);
}

}  // namespace pillarbox

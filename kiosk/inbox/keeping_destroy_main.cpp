#include "kiosk/inbox/keeping_destroy_main.h"

#include <memory>

#include "kiosk/desk/destruction.h"
#include "kiosk/desk/inbox_entries.h"
#include "kiosk/inbox/days.h"
#include "kiosk/inbox/keeping_main.h"
#include "shared/base/log.h"
#include "shared/casework/calendar.h"
#include "shared/record/ids.h"

namespace pillarbox::inbox {
namespace {

desk::ReadHere hereOf(WorkerRoom& room, const Everything& have) {
  return {room.school, room.person, have.all.entries, have.view};
}

void done(WorkerRoom& room, std::string words, KeepingPage page) {
  room.say(KeepingEvent{KeepingDone{std::move(words), page}});
}

void tell(WorkerRoom& room, casework::CaseEntry posted) {
  std::vector<casework::CaseEntry> entries;
  entries.push_back(std::move(posted));
  room.tellEntries(std::move(entries));
}

Result<std::vector<DestroyingHere>> look(WorkerRoom& room) {
  std::vector<DestroyingHere> out;
  PB_TRY_VALUE(const auto log, room.school.store->postings({.kind = Kind::destroy}));
  if (log.empty()) return out;
  PB_TRY_VALUE(const Everything have, readEverything(room));
  const desk::ReadHere here = hereOf(room, have);
  PB_TRY_VALUE(std::vector<casework::CaseEntry> posted, desk::finishDestructions(here));
  if (!posted.empty()) room.tellEntries(std::move(posted));
  PB_TRY_VALUE(std::vector<casework::Destruction> all, desk::destructionsHere(here));
  for (casework::Destruction& one : all) {
    std::string from = desk::agreeFrom(here, one);
    out.push_back({std::move(one), std::move(from)});
  }
  return out;
}

}  // namespace

std::vector<DestroyingHere> destroyingHere(WorkerRoom& room) {
  Result<std::vector<DestroyingHere>> found = look(room);
  if (found) return std::move(*found);
  log::fault("destroying", found.fault());
  return {};
}

Status perform(WorkerRoom& room, const PlanDestroying& wanted) {
  PB_TRY_VALUE(const Everything have, readEverything(room));
  PB_TRY_VALUE(const desk::DestructionPlan plan, desk::planDestruction(hereOf(room, have), wanted.child));
  DestroyingPlan shown{plan.pupil, plan.covers.size(), plan.cases, {}, plan.problem};
  for (const desk::DestructionPlan::Stays& one : plan.stays) shown.stays.push_back({referenceOf(one.caseId), one.why});
  room.say(KeepingEvent{DestroyingPlanned{std::move(shown)}});
  return {};
}

Status perform(WorkerRoom& room, const ProposeDestroying& wanted) {
  PB_TRY_VALUE(const Everything have, readEverything(room));
  PB_TRY_VALUE(casework::CaseEntry posted, desk::proposeDestruction(hereOf(room, have), wanted.child, wanted.reason));
  tell(room, std::move(posted));
  done(room,
       "Proposed. Nothing is destroyed yet: another person may agree after " +
           std::to_string(room.school.directory().policies.destroyNoticeDays) + " days. Tell them.",
       KeepingPage::destroying);
  return {};
}

Status perform(WorkerRoom& room, const AgreeDestroying& wanted) {
  std::unique_ptr<Everything> have = std::make_unique<Everything>();
  PB_TRY_VALUE(*have, readEverything(room));
  PB_TRY_VALUE(desk::DestructionAgreed agreed, desk::agreeDestruction(hereOf(room, *have), wanted.id));
  have.reset();
  room.tellEntries(std::move(agreed.posted));
  if (!agreed.done) {
    done(room, "Agreed. The records go from here now, and everywhere once it has been sent.", KeepingPage::destroying);
    return {};
  }
  PB_TRY_VALUE(const auto gone, room.school.store->destroyed());
  RecordsGone ids;
  for (const auto& [id, order] : gone) {
    if (order == wanted.id) ids.ids.push_back(id);
  }
  room.say(KeepingEvent{std::move(ids)});
  done(room, "Destroyed. Their numbers and this log are left.", KeepingPage::destroying);
  return {};
}

Status perform(WorkerRoom& room, const WithdrawDestroying& wanted) {
  PB_TRY_VALUE(const Everything have, readEverything(room));
  PB_TRY_VALUE(casework::CaseEntry posted, desk::withdrawDestruction(hereOf(room, have), wanted.id, wanted.reason));
  tell(room, std::move(posted));
  done(room, "Withdrawn. The records are kept.", KeepingPage::destroying);
  return {};
}

}  // namespace pillarbox::inbox

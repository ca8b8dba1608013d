// What of a child's records may go, and what must stay.
#include <algorithm>
#include <map>
#include <set>

#include "kiosk/desk/casework_write.h"
#include "kiosk/desk/destruction.h"
#include "shared/casework/retention.h"

namespace pillarbox::desk {
namespace {

using Ids = std::set<std::string, std::less<>>;

// Who opened, took out or was given what, and the log of destructions: that stays for good.
bool isLog(Kind kind) {
  switch (kind) {
    case Kind::seen:
    case Kind::exported:
    case Kind::received:
    case Kind::grant:
    case Kind::cardLost:
    case Kind::destroy:
      return true;
    default:
      return false;
  }
}

using Slips = std::map<std::string, Slip, std::less<>>;
using BySubject = std::multimap<std::string, const Slip*, std::less<>>;

struct AllSlips {
  Slips byId;
  BySubject bySubject;
};

Result<AllSlips> slipsOf(office::School& school) {
  PB_TRY_VALUE(const std::vector<store::Posting> postings, school.store->postings({}));
  AllSlips all;
  for (const store::Posting& posting : postings) all.byId.emplace(posting.slip.id, posting.slip);
  for (const auto& [id, slip] : all.byId) {
    if (!slip.subject.empty()) all.bySubject.emplace(slip.subject, &slip);
  }
  return all;
}

// `ids` and everything that says something about them, whoever reads it: copies that were passed on too.
Ids withAllAbout(Ids ids, const AllSlips& slips) {
  std::vector<std::string> look(ids.begin(), ids.end());
  while (!look.empty()) {
    const std::string id = std::move(look.back());
    look.pop_back();
    for (auto [at, end] = slips.bySubject.equal_range(id); at != end; ++at) {
      if (!isLog(at->second->kind) && ids.insert(at->second->id).second) look.push_back(at->second->id);
    }
  }
  return ids;
}

Ids idsOf(const ReadHere& here, const casework::Case& made) {
  Ids ids{made.head};
  ids.insert(caseId(made, here.entries));
  ids.insert(made.later.begin(), made.later.end());
  ids.insert(made.merged.begin(), made.merged.end());
  std::erase_if(ids, [&](const std::string& id) {
    const auto entry = here.entries.find(id);
    return entry != here.entries.end() && isLog(entry->second.entry.kind);
  });
  return ids;
}

// Why these must stay; empty if they may go.
std::string whyStays(const ReadHere& here, const Ids& ids, const AllSlips& slips) {
  for (const std::string& id : ids) {
    const auto slip = slips.byId.find(id);
    if (slip == slips.byId.end()) return "Not all of it is on this device yet.";
    if (!mayRead(here.school.directory(), here.person.person, slip->second.audience)) {
      return "Other people read it too, and you do not see all that they have.";
    }
  }
  return {};
}

Ids standingAlone(const ReadHere& here, std::string_view ref) {
  Ids ids;
  if (const auto known = here.view.children.find(ref); known != here.view.children.end()) {
    ids.insert(known->second.begin(), known->second.end());
  }
  for (const Kind kind : {Kind::imported, Kind::hold}) {
    const auto apart = here.view.apart.find(kind);
    if (apart == here.view.apart.end()) continue;
    for (const std::string& id : apart->second) {
      const auto entry = here.entries.find(id);
      if (entry == here.entries.end()) continue;
      const std::vector<PupilPart>& pupils = entry->second.entry.pupils;
      if (pupils.size() == 1 && pupils.front().ref == ref) ids.insert(id);
    }
  }
  return ids;
}

std::string whyNotNow(const casework::RetentionRow& row) {
  using State = casework::RetentionRow::State;
  switch (row.state) {
    case State::due:
      return {};
    case State::held:
      return "These records are held: nobody may destroy them.";
    case State::bornOnUnknown:
      return "The date of birth is not known, so these records are kept.";
    case State::kept:
      break;
  }
  return "These records are kept until " + casework::dayWords(row.reviewOn) + ".";
}

}  // namespace

Result<DestructionPlan> planDestruction(const ReadHere& here, std::string_view ref) {
  const std::string today = casework::dayOn(here.school.clock->now());
  const auto rows = casework::retentionOf(
      here.view, here.entries, here.school.roster,
      casework::retentionAsked(here.view, here.entries, today, here.school.directory().policies.retentionYears));
  const auto row = std::find_if(rows.begin(), rows.end(), [&](const auto& one) { return one.ref == ref; });
  if (row == rows.end()) return Fault{FaultCode::notFound, "Nothing is kept about this child."};
  DestructionPlan plan;
  plan.pupil = {row->ref, row->name, "", "", ""};
  if (const Pupil* pupil = here.school.roster.pupil(ref)) plan.pupil.className = pupil->className;
  plan.problem = whyNotNow(*row);
  PB_TRY_VALUE(const AllSlips slips, slipsOf(here.school));
  Ids goes;
  for (const std::string& id : row->cases) {
    if (std::find(row->shared.begin(), row->shared.end(), id) != row->shared.end()) {
      plan.stays.push_back({id, "It is about another child too, whose records are still kept."});
      continue;
    }
    Ids ids = withAllAbout(idsOf(here, here.view.cases.at(id)), slips);
    std::string why = whyStays(here, ids, slips);
    if (why.empty()) {
      goes.merge(ids);
      ++plan.cases;
    } else {
      plan.stays.push_back({id, std::move(why)});
    }
  }
  Ids alone = withAllAbout(standingAlone(here, ref), slips);
  // While anything of the child stays, so does what is known of the child.
  if (plan.stays.empty() && whyStays(here, alone, slips).empty()) goes.merge(alone);
  plan.covers.assign(goes.begin(), goes.end());
  if (plan.problem.empty() && plan.covers.empty()) {
    plan.problem = "There is nothing to destroy: every record is about other children or other readers too.";
  }
  if (plan.problem.empty() && plan.covers.size() > maxDestroyedAtOnce) {
    plan.problem = "These are more records than one order can name.";
  }
  if (plan.problem.empty() && !isLead(here.person.person.role)) {
    plan.problem = "Only a safeguarding lead or a deputy may propose it.";
  }
  return plan;
}

}  // namespace pillarbox::desk

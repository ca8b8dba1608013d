#include "kiosk/desk/destruction.h"

#include <algorithm>
#include <array>
#include <set>

#include "kiosk/desk/casework_write.h"
#include "kiosk/desk/inbox_entries.h"
#include "kiosk/office/poster.h"
#include "kiosk/office/upload.h"
#include "shared/base/log.h"
#include "shared/casework/retention.h"
#include "shared/open/tar_read.h"
#include "shared/record/ids.h"

namespace pillarbox::desk {
namespace {

using casework::CaseEntry;
using casework::Destruction;
using Ids = std::set<std::string, std::less<>>;

Fault bad(std::string sentence) {
  return Fault{FaultCode::badInput, std::move(sentence)};
}

Result<Person> personWho(const ReadHere& here, bool mayAgree) {
  const Person* now = here.school.directory().person(here.person.person.id);
  if (now != nullptr && now->active && (isLead(now->role) || (mayAgree && isHeadOrChair(now->role)))) return *now;
  return Fault{FaultCode::notPermitted, mayAgree ? "Only a safeguarding lead, a deputy, the headteacher or the chair "
                                                   "may agree that records are destroyed."
                                                 : "Only a safeguarding lead or a deputy may do this."};
}

// --- what goes and what stays
// ---------------------------------------------------------------------------------------------------------

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

// --- the order
// ------------------------------------------------------------------------------------------------------------------------

struct OrderInLog {
  std::string envelope;
  wire::CheckedOrder checked;
};

// What is attached to the log's entry: checked against what that entry says, whoever signed it.
Result<OrderInLog> orderIn(const ReadHere& here, const std::string& id, const Destruction& proposal) {
  EntryReader reader(here.school, here.person);
  PB_TRY_VALUE(const PassedOn found, reader.openAny(id));
  PB_TRY_VALUE(const auto members, open::readTar(found.checked.opened.archive.view()));
  const open::TarEntry* member = open::findMember(members, orderName);
  if (member == nullptr) return Fault{FaultCode::damaged, "The proposal has no order with it."};
  OrderInLog order{std::string(textOf(member->bytes)), {}};
  PB_TRY_VALUE(order.checked, wire::checkOrder(order.envelope, here.school.directory()));
  const DestructionOrder& said = order.checked.order;
  const bool same = found.checked.problems.empty() && said.id == proposal.id &&
                    order.checked.sha256 == proposal.orderSha256 &&
                    std::equal(said.entries.begin(), said.entries.end(), proposal.covers.begin(), proposal.covers.end(),
                               [](const auto& a, const std::string& b) { return a.id == b; });
  if (!same) return Fault{FaultCode::notTrusted, "The order is not what was proposed."};
  const std::vector<std::string>& people = order.checked.people;
  if (std::find(people.begin(), people.end(), proposal.proposedById) == people.end()) {
    return Fault{FaultCode::notTrusted, "The order is not signed by whoever proposed it."};
  }
  return order;
}

Result<std::optional<store::Store::Order>> keptOrder(office::School& school, const std::string& id) {
  PB_TRY_VALUE(std::vector<store::Store::Order> orders, school.store->orders());
  for (store::Store::Order& order : orders) {
    if (order.id == id) return std::optional(std::move(order));
  }
  return std::optional<store::Store::Order>{};
}

Result<Destruction> findProposal(const ReadHere& here, const std::string& id) {
  PB_TRY_VALUE(std::vector<Destruction> all, destructionsHere(here));
  for (Destruction& one : all) {
    if (one.id == id) return std::move(one);
  }
  return Fault{FaultCode::notFound, "There is no such proposal here."};
}

Result<CaseEntry> post(const ReadHere& here, Entry entry, const std::string& envelope) {
  std::vector<seal::Attachment> files;
  if (!envelope.empty()) files.push_back({std::string(orderName), "application/json", viewOf(envelope)});
  PB_TRY_VALUE(const store::Posting posted,
               office::postEntry(here.school, std::move(entry), files, {}, &here.person.keys.signing));
  PB_TRY_VALUE(Checked checked, EntryReader(here.school, here.person).open(posted));
  return caseEntryOf(std::move(checked), posted.state);
}

Entry logEntry(const Person& person, std::string stage, const std::string& subject, const PupilPart& pupil,
               const std::string& orderSha256) {
  Entry entry;
  entry.kind = Kind::destroy;
  entry.subject = subject;
  entry.audience = "safeguarding";
  entry.author = {person.id, person.name, std::string(personRoleWords(person.role)), VerifiedBy::keyCard};
  entry.pupils = {pupil};
  entry.pupils.front().part.clear();
  entry.casework.stage = std::move(stage);
  entry.casework.orderSha256 = orderSha256;
  return entry;
}

// Whether what was proposed is still what may go. That somebody read or printed something meanwhile is no matter.
Status stillTheSame(const ReadHere& here, const Destruction& proposal, const DestructionOrder& order) {
  PB_TRY_VALUE(const DestructionPlan plan, planDestruction(here, proposal.pupil.ref));
  if (!plan.problem.empty()) return bad(plan.problem);
  for (const std::string& id : plan.covers) {
    if (order.find(id) != nullptr) continue;
    const auto entry = here.entries.find(id);
    const bool onlyRead = entry != here.entries.end() &&
                          (entry->second.entry.kind == Kind::read || entry->second.entry.kind == Kind::understood);
    if (!onlyRead) return bad("Something was added to these records since. Withdraw this and propose it again.");
  }
  for (const DestructionOrder::Entry& entry : order.entries) {
    if (!std::binary_search(plan.covers.begin(), plan.covers.end(), entry.id)) {
      return bad("Some of these records must stay now. Withdraw this and propose it again.");
    }
    PB_TRY_VALUE(const std::optional<store::Posting> posting, here.school.store->posting(entry.id));
    const Result<std::string> hash = posting ? office::slipHashOf(posting->envelope) : Result<std::string>(Fault{});
    if (!hash || *hash != entry.slipSha256 || posting->slip.sealedSha256 != entry.sealedSha256) {
      return bad("The order is about something else than what is here.");
    }
  }
  return {};
}

Status noticeIsOver(const ReadHere& here, const Destruction& proposal, const wire::CheckedOrder& order) {
  const Result<WallTime> since = office::proposedSince(here.school, order.order, {proposal.proposedById});
  if (!since && since.fault().code == FaultCode::retryLater) {
    return bad("The proposal is not on the server yet. The days of notice begin when it is.");
  }
  if (!since) return since.fault();
  const WallTime from = office::noticeEnds(here.school, *since);
  if (here.school.clock->now() >= from) return {};
  return bad("Another person may agree from " + casework::dayWords(casework::dayOn(from)) + " on.");
}

bool hasServer(office::School& school) {
  const Result<std::optional<office::Server>> server = office::serverOf(school);
  return !server.ok() || server->has_value();
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

Result<std::vector<Destruction>> destructionsHere(const ReadHere& here) {
  std::vector<Destruction> all = casework::destructionsOf(here.view, here.entries);
  PB_TRY_VALUE(const std::vector<store::Store::Order> orders, here.school.store->orders());
  for (Destruction& one : all) {
    const auto order = std::find_if(orders.begin(), orders.end(), [&](const auto& each) { return each.id == one.id; });
    if (order == orders.end() || !order->complete || order->sha256 != one.orderSha256) continue;
    const Result<wire::CheckedOrder> checked = office::believeOrder(here.school, order->envelope);
    if (!checked || !checked->complete()) continue;
    // Both have signed: whatever else the log says, that is what counts.
    const std::string& second = checked->people[0] == one.proposedById ? checked->people[1] : checked->people[0];
    if (one.agreedBy.empty()) {
      const Person* person = here.school.directory().person(second);
      one.agreedById = second;
      one.agreedBy = person == nullptr ? second : person->name;
    }
    const bool gone = order->carriedOutAt != WallTime{};
    if (one.state != Destruction::State::done) {
      one.state = gone ? Destruction::State::done : Destruction::State::agreed;
      one.endedOn = gone ? casework::dayOn(order->carriedOutAt) : std::string();
      one.endedBy.clear();
    }
  }
  return all;
}

std::string agreeFrom(const ReadHere& here, const Destruction& proposal) {
  DestructionOrder order;
  order.id = proposal.id;
  const Result<WallTime> since = office::proposedSince(here.school, order, {proposal.proposedById});
  return since ? casework::dayOn(office::noticeEnds(here.school, *since)) : std::string();
}

Result<CaseEntry> proposeDestruction(const ReadHere& here, std::string_view ref, const std::string& reason) {
  PB_TRY_VALUE(const Person person, personWho(here, false));
  if (reason.empty()) return bad("Write why these records need not be kept.");
  PB_TRY_VALUE(const DestructionPlan plan, planDestruction(here, ref));
  if (!plan.problem.empty()) return bad(plan.problem);
  PB_TRY_VALUE(const std::vector<Destruction> before, destructionsHere(here));
  for (const Destruction& one : before) {
    if (one.pupil.ref == ref &&
        (one.state == Destruction::State::proposed || one.state == Destruction::State::agreed)) {
      return bad("It was proposed already, on " + casework::dayWords(one.proposedOn) + " by " + one.proposedBy + ".");
    }
  }
  DestructionOrder order;
  order.id = newId(*here.school.clock, *here.school.random);
  order.school = here.school.directory().schoolId;
  order.directorySha256 = here.school.directories.back().sha256;
  order.proposedAt = here.school.clock->now();
  for (const std::string& id : plan.covers) {
    PB_TRY_VALUE(const std::optional<store::Posting> posting, here.school.store->posting(id));
    if (!posting) return Fault{FaultCode::notFound, "Not all of these records are on this device yet."};
    PB_TRY_VALUE(std::string hash, office::slipHashOf(posting->envelope));
    order.entries.push_back({id, std::move(hash), posting->slip.sealedSha256});
  }
  const std::string envelope =
      seal::encode(seal::sign(destructionType, viewOf(encodeDestruction(order)), here.person.keys.signing));
  PB_TRY_VALUE(const wire::CheckedOrder checked, wire::checkOrder(envelope, here.school.directory()));
  Entry entry = logEntry(person, "proposed", {}, plan.pupil, checked.sha256);
  entry.id = order.id;
  entry.body = reason;
  entry.casework.covers = plan.covers;
  PB_TRY_VALUE(CaseEntry posted, post(here, std::move(entry), envelope));
  // Should this not be reached, the order is with the entry.
  PB_TRY(office::keepOrder(here.school, envelope));
  return posted;
}

Result<CaseEntry> withdrawDestruction(const ReadHere& here, const std::string& id, const std::string& reason) {
  PB_TRY_VALUE(const Person person, personWho(here, false));
  if (reason.empty()) return bad("Write why the records are kept after all.");
  PB_TRY_VALUE(const Destruction proposal, findProposal(here, id));
  if (proposal.state == Destruction::State::withdrawn) return bad("It was withdrawn already.");
  if (proposal.state != Destruction::State::proposed) return bad("Two people have agreed to it: it is too late.");
  Entry entry = logEntry(person, "withdrawn", id, proposal.pupil, proposal.orderSha256);
  entry.body = reason;
  return post(here, std::move(entry), {});
}

Result<DestructionAgreed> agreeDestruction(const ReadHere& here, const std::string& id) {
  PB_TRY_VALUE(const Person person, personWho(here, true));
  PB_TRY_VALUE(const Destruction proposal, findProposal(here, id));
  using State = Destruction::State;
  if (proposal.state == State::withdrawn) return bad("It was withdrawn.");
  if (proposal.proposedById == person.id) return bad("Another person than the one who proposed it must agree.");
  if (proposal.state == State::done) return bad("These records are destroyed already.");
  PB_TRY_VALUE(OrderInLog order, orderIn(here, id, proposal));
  PB_TRY_VALUE(const std::optional<store::Store::Order> kept, keptOrder(here.school, id));
  DestructionAgreed agreed;
  agreed.records = order.checked.order.entries.size();
  if (!kept || !kept->complete) {
    PB_TRY(noticeIsOver(here, proposal, order.checked));
    PB_TRY(stillTheSame(here, proposal, order.checked.order));
    PB_TRY_VALUE(seal::Envelope envelope, seal::decode(order.envelope));
    seal::addSignature(envelope, here.person.keys.signing);
    order.envelope = seal::encode(envelope);
    PB_TRY_VALUE(const wire::CheckedOrder both, wire::checkOrder(order.envelope, here.school.directory()));
    if (!both.complete()) return bad("Two different people must sign it, one of them a safeguarding lead.");
    PB_TRY(office::keepOrder(here.school, order.envelope));
  } else {
    order.envelope = kept->envelope;  // cut short before
  }
  const auto log = casework::destructionsOf(here.view, here.entries);
  const bool written = std::any_of(
      log.begin(), log.end(), [&](const Destruction& one) { return one.id == id && one.state != State::proposed; });
  if (!written) {
    PB_TRY_VALUE(CaseEntry posted,
                 post(here, logEntry(person, "agreed", id, proposal.pupil, proposal.orderSha256), order.envelope));
    agreed.posted.push_back(std::move(posted));
  }
  if (hasServer(here.school)) return agreed;
  PB_TRY_VALUE(std::vector<CaseEntry> done, finishDestructions(here));
  agreed.done = true;
  std::move(done.begin(), done.end(), std::back_inserter(agreed.posted));
  return agreed;
}

Result<std::vector<CaseEntry>> finishDestructions(const ReadHere& here) {
  if (!hasServer(here.school)) {
    PB_TRY_VALUE(const std::vector<std::string> due, office::ordersToCarryOut(here.school));
    for (const std::string& id : due) {
      const Result<std::size_t> carried = office::carryOut(here.school, id);
      if (!carried) log::fault("order-not-carried-out", carried.fault());
    }
  }
  PB_TRY_VALUE(const bool scrubbed, here.school.store->scrub());
  static_cast<void>(scrubbed);
  std::vector<CaseEntry> posted;
  const auto person = personWho(here, false);
  if (!person) return posted;
  PB_TRY_VALUE(const std::vector<Destruction> known, destructionsHere(here));
  const std::vector<Destruction> written = casework::destructionsOf(here.view, here.entries);
  for (const Destruction& one : known) {
    const bool said = std::any_of(written.begin(), written.end(), [&](const Destruction& each) {
      return each.id == one.id && each.state == Destruction::State::done;
    });
    if (one.state != Destruction::State::done || said) continue;
    PB_TRY_VALUE(CaseEntry entry, post(here, logEntry(*person, "done", one.id, one.pupil, one.orderSha256), {}));
    posted.push_back(std::move(entry));
  }
  return posted;
}

}  // namespace pillarbox::desk

#include "kiosk/desk/destruction.h"

#include <algorithm>
#include <array>

#include "kiosk/desk/casework_write.h"
#include "kiosk/desk/inbox_entries.h"
#include "kiosk/office/poster.h"
#include "kiosk/office/upload.h"
#include "shared/base/log.h"
#include "shared/open/tar_read.h"
#include "shared/record/ids.h"

namespace pillarbox::desk {
namespace {

using casework::CaseEntry;
using casework::Destruction;

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

#include "kiosk/office/destruction.h"

#include <algorithm>
#include <chrono>

#include "kiosk/office/read_status.h"
#include "kiosk/office/upload.h"
#include "shared/base/hash.h"
#include "shared/base/log.h"
#include "shared/wire/receipt_check.h"

namespace pillarbox::office {

namespace {

std::vector<store::Store::Named> namedBy(const DestructionOrder& order) {
  std::vector<store::Store::Named> named;
  named.reserve(order.entries.size());
  for (const DestructionOrder::Entry& entry : order.entries) {
    named.push_back({entry.id, entry.slipSha256, entry.sealedSha256});
  }
  return named;
}

Result<store::Store::Order> orderHere(School& school, std::string_view id) {
  PB_TRY_VALUE(std::vector<store::Store::Order> orders, school.store->orders());
  const auto found = std::find_if(orders.begin(), orders.end(), [&](const auto& one) { return one.id == id; });
  if (found == orders.end()) return Fault{FaultCode::notFound, "There is no such order here."};
  return std::move(*found);
}

Result<bool> anythingHere(School& school, const DestructionOrder& order) {
  for (const DestructionOrder::Entry& entry : order.entries) {
    const Result<Bytes> sealed = school.store->sealed(entry.id);
    if (sealed.ok() || sealed.fault().code != FaultCode::notFound) return true;
  }
  return false;
}

// The server's clock said when the proposal came; a folder that has one takes no other word for it.
Result<WallTime> receivedAt(const Server& server, const store::Posting& proposal) {
  if (proposal.receipt.empty()) return Fault{FaultCode::retryLater, "The proposal is not on the server yet."};
  PB_TRY_VALUE(const std::string hash, slipHashOf(proposal.envelope));
  PB_TRY_VALUE(const wire::CheckedReceipt checked,
               wire::checkReceipt(proposal.receipt, server.signKey, proposal.slip.id, hash, proposal.slip.school,
                                  wire::KnownHead{}));
  return checked.receipt.receivedAt;
}

}  // namespace

Result<wire::CheckedOrder> believeOrder(const School& school, std::string_view envelope) {
  Result<wire::CheckedOrder> newest = wire::checkOrder(envelope, school.directory());
  if (newest.ok() && newest->complete()) return newest;
  PB_TRY_VALUE(const wire::CheckedOrder read, wire::readOrder(envelope));
  const auto named =
      std::find_if(school.directories.begin(), school.directories.end(),
                   [&](const KnownDirectory& known) { return known.sha256 == read.order.directorySha256; });
  for (auto known = named; known != school.directories.end(); ++known) {
    Result<wire::CheckedOrder> then = wire::checkOrder(envelope, known->directory);
    if (then.ok() && then->complete()) return then;
  }
  return newest;
}

Result<wire::CheckedOrder> keepOrder(School& school, const std::string& envelope) {
  PB_TRY_VALUE(wire::CheckedOrder checked, believeOrder(school, envelope));
  PB_TRY(school.store->keepOrder({checked.order.id, checked.sha256, envelope, checked.complete(), {}}));
  if (checked.complete()) PB_TRY(school.store->destroy(checked.order.id, namedBy(checked.order), false));
  return checked;
}

Result<WallTime> proposedSince(School& school, const DestructionOrder& order, const std::vector<std::string>& people) {
  PB_TRY_VALUE(const std::optional<store::Posting> proposal, school.store->posting(order.id));
  if (!proposal) return Fault{FaultCode::notFound, "The proposal is not here yet."};
  if (proposal->slip.kind != Kind::destroy) {
    return Fault{FaultCode::notTrusted, "What stands under the number of the order is no proposal."};
  }
  PB_TRY_VALUE(const Believed believed, believePosting(school, proposal->envelope));
  if (std::find(people.begin(), people.end(), believed.person) == people.end()) {
    return Fault{FaultCode::notTrusted, "The order is not signed by whoever proposed it."};
  }
  PB_TRY_VALUE(const std::optional<Server> server, serverOf(school));
  if (!server) return std::max(proposal->slip.writtenAt, order.proposedAt);
  PB_TRY_VALUE(const WallTime received, receivedAt(*server, *proposal));
  return std::max(received, order.proposedAt);
}

WallTime noticeEnds(const School& school, WallTime since) {
  return since + std::chrono::hours(24) * school.directory().policies.destroyNoticeDays;
}

Result<std::size_t> carryOut(School& school, std::string_view orderId) {
  PB_TRY_VALUE(const store::Store::Order kept, orderHere(school, orderId));
  PB_TRY_VALUE(const wire::CheckedOrder checked, believeOrder(school, kept.envelope));
  const DestructionOrder& order = checked.order;
  if (!checked.complete()) return Fault{FaultCode::notPermitted, "Only one person has agreed to that."};
  if (kept.carriedOutAt == WallTime{}) {
    PB_TRY_VALUE(const bool any, anythingHere(school, order));
    // Where nothing of it is here nothing goes, and the proposal may never come to this device.
    if (any) {
      const Result<WallTime> since = proposedSince(school, order, checked.people);
      if (!since && since.fault().code == FaultCode::notFound) {
        return Fault{FaultCode::retryLater, since.fault().detail};
      }
      if (!since) return since.fault();
      if (school.clock->now() < noticeEnds(school, *since)) {
        return Fault{FaultCode::retryLater, "The days between the two people's words are not over."};
      }
    }
    PB_TRY(school.store->destroy(order.id, namedBy(order), true));
    log::info("records-destroyed", {{"order", order.id}, {"count", static_cast<std::int64_t>(order.entries.size())}});
  }
  const Result<bool> scrubbed = school.store->scrub();
  if (!scrubbed) log::fault("scrub", scrubbed.fault());
  return order.entries.size();
}

Result<std::vector<std::string>> ordersToCarryOut(School& school) {
  PB_TRY_VALUE(const std::vector<store::Store::Order> orders, school.store->orders());
  std::vector<std::string> ids;
  for (const store::Store::Order& order : orders) {
    if (order.complete && order.carriedOutAt == WallTime{}) ids.push_back(order.id);
  }
  return ids;
}

}  // namespace pillarbox::office

// Orders to destroy records (shared/wire/destruction.h): taken in from devices, carried out, and handed on. The server
// holds by its own clock to the days between the two people's words.
#include <chrono>
#include <nlohmann/json.hpp>

#include "server/request_parts.h"
#include "server/service.h"
#include "shared/base/log.h"
#include "shared/record/ids.h"
#include "shared/seal/dsse.h"
#include "shared/wire/api.h"
#include "shared/wire/destruction.h"
#include "shared/wire/http_signature.h"

namespace pillarbox::server {

namespace {

// As it was with the first signature alone.
Result<std::string> firstSignatureOnly(const std::string& envelope, const Directory& directory) {
  PB_TRY_VALUE(const seal::Envelope all, seal::decode(envelope));
  for (const seal::EnvelopeSignature& signature : all.signatures) {
    const std::string one = seal::encode(seal::Envelope{all.payloadType, all.payload, {signature}});
    if (wire::checkOrder(one, directory).ok()) return one;
  }
  return Fault{FaultCode::notTrusted, "Nobody who may has signed this."};
}

}  // namespace

// This server's own receipt for the entry that proposes it says when that came, even to a server that was put back from
// a backup since.
std::optional<WallTime> Service::proposedBy(const std::string& receiptText, const DestructionOrder& order) const {
  const auto text = fromBase64(receiptText, Base64::urlUnpadded);
  if (!text || text->empty()) return std::nullopt;
  const Result<seal::Envelope> envelope = seal::decode(textOf(*text));
  if (!envelope.ok() || envelope->payloadType != receiptType) return std::nullopt;
  if (!seal::verifiedBy(*envelope, m_keys.signing.verifyKey())) return std::nullopt;
  const Result<Receipt> receipt = decodeReceipt(textOf(envelope->payload));
  if (!receipt.ok() || receipt->id != order.id) return std::nullopt;
  // The head ties it to the school.
  const std::string head =
      nextHead(order.school, receipt->epoch, receipt->index, receipt->previousHead, receipt->slipSha256);
  return head == receipt->head ? std::optional(receipt->receivedAt) : std::nullopt;
}

Service::Admission Service::putDestruction(const RequestHead& head, std::string_view id) {
  auto caller = callerOf(head, Needs::approved);
  if (auto* refused = std::get_if<Response>(&caller)) return std::move(*refused);
  if (!isId(id)) return problem(400, "bad-id", "Not understood", "The address does not end in the id of an order.");
  if (head.contentLength > wire::maxDestructionBytes) return refusal(413);
  return Call{[this, who = std::get<Caller>(caller), orderId = std::string(id), digest = head.header("content-digest"),
               receipt = head.header("pillarbox-receipt")](const Bytes& body, const Reply& reply) {
    const Status whole = wire::checkDigest(digest, body);
    if (!whole.ok()) return reply(problem(400, "bad-body", "Not the same", whole.fault().detail));
    m_writer->run([this, who, orderId, receipt, envelope = std::string(textOf(body)), reply](Store& store) {
      Result<Response> response = takeDestruction(store, who, orderId, receipt, envelope);
      reply(response.ok() ? std::move(*response) : notNow(response.fault()));
    });
  }};
}

Result<Response> Service::takeDestruction(Store& store, const Caller& caller, const std::string& id,
                                          const std::string& receipt, const std::string& envelope) {
  const Directory& directory = caller.about->directory;
  const auto answer = [](int status, bool complete) {
    return Response{status, std::string(wire::jsonType), complete ? "{\"complete\":true}" : "{\"complete\":false}", {}};
  };
  const Result<wire::CheckedOrder> read = wire::readOrder(envelope);
  if (!read.ok()) return problem(422, "bad-order", "Not understood", read.fault().detail);
  if (read->order.id != id) {
    return problem(422, "bad-order", "Not the same", "The order is another than the address names.");
  }
  PB_TRY_VALUE(std::optional<StoredOrder> before, store.order(caller.school, id));
  if (before && before->sha256 != read->sha256) {
    return problem(422, "different", "Not the same", "Another order was stored here under this id.");
  }
  // The same again; its people may have left since.
  if (before && before->complete) return answer(200, true);
  const Result<wire::CheckedOrder> checked = wire::checkOrder(envelope, directory);
  if (!checked.ok()) return problem(403, "not-permitted", "Not allowed", checked.fault().detail);

  if (!before) {
    PB_TRY_VALUE(std::string first, firstSignatureOnly(envelope, directory));
    before = StoredOrder{id, checked->sha256, std::move(first), false, m_clock.now()};
    PB_TRY(store.addOrder(caller.school, *before));
    log::info("destruction-proposed", {{"school", caller.school}, {"order", id}});
  }
  if (!checked->complete()) return answer(201, false);
  WallTime since = before->receivedAt;
  if (const auto proposed = proposedBy(receipt, checked->order)) since = std::min(since, *proposed);
  const WallTime from = since + std::chrono::hours(24) * directory.policies.destroyNoticeDays;
  if (m_clock.now() < from) {
    return problem(409, "notice-not-over", "Not yet",
                   "The days of notice are not over: the proposal counts from " + formatTime(since) + ".");
  }
  const Status done = store.carryOut(caller.school, checked->order, envelope, m_clock.now());
  if (!done.ok() && done.fault().code == FaultCode::notTrusted) {
    return problem(422, "bad-order", "Not the same", done.fault().detail);
  }
  PB_TRY(done);
  log::info(
      "records-destroyed",
      {{"school", caller.school}, {"order", id}, {"count", static_cast<std::int64_t>(checked->order.entries.size())}});
  const Status scrubbed = store.scrub();
  if (!scrubbed.ok()) log::fault("scrub", scrubbed.fault());
  return answer(200, true);
}

Service::Admission Service::getDestructions(const RequestHead& head, std::string_view query) {
  auto caller = callerOf(head, Needs::approved);
  if (auto* refused = std::get_if<Response>(&caller)) return std::move(*refused);
  const auto numbers = numbersIn(query, {"after"});
  if (!numbers) return problem(400, "bad-query", "Not understood", "The query must be after=NUMBER.");
  const std::int64_t place = numbers->contains("after") ? numbers->at("after") : 0;
  return reading([school = std::get<Caller>(caller).school, after = place](Store& store) -> Result<Response> {
    PB_TRY_VALUE(const wire::OrderList list, store.ordersAfter(school, after));
    return Response{200, std::string(wire::jsonType), wire::encodeOrderList(list), {}};
  });
}

Service::Admission Service::getDestruction(const RequestHead& head, std::string_view id) {
  auto caller = callerOf(head, Needs::approved);
  if (auto* refused = std::get_if<Response>(&caller)) return std::move(*refused);
  return reading(
      [this, school = std::get<Caller>(caller).school, wanted = std::string(id)](Store& store) -> Result<Response> {
        PB_TRY_VALUE(const std::optional<StoredOrder> order, store.order(school, wanted));
        if (!order) return problem(404, "no-such-order", "Not found", "The school has no order with that id here.");
        return Response{200, std::string(wire::jsonType), order->envelope, {}};
      });
}

}  // namespace pillarbox::server

// The courier and orders to destroy records: fetched, sent, and carried out once the server has carried them out. The
// server's list only says what is worth looking at; each order is judged here by its signatures (destruction.h).
#include <algorithm>

#include "kiosk/office/courier.h"
#include "kiosk/office/destruction.h"
#include "shared/base/log.h"
#include "shared/wire/api.h"
#include "shared/wire/http_signature.h"

namespace pillarbox::office {

namespace {

constexpr std::size_t listBytes = 1024 * 1024;
constexpr std::size_t nonceBytes = 16;
constexpr int okStatus = 200, createdStatus = 201;
// After a no, which is mostly "not yet".
constexpr Milliseconds pauseAfterNo = std::chrono::minutes(10);

const wire::ListedOrder* listed(const std::vector<wire::ListedOrder>& all, const std::string& id) {
  const auto found = std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.id == id; });
  return found == all.end() ? nullptr : &*found;
}

}  // namespace

void Courier::askOrders() {
  m_orders.clear();
  askOrdersAfter(0);
}

void Courier::askOrdersAfter(std::int64_t place) {
  get(wire::destructionsAfter(place), listBytes, false, [this, place](const Result<wire::Answer>& answer) {
    // A server that knows nothing of orders has none.
    if (!answer.ok() || answer->status != okStatus) return askEntries();
    const Result<wire::OrderList> list = wire::decodeOrderList(answer->body);
    if (!list.ok()) {
      log::fault("orders", list.fault());
      return askEntries();
    }
    m_orders.insert(m_orders.end(), list->orders.begin(), list->orders.end());
    if (list->more && list->orders.back().n > place) return askOrdersAfter(list->orders.back().n);
    nextOrder(0);
  });
}

// Those that the server has and this device has not, or not with both signatures.
void Courier::nextOrder(std::size_t at) {
  const Result<std::vector<store::Store::Order>> kept = m_school.store->orders();
  if (!kept.ok()) return askEntries();
  for (; at < m_orders.size(); ++at) {
    const wire::ListedOrder& wanted = m_orders[at];
    const auto here = std::find_if(kept->begin(), kept->end(), [&](const auto& one) { return one.id == wanted.id; });
    const bool known = here != kept->end() && (here->complete || !wanted.complete);
    if (!known) break;
  }
  if (at == m_orders.size()) return sendOrders();
  get(wire::destructionPath(m_orders[at].id), wire::maxDestructionBytes + 1024, false,
      [this, at](const Result<wire::Answer>& answer) {
        if (!answer.ok()) {
          troubled(answer.fault(), std::nullopt);
          return fetchEnded(false);
        }
        if (answer->status == okStatus) {
          // One that is not to be believed is left out; it must not hold up anything else.
          const Result<wire::CheckedOrder> taken = keepOrder(m_school, answer->body);
          if (!taken.ok()) log::fault("order-not-kept", taken.fault());
        }
        nextOrder(at + 1);
      });
}

// Those that this device has and the server has not: new ones, or of a server that was put back from a backup.
void Courier::sendOrders() {
  const Result<std::vector<store::Store::Order>> kept = m_school.store->orders();
  if (kept.ok() && m_school.clock->monotonic() >= m_ordersAgainAt) {
    for (const store::Store::Order& order : *kept) {
      const wire::ListedOrder* there = listed(m_orders, order.id);
      if (there != nullptr && (there->complete || !order.complete)) continue;
      if (!m_ordersSent.insert(order.id + (order.complete ? "+" : "-")).second) continue;
      return putOrder(order, false);
    }
  }
  m_ordersSent.clear();
  askEntries();
}

void Courier::putOrder(const store::Store::Order& order, bool again) {
  HttpRequest request;
  request.method = "PUT";
  request.target = wire::destructionPath(order.id);
  request.body = bytesOf(order.envelope);
  const wire::Signer signer{m_school.directory().schoolId, m_school.deviceId, seal::keyIdOf(m_server->signKey)};
  const wire::SignatureHeaders headers =
      wire::signRequest({"PUT", request.target, BytesView(request.body)}, signer, m_school.keys.signing,
                        m_school.clock->now() + m_clockOff, m_school.random->bytes(nonceBytes));
  request.headers.emplace_back("Content-Type", std::string(wire::jsonType));
  request.headers.emplace_back("Content-Digest", headers.contentDigest);
  request.headers.emplace_back("Signature-Input", headers.signatureInput);
  request.headers.emplace_back("Signature", headers.signature);
  const Result<std::optional<store::Posting>> proposal = m_school.store->posting(order.id);
  if (proposal.ok() && *proposal && !(*proposal)->receipt.empty()) {
    request.headers.emplace_back("Pillarbox-Receipt", toBase64(viewOf((*proposal)->receipt), Base64::urlUnpadded));
  }
  m_http.start(*m_server, std::move(request), [this, order, again](const Result<wire::Answer>& answer) {
    if (!answer.ok()) {
      troubled(answer.fault(), std::nullopt);
      return fetchEnded(false);
    }
    const Result<wire::Problem> problem = wire::decodeProblem(answer->body);
    if (answer->status == 401 && !again && problem.ok() && problem->time) {
      m_clockOff = *problem->time - m_school.clock->now();
      return putOrder(order, true);
    }
    if (answer->status == okStatus || answer->status == createdStatus) {
      m_orders.push_back({0, order.id, order.sha256, answer->status == okStatus && order.complete, {}});
    } else {
      m_ordersAgainAt = m_school.clock->monotonic() + pauseAfterNo;
      const Status why = wire::judge(*answer);
      if (!why.ok()) log::fault("order-not-taken", why.fault());
    }
    sendOrders();
  });
}

// After everything was fetched, because the proposal may have come only now.
void Courier::carryOutOrders() {
  const Result<std::vector<std::string>> due = ordersToCarryOut(m_school);
  if (!due.ok()) return log::fault("orders", due.fault());
  for (const std::string& id : *due) {
    const bool there =
        std::any_of(m_orders.begin(), m_orders.end(), [&](const auto& one) { return one.id == id && one.complete; });
    if (!there) continue;
    const Result<std::size_t> carried = carryOut(m_school, id);
    if (!carried.ok()) {
      log::fault("order-not-carried-out", carried.fault());
    } else {
      m_listener(RecordsDestroyed{id});
    }
  }
  const Result<bool> scrubbed = m_school.store->scrub();
  if (!scrubbed.ok()) log::fault("scrub", scrubbed.fault());
}

}  // namespace pillarbox::office

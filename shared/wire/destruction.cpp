#include "shared/wire/destruction.h"

#include <algorithm>

#include "shared/base/hash.h"
#include "shared/record/json_fields.h"

namespace pillarbox::wire {

namespace {

struct Opened {
  seal::Envelope envelope;
  CheckedOrder checked;
};

Result<Opened> openOrder(std::string_view text) {
  Opened made;
  PB_TRY_VALUE(made.envelope, seal::decode(text));
  if (made.envelope.payloadType != destructionType) return Fault{FaultCode::badInput, "This is not such an order."};
  PB_TRY_VALUE(made.checked.order, decodeDestruction(textOf(made.envelope.payload)));
  made.checked.sha256 = sha256Hex(made.envelope.payload);
  return made;
}

}  // namespace

Result<CheckedOrder> readOrder(std::string_view envelope) {
  PB_TRY_VALUE(Opened opened, openOrder(envelope));
  return std::move(opened.checked);
}

Result<CheckedOrder> checkOrder(std::string_view text, const Directory& directory) {
  PB_TRY_VALUE(Opened opened, openOrder(text));
  CheckedOrder& checked = opened.checked;
  if (checked.order.school != directory.schoolId) {
    return Fault{FaultCode::notTrusted, "The order is another school's."};
  }
  // One signature at a time, so that the order in which they were given is known.
  std::vector<seal::VerifyKey> counted;
  for (const seal::EnvelopeSignature& signature : opened.envelope.signatures) {
    const seal::Envelope one{opened.envelope.payloadType, opened.envelope.payload, {signature}};
    for (const Person& person : directory.people) {
      if (!person.active || (!isLead(person.role) && !isHeadOrChair(person.role))) continue;
      const Result<seal::VerifyKey> key = seal::parseVerifyKey(person.verifyKey);
      // Two people with one key are one.
      if (!key || std::find(counted.begin(), counted.end(), *key) != counted.end()) continue;
      if (!seal::verifiedBy(one, *key)) continue;
      if (std::find(checked.people.begin(), checked.people.end(), person.id) != checked.people.end()) continue;
      counted.push_back(*key);
      checked.people.push_back(person.id);
      if (isLead(person.role)) checked.leads.push_back(person.id);
    }
  }
  if (checked.people.empty()) {
    return Fault{FaultCode::notTrusted, "Nobody who may order that records are destroyed has signed this."};
  }
  return std::move(checked);
}

std::string destructionPath(std::string_view id) {
  return std::string(destructionsPath) + "/" + std::string(id);
}
std::string destructionsAfter(std::int64_t place) {
  return std::string(destructionsPath) + "?after=" + std::to_string(place);
}

std::string encodeOrderList(const OrderList& list) {
  nlohmann::ordered_json json;
  json["orders"] = nlohmann::ordered_json::array();
  for (const ListedOrder& order : list.orders) {
    json["orders"].push_back({{"n", order.n},
                              {"id", order.id},
                              {"sha256", order.sha256},
                              {"complete", order.complete},
                              {"received_at", formatTime(order.receivedAt)}});
  }
  json["more"] = list.more;
  return json.dump();
}

Result<OrderList> decodeOrderList(std::string_view text) {
  PB_TRY_VALUE(const nlohmann::json json, parseJson(text, "The list of orders"));
  JsonFields fields(json, "list");
  OrderList list;
  fields.eachOf("orders", true, maxDestructionsListed, [&](const nlohmann::json& each, const std::string& at) {
    JsonFields one(each, at);
    ListedOrder order;
    one.integer("n", order.n);
    one.text("id", order.id, 36);
    one.text("sha256", order.sha256, 64);
    one.boolean("complete", order.complete);
    one.time("received_at", order.receivedAt);
    list.orders.push_back(std::move(order));
    return one.done(JsonFields::Unknown::ignore);
  });
  fields.boolean("more", list.more);
  PB_TRY(fields.done(JsonFields::Unknown::ignore));
  return list;
}

}  // namespace pillarbox::wire

#include "shared/record/destruction.h"

#include <algorithm>

#include "shared/record/ids.h"
#include "shared/record/json_fields.h"

namespace pillarbox {

namespace {

using Json = nlohmann::ordered_json;

bool isHash(std::string_view text) {
  return text.size() == 64 &&
         std::all_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

Fault bad(std::string_view sentence) {
  return Fault{FaultCode::badInput, std::string(sentence)};
}

}  // namespace

const DestructionOrder::Entry* DestructionOrder::find(std::string_view wanted) const {
  const auto at = std::lower_bound(entries.begin(), entries.end(), wanted,
                                   [](const Entry& entry, std::string_view other) { return entry.id < other; });
  return at == entries.end() || at->id != wanted ? nullptr : &*at;
}

std::string encodeDestruction(const DestructionOrder& order) {
  Json json;
  json["v"] = 1;
  json["id"] = order.id;
  json["school"] = order.school;
  json["entries"] = Json::array();
  for (const DestructionOrder::Entry& entry : order.entries) {
    json["entries"].push_back(
        {{"id", entry.id}, {"slip_sha256", entry.slipSha256}, {"sealed_sha256", entry.sealedSha256}});
  }
  json["directory_sha256"] = order.directorySha256;
  json["proposed_at"] = formatTime(order.proposedAt);
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Result<DestructionOrder> decodeDestruction(std::string_view text) {
  PB_TRY_VALUE(const nlohmann::json document, parseJson(text, "The order"));
  JsonFields fields(document, "order");
  DestructionOrder order;
  std::int64_t version = 0;
  fields.integer("v", version);
  if (fields.status().ok() && version != 1) return Fault{FaultCode::newerVersion, "The order is of a newer version."};
  fields.text("id", order.id, 36);
  fields.text("school", order.school, 64);
  fields.eachOf("entries", true, maxDestroyedAtOnce, [&](const nlohmann::json& each, const std::string& at) -> Status {
    JsonFields one(each, at);
    DestructionOrder::Entry entry;
    one.text("id", entry.id, 36);
    one.text("slip_sha256", entry.slipSha256, 64);
    one.text("sealed_sha256", entry.sealedSha256, 64);
    order.entries.push_back(std::move(entry));
    return one.done(JsonFields::Unknown::refuse);
  });
  fields.text("directory_sha256", order.directorySha256, 64);
  fields.time("proposed_at", order.proposedAt);
  PB_TRY(fields.done(JsonFields::Unknown::refuse));
  if (!isId(order.id)) return bad("order.id is not a version 7 UUID.");
  if (!isLocalId(order.school)) return bad("order.school is not a school id.");
  if (!isHash(order.directorySha256)) return bad("order.directory_sha256 is not a SHA-256 in hex.");
  if (order.entries.empty()) return bad("order.entries names nothing.");
  for (const DestructionOrder::Entry& entry : order.entries) {
    if (!isId(entry.id) || !isHash(entry.slipSha256) || !isHash(entry.sealedSha256)) {
      return bad("order.entries has an id or a SHA-256 that is none.");
    }
    if (entry.id == order.id) return bad("order.entries names the order itself.");
  }
  const auto notAfter = [](const auto& a, const auto& b) { return a.id >= b.id; };
  if (std::adjacent_find(order.entries.begin(), order.entries.end(), notAfter) != order.entries.end()) {
    return bad("order.entries is not in the order of the ids.");
  }
  // One text for one order, so that nobody signs two that say the same.
  if (encodeDestruction(order) != text) return bad("The order is not written in its one form.");
  return order;
}

}  // namespace pillarbox

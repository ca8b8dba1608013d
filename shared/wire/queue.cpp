#include "shared/wire/queue.h"

#include "shared/record/json_fields.h"

namespace pillarbox::wire {

namespace {

constexpr std::int64_t mostWaiting = 1'000'000;
constexpr std::int64_t longestSeconds = 10LL * 366 * 24 * 3600;

}  // namespace

std::string encodeQueue(const QueueState& queue) {
  nlohmann::ordered_json json;
  json["v"] = 1;
  json["waiting"] = queue.waiting;
  json["oldest_seconds"] = std::chrono::duration_cast<std::chrono::seconds>(queue.oldest).count();
  return json.dump();
}

Result<QueueState> decodeQueue(std::string_view text) {
  PB_TRY_VALUE(const nlohmann::json document, parseJson(text, "The report"));
  JsonFields fields(document, "");
  std::int64_t version = 0, waiting = 0, seconds = 0;
  fields.integer("v", version);
  fields.integer("waiting", waiting);
  fields.integer("oldest_seconds", seconds);
  // A newer terminal may tell more.
  PB_TRY(fields.done(JsonFields::Unknown::ignore));
  if (waiting < 0 || waiting > mostWaiting || seconds < 0 || seconds > longestSeconds) {
    return Fault{FaultCode::badInput, "The report names a number that cannot be."};
  }
  return QueueState{waiting, std::chrono::seconds(seconds)};
}

}  // namespace pillarbox::wire

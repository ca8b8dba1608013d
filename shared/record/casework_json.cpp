#include "shared/record/casework_json.h"

#include <array>
#include <utility>

namespace pillarbox {

namespace {

struct TextField {
  const char* name;
  std::string Casework::*value;
  std::size_t most;
};
constexpr std::array<TextField, 20> texts{{
    {"subcategory", &Casework::subcategory, 2000},
    {"what", &Casework::what, 2000},
    {"state", &Casework::state, 2000},
    {"due", &Casework::due, 2000},
    {"decision", &Casework::decision, 2000},
    {"referred_to", &Casework::referredTo, 2000},
    {"parents_told", &Casework::parentsTold, 2000},
    {"parents_why", &Casework::parentsWhy, 2000},
    {"into", &Casework::into, 2000},
    {"to_audience", &Casework::toAudience, 2000},
    {"outcome", &Casework::outcome, 2000},
    {"status", &Casework::status, 2000},
    {"since", &Casework::since, 2000},
    {"family", &Casework::family, 20'000},
    {"born_on", &Casework::bornOn, 20},
    {"report", &Casework::report, 2000},
    {"stage", &Casework::stage, 20},
    {"order_sha256", &Casework::orderSha256, 64},
    {"file_sha256", &Casework::fileSha256, 64},
    {"person", &Casework::person, 200},
}};

}  // namespace

nlohmann::ordered_json caseworkJson(const Casework& work) {
  nlohmann::ordered_json json = nlohmann::ordered_json::object();
  for (const TextField& field : texts) {
    if (const std::string& value = work.*field.value; !value.empty()) json[field.name] = value;
  }
  if (!work.forWhom.empty()) json["for_whom"] = work.forWhom;
  if (!work.ownerName.empty() || !work.ownerRef.empty()) {
    json["owner"] = {{"ref", work.ownerRef}, {"name", work.ownerName}};
  }
  if (!work.replaces.empty()) json["replaces"] = work.replaces;
  if (!work.covers.empty()) json["covers"] = work.covers;
  if (work.removed) json["removed"] = true;
  for (const SeenEntry& seen : work.seen) json["seen"].push_back({{"id", seen.id}, {"at", formatTime(seen.at)}});
  return json;
}

Result<Casework> caseworkFrom(const nlohmann::json& json, const std::string& where, UnknownFields unknown) {
  const auto strictness = unknown == UnknownFields::refuse ? JsonFields::Unknown::refuse : JsonFields::Unknown::ignore;
  Casework work;
  JsonFields fields(json, where);
  for (const TextField& field : texts) fields.optionalText(field.name, work.*field.value, field.most);
  fields.optionalText("for_whom", work.forWhom);
  if (const nlohmann::json* owner = fields.field("owner", false)) {
    JsonFields part(*owner, where + ".owner");
    part.optionalText("ref", work.ownerRef);
    part.text("name", work.ownerName);
    PB_TRY(part.done(strictness));
  }
  fields.optionalBoolean("removed", work.removed);
  fields.eachOf("replaces", false, 100, [&](const nlohmann::json& each, const std::string& at) -> Status {
    if (!each.is_string()) return Fault{FaultCode::badInput, at + " is not the id of an entry."};
    work.replaces.push_back(each.get<std::string>());
    return {};
  });
  fields.eachOf("covers", false, 100'000, [&](const nlohmann::json& each, const std::string& at) -> Status {
    if (!each.is_string()) return Fault{FaultCode::badInput, at + " is not the id of an entry."};
    work.covers.push_back(each.get<std::string>());
    return {};
  });
  fields.eachOf("seen", false, 10'000, [&](const nlohmann::json& each, const std::string& at) -> Status {
    SeenEntry seen;
    JsonFields part(each, at);
    part.text("id", seen.id);
    part.time("at", seen.at);
    PB_TRY(part.done(strictness));
    work.seen.push_back(std::move(seen));
    return {};
  });
  PB_TRY(fields.done(strictness));
  return work;
}

}  // namespace pillarbox

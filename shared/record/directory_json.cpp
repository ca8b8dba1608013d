#include "shared/record/directory.h"
#include "shared/record/json_fields.h"
#include "shared/record/policies.h"

namespace pillarbox {

namespace {

using Json = nlohmann::ordered_json;
constexpr auto refuse = JsonFields::Unknown::refuse;

// Both directions go by the one table of policies (policies.h).
Json policiesJson(const Policies& policies) {
  Json json = Json::object();
  for (const PolicyRow& row : policyTable()) {
    const std::string key(row.name);
    if (const auto* whole = std::get_if<WholePolicy>(&row.kind)) {
      json[key] = policies.*(whole->member);
    } else if (const auto* yesNo = std::get_if<YesNoPolicy>(&row.kind)) {
      json[key] = policies.*(yesNo->member);
    } else if (const auto* time = std::get_if<TimePolicy>(&row.kind); time == nullptr || policies.*(time->member)) {
      json[key] = policyValue(policies, row);
    }
  }
  return json;
}

Status readPolicies(const nlohmann::json& json, Policies& policies) {
  JsonFields fields(json, "policies");
  for (const PolicyRow& row : policyTable()) {
    const char* const key = row.name.data();  // a literal, so it ends with a NUL
    if (const auto* whole = std::get_if<WholePolicy>(&row.kind)) {
      fields.optionalInteger(key, policies.*(whole->member));
    } else if (const auto* yesNo = std::get_if<YesNoPolicy>(&row.kind)) {
      fields.optionalBoolean(key, policies.*(yesNo->member));
    } else if (const auto* words = std::get_if<TextPolicy>(&row.kind)) {
      fields.optionalText(key, policies.*(words->member));
    } else {
      std::string value = policyValue(policies, row);
      fields.optionalText(key, value);
      if (const auto* time = std::get_if<TimePolicy>(&row.kind)) {
        policies.*(time->member) = parseTime(value);
      } else {
        // A choice that only a newer version knows leaves the default, the safe one.
        (void)setPolicy(policies, row, value);
      }
    }
  }
  // A newer version may know more policies; an older terminal keeps to those it knows.
  return fields.done(JsonFields::Unknown::ignore);
}

Status readPerson(const nlohmann::json& json, const std::string& where, Directory& directory) {
  Person person;
  std::string role;
  JsonFields fields(json, where);
  fields.text("id", person.id);
  fields.text("name", person.name);
  fields.text("role", role);
  fields.optionalText("email", person.email);
  fields.optionalText("room", person.room);
  fields.optionalText("extension", person.extension);
  fields.text("recipient", person.recipient, 4096);
  fields.text("verify_key", person.verifyKey);
  fields.text("card_id", person.cardId);
  fields.boolean("active", person.active);
  fields.boolean("on_duty", person.onDuty);
  fields.optionalText("title", person.title);
  PB_TRY(fields.done(refuse));
  const std::optional<PersonRole> known = personRoleFrom(role);
  if (!known) return Fault{FaultCode::badInput, where + ".role is not a role."};
  person.role = *known;
  directory.people.push_back(std::move(person));
  return {};
}

Status readDevice(const nlohmann::json& json, const std::string& where, Directory& directory) {
  Device device;
  JsonFields fields(json, where);
  fields.text("id", device.id);
  fields.text("name", device.name);
  fields.text("verify_key", device.verifyKey);
  fields.text("box_key", device.boxKey);
  fields.boolean("revoked", device.revoked);
  fields.text("revoked_chain", device.revokedChain);
  fields.integer("revoked_from_seq", device.revokedFromSeq);
  if (fields.field("fetches", false) != nullptr) fields.optionalTexts("fetches", device.fetches.emplace());
  PB_TRY(fields.done(refuse));
  directory.devices.push_back(std::move(device));
  return {};
}

}  // namespace

std::string encodeDirectory(const Directory& directory) {
  Json json;
  json["v"] = 1;
  json["school"] = {{"id", directory.schoolId}, {"name", directory.schoolName}, {"demo", directory.demo}};
  json["version"] = directory.version;
  json["previous_sha256"] = directory.previousSha256;
  json["created_at"] = formatTime(directory.createdAt);
  json["suite"] = directory.suite;
  json["people"] = Json::array();
  for (const Person& person : directory.people) {
    json["people"].push_back({{"id", person.id},
                              {"name", person.name},
                              {"role", personRoleName(person.role)},
                              {"email", person.email},
                              {"room", person.room},
                              {"extension", person.extension},
                              {"recipient", person.recipient},
                              {"verify_key", person.verifyKey},
                              {"card_id", person.cardId},
                              {"active", person.active},
                              {"on_duty", person.onDuty}});
    if (!person.title.empty()) json["people"].back()["title"] = person.title;
  }
  json["sheets"] = Json::array();
  for (const Sheet& sheet : directory.sheets) {
    json["sheets"].push_back({{"id", sheet.id}, {"recipient", sheet.recipient}, {"verify_key", sheet.verifyKey}});
  }
  json["audiences"] = Json::array();
  for (const Audience& audience : directory.audiences) {
    json["audiences"].push_back({{"id", audience.id}, {"people", audience.people}, {"sheet", audience.sheet}});
  }
  json["devices"] = Json::array();
  for (const Device& device : directory.devices) {
    json["devices"].push_back({{"id", device.id},
                               {"name", device.name},
                               {"verify_key", device.verifyKey},
                               {"box_key", device.boxKey},
                               {"revoked", device.revoked},
                               {"revoked_chain", device.revokedChain},
                               {"revoked_from_seq", device.revokedFromSeq}});
    if (device.fetches) json["devices"].back()["fetches"] = *device.fetches;
  }
  json["server"] = nullptr;
  if (directory.server) {
    json["server"] = {{"url", directory.server->url},
                      {"verify_key", directory.server->verifyKey},
                      {"box_key", directory.server->boxKey}};
  }
  json["policies"] = policiesJson(directory.policies);
  json["categories"] = directory.categories;
  json["category_guidance"] = Json::object();
  for (const auto& [category, words] : directory.categoryGuidance) json["category_guidance"][category] = words;
  json["places"] = directory.places;
  json["rota"] = Json::array();
  for (const Duty& duty : directory.rota) json["rota"].push_back({{"person", duty.person}, {"weekday", duty.weekday}});
  if (!directory.reviewers.empty()) json["reviewers"] = directory.reviewers;
  if (!directory.hintsOff.empty()) json["hints_off"] = directory.hintsOff;
  for (const SchoolHint& hint : directory.schoolHints) {
    json["school_hints"].push_back({{"phrase", hint.phrase}, {"says", hint.says}});
  }
  if (directory.epoch != 1) json["epoch"] = directory.epoch;
  return json.dump(2) + "\n";
}

Result<Directory> decodeDirectory(std::string_view text) {
  PB_TRY_VALUE(const nlohmann::json document, parseJson(text, "The directory"));
  Directory directory;
  JsonFields fields(document, "");
  std::int64_t version = 0;
  fields.integer("v", version);
  if (fields.status().ok() && version != 1) {
    return Fault{FaultCode::newerVersion, "The directory was written by a newer Pillarbox."};
  }
  if (const nlohmann::json* school = fields.field("school", true)) {
    JsonFields part(*school, "school");
    part.text("id", directory.schoolId);
    part.text("name", directory.schoolName);
    part.boolean("demo", directory.demo);
    PB_TRY(part.done(refuse));
  }
  fields.integer("version", directory.version);
  fields.text("previous_sha256", directory.previousSha256);
  fields.time("created_at", directory.createdAt);
  fields.text("suite", directory.suite);
  fields.eachOf("people", true, 500, [&](const nlohmann::json& json, const std::string& where) {
    return readPerson(json, where, directory);
  });
  fields.eachOf("sheets", true, 20, [&](const nlohmann::json& json, const std::string& where) {
    Sheet sheet;
    JsonFields part(json, where);
    part.text("id", sheet.id);
    part.text("recipient", sheet.recipient, 4096);
    part.text("verify_key", sheet.verifyKey);
    directory.sheets.push_back(std::move(sheet));
    return part.done(refuse);
  });
  fields.eachOf("audiences", true, 50, [&](const nlohmann::json& json, const std::string& where) {
    Audience audience;
    JsonFields part(json, where);
    part.text("id", audience.id);
    part.optionalTexts("people", audience.people);
    part.text("sheet", audience.sheet);
    directory.audiences.push_back(std::move(audience));
    return part.done(refuse);
  });
  fields.eachOf("devices", true, 1000, [&](const nlohmann::json& json, const std::string& where) {
    return readDevice(json, where, directory);
  });
  if (const nlohmann::json* server = fields.field("server", true); server != nullptr && !server->is_null()) {
    ServerAddress address;
    JsonFields part(*server, "server");
    part.text("url", address.url);
    part.text("verify_key", address.verifyKey);
    part.text("box_key", address.boxKey);
    PB_TRY(part.done(refuse));
    directory.server = std::move(address);
  }
  if (const nlohmann::json* policies = fields.field("policies", true))
    PB_TRY(readPolicies(*policies, directory.policies));
  fields.optionalTexts("categories", directory.categories);
  fields.optionalTexts("places", directory.places);
  if (const nlohmann::json* guidance = fields.field("category_guidance", false)) {
    if (!guidance->is_object()) return Fault{FaultCode::badInput, "category_guidance is not an object."};
    for (const auto& [category, words] : guidance->items()) {
      if (!words.is_string()) return Fault{FaultCode::badInput, "category_guidance holds something that is no text."};
      directory.categoryGuidance[category] = words.get<std::string>();
    }
  }
  fields.eachOf("rota", false, 500, [&](const nlohmann::json& json, const std::string& where) {
    Duty duty;
    JsonFields part(json, where);
    part.text("person", duty.person);
    part.optionalInteger("weekday", duty.weekday);
    directory.rota.push_back(std::move(duty));
    return part.done(refuse);
  });
  fields.optionalTexts("reviewers", directory.reviewers);
  fields.optionalTexts("hints_off", directory.hintsOff);
  fields.eachOf("school_hints", false, 500, [&](const nlohmann::json& json, const std::string& where) {
    SchoolHint hint;
    JsonFields part(json, where);
    part.text("phrase", hint.phrase);
    part.text("says", hint.says);
    directory.schoolHints.push_back(std::move(hint));
    return part.done(refuse);
  });
  fields.optionalInteger("epoch", directory.epoch);
  PB_TRY(fields.done(refuse));
  PB_TRY(validate(directory));
  return directory;
}

}  // namespace pillarbox

#include "kiosk/desk/transfer_json.h"

#include "shared/casework/calendar.h"
#include "shared/record/ids.h"
#include "shared/record/json_fields.h"

namespace pillarbox::desk {
namespace {

Status readEntry(const nlohmann::json& each, const std::string& where, TransferManifest& out) {
  JsonFields part(each, where);
  TransferEntry entry;
  std::string kind;
  part.text("id", entry.id, 60);
  part.text("kind", kind, 60);
  part.text("day", entry.day, 20);
  PB_TRY(part.done(JsonFields::Unknown::refuse));
  if (!isId(entry.id)) return Fault{FaultCode::badInput, where + ".id is none."};
  if (!entry.day.empty() && !casework::isDay(entry.day)) return Fault{FaultCode::badInput, where + ".day is none."};
  const auto known = kindFrom(kind);
  if (!known) return Fault{FaultCode::newerVersion, "It holds a kind of entry that this Pillarbox does not know."};
  entry.kind = *known;
  out.entries.push_back(std::move(entry));
  return {};
}

}  // namespace

std::string archiveName(std::string_view id) {
  return "entry-" + std::string(id) + ".tar";
}
std::string slipName(std::string_view id) {
  return "entry-" + std::string(id) + ".slip.json";
}

std::string encodeManifest(const TransferManifest& m) {
  using Json = nlohmann::ordered_json;
  Json json{{"pillarbox_transfer", 1},
            {"bundle", m.bundle},
            {"from", {{"school", m.fromSchool}, {"name", m.fromName}, {"directory_sha256", m.fromPin}}},
            {"to", {{"school", m.toSchool}, {"name", m.toName}}},
            {"made_at", formatTime(m.madeAt)},
            {"made_by", m.madeBy},
            {"sender", m.sender},
            {"child", {{"name", m.childName}, {"class", m.className}, {"born_on", m.bornOn}}},
            {"names_hidden", m.namesHidden},
            {"entries", Json::array()},
            {"files", Json::array()}};
  for (const TransferEntry& entry : m.entries) {
    json["entries"].push_back({{"id", entry.id}, {"kind", kindName(entry.kind)}, {"day", entry.day}});
  }
  for (const auto& [name, sha256] : m.files) json["files"].push_back({{"name", name}, {"sha256", sha256}});
  return json.dump(1, ' ', false, Json::error_handler_t::replace);
}

Result<TransferManifest> decodeManifest(std::string_view text) {
  PB_TRY_VALUE(const nlohmann::json json, parseJson(text, "The manifest"));
  JsonFields fields(json, "manifest");
  TransferManifest m;
  std::int64_t version = 0;
  fields.integer("pillarbox_transfer", version);
  if (fields.status().ok() && version != 1) {
    return Fault{FaultCode::newerVersion, "It was made by a newer Pillarbox."};
  }
  fields.text("bundle", m.bundle, 60);
  if (const nlohmann::json* from = fields.field("from", true)) {
    JsonFields part(*from, "from");
    part.text("school", m.fromSchool, 100);
    part.text("name", m.fromName, 200);
    part.text("directory_sha256", m.fromPin, 64);
    PB_TRY(part.done(JsonFields::Unknown::refuse));
  }
  if (const nlohmann::json* to = fields.field("to", true)) {
    JsonFields part(*to, "to");
    part.text("school", m.toSchool, 100);
    part.text("name", m.toName, 200);
    PB_TRY(part.done(JsonFields::Unknown::refuse));
  }
  fields.time("made_at", m.madeAt);
  fields.text("made_by", m.madeBy, 100);
  fields.text("sender", m.sender, 400);
  if (const nlohmann::json* child = fields.field("child", true)) {
    JsonFields part(*child, "child");
    part.text("name", m.childName, 200);
    part.text("class", m.className, 100);
    part.text("born_on", m.bornOn, 20);
    PB_TRY(part.done(JsonFields::Unknown::refuse));
  }
  fields.boolean("names_hidden", m.namesHidden);
  fields.eachOf("entries", true, maxTransferEntries,
                [&](const nlohmann::json& each, const std::string& where) { return readEntry(each, where, m); });
  fields.eachOf("files", true, 2 * maxTransferEntries + 10,
                [&](const nlohmann::json& each, const std::string& where) -> Status {
                  JsonFields part(each, where);
                  std::string name, sha256;
                  part.text("name", name, 100);
                  part.text("sha256", sha256, 64);
                  PB_TRY(part.done(JsonFields::Unknown::refuse));
                  m.files.insert_or_assign(std::move(name), std::move(sha256));
                  return {};
                });
  PB_TRY(fields.done(JsonFields::Unknown::refuse));
  return m;
}

}  // namespace pillarbox::desk

#include "shared/wire/lists.h"

#include "shared/record/json_fields.h"
#include "shared/wire/api.h"

namespace pillarbox::wire {

namespace {

constexpr std::size_t maxSlipBytes = 64 * 1024;
constexpr std::size_t maxDirectoryBytes = 2 * 1024 * 1024;
constexpr std::size_t maxItems = 100'000;

std::string encodeTexts(const char* key, const std::vector<std::string>& texts) {
  nlohmann::ordered_json json;
  json[key] = texts;
  return json.dump();
}

Result<std::vector<std::string>> decodeTexts(const char* key, std::string_view text, std::size_t longest) {
  PB_TRY_VALUE(const nlohmann::json json, parseJson(text, "The server's answer"));
  JsonFields fields(json, "answer");
  std::vector<std::string> texts;
  fields.eachOf(key, true, maxItems, [&](const nlohmann::json& element, const std::string& where) -> Status {
    if (!element.is_string()) return Fault{FaultCode::badInput, where + " must be text."};
    if (element.get_ref<const std::string&>().size() > longest) {
      return Fault{FaultCode::tooLarge, where + " is too long."};
    }
    texts.push_back(element.get<std::string>());
    return {};
  });
  PB_TRY(fields.done(JsonFields::Unknown::ignore));
  return texts;
}

}  // namespace

std::string encodeEntryList(const EntryList& list) {
  nlohmann::ordered_json json;
  json["entries"] = nlohmann::ordered_json::array();
  for (const ListedEntry& entry : list.entries) {
    nlohmann::ordered_json one;
    one["slip"] = entry.slip;
    one["receipt"] = entry.receipt;
    one["flag"] = entry.flag;
    json["entries"].push_back(std::move(one));
  }
  json["more"] = list.more;
  json["epoch"] = list.epoch;
  return json.dump();
}

Result<EntryList> decodeEntryList(std::string_view text) {
  PB_TRY_VALUE(const nlohmann::json json, parseJson(text, "The list of entries"));
  JsonFields fields(json, "list");
  EntryList list;
  fields.eachOf("entries", true, maxListed, [&](const nlohmann::json& element, const std::string& where) -> Status {
    JsonFields one(element, where);
    ListedEntry entry;
    one.text("slip", entry.slip, maxSlipBytes);
    one.text("receipt", entry.receipt, maxSlipBytes);
    one.text("flag", entry.flag);
    PB_TRY(one.done(JsonFields::Unknown::ignore));
    list.entries.push_back(std::move(entry));
    return {};
  });
  fields.boolean("more", list.more);
  if (json.contains("epoch")) fields.integer("epoch", list.epoch);  // not of older servers
  PB_TRY(fields.done(JsonFields::Unknown::ignore));
  return list;
}

std::string encodeStatusReply(const std::vector<std::string>& slips) {
  return encodeTexts("slips", slips);
}

Result<std::vector<std::string>> decodeStatusReply(std::string_view json) {
  return decodeTexts("slips", json, maxSlipBytes);
}

std::string encodeDirectories(const std::vector<std::string>& directories) {
  return encodeTexts("directories", directories);
}

Result<std::vector<std::string>> decodeDirectories(std::string_view json) {
  return decodeTexts("directories", json, maxDirectoryBytes);
}

std::string encodeHead(const HeadAnswer& head) {
  nlohmann::ordered_json json;
  json["receipt"] = head.receipt ? nlohmann::ordered_json(*head.receipt) : nlohmann::ordered_json(nullptr);
  json["time"] = formatTime(head.time);
  return json.dump();
}

Result<HeadAnswer> decodeHead(std::string_view text) {
  PB_TRY_VALUE(const nlohmann::json json, parseJson(text, "The server's head"));
  JsonFields fields(json, "head");
  HeadAnswer head;
  const nlohmann::json* receipt = fields.field("receipt", true);
  if (receipt != nullptr && !receipt->is_null()) {
    std::string envelope;
    fields.text("receipt", envelope, maxSlipBytes);
    head.receipt = std::move(envelope);
  }
  fields.time("time", head.time);
  PB_TRY(fields.done(JsonFields::Unknown::ignore));
  return head;
}

}  // namespace pillarbox::wire

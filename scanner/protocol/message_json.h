// What both directions' messages are made of. For .cpp files only (see json_fields.h).
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "scanner/protocol/messages.h"
#include "shared/record/json_fields.h"

namespace pillarbox::scan {

using Json = nlohmann::ordered_json;

inline std::string dumped(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

// The object, with its kind read.
struct Opened {
  nlohmann::json document;
  std::string kind;
};
inline Result<Opened> openMessage(std::string_view packet) {
  if (packet.size() > mostMessageBytes) return Fault{FaultCode::tooLarge, "The message is too long."};
  PB_TRY_VALUE(nlohmann::json document, parseJson(packet, "The message"));
  Opened opened{std::move(document), {}};
  JsonFields fields(opened.document, "message");
  fields.text("kind", opened.kind, 40);
  PB_TRY(fields.status());
  return opened;
}

// The members of one message, each checked against its range.
class MessageFields : public JsonFields {
 public:
  explicit MessageFields(const nlohmann::json& object) : JsonFields(object, "message") {
    std::string kind;
    text("kind", kind, 40);
  }
  void within(const char* key, int& out, int least, int most) {
    std::int64_t value = 0;
    integer(key, value);
    if (value < least || value > most) return fail(key, "is out of range");
    out = static_cast<int>(value);
  }
  void request(std::int64_t& out) {
    integer("request", out);
    if (out < 0) fail("request", "is out of range");
  }
  // `from` turns the name into an optional value.
  template <class Value, class From>
  void named(const char* key, Value& out, From&& from) {
    std::string name;
    text(key, name, 40);
    if (!status().ok()) return;
    const auto value = from(name);
    if (!value) return fail(key, "is not a word this version knows");
    out = *value;
  }
  Status done() { return JsonFields::done(Unknown::refuse); }
};

template <class Value, std::size_t N>
struct Names {
  std::array<std::pair<Value, std::string_view>, N> all;
  std::string name(Value value) const {
    for (const auto& [each, text] : all) {
      if (each == value) return std::string(text);
    }
    return {};
  }
  std::optional<Value> value(std::string_view name) const {
    for (const auto& [each, text] : all) {
      if (text == name) return each;
    }
    return std::nullopt;
  }
};

}  // namespace pillarbox::scan

// Strict reading of a JSON object, field by field, with errors that name the field. For .cpp files only: it brings in
// nlohmann/json, which public headers keep out.
#pragma once

#include <cmath>
#include <initializer_list>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "shared/base/clock.h"
#include "shared/base/result.h"

namespace pillarbox {

// Parses without exceptions. `what` names the document in the sentence. Depth is bounded against hostile nesting.
inline Result<nlohmann::json> parseJson(std::string_view text, std::string_view what) {
  constexpr int deepest = 16;
  bool tooDeep = false;
  const auto watch = [&](int depth, nlohmann::json::parse_event_t, nlohmann::json&) {
    if (depth > deepest) tooDeep = true;
    return !tooDeep;
  };
  nlohmann::json document = nlohmann::json::parse(text, watch, /*allow_exceptions=*/false);
  if (tooDeep || document.is_discarded())
    return Fault{FaultCode::badInput, std::string(what) + " is not well-formed JSON."};
  return document;
}

// Reads fields of one object. The first thing wrong is remembered; later reads do nothing. Call done() last.
class JsonFields {
 public:
  enum class Unknown { refuse, ignore };

  JsonFields(const nlohmann::json& object, std::string where) : m_object(object), m_where(std::move(where)) {
    if (!object.is_object()) fail("", "must be an object");
  }

  bool has(const char* key) const { return m_object.is_object() && m_object.contains(key); }

  void text(const char* key, std::string& out, std::size_t limit = 2000) { readText(key, out, limit, true); }
  void optionalText(const char* key, std::string& out, std::size_t limit = 2000) { readText(key, out, limit, false); }

  void integer(const char* key, std::int64_t& out) { readInteger(key, out, true); }
  void optionalInteger(const char* key, std::int64_t& out) { readInteger(key, out, false); }
  void optionalInteger(const char* key, int& out) {
    std::int64_t wide = out;
    readInteger(key, wide, false);
    if (wide < INT32_MIN || wide > INT32_MAX) return fail(key, "is out of range");
    out = static_cast<int>(wide);
  }

  void number(const char* key, double& out) {
    const nlohmann::json* value = field(key, true);
    if (value == nullptr) return;
    if (!value->is_number() || !std::isfinite(value->get<double>())) return fail(key, "must be a number");
    out = value->get<double>();
  }

  void boolean(const char* key, bool& out) { readBoolean(key, out, true); }
  void optionalBoolean(const char* key, bool& out) { readBoolean(key, out, false); }

  void time(const char* key, WallTime& out) {
    const nlohmann::json* value = field(key, true);
    if (value == nullptr) return;
    const std::optional<WallTime> parsed =
        value->is_string() ? parseTime(value->get_ref<const std::string&>()) : std::nullopt;
    if (!parsed) return fail(key, "must be a time such as 2026-11-21T12:41:07.123Z");
    out = *parsed;
  }

  void optionalTexts(const char* key, std::vector<std::string>& out, std::size_t most = 1000) {
    eachOf(key, false, most, [&](const nlohmann::json& value, const std::string& where) -> Status {
      if (!value.is_string()) return Fault{FaultCode::badInput, where + " must be text."};
      out.push_back(value.get<std::string>());
      return {};
    });
  }

  // Calls `read(element, where)` for each element of an array; a missing optional field has none.
  template <class Read>
  void eachOf(const char* key, bool required, std::size_t most, Read&& read) {
    const nlohmann::json* array = field(key, required);
    if (array == nullptr) return;
    if (!array->is_array()) return fail(key, "must be a list");
    if (array->size() > most) return fail(key, "has too many entries");
    std::size_t index = 0;
    for (const nlohmann::json& element : *array) {
      const Status one = read(element, path(key) + "[" + std::to_string(index++) + "]");
      if (!one) {
        if (m_status.ok()) m_status = one.fault();
        return;
      }
    }
  }

  const nlohmann::json* field(const char* key, bool required) {
    if (!m_status.ok()) return nullptr;
    m_seen.insert(key);
    const auto found = m_object.find(key);
    if (found == m_object.end()) {
      if (required) fail(key, "is missing");
      return nullptr;
    }
    return &*found;
  }

  void fail(const std::string& key, std::string_view why) {
    if (m_status.ok()) m_status = Fault{FaultCode::badInput, path(key) + " " + std::string(why) + "."};
  }

  Status done(Unknown unknown) {
    if (m_status.ok() && unknown == Unknown::refuse) {
      for (const auto& [key, value] : m_object.items()) {
        if (!m_seen.contains(key)) {
          fail(key.substr(0, 60), "is not a field this version knows");
          break;
        }
      }
    }
    return m_status;
  }
  const Status& status() const { return m_status; }

 private:
  std::string path(const std::string& key) const {
    if (key.empty()) return m_where;
    return m_where.empty() ? key : m_where + "." + key;
  }
  void readText(const char* key, std::string& out, std::size_t limit, bool required) {
    const nlohmann::json* value = field(key, required);
    if (value == nullptr) return;
    if (!value->is_string()) return fail(key, "must be text");
    if (value->get_ref<const std::string&>().size() > limit) return fail(key, "is too long");
    out = value->get<std::string>();
  }
  void readInteger(const char* key, std::int64_t& out, bool required) {
    const nlohmann::json* value = field(key, required);
    if (value == nullptr) return;
    if (!value->is_number_integer() || (value->is_number_unsigned() && value->get<std::uint64_t>() > INT64_MAX)) {
      return fail(key, "must be a whole number");
    }
    out = value->get<std::int64_t>();
  }
  void readBoolean(const char* key, bool& out, bool required) {
    const nlohmann::json* value = field(key, required);
    if (value == nullptr) return;
    if (!value->is_boolean()) return fail(key, "must be true or false");
    out = value->get<bool>();
  }

  const nlohmann::json& m_object;
  std::string m_where;
  std::set<std::string, std::less<>> m_seen;
  Status m_status;
};

}  // namespace pillarbox

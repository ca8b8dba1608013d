#include "shared/wire/alerts.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "shared/record/ids.h"

namespace pillarbox::wire {

namespace {

using Json = nlohmann::ordered_json;
constexpr std::size_t mostLines = 1000;

Fault wrong() {
  return Fault{FaultCode::badInput, "This is not what a server says about alerts."};
}

bool text(const Json& json, const char* name, std::string& into) {
  const auto found = json.find(name);
  if (found == json.end() || !found->is_string()) return false;
  into = found->get<std::string>();
  return into.size() <= 1000;
}

}  // namespace

std::string encodeAlerts(const AlertAnswer& answer) {
  Json json;
  json["configured"] = answer.configured;
  json["alerts"] = Json::array();
  for (const AlertLine& line : answer.lines) {
    json["alerts"].push_back({{"posting", line.posting},
                              {"person", line.person},
                              {"reason", line.reason},
                              {"state", line.state},
                              {"problem", line.problem},
                              {"test", line.test},
                              {"attempts", line.attempts},
                              {"since", formatTime(line.since)}});
  }
  return json.dump();
}

Result<AlertAnswer> decodeAlerts(std::string_view given) {
  const Json json = Json::parse(given, nullptr, false);
  if (!json.is_object() || !json.contains("configured") || !json["configured"].is_boolean()) return wrong();
  if (!json.contains("alerts") || !json["alerts"].is_array() || json["alerts"].size() > mostLines) return wrong();
  AlertAnswer answer;
  answer.configured = json["configured"].get<bool>();
  for (const Json& one : json["alerts"]) {
    AlertLine line;
    std::string since;
    const bool whole = one.is_object() && text(one, "posting", line.posting) && text(one, "person", line.person) &&
                       text(one, "reason", line.reason) && text(one, "state", line.state) &&
                       text(one, "problem", line.problem) && text(one, "test", line.test) &&
                       text(one, "since", since) && one.contains("attempts") && one["attempts"].is_number_integer();
    if (!whole) return wrong();
    const auto time = parseTime(since);
    if (!time) return wrong();
    line.since = *time;
    line.attempts = one["attempts"].get<int>();
    answer.lines.push_back(std::move(line));
  }
  return answer;
}

std::string encodeTestAlert(const TestAlert& test) {
  return Json{{"id", test.id}, {"person", test.person}, {"number", test.number}}.dump();
}

Result<TestAlert> decodeTestAlert(std::string_view given) {
  const Json json = Json::parse(given, nullptr, false);
  TestAlert test;
  const bool whole = json.is_object() && json.size() == 3 && text(json, "id", test.id) &&
                     text(json, "person", test.person) && text(json, "number", test.number);
  const bool digits = test.number.size() == 6 &&
                      std::all_of(test.number.begin(), test.number.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (!whole || !isId(test.id) || !isLocalId(test.person) || !digits) {
    return Fault{FaultCode::badInput, "This does not ask for a test alert."};
  }
  return test;
}

}  // namespace pillarbox::wire

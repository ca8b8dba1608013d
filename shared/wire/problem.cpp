#include "shared/wire/problem.h"

#include <algorithm>
#include <charconv>
#include <ctime>

#include "shared/record/json_fields.h"
#include "shared/wire/api.h"

namespace pillarbox::wire {

namespace {

constexpr std::string_view typePrefix = "/problems/";
constexpr std::size_t maxProblemBytes = 16 * 1024;
constexpr Milliseconds longestWait = std::chrono::hours(24);

std::string_view withoutParameters(std::string_view type) {
  type = type.substr(0, type.find(';'));
  while (!type.empty() && type.back() == ' ') type.remove_suffix(1);
  return type;
}

}  // namespace

std::string encodeProblem(const Problem& problem) {
  nlohmann::ordered_json json;
  json["type"] = std::string(typePrefix) + problem.name;
  json["title"] = problem.title;
  json["status"] = problem.status;
  json["detail"] = problem.detail;
  if (problem.time) json["time"] = formatTime(*problem.time);
  return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

Result<Problem> decodeProblem(std::string_view text) {
  if (text.size() > maxProblemBytes) return Fault{FaultCode::tooLarge, "The problem document is too long."};
  PB_TRY_VALUE(const nlohmann::json document, parseJson(text, "The problem document"));
  JsonFields fields(document, "problem");
  Problem problem;
  std::string type;
  std::int64_t status = 0;
  fields.text("type", type);
  fields.text("title", problem.title);
  fields.integer("status", status);
  fields.text("detail", problem.detail);
  if (fields.has("time")) {
    WallTime time{};
    fields.time("time", time);
    problem.time = time;
  }
  PB_TRY(fields.done(JsonFields::Unknown::ignore));
  if (!type.starts_with(typePrefix) || status < 400 || status > 599) {
    return Fault{FaultCode::badInput, "The problem document is not of a Pillarbox server."};
  }
  problem.name = type.substr(typePrefix.size());
  problem.status = static_cast<int>(status);
  return problem;
}

Status judge(const Answer& answer) {
  const int status = answer.status;
  if (status >= 200 && status < 300) return {};
  const std::string number = "The server answered " + std::to_string(status) + ".";
  // A proxy or a busy host may answer these for the server; none of them is for good.
  if (status == 408 || status == 425 || status == 429 || status >= 500) return Fault{FaultCode::retryLater, number};
  if (withoutParameters(answer.contentType) != problemType) return Fault{FaultCode::notOurServer, number};
  const Result<Problem> problem = decodeProblem(answer.body);
  if (!problem || problem->status != status) return Fault{FaultCode::notOurServer, number};
  const bool setUpUnfinished = problem->name == unknownSchool || problem->name == unknownDevice;
  if (status == 409 || setUpUnfinished) return Fault{FaultCode::retryLater, problem->detail};
  if (status == 401) return Fault{FaultCode::notTrusted, problem->detail};
  if (status == 412) return Fault{FaultCode::busy, problem->detail};
  return Fault{FaultCode::refused, problem->detail};
}

std::optional<Milliseconds> retryAfterOf(const Answer& answer, WallTime now) {
  const std::string& text = answer.retryAfter;
  if (text.empty()) return std::nullopt;
  Milliseconds wait{0};
  std::int64_t seconds = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (error == std::errc::result_out_of_range) return longestWait;
  if (error == std::errc{} && end == text.data() + text.size()) {
    if (seconds < 0) return std::nullopt;
    wait = std::chrono::seconds(std::min<std::int64_t>(seconds, 86'400));
  } else {
    std::tm when{};
    const char* rest = ::strptime(text.c_str(), "%a, %d %b %Y %H:%M:%S GMT", &when);
    if (rest == nullptr || *rest != '\0') return std::nullopt;
    wait = WallTime(std::chrono::seconds(::timegm(&when))) - now;
  }
  return std::clamp(wait, Milliseconds{0}, longestWait);
}

}  // namespace pillarbox::wire

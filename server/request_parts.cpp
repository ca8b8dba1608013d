#include "server/request_parts.h"

#include <algorithm>
#include <charconv>

#include "shared/base/hash.h"

namespace pillarbox::server {

namespace {

template <class Number>
std::optional<Number> numberOf(std::string_view digits) {
  Number value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  const bool whole = error == std::errc{} && end == digits.data() + digits.size() && !digits.empty();
  return whole ? std::optional(value) : std::nullopt;
}

bool names(std::string_view list, std::string_view tag) {
  while (!list.empty()) {
    const std::size_t comma = list.find(',');
    std::string_view one = list.substr(0, comma);
    while (!one.empty() && one.front() == ' ') one.remove_prefix(1);
    while (!one.empty() && one.back() == ' ') one.remove_suffix(1);
    if (one.starts_with("W/")) one.remove_prefix(2);
    if (one == tag || one == "*") return true;
    list = comma == std::string_view::npos ? std::string_view() : list.substr(comma + 1);
  }
  return false;
}

}  // namespace

std::optional<std::map<std::string, std::int64_t, std::less<>>> numbersIn(
    std::string_view query, std::initializer_list<std::string_view> known) {
  std::map<std::string, std::int64_t, std::less<>> found;
  while (!query.empty()) {
    const std::size_t end = query.find('&');
    const std::string_view one = query.substr(0, end);
    const std::size_t equals = one.find('=');
    if (equals == std::string_view::npos) return std::nullopt;
    const std::string_view name = one.substr(0, equals);
    const auto number = numberOf<std::int64_t>(one.substr(equals + 1));
    const bool expected = std::find(known.begin(), known.end(), name) != known.end();
    if (!expected || !number || *number < 0 || !found.emplace(name, *number).second) return std::nullopt;
    if (end != std::string_view::npos && end + 1 == query.size()) return std::nullopt;
    query = end == std::string_view::npos ? std::string_view() : query.substr(end + 1);
  }
  return found;
}

std::optional<Range> rangeIn(std::string_view header) {
  constexpr std::string_view unit = "bytes=";
  if (!header.starts_with(unit)) return std::nullopt;
  header.remove_prefix(unit.size());
  const std::size_t dash = header.find('-');
  if (dash == std::string_view::npos) return std::nullopt;
  const auto from = numberOf<std::size_t>(header.substr(0, dash));
  const std::string_view last = header.substr(dash + 1);
  const auto to = numberOf<std::size_t>(last);
  if (!from || (!last.empty() && (!to || *to < *from))) return std::nullopt;
  return Range{*from, to};
}

Response tagged(Response response, std::string_view ifNoneMatch) {
  if (response.status != 200) return response;
  const std::string tag = "\"" + sha256Hex(viewOf(response.body)) + "\"";
  if (names(ifNoneMatch, tag)) return Response{304, {}, {}, {{"ETag", tag}}};
  response.headers.emplace_back("ETag", tag);
  return response;
}

}  // namespace pillarbox::server

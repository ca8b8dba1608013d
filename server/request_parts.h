// What several answers take from a request: numbers in the query, ranges, tags of what one has already. Pure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "server/http.h"

namespace pillarbox::server {

// "after=7&wait=30" with whole numbers from 0 under the names given, each at most once; none if anything else is there.
std::optional<std::map<std::string, std::int64_t, std::less<>>> numbersIn(
    std::string_view query, std::initializer_list<std::string_view> names);

// "bytes=FROM-" or "bytes=FROM-TO", for whoever goes on where a connection was cut (RFC 9110, 14.2). Anything else is
// as if nothing had been asked for, which is what that says of ranges that a server does not know.
struct Range {
  std::size_t from = 0;
  std::optional<std::size_t> to;  // the last one
};
std::optional<Range> rangeIn(std::string_view header);

// A 200 gets an ETag of its body; to somebody who has that already (If-None-Match, RFC 9110, 13.1.2) it becomes 304.
Response tagged(Response response, std::string_view ifNoneMatch);

}  // namespace pillarbox::server

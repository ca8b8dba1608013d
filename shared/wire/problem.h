// What the server says when the answer is no (RFC 9457), and what any answer means for the one who asked.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "shared/base/clock.h"
#include "shared/base/result.h"

namespace pillarbox::wire {

inline constexpr std::string_view unknownSchool = "unknown-school";
inline constexpr std::string_view unknownDevice = "unknown-device";
inline constexpr std::string_view notForThisDevice = "not-for-this-device";  // the directory says what it may fetch

struct Problem {
  int status = 0;
  std::string name;              // "unknown-school"; sent as type "/problems/unknown-school"
  std::string title;             // a few words, the same for every problem of this name
  std::string detail;            // one plain sentence
  std::optional<WallTime> time;  // the server's, given with a 401
};

std::string encodeProblem(const Problem& problem);
// badInput if it is not one of ours; unknown members are ignored, as RFC 9457 asks.
Result<Problem> decodeProblem(std::string_view json);

// One HTTP answer, as the office received it. Header names were matched in any case; contentType without parameters is
// enough.
struct Answer {
  int status = 0;
  std::string contentType;
  std::string body;
  std::string retryAfter;  // the header's value, or empty
};

// ok for 2xx. A server that does not (yet) know the school or the device is retryLater: that is a set-up to be
// finished, no fault of the posting. Otherwise: retryLater (408, 409, 425, 429, 5xx), busy for 412 (the directory moved
// on: fetch it and try again), notTrusted for 401 (sign again with the server's time), refused for any other 4xx that
// carries a problem of ours, notOurServer for whatever did not come from a Pillarbox server (a captive portal's page, a
// proxy's error, a redirect). A 2xx proves nothing yet: check the receipt or the signed document in it.
Status judge(const Answer& answer);

// Retry-After (RFC 9110 §10.2.3) in seconds or as an HTTP date relative to `now`; none if absent or malformed; at most
// one day.
std::optional<Milliseconds> retryAfterOf(const Answer& answer, WallTime now);

}  // namespace pillarbox::wire

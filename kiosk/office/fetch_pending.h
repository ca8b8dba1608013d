// What is still to be fetched from the server, by what its slips say: kept as a setting, so that the inbox, another
// process, can tell a reader what is on its way. Also in which order it is fetched. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shared/base/clock.h"
#include "shared/record/slip.h"

namespace pillarbox::office {

inline constexpr std::size_t mostPendingTold = 200;

struct Pending {
  std::string id, audience;
  Kind kind = Kind::concern;
  bool urgent = false;
  WallTime writtenAt{};
  bool operator==(const Pending&) const = default;
};

// One a line: "ID KIND AUDIENCE 0|1 TIME".
std::string formatPending(const std::vector<Pending>& pending);
std::vector<Pending> parsePending(std::string_view text);  // a line that is none is left out

// For sorting, least first: calls and what is urgent, then what nobody has read, then the rest.
int fetchRank(const Slip& slip, bool read);

}  // namespace pillarbox::office

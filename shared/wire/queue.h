// What a terminal tells the server of its own queue (PUT /v1/queue), for whoever looks after the terminals: how many
// postings wait and for how long the oldest has. An age and no time, so that a wrong clock does no harm. Nothing of
// what waits.
#pragma once

#include <string>
#include <string_view>

#include "shared/base/clock.h"
#include "shared/base/result.h"

namespace pillarbox::wire {

inline constexpr std::size_t maxQueueBytes = 200;

struct QueueState {
  std::int64_t waiting = 0;
  Milliseconds oldest{0};  // age; whole seconds go over the wire
  bool operator==(const QueueState&) const = default;
};

std::string encodeQueue(const QueueState& queue);       // {"v":1,"waiting":3,"oldest_seconds":172800}
Result<QueueState> decodeQueue(std::string_view json);  // badInput; more than ten years or a million are not believed

}  // namespace pillarbox::wire

// What a walk through a school's chain reads, and what it leaves behind.
#pragma once

#include <cstdint>
#include <string>

#include "shared/base/clock.h"

namespace pillarbox::server {

struct ChainEnd {
  std::int64_t epoch = 1;
  std::int64_t index = 0;
  std::string head;
};

// One row of the chain, as it stands in the database: nothing of it is believed yet.
struct WalkRow {
  std::string id;
  std::int64_t index = 0;
  std::int64_t epoch = 0;
  std::string head, device, slipSha256, sealedSha256, slip, receipt;
  std::int64_t receivedAt = 0;  // milliseconds since 1970
};

struct Walked {
  std::string school;
  WallTime at{};
  std::int64_t entries = 0;
  std::int64_t sealedBytes = 0;
  std::int64_t faults = 0;
};

struct SchoolStorage {
  std::string school;
  std::int64_t entries = 0;
  std::int64_t sealedBytes = 0;
};

}  // namespace pillarbox::server

// When each school's whole chain was last walked from its first receipt to its newest, and what was found.
#pragma once

#include "server/store/step.h"

namespace pillarbox::server {

inline constexpr Step stepWalks = {
    R"sql(
CREATE TABLE walks(
  school TEXT PRIMARY KEY REFERENCES schools,
  walked_at {int} NOT NULL,
  entries {int} NOT NULL,
  sealed_bytes {int} NOT NULL,
  faults {int} NOT NULL
) {strict};
)sql",
    "", ""};

}  // namespace pillarbox::server

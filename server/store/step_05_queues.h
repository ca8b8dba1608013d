// What terminals last told of their own queues: how many postings wait, and since when the oldest.
#pragma once

#include "server/store/step.h"

namespace pillarbox::server {

inline constexpr Step stepQueues = {
    R"sql(
CREATE TABLE queues(
  school TEXT NOT NULL REFERENCES schools,
  device TEXT NOT NULL,
  waiting {int} NOT NULL,
  oldest_at {int} NOT NULL,
  told_at {int} NOT NULL,
  PRIMARY KEY(school, device)
) {strict};
)sql",
    "", ""};

}  // namespace pillarbox::server

// What is to be sent to whom, and what became of it; when each device was last heard of; devices that the technician
// has shut out until the school's directory says it. A number that was to be typed in goes once it was sent.
#pragma once

#include "server/store/step.h"

namespace pillarbox::server {

inline constexpr Step stepAlerts = {
    R"sql(
CREATE TABLE alerts(
  school TEXT NOT NULL REFERENCES schools,
  posting TEXT NOT NULL,
  person TEXT NOT NULL,
  reason TEXT NOT NULL,
  urgent {int} NOT NULL,
  please_look {int} NOT NULL,
  may_name {int} NOT NULL,
  unread {int} NOT NULL,
  number TEXT NOT NULL,
  state TEXT NOT NULL,
  attempts {int} NOT NULL,
  next_at {int} NOT NULL,
  problem TEXT NOT NULL,
  created_at {int} NOT NULL,
  done_at {int} NOT NULL,
  PRIMARY KEY(school, posting, person, reason)
) {strict};
CREATE INDEX alerts_to_send ON alerts(state, next_at);
CREATE INDEX entries_by_time ON entries(school, received_at);

CREATE TABLE heard(
  school TEXT NOT NULL REFERENCES schools,
  device TEXT NOT NULL,
  heard_at {int} NOT NULL,
  PRIMARY KEY(school, device)
) {strict};

CREATE TABLE shut_out(
  school TEXT NOT NULL REFERENCES schools,
  device TEXT NOT NULL,
  since {int} NOT NULL,
  PRIMARY KEY(school, device)
) {strict};
)sql",
    "", ""};

}  // namespace pillarbox::server

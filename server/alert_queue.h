// The alert e-mails to be sent and what became of each, in the server's database. Its own connection; one thread at a
// time. Several servers may share one PostgreSQL database: an alert is claimed before it is sent.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "server/sql/database.h"
#include "shared/alert/round.h"
#include "shared/base/clock.h"
#include "shared/base/result.h"

namespace pillarbox::server {

using QueuedAlert = alert::Queued;
using AlertState = alert::State;
using AlertReport = alert::Report;
inline std::string_view alertStateName(AlertState state) {
  return alert::stateName(state);
}

class AlertQueue {
 public:
  static Result<std::unique_ptr<AlertQueue>> open(const DatabasePlace& place);

  Result<std::vector<std::string>> schools();
  // Postings (no casework) received since then, with who was told of them, and `seenBy` filled with the slips that may
  // say they were seen, which the caller checks. From devices that are not revoked.
  struct Posting {
    alert::Waiting waiting;
    std::vector<std::string> casework;  // slips
  };
  Result<std::vector<Posting>> postingsSince(const std::string& school, WallTime since);
  Result<std::vector<std::string>> caseworkOn(const std::string& school, const std::string& posting);

  Status add(const std::string& school, const alert::Due& due, const std::string& number, WallTime now);
  // The next one that is due, most urgent first, now nobody else's for `lease`. None: nothing is due.
  Result<std::optional<QueuedAlert>> claim(WallTime now, Milliseconds lease);
  Result<std::optional<WallTime>> nextAt();  // when the next one is due
  Result<bool> hasAny(const std::string& school, const std::string& posting);
  Status finish(const QueuedAlert& alert, AlertState state, const std::string& problem, WallTime now);
  Status later(const QueuedAlert& alert, const std::string& problem, WallTime nextAt);

  // Routing notes: author and category for the first e-mails about a posting.
  Result<std::optional<Bytes>> routing(const std::string& school, const std::string& posting);
  // Once no e-mail that may name them is to be sent any more.
  Status dropRoutingIfDone(const std::string& school, const std::string& posting);
  Status dropRoutingBefore(WallTime time);

  Result<std::vector<AlertReport>> reports(const std::string& school, WallTime since);
  Status forgetBefore(WallTime time);  // those that are done

 private:
  explicit AlertQueue(Database database) : m_database(std::move(database)) {}
  Status toldOf(const std::string& school, alert::Waiting& waiting);

  Database m_database;
};

}  // namespace pillarbox::server

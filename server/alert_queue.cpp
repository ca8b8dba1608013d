#include "server/alert_queue.h"

#include "shared/record/slip.h"
#include "shared/seal/dsse.h"

namespace pillarbox::server {

namespace {

std::int64_t numberOf(WallTime time) {
  return time.time_since_epoch().count();
}
WallTime timeOf(std::int64_t number) {
  return WallTime(Milliseconds(number));
}

// A daily e-mail or a test has no posting behind it.
constexpr std::size_t mostPostings = 2000;

}  // namespace

Result<std::unique_ptr<AlertQueue>> AlertQueue::open(const DatabasePlace& place) {
  PB_TRY_VALUE(Database database, Database::open(place, Database::Mode::existing));
  return std::unique_ptr<AlertQueue>(new AlertQueue(std::move(database)));
}

Result<std::vector<std::string>> AlertQueue::schools() {
  return m_database.query("SELECT school FROM schools ORDER BY school").texts();
}

Status AlertQueue::toldOf(const std::string& school, alert::Waiting& waiting) {
  Query rows = m_database.query("SELECT person, reason, state FROM alerts WHERE school=$1 AND posting=$2");
  rows.with(school).with(waiting.id);
  for (;;) {
    PB_TRY_VALUE(const bool found, rows.step());
    if (!found) return {};
    alert::Told told;
    told.person = rows.text(0);
    told.refused = rows.text(2) == alertStateName(AlertState::refused);
    if (alert::reasonFrom(rows.text(1), told.reason)) waiting.told.push_back(std::move(told));
  }
}

Result<std::vector<AlertQueue::Posting>> AlertQueue::postingsSince(const std::string& school, WallTime since) {
  std::vector<Posting> postings;
  {
    Query rows = m_database.query(
        "SELECT id, received_at, slip FROM entries WHERE school=$1 AND received_at>=$2 "
        "AND kind IN ('concern','addition','mistake','call') AND flag<>'revoked-device' "
        "ORDER BY received_at DESC LIMIT 2000");
    static_assert(mostPostings == 2000);
    rows.with(school).with(numberOf(since));
    for (;;) {
      PB_TRY_VALUE(const bool found, rows.step());
      if (!found) break;
      const auto envelope = seal::decode(rows.text(2));
      const auto slip = envelope.ok() ? decodeSlip(textOf(envelope->payload)) : Result<Slip>(envelope.fault());
      if (!slip.ok()) continue;  // it was checked when it came; one that is damaged must not hold up the others
      Posting posting;
      posting.waiting.id = rows.text(0);
      posting.waiting.receivedAt = timeOf(rows.integer(1));
      posting.waiting.audience = slip->audience;
      posting.waiting.urgent = slip->urgent;
      postings.push_back(std::move(posting));
    }
  }
  for (Posting& posting : postings) {
    PB_TRY(toldOf(school, posting.waiting));
    PB_TRY_VALUE(posting.casework, caseworkOn(school, posting.waiting.id));
  }
  return postings;
}

Result<std::vector<std::string>> AlertQueue::caseworkOn(const std::string& school, const std::string& posting) {
  return m_database
      .query(
          "SELECT slip FROM entries WHERE school=$1 AND subject=$2 AND subject<>'' AND flag='' AND kind IN "
          "('read','triage','action','link','close','note','decision','merge','move','understood','thanks','see-me',"
          "'more-please') ORDER BY idx LIMIT 20")
      .with(school)
      .with(posting)
      .texts();
}

Status AlertQueue::add(const std::string& school, const alert::Due& due, const std::string& number, WallTime now) {
  return m_database
      .query(
          "INSERT INTO alerts(school, posting, person, reason, urgent, please_look, may_name, unread, number, state, "
          "attempts, next_at, problem, created_at, done_at) "
          "VALUES($1,$2,$3,$4,$5,$6,$7,$8,$9,'waiting',0,$10,'',$11,0) ON CONFLICT DO NOTHING")
      .with(school)
      .with(due.posting)
      .with(due.person)
      .with(alert::reasonName(due.reason))
      .with(std::int64_t{due.urgent})
      .with(std::int64_t{due.pleaseLook})
      .with(std::int64_t{due.mayName})
      .with(std::int64_t{due.unread})
      .with(number)
      .with(numberOf(now))
      .with(numberOf(now))
      .run();
}

Result<std::optional<QueuedAlert>> AlertQueue::claim(WallTime now, Milliseconds lease) {
  for (;;) {
    QueuedAlert alert;
    {
      Query row = m_database.query(
          "SELECT school, posting, person, reason, urgent, please_look, may_name, unread, number, attempts, next_at, "
          "created_at FROM alerts WHERE state='waiting' AND next_at<=$1 ORDER BY urgent DESC, next_at LIMIT 1");
      PB_TRY_VALUE(const bool found, row.with(numberOf(now)).step());
      if (!found) return std::optional<QueuedAlert>();
      alert.school = row.text(0);
      alert.due.posting = row.text(1);
      alert.due.person = row.text(2);
      if (!alert::reasonFrom(row.text(3), alert.due.reason)) {
        return Fault{FaultCode::damaged, "An alert is of no known kind."};
      }
      alert.due.urgent = row.integer(4) != 0;
      alert.due.pleaseLook = row.integer(5) != 0;
      alert.due.mayName = row.integer(6) != 0;
      alert.due.unread = static_cast<int>(row.integer(7));
      alert.number = row.text(8);
      alert.attempts = static_cast<int>(row.integer(9));
      alert.nextAt = timeOf(row.integer(10));
      alert.createdAt = timeOf(row.integer(11));
    }
    Query taken = m_database.query(
        "UPDATE alerts SET next_at=$1, attempts=attempts+1 WHERE school=$2 AND posting=$3 AND person=$4 AND "
        "reason=$5 AND state='waiting' AND next_at=$6 RETURNING attempts");
    PB_TRY_VALUE(const bool mine, taken.with(numberOf(now + lease))
                                      .with(alert.school)
                                      .with(alert.due.posting)
                                      .with(alert.due.person)
                                      .with(alert::reasonName(alert.due.reason))
                                      .with(numberOf(alert.nextAt))
                                      .step());
    if (mine) {
      alert.attempts = static_cast<int>(taken.integer(0));
      while (true) {  // to its end, or SQLite keeps the change open
        PB_TRY_VALUE(const bool more, taken.step());
        if (!more) break;
      }
      return std::optional(std::move(alert));
    }
  }
}

Result<std::optional<WallTime>> AlertQueue::nextAt() {
  Query row = m_database.query("SELECT next_at FROM alerts WHERE state='waiting' ORDER BY next_at LIMIT 1");
  PB_TRY_VALUE(const bool found, row.step());
  return found ? std::optional(timeOf(row.integer(0))) : std::nullopt;
}

Result<bool> AlertQueue::hasAny(const std::string& school, const std::string& posting) {
  Query row = m_database.query("SELECT 1 FROM alerts WHERE school=$1 AND posting=$2 LIMIT 1");
  return row.with(school).with(posting).step();
}

Status AlertQueue::finish(const QueuedAlert& alert, AlertState state, const std::string& problem, WallTime now) {
  return m_database
      .query(
          "UPDATE alerts SET state=$1, problem=$2, done_at=$3, number='' WHERE school=$4 AND posting=$5 AND person=$6 "
          "AND reason=$7")
      .with(alertStateName(state))
      .with(problem)
      .with(numberOf(now))
      .with(alert.school)
      .with(alert.due.posting)
      .with(alert.due.person)
      .with(alert::reasonName(alert.due.reason))
      .run();
}

Status AlertQueue::later(const QueuedAlert& alert, const std::string& problem, WallTime nextAt) {
  return m_database
      .query(
          "UPDATE alerts SET problem=$1, next_at=$2 WHERE school=$3 AND posting=$4 AND person=$5 AND reason=$6 AND "
          "state='waiting'")
      .with(problem)
      .with(numberOf(nextAt))
      .with(alert.school)
      .with(alert.due.posting)
      .with(alert.due.person)
      .with(alert::reasonName(alert.due.reason))
      .run();
}

Result<std::optional<Bytes>> AlertQueue::routing(const std::string& school, const std::string& posting) {
  Query row = m_database.query("SELECT box FROM routing WHERE school=$1 AND id=$2");
  PB_TRY_VALUE(const bool found, row.with(school).with(posting).step());
  return found ? std::optional(row.blob(0)) : std::nullopt;
}

Status AlertQueue::dropRoutingIfDone(const std::string& school, const std::string& posting) {
  return m_database
      .query(
          "DELETE FROM routing WHERE school=$1 AND id=$2 AND NOT EXISTS(SELECT 1 FROM alerts WHERE school=$3 AND "
          "posting=$4 AND may_name=1 AND state='waiting')")
      .with(school)
      .with(posting)
      .with(school)
      .with(posting)
      .run();
}

Status AlertQueue::dropRoutingBefore(WallTime time) {
  return m_database.query("DELETE FROM routing WHERE received_at<$1").with(numberOf(time)).run();
}

Result<std::vector<AlertReport>> AlertQueue::reports(const std::string& school, WallTime since) {
  std::vector<AlertReport> reports;
  Query rows = m_database.query(
      "SELECT posting, person, reason, state, problem, please_look, attempts, created_at, done_at FROM alerts "
      "WHERE school=$1 AND created_at>=$2 ORDER BY created_at DESC, person LIMIT 500");
  rows.with(school).with(numberOf(since));
  for (;;) {
    PB_TRY_VALUE(const bool found, rows.step());
    if (!found) return reports;
    AlertReport report;
    report.posting = rows.text(0);
    report.person = rows.text(1);
    report.reason = rows.text(2);
    report.state = rows.text(3);
    report.problem = rows.text(4);
    report.pleaseLook = rows.integer(5) != 0;
    report.attempts = static_cast<int>(rows.integer(6));
    report.createdAt = timeOf(rows.integer(7));
    report.doneAt = timeOf(rows.integer(8));
    reports.push_back(std::move(report));
  }
}

Status AlertQueue::forgetBefore(WallTime time) {
  return m_database.query("DELETE FROM alerts WHERE state<>'waiting' AND created_at<$1").with(numberOf(time)).run();
}

}  // namespace pillarbox::server

#include "shared/store/alert_table.h"

#include "shared/store/store_file.h"

namespace pillarbox::store {

namespace {

constexpr Milliseconds fresh = std::chrono::hours(72);

std::int64_t numberOf(WallTime time) {
  return time.time_since_epoch().count();
}
WallTime timeOf(std::int64_t number) {
  return WallTime(Milliseconds(number));
}

#define PILLARBOX_ALERT_COLUMNS                                                                                 \
  "posting, person, reason, urgent, please_look, may_name, unread, number, state, attempts, next_at, problem, " \
  "created_at, done_at"

StoredAlert readAlert(const Query& row) {
  StoredAlert alert;
  alert.posting = row.textAt(0);
  alert.person = row.textAt(1);
  alert.reason = row.textAt(2);
  alert.urgent = row.numberAt(3) != 0;
  alert.pleaseLook = row.numberAt(4) != 0;
  alert.mayName = row.numberAt(5) != 0;
  alert.unread = static_cast<int>(row.numberAt(6));
  alert.number = row.textAt(7);
  alert.state = row.textAt(8);
  alert.attempts = static_cast<int>(row.numberAt(9));
  alert.nextAt = timeOf(row.numberAt(10));
  alert.problem = row.textAt(11);
  alert.createdAt = timeOf(row.numberAt(12));
  alert.doneAt = timeOf(row.numberAt(13));
  return alert;
}

Result<std::vector<StoredAlert>> readAll(Query& rows) {
  std::vector<StoredAlert> all;
  while (true) {
    PB_TRY_VALUE(const bool more, rows.next());
    if (!more) return all;
    all.push_back(readAlert(rows));
  }
}

}  // namespace

AlertTable::AlertTable(std::unique_ptr<StoreFile> file) : m_file(std::move(file)) {}
AlertTable::~AlertTable() = default;

Result<std::unique_ptr<AlertTable>> AlertTable::open(const std::filesystem::path& file, const Clock& clock) {
  auto opened = std::make_unique<StoreFile>(file, clock);
  PB_TRY(opened->open(false));
  return std::unique_ptr<AlertTable>(new AlertTable(std::move(opened)));
}

Result<std::vector<AlertTable::Noticed>> AlertTable::noticedSince(WallTime since, WallTime now) {
  PB_TRY(m_file->ready());
  constexpr const char* unknown =
      "SELECT 1 FROM postings p WHERE p.kind IN ('concern', 'addition', 'mistake', 'call') AND p.from_server = 0 AND "
      "NOT EXISTS(SELECT 1 FROM alert_noticed a WHERE a.id = p.id) UNION ALL "
      "SELECT 1 FROM alert_noticed WHERE at > ?1 LIMIT 1";
  bool any = false;
  {
    Query asked = m_file->connection().query(unknown);
    PB_TRY_VALUE(any, asked.number(numberOf(now)).next());
  }
  if (any) {
    const Status kept = m_file->change([&](Connection& connection) -> Status {
      PB_TRY(connection
                 .query("INSERT INTO alert_noticed(id, at) SELECT p.id, iif(p.written_at > ?1, ?2, p.written_at) FROM "
                        "postings p WHERE p.kind IN ('concern', 'addition', 'mistake', 'call') AND p.from_server = 0 "
                        "AND NOT EXISTS(SELECT 1 FROM alert_noticed a WHERE a.id = p.id)")
                 .number(numberOf(now - fresh))
                 .number(numberOf(now))
                 .run());
      return connection.query("UPDATE alert_noticed SET at = ?1 WHERE at > ?1").number(numberOf(now)).run();
    });
    if (!kept.ok()) return kept.fault();
  }
  std::vector<Noticed> noticed;
  Query rows = m_file->connection().query(
      "SELECT p.id, p.audience, p.urgent, a.at FROM alert_noticed a JOIN postings p ON p.id = a.id WHERE a.at >= ?1 "
      "AND NOT EXISTS(SELECT 1 FROM destroyed d WHERE d.id = p.id) ORDER BY a.at DESC LIMIT 2000");
  rows.number(numberOf(since));
  while (true) {
    PB_TRY_VALUE(const bool more, rows.next());
    if (!more) return noticed;
    noticed.push_back({rows.textAt(0), rows.textAt(1), rows.numberAt(2) != 0, timeOf(rows.numberAt(3))});
  }
}

Status AlertTable::add(const StoredAlert& alert) {
  return m_file->change([&](Connection& connection) {
    return connection
        .query("INSERT INTO alerts(" PILLARBOX_ALERT_COLUMNS
               ") VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 'waiting', 0, ?9, '', ?10, 0) ON CONFLICT DO NOTHING")
        .text(alert.posting)
        .text(alert.person)
        .text(alert.reason)
        .number(alert.urgent ? 1 : 0)
        .number(alert.pleaseLook ? 1 : 0)
        .number(alert.mayName ? 1 : 0)
        .number(alert.unread)
        .text(alert.number)
        .number(numberOf(alert.nextAt))
        .number(numberOf(alert.createdAt))
        .run();
  });
}

Result<std::vector<StoredAlert>> AlertTable::about(const std::string& posting) {
  PB_TRY(m_file->ready());
  Query rows = m_file->connection().query("SELECT " PILLARBOX_ALERT_COLUMNS " FROM alerts WHERE posting = ?1");
  rows.text(posting);
  return readAll(rows);
}

Result<std::vector<StoredAlert>> AlertTable::madeSince(WallTime since) {
  PB_TRY(m_file->ready());
  Query rows = m_file->connection().query("SELECT " PILLARBOX_ALERT_COLUMNS
                                          " FROM alerts WHERE created_at >= ?1 ORDER BY created_at DESC, person "
                                          "LIMIT 500");
  rows.number(numberOf(since));
  return readAll(rows);
}

Result<std::optional<StoredAlert>> AlertTable::claim(WallTime now, Milliseconds lease) {
  PB_TRY_VALUE(const std::optional<WallTime> next, nextAt());
  if (!next || *next > now) return std::optional<StoredAlert>();  // most of the time: without a change to the file
  std::optional<StoredAlert> claimed;
  const Status done = m_file->change([&](Connection& connection) -> Status {
    claimed.reset();
    {
      Query row = connection.query("SELECT " PILLARBOX_ALERT_COLUMNS
                                   " FROM alerts WHERE state = 'waiting' AND next_at <= ?1 ORDER BY urgent DESC, "
                                   "next_at LIMIT 1");
      PB_TRY_VALUE(const bool found, row.number(numberOf(now)).next());
      if (!found) return {};
      claimed = readAlert(row);
    }
    ++claimed->attempts;
    claimed->nextAt = now + lease;
    return connection
        .query("UPDATE alerts SET attempts = ?4, next_at = ?5 WHERE posting = ?1 AND person = ?2 AND reason = ?3")
        .text(claimed->posting)
        .text(claimed->person)
        .text(claimed->reason)
        .number(claimed->attempts)
        .number(numberOf(claimed->nextAt))
        .run();
  });
  if (!done.ok()) return done.fault();
  return claimed;
}

Result<std::optional<WallTime>> AlertTable::nextAt() {
  PB_TRY(m_file->ready());
  Query row = m_file->connection().query("SELECT next_at FROM alerts WHERE state = 'waiting' ORDER BY next_at LIMIT 1");
  PB_TRY_VALUE(const bool found, row.next());
  return found ? std::optional(timeOf(row.numberAt(0))) : std::nullopt;
}

Status AlertTable::finish(const StoredAlert& alert, const std::string& state, const std::string& problem,
                          WallTime now) {
  return m_file->change([&](Connection& connection) {
    return connection
        .query(
            "UPDATE alerts SET state = ?4, problem = ?5, done_at = ?6, number = '' WHERE posting = ?1 AND person = "
            "?2 AND reason = ?3")
        .text(alert.posting)
        .text(alert.person)
        .text(alert.reason)
        .text(state)
        .text(problem)
        .number(numberOf(now))
        .run();
  });
}

Status AlertTable::later(const StoredAlert& alert, const std::string& problem, WallTime nextAt) {
  return m_file->change([&](Connection& connection) {
    return connection
        .query(
            "UPDATE alerts SET problem = ?4, next_at = ?5 WHERE posting = ?1 AND person = ?2 AND reason = ?3 AND "
            "state = 'waiting'")
        .text(alert.posting)
        .text(alert.person)
        .text(alert.reason)
        .text(problem)
        .number(numberOf(nextAt))
        .run();
  });
}

Status AlertTable::stopWaiting() {
  PB_TRY_VALUE(const std::optional<WallTime> next, nextAt());
  if (!next) return {};
  return m_file->change([&](Connection& connection) {
    return connection.query("UPDATE alerts SET state = 'needless', number = '' WHERE state = 'waiting'").run();
  });
}

Status AlertTable::forgetBefore(WallTime time) {
  return m_file->change([&](Connection& connection) {
    return connection.query("DELETE FROM alerts WHERE state <> 'waiting' AND created_at < ?1")
        .number(numberOf(time))
        .run();
  });
}

Result<Bytes> AlertTable::routing(const std::string& posting) {
  PB_TRY(m_file->ready());
  Query row = m_file->connection().query("SELECT routing FROM postings WHERE id = ?1");
  PB_TRY_VALUE(const bool found, row.text(posting).next());
  return found ? row.blobAt(0) : Bytes();
}

Status AlertTable::dropRoutingIfDone(const std::string& posting) {
  return m_file->change([&](Connection& connection) {
    return connection
        .query(
            "UPDATE postings SET routing = x'' WHERE id = ?1 AND routing <> x'' AND NOT EXISTS(SELECT 1 FROM alerts "
            "WHERE posting = ?1 AND may_name = 1 AND state = 'waiting')")
        .text(posting)
        .run();
  });
}

Status AlertTable::dropRoutingNoticedBefore(WallTime time) {
  return m_file->change([&](Connection& connection) {
    return connection
        .query(
            "UPDATE postings SET routing = x'' WHERE routing <> x'' AND id IN (SELECT id FROM alert_noticed WHERE "
            "at < ?1)")
        .number(numberOf(time))
        .run();
  });
}

Status AlertTable::dropAllRouting() {
  return m_file->change([](Connection& connection) {
    return connection.query("UPDATE postings SET routing = x'' WHERE routing <> x''").run();
  });
}

Result<bool> AlertTable::anyRouting() {
  PB_TRY(m_file->ready());
  return m_file->connection().query("SELECT 1 FROM postings WHERE routing <> x'' LIMIT 1").next();
}

}  // namespace pillarbox::store

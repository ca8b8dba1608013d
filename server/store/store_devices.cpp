// When devices were last heard of, what waits on them, and which the technician has shut out until the school's
// directory says it.
#include "server/store.h"

namespace pillarbox::server {

Status Store::setHeard(std::string_view school, std::string_view device, WallTime when) {
  return m_database
      .query(
          "INSERT INTO heard(school, device, heard_at) SELECT school, CAST($1 AS TEXT), CAST($2 AS {int}) FROM schools "
          "WHERE school=$3 "
          "ON CONFLICT(school, device) DO UPDATE SET heard_at=excluded.heard_at")
      .with(device)
      .with(when.time_since_epoch().count())
      .with(school)
      .run();
}

Result<std::map<std::string, WallTime>> Store::heardOf(std::string_view school) {
  std::map<std::string, WallTime> times;
  Query rows = m_database.query("SELECT device, heard_at FROM heard WHERE school=$1");
  rows.with(school);
  for (;;) {
    PB_TRY_VALUE(const bool found, rows.step());
    if (!found) return times;
    times[rows.text(0)] = WallTime(Milliseconds(rows.integer(1)));
  }
}

Result<std::map<std::string, WallTime>> Store::lastPostedBy(std::string_view school) {
  std::map<std::string, WallTime> times;
  Query rows = m_database.query("SELECT device, max(received_at) FROM entries WHERE school=$1 GROUP BY device");
  rows.with(school);
  for (;;) {
    PB_TRY_VALUE(const bool found, rows.step());
    if (!found) return times;
    times[rows.text(0)] = WallTime(Milliseconds(rows.integer(1)));
  }
}

Status Store::setQueue(std::string_view school, std::string_view device, const Queue& queue) {
  return m_database
      .query(
          "INSERT INTO queues(school, device, waiting, oldest_at, told_at) SELECT school, CAST($1 AS TEXT), "
          "CAST($2 AS {int}), CAST($3 AS {int}), CAST($4 AS {int}) FROM schools WHERE school=$5 "
          "ON CONFLICT(school, device) DO UPDATE SET waiting=excluded.waiting, oldest_at=excluded.oldest_at, "
          "told_at=excluded.told_at")
      .with(device)
      .with(queue.waiting)
      .with(queue.oldestAt.time_since_epoch().count())
      .with(queue.toldAt.time_since_epoch().count())
      .with(school)
      .run();
}

Result<std::map<std::string, Store::Queue>> Store::queuesOf(std::string_view school) {
  std::map<std::string, Queue> all;
  Query rows = m_database.query("SELECT device, waiting, oldest_at, told_at FROM queues WHERE school=$1");
  rows.with(school);
  for (;;) {
    PB_TRY_VALUE(const bool found, rows.step());
    if (!found) return all;
    all[rows.text(0)] = {rows.integer(1), WallTime(Milliseconds(rows.integer(2))),
                         WallTime(Milliseconds(rows.integer(3)))};
  }
}

Result<std::set<std::string>> Store::shutOut(std::string_view school) {
  std::set<std::string> devices;
  Query rows = m_database.query("SELECT device FROM shut_out WHERE school=$1");
  rows.with(school);
  for (;;) {
    PB_TRY_VALUE(const bool found, rows.step());
    if (!found) return devices;
    devices.insert(rows.text(0));
  }
}

Status Store::shutOut(std::string_view school, std::string_view device, bool out, WallTime now) {
  return inTransaction([&]() -> Status {
    if (out) {
      PB_TRY(m_database.query("INSERT INTO shut_out(school, device, since) VALUES($1,$2,$3) ON CONFLICT DO NOTHING")
                 .with(school)
                 .with(device)
                 .with(now.time_since_epoch().count())
                 .run());
    } else {
      PB_TRY(m_database.query("DELETE FROM shut_out WHERE school=$1 AND device=$2").with(school).with(device).run());
    }
    return bumpBook();
  });
}

}  // namespace pillarbox::server

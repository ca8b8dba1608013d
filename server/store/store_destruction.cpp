// Orders to destroy records: keeping them, and carrying them out.
#include "server/store.h"
#include "shared/wire/destruction.h"

namespace pillarbox::server {

namespace {

std::int64_t millisecondsOf(WallTime time) {
  return time.time_since_epoch().count();
}
WallTime timeOf(std::int64_t milliseconds) {
  return WallTime(Milliseconds(milliseconds));
}

}  // namespace

Result<std::optional<StoredOrder>> Store::order(std::string_view school, std::string_view id) {
  Query row =
      m_database.query("SELECT id, sha256, envelope, complete, received_at FROM orders WHERE school=$1 AND id=$2");
  PB_TRY_VALUE(const bool found, row.with(school).with(id).step());
  if (!found) return std::optional<StoredOrder>();
  return std::optional(StoredOrder{row.text(0), row.text(1), row.text(2), row.integer(3) != 0, timeOf(row.integer(4))});
}

Result<wire::OrderList> Store::ordersAfter(std::string_view school, std::int64_t place) {
  wire::OrderList list;
  Query rows = m_database.query(
      "SELECT n, id, sha256, complete, received_at FROM orders WHERE school=$1 AND n>$2 ORDER BY n LIMIT 1001");
  rows.with(school).with(place);
  for (;;) {
    PB_TRY_VALUE(const bool found, rows.step());
    if (!found) return list;
    if (list.orders.size() == wire::maxDestructionsListed) {
      list.more = true;
      return list;
    }
    list.orders.push_back({rows.integer(0), rows.text(1), rows.text(2), rows.integer(3) != 0, timeOf(rows.integer(4))});
  }
}

Result<bool> Store::wasDestroyed(std::string_view school, std::string_view id) {
  Query row = m_database.query("SELECT 1 FROM destroyed WHERE school=$1 AND id=$2");
  return row.with(school).with(id).step();
}

Status Store::addOrder(std::string_view school, const StoredOrder& order) {
  return inTransaction([&]() -> Status {
    std::int64_t n = 0;
    {
      Query lock = m_database.query("SELECT idx FROM schools WHERE school=$1 {for update}");
      PB_TRY_VALUE(const bool found, lock.with(school).step());
      if (!found) return Fault{FaultCode::notFound, "This server does not know that school."};
    }
    {
      Query last = m_database.query("SELECT n FROM orders WHERE school=$1 ORDER BY n DESC LIMIT 1");
      PB_TRY_VALUE(const bool any, last.with(school).step());
      n = any ? last.integer(0) : 0;
    }
    return m_database.query("INSERT INTO orders VALUES($1,$2,$3,$4,$5,0,$6,0) ON CONFLICT DO NOTHING")
        .with(school)
        .with(order.id)
        .with(n + 1)
        .with(order.sha256)
        .with(order.envelope)
        .with(millisecondsOf(order.receivedAt))
        .run();
  });
}

Status Store::destroyOne(std::string_view school, std::string_view orderId, const DestructionOrder::Entry& entry) {
  {
    Query row = m_database.query("SELECT slip_sha256, sealed_sha256, kind FROM entries WHERE school=$1 AND id=$2");
    PB_TRY_VALUE(const bool found, row.with(school).with(entry.id).step());
    if (found && (row.text(0) != entry.slipSha256 || row.text(1) != entry.sealedSha256)) {
      return Fault{FaultCode::notTrusted, "The order is about something else than what is here under one of its ids."};
    }
    if (found && row.text(2) == kindName(Kind::destroy)) {
      return Fault{FaultCode::notTrusted, "The log of a destruction is never destroyed."};
    }
  }
  PB_TRY(m_database.query("INSERT INTO destroyed VALUES($1,$2,$3,$4,$5) ON CONFLICT DO NOTHING")
             .with(school)
             .with(entry.id)
             .with(orderId)
             .with(entry.slipSha256)
             .with(entry.sealedSha256)
             .run());
  PB_TRY(m_database.query("DELETE FROM bodies WHERE school=$1 AND id=$2").with(school).with(entry.id).run());
  return m_database.query("DELETE FROM routing WHERE school=$1 AND id=$2").with(school).with(entry.id).run();
}

Status Store::carryOut(std::string_view school, const DestructionOrder& order, std::string_view envelope,
                       WallTime now) {
  if (!m_database.isPostgres()) PB_TRY(m_database.run("PRAGMA secure_delete=ON"));
  return inTransaction([&]() -> Status {
    {
      Query lock = m_database.query("SELECT idx FROM schools WHERE school=$1 {for update}");
      PB_TRY_VALUE(const bool found, lock.with(school).step());
      if (!found) return Fault{FaultCode::notFound, "This server does not know that school."};
    }
    PB_TRY(m_database
               .query("UPDATE orders SET envelope=$1, complete=1, carried_out_at=$2 WHERE school=$3 AND id=$4 AND "
                      "complete=0")
               .with(envelope)
               .with(millisecondsOf(now))
               .with(school)
               .with(order.id)
               .run());
    for (const DestructionOrder::Entry& entry : order.entries) PB_TRY(destroyOne(school, order.id, entry));
    return {};
  });
}

// SQLite's log is emptied, so that nothing of what went is left in it (secure_delete has overwritten the pages). What
// PostgreSQL has deleted is overwritten when the place is used again.
Status Store::scrub() {
  if (m_database.isPostgres()) return m_database.run("VACUUM bodies");
  Query emptied = m_database.query("PRAGMA wal_checkpoint(TRUNCATE)");
  PB_TRY_VALUE(const bool answered, emptied.step());
  if (!answered || emptied.integer(0) != 0) {
    return Fault{FaultCode::busy, "Somebody is reading the database, so its log cannot be emptied now."};
  }
  return {};
}

}  // namespace pillarbox::server

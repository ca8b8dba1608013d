// Orders to destroy records, and carrying them out. The triggers of the file (migrations.cpp) let nothing go that no
// complete order names by its hashes.
#include "shared/store/sqlite_store.h"

namespace pillarbox::store {

namespace {

struct Here {
  std::int64_t n = 0;  // zero: not here
  bool hasBody = false;
};

Result<Here> find(Connection& connection, const Store::Named& one) {
  Query asked = connection.query(
      "SELECT n, slip_sha256, sealed_sha256, kind, EXISTS(SELECT 1 FROM bodies WHERE bodies.n = postings.n) "
      "FROM postings WHERE id = ?1");
  asked.text(one.id);
  PB_TRY_VALUE(const bool found, asked.next());
  if (!found) return Here{};
  if (asked.textAt(1) != one.slipSha256 || asked.textAt(2) != one.sealedSha256) {
    return Fault{FaultCode::notTrusted, "The order is about something else than what is here under that id."};
  }
  if (asked.textAt(3) == kindName(Kind::destroy)) {
    return Fault{FaultCode::notTrusted, "The log of a destruction is never destroyed."};
  }
  return Here{asked.numberAt(0), asked.numberAt(4) != 0};
}

Status note(Connection& connection, std::string_view orderId, const Store::Named& one) {
  {
    Query asked = connection.query("SELECT slip_sha256, sealed_sha256 FROM destroyed WHERE id = ?1");
    asked.text(one.id);
    PB_TRY_VALUE(const bool found, asked.next());
    if (found && asked.textAt(0) == one.slipSha256 && asked.textAt(1) == one.sealedSha256) return {};
    if (found) return Fault{FaultCode::notTrusted, "Another order is about something else under that id."};
  }
  return connection.query("INSERT INTO destroyed(id, order_id, slip_sha256, sealed_sha256) VALUES(?1, ?2, ?3, ?4)")
      .text(one.id)
      .text(orderId)
      .text(one.slipSha256)
      .text(one.sealedSha256)
      .run();
}

}  // namespace

Status SqliteStore::keepOrder(const Order& order) {
  return change([&](Connection& connection) -> Status {
    bool found = false, complete = false;
    {
      Query asked = connection.query("SELECT sha256, complete FROM orders WHERE id = ?1");
      asked.text(order.id);
      PB_TRY_VALUE(found, asked.next());
      if (found && asked.textAt(0) != order.sha256) {
        return Fault{FaultCode::alreadyExists, "Another order is already kept under this id."};
      }
      complete = found && asked.numberAt(1) != 0;
    }
    if (found && (complete || !order.complete)) return {};
    if (found) {
      return connection.query("UPDATE orders SET envelope = ?2, complete = 1 WHERE id = ?1")
          .text(order.id)
          .text(order.envelope)
          .run();
    }
    return connection.query("INSERT INTO orders(id, sha256, envelope, complete) VALUES(?1, ?2, ?3, ?4)")
        .text(order.id)
        .text(order.sha256)
        .text(order.envelope)
        .number(order.complete ? 1 : 0)
        .run();
  });
}

Result<std::vector<Store::Order>> SqliteStore::orders() {
  PB_TRY(ready());
  Query asked =
      m_file->connection().query("SELECT id, sha256, envelope, complete, carried_out_at FROM orders ORDER BY id");
  std::vector<Order> found;
  while (true) {
    PB_TRY_VALUE(const bool more, asked.next());
    if (!more) return found;
    found.push_back({asked.textAt(0), asked.textAt(1), asked.textAt(2), asked.numberAt(3) != 0,
                     WallTime(Milliseconds(asked.numberAt(4)))});
  }
}

Status SqliteStore::destroy(std::string_view orderId, const std::vector<Named>& named, bool carryOut) {
  const std::int64_t now = m_clock.now().time_since_epoch().count();
  return change([&](Connection& connection) -> Status {
    {
      Query asked = connection.query("SELECT complete FROM orders WHERE id = ?1");
      asked.text(orderId);
      PB_TRY_VALUE(const bool found, asked.next());
      if (!found || asked.numberAt(0) == 0) return Fault{FaultCode::notFound, "No two people have ordered that."};
    }
    for (const Named& one : named) {
      PB_TRY_VALUE(const Here here, find(connection, one));
      if (here.hasBody && !carryOut) continue;
      PB_TRY(note(connection, orderId, one));
      if (here.n == 0) continue;
      PB_TRY(connection.query("DELETE FROM bodies WHERE n = ?1").number(here.n).run());
      PB_TRY(connection.query("DELETE FROM opened WHERE n = ?1").number(here.n).run());
      PB_TRY(connection.query("UPDATE postings SET routing = x'' WHERE n = ?1").number(here.n).run());
      PB_TRY(connection.query("DELETE FROM drafts WHERE id = ?1").text(one.id).run());
    }
    if (!carryOut) return {};
    return connection.query("UPDATE orders SET carried_out_at = ?2 WHERE id = ?1 AND carried_out_at = 0")
        .text(orderId)
        .number(now)
        .run();
  });
}

Result<bool> SqliteStore::scrub() {
  PB_TRY(ready());
  PB_TRY_VALUE(const std::int64_t due,
               m_file->connection().number("SELECT count(*) FROM orders WHERE carried_out_at > 0 AND scrubbed = 0"));
  if (due == 0) return true;
  {
    // https://www.sqlite.org/pragma.html#pragma_wal_checkpoint: the first column is 1 if something was in the way.
    Query asked = m_file->connection().query("PRAGMA wal_checkpoint(TRUNCATE)");
    PB_TRY_VALUE(const bool answered, asked.next());
    if (!answered || asked.numberAt(0) != 0) return false;
  }
  PB_TRY(change([](Connection& connection) {
    return connection.query("UPDATE orders SET scrubbed = 1 WHERE carried_out_at > 0").run();
  }));
  return true;
}

Result<std::map<std::string, std::string, std::less<>>> SqliteStore::destroyed() {
  PB_TRY(ready());
  Query asked = m_file->connection().query("SELECT id, order_id FROM destroyed");
  std::map<std::string, std::string, std::less<>> found;
  while (true) {
    PB_TRY_VALUE(const bool more, asked.next());
    if (!more) return found;
    found.emplace(asked.textAt(0), asked.textAt(1));
  }
}

// What was destroyed, and what only says something about it: that it was read, opened, taken out.
Result<std::set<std::int64_t>> SqliteStore::goneWith() {
  Query asked = m_file->connection().query(
      "SELECT p.n FROM destroyed d JOIN postings p ON p.id = d.id UNION "
      "SELECT p.n FROM destroyed d JOIN postings p ON p.subject = d.id AND p.subject <> '' WHERE p.kind <> 'destroy'");
  std::set<std::int64_t> gone;
  while (true) {
    PB_TRY_VALUE(const bool more, asked.next());
    if (!more) return gone;
    gone.insert(asked.numberAt(0));
  }
}

}  // namespace pillarbox::store

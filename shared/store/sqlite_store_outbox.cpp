// The outbox: who sends what and when. Times within a boot are monotonic, so that setting the wall clock moves nothing.
#include "shared/base/hash.h"
#include "shared/store/process_mark.h"
#include "shared/store/sqlite_store.h"

namespace pillarbox::store {

namespace {

// The columns that `wait` reads, in its order.
#define PILLARBOX_DUE_COLUMNS "due_boot, due_monotonic, due_wall, state, lease_owner, lease_until"

Milliseconds clampWait(Milliseconds wait) {
  return wait <= Milliseconds(0) || wait > Store::longestWait ? Milliseconds(0) : wait;
}

}  // namespace

Result<Milliseconds> SqliteStore::wait(const Query& row) const {
  if (row.textAt(3) == stateName(State::sending)) {
    if (!stillRunning(row.textAt(4), m_clock)) return Milliseconds(0);
    const Milliseconds left = Milliseconds(row.numberAt(5)) - m_clock.monotonic();
    return std::max(left, Milliseconds(0));
  }
  if (row.textAt(0) == m_clock.bootId()) return clampWait(Milliseconds(row.numberAt(1)) - m_clock.monotonic());
  return clampWait(Milliseconds(row.numberAt(2)) - m_clock.now().time_since_epoch());
}

Status SqliteStore::freeLeases(Connection& connection) {
  std::vector<std::int64_t> free;
  {
    Query asked = connection.query("SELECT " PILLARBOX_DUE_COLUMNS ", n FROM postings WHERE state = 'sending'");
    while (true) {
      PB_TRY_VALUE(const bool more, asked.next());
      if (!more) break;
      PB_TRY_VALUE(const Milliseconds left, wait(asked));
      if (left == Milliseconds(0)) free.push_back(asked.numberAt(6));
    }
  }
  for (const std::int64_t n : free) {
    PB_TRY(connection.query("UPDATE postings SET state = 'stored', lease_owner = '' WHERE n = ?1 AND state = 'sending'")
               .number(n)
               .run());
  }
  return {};
}

Result<std::optional<Store::ToSend>> SqliteStore::takeDue(Milliseconds lease) {
  std::optional<ToSend> taken;
  const Status done = change([&](Connection& connection) -> Status {
    taken.reset();
    PB_TRY(freeLeases(connection));
    while (true) {
      std::int64_t n = 0;
      {
        Query asked = connection.query("SELECT " PILLARBOX_DUE_COLUMNS
                                       ", n FROM postings WHERE state = 'stored' AND id NOT IN (SELECT id FROM "
                                       "destroyed) ORDER BY attempts, kind <> 'call', n");
        while (n == 0) {
          PB_TRY_VALUE(const bool more, asked.next());
          if (!more) return {};
          PB_TRY_VALUE(const Milliseconds left, wait(asked));
          if (left == Milliseconds(0)) n = asked.numberAt(6);
        }
      }
      ToSend found;
      {
        Query asked = connection.query("SELECT " PILLARBOX_POSTING_COLUMNS ", routing FROM postings WHERE n = ?1");
        asked.number(n);
        PB_TRY(asked.next());
        PB_TRY_VALUE(found.posting, readPosting(asked));
        found.routing = asked.blobAt(25);
        Query body = connection.query("SELECT sealed FROM bodies WHERE n = ?1");
        body.number(n);
        PB_TRY(body.next());
        found.sealed = body.blobAt(0);
      }
      if (sha256Hex(found.sealed) != found.posting.slip.sealedSha256) {
        PB_TRY(connection.query("UPDATE postings SET state = 'refused', problem = 'damaged' WHERE n = ?1")
                   .number(n)
                   .run());
        continue;
      }
      PB_TRY(connection
                 .query("UPDATE postings SET state = 'sending', attempts = attempts + 1, lease_owner = ?2, "
                        "lease_until = ?3 WHERE n = ?1")
                 .number(n)
                 .text(m_mark)
                 .number((m_clock.monotonic() + lease).count())
                 .run());
      found.posting.state = State::sending;
      ++found.posting.attempts;
      taken = std::move(found);
      return {};
    }
  });
  if (!done.ok()) return done.fault();
  return taken;
}

Result<std::optional<Milliseconds>> SqliteStore::untilNextDue() {
  PB_TRY(ready());
  Query asked =
      m_file->connection().query("SELECT " PILLARBOX_DUE_COLUMNS
                                 " FROM postings WHERE state IN ('stored', 'sending') AND id NOT IN (SELECT id FROM "
                                 "destroyed)");
  std::optional<Milliseconds> least;
  while (true) {
    PB_TRY_VALUE(const bool more, asked.next());
    if (!more) return least;
    PB_TRY_VALUE(const Milliseconds left, wait(asked));
    if (!least || left < *least) least = left;
    if (left == Milliseconds(0)) return least;
  }
}

Status SqliteStore::markDelivered(std::string_view id, const std::string& receiptEnvelope) {
  return change([&](Connection& connection) -> Status {
    PB_TRY(connection
               .query("UPDATE postings SET state = 'delivered', receipt = ?2, routing = x'', problem = '', "
                      "lease_owner = '' WHERE id = ?1 AND receipt = ''")
               .text(id)
               .text(receiptEnvelope)
               .run());
    return {};
  });
}

Status SqliteStore::markRetry(std::string_view id, Milliseconds after, std::string_view problem) {
  return change([&](Connection& connection) {
    // A posting that another process delivered meanwhile stays delivered.
    return connection
        .query(
            "UPDATE postings SET state = 'stored', lease_owner = '', problem = ?2, due_boot = ?3, due_monotonic = ?4, "
            "due_wall = ?5 WHERE id = ?1 AND state IN ('stored', 'sending')")
        .text(id)
        .text(problem)
        .text(m_clock.bootId())
        .number((m_clock.monotonic() + after).count())
        .number((m_clock.now() + after).time_since_epoch().count())
        .run();
  });
}

Status SqliteStore::markRefused(std::string_view id, std::string_view problem) {
  return change([&](Connection& connection) {
    return connection
        .query(
            "UPDATE postings SET state = 'refused', lease_owner = '', problem = ?2 WHERE id = ?1 AND "
            "state IN ('stored', 'sending')")
        .text(id)
        .text(problem)
        .run();
  });
}

Status SqliteStore::makeAllDueNow() {
  return change([&](Connection& connection) {
    return connection
        .query(
            "UPDATE postings SET due_boot = '', due_monotonic = 0, due_wall = 0 WHERE state = 'stored' AND due_wall <> "
            "0")
        .run();
  });
}

}  // namespace pillarbox::store

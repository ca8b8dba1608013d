#include "shared/store/migrations.h"

#include <array>

namespace pillarbox::store {

namespace {

// The BEFORE INSERT triggers are there because INSERT OR REPLACE would otherwise delete without being asked twice.
constexpr const char* postingsStep = R"sql(
CREATE TABLE chains(
  n INTEGER PRIMARY KEY, chain_id TEXT NOT NULL UNIQUE, device TEXT NOT NULL, goes_on_from TEXT NOT NULL,
  closed INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE TABLE postings(
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, school TEXT NOT NULL, device TEXT NOT NULL, chain_id TEXT NOT NULL,
  seq INTEGER NOT NULL CHECK(seq > 0), kind TEXT NOT NULL, subject TEXT NOT NULL, audience TEXT NOT NULL,
  urgent INTEGER NOT NULL, written_at INTEGER NOT NULL, content_sha256 TEXT NOT NULL, sealed_sha256 TEXT NOT NULL,
  sealed_bytes INTEGER NOT NULL, directory_version INTEGER NOT NULL, previous_slip_sha256 TEXT NOT NULL,
  slip_sha256 TEXT NOT NULL, envelope TEXT NOT NULL, from_server INTEGER NOT NULL, author_tag BLOB NOT NULL,
  state TEXT NOT NULL CHECK(state IN ('stored', 'sending', 'delivered', 'refused')), attempts INTEGER NOT NULL DEFAULT 0,
  due_wall INTEGER NOT NULL DEFAULT 0, due_boot TEXT NOT NULL DEFAULT '', due_monotonic INTEGER NOT NULL DEFAULT 0,
  lease_owner TEXT NOT NULL DEFAULT '', lease_until INTEGER NOT NULL DEFAULT 0,
  problem TEXT NOT NULL DEFAULT '', receipt TEXT NOT NULL DEFAULT '', routing BLOB NOT NULL) STRICT;
CREATE UNIQUE INDEX postings_chain ON postings(chain_id, seq) WHERE from_server = 0;
CREATE INDEX postings_to_send ON postings(n) WHERE state IN ('stored', 'sending');
CREATE INDEX postings_kind ON postings(kind);
CREATE INDEX postings_subject ON postings(subject) WHERE subject <> '';
CREATE INDEX postings_author ON postings(author_tag) WHERE author_tag <> x'';
CREATE TABLE bodies(n INTEGER PRIMARY KEY REFERENCES postings(n), sealed BLOB NOT NULL) STRICT;

CREATE TRIGGER postings_once BEFORE INSERT ON postings
WHEN EXISTS(SELECT 1 FROM postings WHERE id = new.id OR n = new.n)
BEGIN SELECT RAISE(ABORT, 'a posting is never replaced'); END;
CREATE TRIGGER postings_unchanged BEFORE UPDATE OF n, id, school, device, chain_id, seq, kind, subject, audience, urgent,
  written_at, content_sha256, sealed_sha256, sealed_bytes, directory_version, previous_slip_sha256, slip_sha256, envelope,
  from_server, author_tag ON postings
BEGIN SELECT RAISE(ABORT, 'a posting is never changed'); END;
CREATE TRIGGER receipts_unchanged BEFORE UPDATE OF receipt ON postings WHEN old.receipt <> '' AND new.receipt <> old.receipt
BEGIN SELECT RAISE(ABORT, 'a receipt is never changed'); END;
CREATE TRIGGER postings_kept BEFORE DELETE ON postings
BEGIN SELECT RAISE(ABORT, 'a posting is never deleted'); END;
CREATE TRIGGER bodies_once BEFORE INSERT ON bodies WHEN EXISTS(SELECT 1 FROM bodies WHERE n = new.n)
BEGIN SELECT RAISE(ABORT, 'a sealed file is never replaced'); END;
CREATE TRIGGER bodies_unchanged BEFORE UPDATE ON bodies
BEGIN SELECT RAISE(ABORT, 'a sealed file is never changed'); END;
CREATE TRIGGER bodies_kept BEFORE DELETE ON bodies
BEGIN SELECT RAISE(ABORT, 'a sealed file is never deleted'); END;
CREATE TRIGGER chains_unchanged BEFORE UPDATE OF n, chain_id, device, goes_on_from ON chains
BEGIN SELECT RAISE(ABORT, 'a chain is never changed'); END;
CREATE TRIGGER chains_kept BEFORE DELETE ON chains
BEGIN SELECT RAISE(ABORT, 'a chain is never deleted'); END;
)sql";

constexpr const char* draftsStep = R"sql(
CREATE TABLE drafts(
  id TEXT PRIMARY KEY, kind TEXT NOT NULL, subject TEXT NOT NULL, audience TEXT NOT NULL, urgent INTEGER NOT NULL, written_at INTEGER NOT NULL,
  content_sha256 TEXT NOT NULL, directory_version INTEGER NOT NULL, session TEXT NOT NULL,
  sealed BLOB NOT NULL, routing BLOB NOT NULL, author_tag BLOB NOT NULL) STRICT;
)sql";

constexpr const char* directoriesStep = R"sql(
CREATE TABLE directories(version INTEGER PRIMARY KEY, sha256 TEXT NOT NULL, envelope TEXT NOT NULL) STRICT;
CREATE TRIGGER directories_once BEFORE INSERT ON directories
WHEN EXISTS(SELECT 1 FROM directories WHERE version = new.version)
BEGIN SELECT RAISE(ABORT, 'a directory version is never replaced'); END;
CREATE TRIGGER directories_unchanged BEFORE UPDATE ON directories
BEGIN SELECT RAISE(ABORT, 'a directory version is never changed'); END;
CREATE TRIGGER directories_kept BEFORE DELETE ON directories
BEGIN SELECT RAISE(ABORT, 'a directory version is never deleted'); END;
CREATE TABLE settings(key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
)sql";

// What a reader has opened before, sealed to that reader: gone with the sealed file that it was opened from. The index
// answers how many there are of each state, and which, without a look at the postings themselves.
constexpr const char* openedStep = R"sql(
CREATE TABLE opened(
  reader TEXT NOT NULL, n INTEGER NOT NULL REFERENCES postings(n), box BLOB NOT NULL, UNIQUE(reader, n)) STRICT;
CREATE TRIGGER opened_with_body AFTER DELETE ON bodies
BEGIN DELETE FROM opened WHERE n = old.n; END;
CREATE TRIGGER opened_with_change AFTER UPDATE ON bodies
BEGIN DELETE FROM opened WHERE n = old.n; END;
CREATE INDEX opened_of ON opened(n);
CREATE INDEX postings_known ON postings(state, id);
)sql";

// Orders to destroy records, and what they name. A sealed file goes only while two people's order names it by its
// hashes, and then never comes back; slip, receipt and place in the chain stay. The log of it is never destroyed.
constexpr const char* destructionStep = R"sql(
CREATE TABLE orders(
  id TEXT PRIMARY KEY, sha256 TEXT NOT NULL, envelope TEXT NOT NULL, complete INTEGER NOT NULL CHECK(complete IN (0, 1)),
  carried_out_at INTEGER NOT NULL DEFAULT 0, scrubbed INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE TABLE destroyed(
  id TEXT PRIMARY KEY, order_id TEXT NOT NULL REFERENCES orders(id), slip_sha256 TEXT NOT NULL,
  sealed_sha256 TEXT NOT NULL) STRICT;
CREATE INDEX destroyed_by ON destroyed(order_id);
CREATE TRIGGER orders_once BEFORE INSERT ON orders WHEN EXISTS(SELECT 1 FROM orders WHERE id = new.id)
BEGIN SELECT RAISE(ABORT, 'an order is never replaced'); END;
CREATE TRIGGER orders_unchanged BEFORE UPDATE OF id, sha256 ON orders
BEGIN SELECT RAISE(ABORT, 'an order is never changed'); END;
CREATE TRIGGER orders_complete BEFORE UPDATE OF envelope, complete ON orders WHEN old.complete = 1
BEGIN SELECT RAISE(ABORT, 'an order is never changed'); END;
CREATE TRIGGER orders_kept BEFORE DELETE ON orders
BEGIN SELECT RAISE(ABORT, 'an order is never deleted'); END;
CREATE TRIGGER destroyed_once BEFORE INSERT ON destroyed WHEN EXISTS(SELECT 1 FROM destroyed WHERE id = new.id)
BEGIN SELECT RAISE(ABORT, 'what was destroyed stays so'); END;
CREATE TRIGGER destroyed_by_order BEFORE INSERT ON destroyed
WHEN NOT EXISTS(SELECT 1 FROM orders WHERE id = new.order_id AND complete = 1)
  OR EXISTS(SELECT 1 FROM postings WHERE id = new.id AND
            (slip_sha256 <> new.slip_sha256 OR sealed_sha256 <> new.sealed_sha256 OR kind = 'destroy'))
BEGIN SELECT RAISE(ABORT, 'no such thing may be destroyed'); END;
CREATE TRIGGER destroyed_unchanged BEFORE UPDATE ON destroyed
BEGIN SELECT RAISE(ABORT, 'what was destroyed stays so'); END;
CREATE TRIGGER destroyed_kept BEFORE DELETE ON destroyed
BEGIN SELECT RAISE(ABORT, 'what was destroyed stays so'); END;
DROP TRIGGER bodies_kept;
CREATE TRIGGER bodies_kept BEFORE DELETE ON bodies
WHEN NOT EXISTS(SELECT 1 FROM postings p JOIN destroyed d ON d.id = p.id
  WHERE p.n = old.n AND d.slip_sha256 = p.slip_sha256 AND d.sealed_sha256 = p.sealed_sha256)
BEGIN SELECT RAISE(ABORT, 'a sealed file is never deleted'); END;
CREATE TRIGGER bodies_gone BEFORE INSERT ON bodies
WHEN EXISTS(SELECT 1 FROM postings p JOIN destroyed d ON d.id = p.id WHERE p.n = new.n)
BEGIN SELECT RAISE(ABORT, 'what was destroyed stays so'); END;
)sql";

// E-mails that a device sends itself (alert_table.h).
constexpr const char* alertsStep = R"sql(
CREATE TABLE alert_noticed(id TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT;
CREATE INDEX alert_noticed_at ON alert_noticed(at);
CREATE TABLE alerts(
  posting TEXT NOT NULL, person TEXT NOT NULL, reason TEXT NOT NULL, urgent INTEGER NOT NULL, please_look INTEGER NOT NULL,
  may_name INTEGER NOT NULL, unread INTEGER NOT NULL, number TEXT NOT NULL,
  state TEXT NOT NULL CHECK(state IN ('waiting', 'sent', 'refused', 'needless')), attempts INTEGER NOT NULL,
  next_at INTEGER NOT NULL, problem TEXT NOT NULL, created_at INTEGER NOT NULL, done_at INTEGER NOT NULL,
  PRIMARY KEY(posting, person, reason)) STRICT;
CREATE INDEX alerts_waiting ON alerts(next_at) WHERE state = 'waiting';
)sql";

struct Step {
  const char* sql;
  const char* mark;
};
constexpr std::array steps = {
    Step{postingsStep, "PRAGMA application_id = 1346531192; PRAGMA user_version = 1;"},
    Step{draftsStep, "PRAGMA user_version = 2;"},
    Step{directoriesStep, "PRAGMA user_version = 3;"},
    Step{openedStep, "PRAGMA user_version = 4;"},
    Step{destructionStep, "PRAGMA user_version = 5;"},
    Step{alertsStep, "PRAGMA user_version = 6;"},
};
static_assert(applicationId == 1346531192);

}  // namespace

std::int64_t newestVersion() {
  return static_cast<std::int64_t>(steps.size());
}

Status migrate(Connection& connection, std::int64_t to) {
  while (true) {
    PB_TRY_VALUE(const std::int64_t before, connection.number("PRAGMA user_version"));
    if (before == to) return {};
    PB_TRY_VALUE(Transaction transaction, Transaction::begin(connection));
    // Read again: another process may have been quicker.
    PB_TRY_VALUE(const std::int64_t version, connection.number("PRAGMA user_version"));
    PB_TRY_VALUE(const std::int64_t application, connection.number("PRAGMA application_id"));
    PB_TRY_VALUE(const std::int64_t tables, connection.number("SELECT count(*) FROM sqlite_schema"));
    if (application != (version == 0 ? 0 : applicationId) || (version == 0 && tables != 0)) {
      return Fault{FaultCode::badInput, "This file is another program's database."};
    }
    if (version > newestVersion()) {
      return Fault{FaultCode::newerVersion,
                   "This folder was last used by a newer Pillarbox; please update this one before using it here."};
    }
    if (version >= to) return {};
    const Step& step = steps.at(static_cast<std::size_t>(version));
    PB_TRY(connection.script(step.sql));
    PB_TRY(connection.script(step.mark));
    PB_TRY(transaction.commit());
  }
}

}  // namespace pillarbox::store

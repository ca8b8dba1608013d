#include "server/store.h"

#include "shared/seal/dsse.h"
#include "shared/wire/api.h"

namespace pillarbox::server {

namespace {

std::int64_t millisecondsOf(WallTime time) {
  return time.time_since_epoch().count();
}

}  // namespace

Result<std::unique_ptr<Store>> Store::create(const DatabasePlace& place, std::string_view serverName) {
  std::error_code error;
  if (place.conninfo.empty() && std::filesystem::exists(place.file, error)) {
    return Fault{FaultCode::alreadyExists, "There is already a database at " + place.file.string() + "."};
  }
  PB_TRY_VALUE(Database database, Database::open(place, Database::Mode::create));
  std::unique_ptr<Store> store(new Store(std::move(database)));
  PB_TRY_VALUE(const std::int64_t there, store->version());
  if (there != 0) return Fault{FaultCode::alreadyExists, "The database already holds a server's tables."};
  PB_TRY(store->migrate());
  PB_TRY(store->m_database.query("INSERT INTO meta VALUES('name', $1)").with(serverName).run());
  return store;
}

Result<std::unique_ptr<Store>> Store::open(const DatabasePlace& place) {
  PB_TRY_VALUE(Database database, Database::open(place, Database::Mode::existing));
  std::unique_ptr<Store> store(new Store(std::move(database)));
  if (store->m_database.isPostgres()) {
    PB_TRY_VALUE(const std::int64_t there, store->version());
    if (there == 0) return Fault{FaultCode::notFound, "The database holds no server's tables: run init."};
  }
  PB_TRY(store->migrate());
  return store;
}

Result<std::int64_t> Store::version() {
  if (!m_database.isPostgres()) return m_database.integer("PRAGMA user_version");
  PB_TRY_VALUE(const std::int64_t known,
               m_database.integer("SELECT CAST(to_regclass('pillarbox_version') IS NOT NULL AS INTEGER)"));
  if (known == 0) return std::int64_t{0};
  return m_database.integer("SELECT version FROM pillarbox_version");
}

Status Store::migrate() {
  PB_TRY_VALUE(std::int64_t had, version());
  if (had > schemaVersion) {
    return Fault{FaultCode::newerVersion, "The server's database was written by a newer Pillarbox and is left alone."};
  }
  if (had == schemaVersion) return {};
  const bool postgres = m_database.isPostgres();
  return inTransaction([&]() -> Status {
    // Another process may have done it while this one waited.
    if (postgres) {
      PB_TRY(m_database.run("SELECT pg_advisory_xact_lock(7237954630910)"));
      PB_TRY(m_database.run("CREATE TABLE IF NOT EXISTS pillarbox_version(version BIGINT NOT NULL)"));
    }
    PB_TRY_VALUE(had, version());
    for (; had < schemaVersion; ++had) {
      const Step& step = steps[static_cast<std::size_t>(had)];
      PB_TRY(m_database.run(step.tables));
      PB_TRY(m_database.run(postgres ? step.triggersOfPostgres : step.triggers));
    }
    const std::string now = std::to_string(schemaVersion);
    if (!postgres) return m_database.run("PRAGMA user_version=" + now);
    return m_database.run("DELETE FROM pillarbox_version; INSERT INTO pillarbox_version VALUES(" + now + ")");
  });
}

Result<std::string> Store::serverName() {
  Query name = m_database.query("SELECT value FROM meta WHERE key='name'");
  PB_TRY_VALUE(const bool found, name.step());
  return found ? name.text(0) : std::string();
}

Result<Kept> Store::keep(const NewEntry& entry, WallTime now, const seal::SigningKey& serverKey) {
  const std::string& school = entry.slip.school;
  const std::string& id = entry.slip.id;
  // The school's row first: from here on nobody else gives out a place in its chain, or stores the same posting.
  Receipt receipt;
  {
    Query place = m_database.query("SELECT epoch, idx, head FROM schools WHERE school=$1 {for update}");
    PB_TRY_VALUE(const bool found, place.with(school).step());
    if (!found) return Fault{FaultCode::notFound, "This server does not know that school."};
    receipt.epoch = place.integer(0);
    receipt.index = place.integer(1) + 1;
    receipt.previousHead = place.text(2);
  }
  {
    Query known = m_database.query("SELECT slip_sha256, sealed_sha256, receipt FROM entries WHERE school=$1 AND id=$2");
    PB_TRY_VALUE(const bool found, known.with(school).with(id).step());
    if (found) {
      const bool same = known.text(0) == entry.slipSha256 && known.text(1) == entry.slip.sealedSha256;
      return same ? Kept{Kept::What::again, known.text(2)} : Kept{Kept::What::different, {}};
    }
  }
  receipt.id = id;
  receipt.slipSha256 = entry.slipSha256;
  receipt.head = nextHead(school, receipt.epoch, receipt.index, receipt.previousHead, entry.slipSha256);
  receipt.receivedAt = now;
  const std::string envelope = seal::encode(seal::sign(receiptType, viewOf(encodeReceipt(receipt)), serverKey));

  PB_TRY(m_database.query("UPDATE schools SET idx=$1, head=$2 WHERE school=$3")
             .with(receipt.index)
             .with(receipt.head)
             .with(school)
             .run());
  PB_TRY(m_database
             .query("INSERT INTO entries(school, id, idx, epoch, head, device, kind, subject, flag, received_at, "
                    "slip_sha256, sealed_sha256, slip, receipt) "
                    "VALUES($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14)")
             .with(school)
             .with(id)
             .with(receipt.index)
             .with(receipt.epoch)
             .with(receipt.head)
             .with(entry.slip.device)
             .with(kindName(entry.slip.kind))
             .with(entry.slip.subject)
             .with(entry.flag)
             .with(millisecondsOf(now))
             .with(entry.slipSha256)
             .with(entry.slip.sealedSha256)
             .with(entry.envelope)
             .with(envelope)
             .run());
  // Of what was destroyed by order only the slip is taken again.
  PB_TRY_VALUE(const bool destroyed, wasDestroyed(school, id));
  if (destroyed) return Kept{Kept::What::stored, envelope};
  PB_TRY(m_database.query("INSERT INTO bodies VALUES($1,$2,$3)").with(school).with(id).withBlob(entry.sealed).run());
  if (!entry.routing.empty()) {
    PB_TRY(m_database.query("INSERT INTO routing VALUES($1,$2,$3,$4)")
               .with(school)
               .with(id)
               .withBlob(entry.routing)
               .with(millisecondsOf(now))
               .run());
  }
  return Kept{Kept::What::stored, envelope};
}

Result<wire::EntryList> Store::entriesAfter(std::string_view school, std::int64_t index) {
  constexpr std::size_t enoughBytes = 4u << 20;
  wire::EntryList list;
  PB_TRY_VALUE(const std::optional<ChainEnd> end, chainEnd(school));
  if (end) list.epoch = end->epoch;
  std::size_t bytes = 0;
  Query rows =
      m_database.query("SELECT slip, receipt, flag FROM entries WHERE school=$1 AND idx>$2 ORDER BY idx LIMIT 501");
  rows.with(school).with(index);
  for (;;) {
    PB_TRY_VALUE(const bool found, rows.step());
    if (!found) return list;
    if (list.entries.size() == wire::maxListed || bytes > enoughBytes) {
      list.more = true;
      return list;
    }
    list.entries.push_back({rows.text(0), rows.text(1), rows.text(2)});
    bytes += list.entries.back().slip.size() + list.entries.back().receipt.size();
  }
}

Result<std::optional<Bytes>> Store::sealed(std::string_view school, std::string_view id) {
  Query row = m_database.query("SELECT sealed FROM bodies WHERE school=$1 AND id=$2");
  PB_TRY_VALUE(const bool found, row.with(school).with(id).step());
  return found ? std::optional(row.blob(0)) : std::nullopt;
}

Result<std::optional<std::uint64_t>> Store::sealedSize(std::string_view school, std::string_view id) {
  Query row = m_database.query("SELECT CAST(length(sealed) AS {int}) FROM bodies WHERE school=$1 AND id=$2");
  PB_TRY_VALUE(const bool found, row.with(school).with(id).step());
  return found ? std::optional(static_cast<std::uint64_t>(row.integer(0))) : std::nullopt;
}

Result<std::optional<std::string>> Store::slipOf(std::string_view school, std::string_view id) {
  Query row = m_database.query("SELECT slip FROM entries WHERE school=$1 AND id=$2");
  PB_TRY_VALUE(const bool found, row.with(school).with(id).step());
  return found ? std::optional(row.text(0)) : std::nullopt;
}

Result<std::map<std::string, std::int64_t>> Store::places() {
  std::map<std::string, std::int64_t> all;
  Query rows = m_database.query("SELECT school, idx FROM schools");
  for (;;) {
    PB_TRY_VALUE(const bool found, rows.step());
    if (!found) return all;
    all[rows.text(0)] = rows.integer(1);
  }
}

Result<std::optional<std::string>> Store::newestReceipt(std::string_view school) {
  Query row = m_database.query("SELECT receipt FROM entries WHERE school=$1 ORDER BY idx DESC LIMIT 1");
  PB_TRY_VALUE(const bool found, row.with(school).step());
  return found ? std::optional(row.text(0)) : std::nullopt;
}

Result<std::vector<std::string>> Store::statusOf(std::string_view school, std::string_view subject) {
  return m_database
      .query(
          "SELECT slip FROM entries WHERE school=$1 AND subject=$2 AND subject<>'' AND flag='' "
          "AND kind IN ('read','action','decision','move','close','reopen','thanks','see-me','more-please') "
          "ORDER BY idx LIMIT 100")
      .with(school)
      .with(subject)
      .texts();
}

Result<std::int64_t> Store::bookVersion() {
  return m_database.integer("SELECT CAST(value AS {int}) FROM meta WHERE key='book_version'");
}

Status Store::bumpBook() {
  return m_database.run("UPDATE meta SET value=CAST(value AS {int})+1 WHERE key='book_version'");
}

Result<std::vector<std::string>> Store::schools() {
  return m_database.query("SELECT school FROM schools ORDER BY school").texts();
}

Result<std::optional<StoredDirectory>> Store::newestDirectory(std::string_view school) {
  Query row = m_database.query(
      "SELECT version, sha256, envelope FROM directories WHERE school=$1 ORDER BY version DESC LIMIT 1");
  PB_TRY_VALUE(const bool found, row.with(school).step());
  if (!found) return std::optional<StoredDirectory>();
  return std::optional(StoredDirectory{row.integer(0), row.text(1), row.text(2)});
}

Result<std::optional<StoredDirectory>> Store::directoryWith(std::string_view school, std::string_view sha256) {
  Query row = m_database.query("SELECT version, sha256, envelope FROM directories WHERE school=$1 AND sha256=$2");
  PB_TRY_VALUE(const bool found, row.with(school).with(sha256).step());
  if (!found) return std::optional<StoredDirectory>();
  return std::optional(StoredDirectory{row.integer(0), row.text(1), row.text(2)});
}

Result<std::vector<std::string>> Store::directoriesAfter(std::string_view school, std::int64_t version) {
  return m_database.query("SELECT envelope FROM directories WHERE school=$1 AND version>$2 ORDER BY version LIMIT 1000")
      .with(school)
      .with(version)
      .texts();
}

Status Store::addDirectory(std::string_view school, const StoredDirectory& directory, std::string_view expectedSha256,
                           WallTime now) {
  return inTransaction([&]() -> Status {
    PB_TRY_VALUE(const auto newest, newestDirectory(school));
    if ((newest ? newest->sha256 : std::string()) != expectedSha256) {
      return Fault{FaultCode::busy, "Another version of the directory was stored first."};
    }
    PB_TRY(m_database.query("INSERT INTO schools(school, head) VALUES($1,$2) ON CONFLICT DO NOTHING")
               .with(school)
               .with(zeroHead)
               .run());
    PB_TRY(m_database.query("INSERT INTO directories VALUES($1,$2,$3,$4,$5)")
               .with(school)
               .with(directory.version)
               .with(directory.sha256)
               .with(directory.envelope)
               .with(millisecondsOf(now))
               .run());
    return bumpBook();
  });
}

Status Store::addJoin(std::string_view school, std::string_view tokenSha256, const wire::JoinRequest& request,
                      std::string_view envelope, WallTime now) {
  return inTransaction([&]() -> Status {
    Query used = m_database.query(
        "SELECT token_sha256, device, verify_key FROM joins WHERE school=$1 AND (token_sha256=$2 OR device=$3)");
    PB_TRY_VALUE(const bool found, used.with(school).with(tokenSha256).with(request.deviceId).step());
    if (found) {
      const bool same =
          used.text(0) == tokenSha256 && used.text(1) == request.deviceId && used.text(2) == request.verifyKey;
      if (same) return {};
      return Fault{FaultCode::alreadyExists, "This invitation has already been used."};
    }
    PB_TRY(m_database.query("INSERT INTO joins VALUES($1,$2,$3,$4,$5,$6)")
               .with(school)
               .with(request.deviceId)
               .with(request.verifyKey)
               .with(tokenSha256)
               .with(envelope)
               .with(millisecondsOf(now))
               .run());
    return bumpBook();
  });
}

Result<std::vector<wire::StoredJoin>> Store::joins(std::string_view school) {
  std::vector<wire::StoredJoin> joins;
  Query rows = m_database.query("SELECT envelope, received_at FROM joins WHERE school=$1 ORDER BY received_at");
  rows.with(school);
  for (;;) {
    PB_TRY_VALUE(const bool found, rows.step());
    if (!found) return joins;
    joins.push_back({rows.text(0), WallTime(Milliseconds(rows.integer(1)))});
  }
}

Status Store::setRoster(std::string_view school, std::string_view device, BytesView box, WallTime now) {
  return m_database
      .query(
          "INSERT INTO rosters VALUES($1,$2,$3,$4) "
          "ON CONFLICT(school, device) DO UPDATE SET box=excluded.box, received_at=excluded.received_at")
      .with(school)
      .with(device)
      .withBlob(box)
      .with(millisecondsOf(now))
      .run();
}

Result<std::optional<Bytes>> Store::roster(std::string_view school, std::string_view device) {
  Query row = m_database.query("SELECT box FROM rosters WHERE school=$1 AND device=$2");
  PB_TRY_VALUE(const bool found, row.with(school).with(device).step());
  return found ? std::optional(row.blob(0)) : std::nullopt;
}

Status Store::dropRoutingBefore(WallTime time) {
  return m_database.query("DELETE FROM routing WHERE received_at<$1").with(millisecondsOf(time)).run();
}

Status Store::beginNewEpoch() {
  return m_database.run("UPDATE schools SET epoch=epoch+1");
}

}  // namespace pillarbox::server

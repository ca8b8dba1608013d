#include "server/store.h"

#include "server/store_migrations.h"
#include "shared/seal/dsse.h"
#include "shared/wire/api.h"

namespace pillarbox::server {

namespace {

std::int64_t millisecondsOf(WallTime time) {
  return time.time_since_epoch().count();
}

}  // namespace

Result<std::unique_ptr<Store>> Store::create(const std::filesystem::path& file, std::string_view serverName) {
  std::error_code error;
  if (std::filesystem::exists(file, error)) {
    return Fault{FaultCode::alreadyExists, "There is already a database at " + file.string() + "."};
  }
  PB_TRY_VALUE(Database database, Database::open(file, Database::Mode::create));
  std::unique_ptr<Store> store(new Store(std::move(database)));
  PB_TRY(store->migrate());
  PB_TRY(store->m_database.query("INSERT INTO meta VALUES('name', $1)").with(serverName).run());
  return store;
}

Result<std::unique_ptr<Store>> Store::open(const std::filesystem::path& file) {
  PB_TRY_VALUE(Database database, Database::open(file, Database::Mode::existing));
  std::unique_ptr<Store> store(new Store(std::move(database)));
  PB_TRY(store->migrate());
  return store;
}

Status Store::migrate() {
  PB_TRY_VALUE(std::int64_t version, m_database.integer("PRAGMA user_version"));
  static_assert(migrations.size() == schemaVersion);
  if (version > schemaVersion) {
    return Fault{FaultCode::newerVersion, "The server's database was written by a newer Pillarbox and is left alone."};
  }
  if (version == schemaVersion) return {};
  return inTransaction([&]() -> Status {
    // Another process may have done it while this one waited.
    PB_TRY_VALUE(version, m_database.integer("PRAGMA user_version"));
    for (; version < schemaVersion; ++version) {
      PB_TRY(m_database.run(migrations[static_cast<std::size_t>(version)]));
      PB_TRY(m_database.run("PRAGMA user_version=" + std::to_string(version + 1)));
    }
    return {};
  });
}

Status Store::check() {
  Query asked = m_database.query("PRAGMA quick_check(1)");
  PB_TRY_VALUE(const bool found, asked.step());
  if (found && asked.text(0) == "ok") return {};
  std::string says = found ? asked.text(0) : "no answer";
  for (char& c : says) c = c == '\n' ? ' ' : c;
  return Fault{FaultCode::damaged, "The server's database is damaged: " + says + "."};
}

Result<std::string> Store::serverName() {
  Query name = m_database.query("SELECT value FROM meta WHERE key='name'");
  PB_TRY_VALUE(const bool found, name.step());
  return found ? name.text(0) : std::string();
}

Status Store::begin() {
  return m_database.run("BEGIN IMMEDIATE");
}
Status Store::commit() {
  const Status done = m_database.run("COMMIT");
  if (!done.ok()) rollback();
  return done;
}
Status Store::inTransaction(const std::function<Status()>& work) {
  PB_TRY(begin());
  const Status done = work();
  if (!done.ok()) {
    rollback();
    return done;
  }
  return commit();
}
void Store::rollback() {
  if (m_database.inTransaction()) (void)m_database.run("ROLLBACK").ok();
}

Result<Kept> Store::keep(const NewEntry& entry, WallTime now, const seal::SigningKey& serverKey) {
  const std::string& school = entry.slip.school;
  const std::string& id = entry.slip.id;
  {
    Query known = m_database.query("SELECT slip_sha256, sealed_sha256, receipt FROM entries WHERE school=$1 AND id=$2");
    PB_TRY_VALUE(const bool found, known.with(school).with(id).step());
    if (found) {
      const bool same = known.text(0) == entry.slipSha256 && known.text(1) == entry.slip.sealedSha256;
      return same ? Kept{Kept::What::again, known.text(2)} : Kept{Kept::What::different, {}};
    }
  }
  Receipt receipt;
  {
    Query place = m_database.query("SELECT epoch, idx, head FROM schools WHERE school=$1");
    PB_TRY_VALUE(const bool found, place.with(school).step());
    if (!found) return Fault{FaultCode::notFound, "This server does not know that school."};
    receipt.epoch = place.integer(0);
    receipt.index = place.integer(1) + 1;
    receipt.previousHead = place.text(2);
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
  std::size_t bytes = 0;
  Query rows = m_database.query("SELECT slip, receipt, flag FROM entries WHERE school=$1 AND idx>$2 ORDER BY idx");
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

Result<std::optional<std::string>> Store::newestReceipt(std::string_view school) {
  Query row = m_database.query("SELECT receipt FROM entries WHERE school=$1 ORDER BY idx DESC LIMIT 1");
  PB_TRY_VALUE(const bool found, row.with(school).step());
  return found ? std::optional(row.text(0)) : std::nullopt;
}

Result<std::vector<std::string>> Store::statusOf(std::string_view school, std::string_view subject) {
  std::vector<std::string> slips;
  Query rows = m_database.query(
      "SELECT slip FROM entries WHERE school=$1 AND subject=$2 AND subject<>'' AND flag='' "
      "AND kind IN ('read','action','decision','move','close','reopen','thanks','see-me','more-please') ORDER BY idx "
      "LIMIT 100");
  rows.with(school).with(subject);
  for (;;) {
    PB_TRY_VALUE(const bool found, rows.step());
    if (!found) return slips;
    slips.push_back(rows.text(0));
  }
}

Result<std::int64_t> Store::bookVersion() {
  return m_database.integer("SELECT value FROM meta WHERE key='book_version'");
}

Status Store::bumpBook() {
  return m_database.run("UPDATE meta SET value=value+1 WHERE key='book_version'");
}

Result<std::vector<std::string>> Store::schools() {
  std::vector<std::string> schools;
  Query rows = m_database.query("SELECT school FROM schools ORDER BY school");
  for (;;) {
    PB_TRY_VALUE(const bool found, rows.step());
    if (!found) return schools;
    schools.push_back(rows.text(0));
  }
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
  std::vector<std::string> envelopes;
  Query rows =
      m_database.query("SELECT envelope FROM directories WHERE school=$1 AND version>$2 ORDER BY version LIMIT 1000");
  rows.with(school).with(version);
  for (;;) {
    PB_TRY_VALUE(const bool found, rows.step());
    if (!found) return envelopes;
    envelopes.push_back(rows.text(0));
  }
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

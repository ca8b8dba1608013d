#include "shared/store/sqlite_store.h"

#include "shared/base/hash.h"
#include "shared/record/directory.h"
#include "shared/record/ids.h"
#include "shared/store/process_mark.h"

namespace pillarbox::store {

Result<Opened> Store::open(const std::filesystem::path& file, const Clock& clock, Random& random) {
  auto opened = std::make_unique<StoreFile>(file, clock);
  PB_TRY(opened->open(true));
  Opened result;
  result.created = opened->created() && !opened->setAside();
  result.setAside = opened->setAside();
  result.salvaged = opened->salvaged();
  result.store = std::make_unique<SqliteStore>(std::move(opened), clock, random);
  return result;
}

SqliteStore::SqliteStore(std::unique_ptr<StoreFile> file, const Clock& clock, Random& random)
    : m_file(std::move(file)), m_clock(clock), m_random(random), m_mark(processMark(clock)) {}

Status SqliteStore::ready() {
  return m_file->ready();
}

Status SqliteStore::change(const std::function<Status(Connection&)>& work) {
  return m_file->change(work);
}

// --- posting
// ----------------------------------------------------------------------------------------------------------

Result<std::string> SqliteStore::activeChain(Connection& connection, const std::string& device) {
  {
    Query asked =
        connection.query("SELECT chain_id FROM chains WHERE device = ?1 AND closed = 0 ORDER BY n DESC LIMIT 1");
    asked.text(device);
    PB_TRY_VALUE(const bool found, asked.next());
    if (found) return asked.textAt(0);
  }
  std::string before;
  {
    Query asked = connection.query(
        "SELECT slip_sha256 FROM postings WHERE device = ?1 AND from_server = 0 ORDER BY n DESC LIMIT 1");
    asked.text(device);
    PB_TRY_VALUE(const bool found, asked.next());
    if (found) before = asked.textAt(0);
  }
  std::string made = newId(m_clock, m_random);
  PB_TRY(connection.query("INSERT INTO chains(chain_id, device, goes_on_from) VALUES(?1, ?2, ?3)")
             .text(made)
             .text(device)
             .text(before)
             .run());
  return made;
}

Result<Posting> SqliteStore::insertNew(Connection& connection, const NewPosting& given, const SlipSigner& sign) {
  {
    Query asked = connection.query("SELECT " PILLARBOX_POSTING_COLUMNS " FROM postings WHERE id = ?1");
    asked.text(given.slip.id);
    PB_TRY_VALUE(const bool found, asked.next());
    if (found) {
      PB_TRY_VALUE(Posting there, readPosting(asked));
      if (there.slip.sealedSha256 == given.slip.sealedSha256) return there;
      return Fault{FaultCode::alreadyExists, "Something else was already posted under this id."};
    }
  }
  Posting posting;
  posting.slip = given.slip;
  Slip& slip = posting.slip;
  PB_TRY_VALUE(slip.chainId, activeChain(connection, slip.device));
  {
    Query asked = connection.query(
        "SELECT seq, slip_sha256 FROM postings WHERE chain_id = ?1 AND from_server = 0 ORDER BY seq DESC LIMIT 1");
    asked.text(slip.chainId);
    PB_TRY_VALUE(const bool found, asked.next());
    slip.seq = found ? asked.numberAt(0) + 1 : 1;
    if (found) slip.previousSlipSha256 = asked.textAt(1);
  }
  if (slip.seq == 1) {
    Query asked = connection.query("SELECT goes_on_from FROM chains WHERE chain_id = ?1");
    asked.text(slip.chainId);
    PB_TRY_VALUE(const bool found, asked.next());
    slip.previousSlipSha256 = found ? asked.textAt(0) : std::string();
  }
  PB_TRY_VALUE(posting.envelope, sign(slip));
  PostingRow row{slip};
  row.envelope = posting.envelope;
  row.authorTag = given.authorTag;
  row.routing = given.routing;
  row.sealed = given.sealed;
  PB_TRY(insertPosting(connection, row));
  if (!given.dropDraft.empty())
    PB_TRY(connection.query("DELETE FROM drafts WHERE id = ?1").text(given.dropDraft).run());
  return posting;
}

Result<Posting> SqliteStore::post(const NewPosting& given, const SlipSigner& sign) {
  if (given.slip.sealedSha256 != sha256Hex(given.sealed) ||
      given.slip.sealedBytes != static_cast<std::int64_t>(given.sealed.size())) {
    return Fault{FaultCode::internal, "The slip is not about these sealed bytes."};
  }
  std::optional<Posting> posted;
  const Status done = change([&](Connection& connection) -> Status {
    PB_TRY_VALUE(posted, insertNew(connection, given, sign));
    return {};
  });
  if (!done.ok()) return done.fault();
  return std::move(*posted);
}

Result<std::optional<Posting>> SqliteStore::posting(std::string_view id) {
  PB_TRY(ready());
  Query asked = m_file->connection().query("SELECT " PILLARBOX_POSTING_COLUMNS " FROM postings WHERE id = ?1");
  asked.text(id);
  PB_TRY_VALUE(const bool found, asked.next());
  if (!found) return std::optional<Posting>();
  PB_TRY_VALUE(Posting posting, readPosting(asked));
  return std::optional<Posting>(std::move(posting));
}

Result<Bytes> SqliteStore::sealed(std::string_view id) {
  PB_TRY(ready());
  Query asked = m_file->connection().query(
      "SELECT b.sealed, p.sealed_sha256 FROM postings p JOIN bodies b ON b.n = p.n WHERE p.id = ?1");
  asked.text(id);
  PB_TRY_VALUE(const bool found, asked.next());
  if (!found) {
    Query gone = m_file->connection().query("SELECT 1 FROM destroyed WHERE id = ?1");
    gone.text(id);
    PB_TRY_VALUE(const bool destroyed, gone.next());
    return Fault{FaultCode::notFound, destroyed ? "This record was destroyed by order of two people."
                                                : "There is no posting with this id here."};
  }
  Bytes sealedBytes = asked.blobAt(0);
  if (sha256Hex(sealedBytes) != asked.textAt(1)) {
    return Fault{FaultCode::damaged, "The sealed file is no longer what was posted."};
  }
  return sealedBytes;
}

Result<std::vector<Posting>> SqliteStore::postings(const Filter& filter) {
  PB_TRY(ready());
  // The same question, begun from whichever index leaves the fewest rows; with everything optional SQLite would read
  // all.
#define PILLARBOX_FILTERED(first)                                                                                      \
  "SELECT " PILLARBOX_POSTING_COLUMNS " FROM postings WHERE " first                                                    \
  " AND (?1 IS NULL OR kind = ?1) AND (?2 IS NULL OR state = ?2) AND (?3 IS NULL OR subject = ?3) AND (?4 IS NULL OR " \
  "author_tag = ?4) ORDER BY n DESC"
  const char* sql = PILLARBOX_FILTERED("1");
  if (filter.kind) sql = PILLARBOX_FILTERED("kind = ?1");
  if (!filter.authorTag.empty()) sql = PILLARBOX_FILTERED("author_tag = ?4 AND author_tag <> x''");
  if (!filter.subject.empty()) sql = PILLARBOX_FILTERED("subject = ?3 AND subject <> ''");
#undef PILLARBOX_FILTERED
  Query asked = m_file->connection().query(sql);
  filter.kind ? asked.text(kindName(*filter.kind)) : asked.null();
  filter.state ? asked.text(stateName(*filter.state)) : asked.null();
  filter.subject.empty() ? asked.null() : asked.text(filter.subject);
  filter.authorTag.empty() ? asked.null() : asked.blob(filter.authorTag);
  std::vector<Posting> found;
  while (true) {
    PB_TRY_VALUE(const bool more, asked.next());
    if (!more) return found;
    PB_TRY_VALUE(Posting posting, readPosting(asked));
    found.push_back(std::move(posting));
  }
}

Result<Counts> SqliteStore::counts() {
  PB_TRY(ready());
  Query asked = m_file->connection().query("SELECT state, count(*) FROM postings GROUP BY state");
  Counts counts;
  while (true) {
    PB_TRY_VALUE(const bool more, asked.next());
    if (!more) break;
    const std::optional<State> state = stateFrom(asked.textAt(0));
    if (state == State::stored) counts.stored = asked.numberAt(1);
    if (state == State::sending) counts.sending = asked.numberAt(1);
    if (state == State::delivered) counts.delivered = asked.numberAt(1);
    if (state == State::refused) counts.refused = asked.numberAt(1);
  }
  // What was destroyed before it could be sent is not waiting for anything.
  Query gone = m_file->connection().query(
      "SELECT p.state, count(*) FROM destroyed d JOIN postings p ON p.id = d.id GROUP BY p.state");
  while (true) {
    PB_TRY_VALUE(const bool more, gone.next());
    if (!more) return counts;
    const std::optional<State> state = stateFrom(gone.textAt(0));
    if (state == State::stored) counts.stored -= gone.numberAt(1);
    if (state == State::sending) counts.sending -= gone.numberAt(1);
    if (state == State::refused) counts.refused -= gone.numberAt(1);
  }
}

Status SqliteStore::keepFetched(const std::string& envelope, const Slip& slip, BytesView sealedBytes,
                                const std::string& receipt) {
  const bool whole = slip.sealedSha256 == sha256Hex(sealedBytes);
  return change([&](Connection& connection) -> Status {
    bool gone = false;
    {
      Query asked = connection.query("SELECT slip_sha256 FROM destroyed WHERE id = ?1");
      asked.text(slip.id);
      PB_TRY_VALUE(const bool found, asked.next());
      gone = found && asked.textAt(0) == sha256Hex(viewOf(encodeSlip(slip)));
      if ((found || !whole) && !gone) {
        return Fault{FaultCode::notTrusted, "The server sent other bytes than the slip is about."};
      }
    }
    {
      Query asked = connection.query("SELECT slip_sha256, problem, n FROM postings WHERE id = ?1");
      asked.text(slip.id);
      PB_TRY_VALUE(const bool found, asked.next());
      const bool same = found && asked.textAt(0) == sha256Hex(viewOf(encodeSlip(slip)));
      if (same && asked.textAt(1) == withheld && !gone) {
        const std::int64_t n = asked.numberAt(2);
        PB_TRY(connection.query("INSERT INTO bodies(n, sealed) VALUES(?1, ?2)").number(n).blob(sealedBytes).run());
        return connection.query("UPDATE postings SET problem = '', receipt = ?2 WHERE n = ?1")
            .number(n)
            .text(receipt)
            .run();
      }
      if (same) return {};
      if (found) return Fault{FaultCode::alreadyExists, "Something else is already kept under this id."};
    }
    PostingRow row{slip};
    row.envelope = envelope;
    row.state = State::delivered;
    row.receipt = receipt;
    row.fromServer = true;
    row.sealed = sealedBytes;
    row.destroyed = gone;
    return insertPosting(connection, row);
  });
}

Status SqliteStore::keepSlip(const std::string& envelope, const Slip& slip) {
  return change([&](Connection& connection) -> Status {
    {
      Query asked = connection.query("SELECT 1 FROM postings WHERE id = ?1");
      asked.text(slip.id);
      PB_TRY_VALUE(const bool found, asked.next());
      if (found) return {};
    }
    PostingRow row{slip};
    row.envelope = envelope;
    row.state = State::delivered;
    row.problem = withheld;
    row.fromServer = true;
    row.destroyed = true;
    PB_TRY(insertPosting(connection, row));
    // So that devices without any need not look.
    return connection.query("INSERT OR REPLACE INTO settings(key, value) VALUES('store.withheld', '1')").run();
  });
}

// --- drafts
// -------------------------------------------------------------------------------------------------------------

Status SqliteStore::saveDraft(const Draft& draft) {
  return change([&](Connection& connection) -> Status {
    {
      // A late save must not bring back what was posted meanwhile.
      Query asked = connection.query("SELECT 1 FROM postings WHERE id = ?1");
      asked.text(draft.id);
      PB_TRY_VALUE(const bool posted, asked.next());
      if (posted) return {};
    }
    return connection
        .query(
            "INSERT OR REPLACE INTO drafts(id, kind, audience, urgent, written_at, content_sha256, directory_version, "
            "session, sealed, routing, author_tag, subject) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)")
        .text(draft.id)
        .text(kindName(draft.kind))
        .text(draft.audience)
        .number(draft.urgent ? 1 : 0)
        .number(draft.writtenAt.time_since_epoch().count())
        .text(draft.contentSha256)
        .number(draft.directoryVersion)
        .text(draft.session)
        .blob(draft.sealed)
        .blob(draft.routing)
        .blob(draft.authorTag)
        .text(draft.subject)
        .run();
  });
}

Status SqliteStore::dropDraft(std::string_view id) {
  return change(
      [&](Connection& connection) { return connection.query("DELETE FROM drafts WHERE id = ?1").text(id).run(); });
}

Result<std::vector<Draft>> SqliteStore::drafts() {
  PB_TRY(ready());
  Query asked = m_file->connection().query(
      "SELECT id, kind, audience, urgent, written_at, content_sha256, directory_version, session, sealed, routing, "
      "author_tag, subject FROM drafts ORDER BY id");
  std::vector<Draft> found;
  while (true) {
    PB_TRY_VALUE(const bool more, asked.next());
    if (!more) return found;
    Draft draft;
    draft.id = asked.textAt(0);
    draft.kind = kindFrom(asked.textAt(1)).value_or(Kind::concern);
    draft.audience = asked.textAt(2);
    draft.urgent = asked.numberAt(3) != 0;
    draft.writtenAt = WallTime(Milliseconds(asked.numberAt(4)));
    draft.contentSha256 = asked.textAt(5);
    draft.directoryVersion = asked.numberAt(6);
    draft.session = asked.textAt(7);
    draft.sealed = asked.blobAt(8);
    draft.routing = asked.blobAt(9);
    draft.authorTag = asked.blobAt(10);
    draft.subject = asked.textAt(11);
    found.push_back(std::move(draft));
  }
}

// --- directories and settings
// -------------------------------------------------------------------------------------------

Status SqliteStore::addDirectory(const StoredDirectory& directory) {
  return change([&](Connection& connection) -> Status {
    Query asked = connection.query("SELECT version, sha256 FROM directories ORDER BY version DESC LIMIT 1");
    PB_TRY_VALUE(const bool any, asked.next());
    if (any && asked.numberAt(0) == directory.version && asked.textAt(1) == directory.sha256) return {};
    const bool next = !any || directory.version == asked.numberAt(0) + 1;
    const bool newEpoch = any && directory.version > asked.numberAt(0) && directory.version % versionsPerEpoch == 1;
    if (!next && !newEpoch) {
      return Fault{FaultCode::alreadyExists, "Another version of the directory is the newest here."};
    }
    return connection.query("INSERT INTO directories(version, sha256, envelope) VALUES(?1, ?2, ?3)")
        .number(directory.version)
        .text(directory.sha256)
        .text(directory.envelope)
        .run();
  });
}

Result<std::vector<Store::StoredDirectory>> SqliteStore::directories() {
  PB_TRY(ready());
  Query asked = m_file->connection().query("SELECT version, sha256, envelope FROM directories ORDER BY version");
  std::vector<StoredDirectory> found;
  while (true) {
    PB_TRY_VALUE(const bool more, asked.next());
    if (!more) return found;
    found.push_back({asked.numberAt(0), asked.textAt(2), asked.textAt(1)});
  }
}

Result<std::optional<std::string>> SqliteStore::setting(std::string_view key) {
  PB_TRY(ready());
  Query asked = m_file->connection().query("SELECT value FROM settings WHERE key = ?1");
  asked.text(key);
  PB_TRY_VALUE(const bool found, asked.next());
  return found ? std::optional<std::string>(asked.textAt(0)) : std::nullopt;
}

Status SqliteStore::setSetting(std::string_view key, std::string_view value) {
  return change([&](Connection& connection) {
    return connection.query("INSERT OR REPLACE INTO settings(key, value) VALUES(?1, ?2)").text(key).text(value).run();
  });
}

}  // namespace pillarbox::store

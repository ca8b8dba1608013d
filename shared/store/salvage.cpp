#include "shared/store/salvage.h"

#include <algorithm>
#include <array>
#include <fstream>

#include "shared/base/files.h"
#include "shared/base/hash.h"
#include "shared/store/rows.h"

namespace pillarbox::store {

namespace {

// Row numbers are dense because nothing is deleted, so a long run of misses is the end (or a hole too large to matter).
constexpr std::int64_t missesAtEnd = 5000;

bool isWhole(const Posting& posting, BytesView sealed) {
  return sha256Hex(sealed) == posting.slip.sealedSha256 &&
         static_cast<std::int64_t>(sealed.size()) == posting.slip.sealedBytes;
}

bool wasDestroyed(Connection& damaged, const std::string& id) {
  Query asked = damaged.query("SELECT 1 FROM destroyed WHERE id = ?1");
  asked.text(id);
  const Result<bool> found = asked.next();
  return found.ok() && *found;
}

// What one row number holds; nothing if it cannot be read or is not whole.
struct Found {
  Posting posting;
  Bytes sealed, routing, authorTag;
  bool destroyed = false;
};
std::optional<Found> readWhole(Connection& damaged, std::int64_t n) {
  Query row = damaged.query("SELECT " PILLARBOX_POSTING_COLUMNS ", routing, author_tag FROM postings WHERE n = ?1");
  row.number(n);
  const Result<bool> there = row.next();
  if (!there.ok() || !*there) return std::nullopt;
  Result<Posting> posting = readPosting(row);
  Query body = damaged.query("SELECT sealed FROM bodies WHERE n = ?1");
  body.number(n);
  const Result<bool> hasBody = body.next();
  if (!posting.ok() || !hasBody.ok()) return std::nullopt;
  if (!*hasBody) {
    if (!wasDestroyed(damaged, posting->slip.id)) return std::nullopt;
    return Found{std::move(*posting), {}, {}, row.blobAt(26), true};
  }
  Found found{std::move(*posting), body.blobAt(0), row.blobAt(25), row.blobAt(26)};
  if (!isWhole(found.posting, found.sealed)) return std::nullopt;
  return found;
}

Status bringPosting(Connection& fresh, const Found& found) {
  const Posting& posting = found.posting;
  PB_TRY_VALUE(Transaction transaction, Transaction::begin(fresh));
  if (!posting.fromServer) {
    PB_TRY(fresh
               .query("INSERT INTO chains(chain_id, device, goes_on_from, closed) VALUES(?1, ?2, '', 1) "
                      "ON CONFLICT DO NOTHING")
               .text(posting.slip.chainId)
               .text(posting.slip.device)
               .run());
  }
  PostingRow row{posting.slip};
  row.envelope = posting.envelope;
  row.state = posting.state == State::sending ? State::stored : posting.state;
  row.attempts = posting.attempts;
  row.receipt = posting.receipt;
  row.problem = posting.lastProblem;
  row.fromServer = posting.fromServer;
  row.authorTag = found.authorTag;
  row.routing = found.routing;
  row.sealed = found.sealed;
  row.destroyed = found.destroyed;
  PB_TRY(insertPosting(fresh, row));
  return transaction.commit();
}

void bringDrafts(Connection& damaged, Connection& fresh) {
  Query row = damaged.query(
      "SELECT id, kind, audience, urgent, written_at, content_sha256, directory_version, session, sealed, routing, "
      "author_tag, subject FROM drafts");
  while (true) {
    const Result<bool> there = row.next();
    if (!there.ok() || !*there) return;
    const Bytes sealed = row.blobAt(8), routing = row.blobAt(9), authorTag = row.blobAt(10);
    static_cast<void>(fresh
                          .query("INSERT OR IGNORE INTO drafts(id, kind, audience, urgent, written_at, content_sha256, "
                                 "directory_version, session, sealed, routing, author_tag, subject) "
                                 "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)")
                          .text(row.textAt(0))
                          .text(row.textAt(1))
                          .text(row.textAt(2))
                          .number(row.numberAt(3))
                          .number(row.numberAt(4))
                          .text(row.textAt(5))
                          .number(row.numberAt(6))
                          .text(row.textAt(7))
                          .blob(sealed)
                          .blob(routing)
                          .blob(authorTag)
                          .text(row.textAt(11))

                          .run()
                          .ok());
  }
}

// Before the postings, so that nothing that was destroyed is brought back.
void bringOrders(Connection& damaged, Connection& fresh) {
  Query row = damaged.query("SELECT id, sha256, envelope, complete, carried_out_at, scrubbed FROM orders");
  while (true) {
    const Result<bool> there = row.next();
    if (!there.ok() || !*there) break;
    static_cast<void>(fresh.query("INSERT INTO orders VALUES(?1, ?2, ?3, ?4, ?5, ?6)")
                          .text(row.textAt(0))
                          .text(row.textAt(1))
                          .text(row.textAt(2))
                          .number(row.numberAt(3))
                          .number(row.numberAt(4))
                          .number(row.numberAt(5))
                          .run()
                          .ok());
  }
  Query named = damaged.query("SELECT id, order_id, slip_sha256, sealed_sha256 FROM destroyed");
  while (true) {
    const Result<bool> there = named.next();
    if (!there.ok() || !*there) return;
    static_cast<void>(fresh.query("INSERT INTO destroyed VALUES(?1, ?2, ?3, ?4)")
                          .text(named.textAt(0))
                          .text(named.textAt(1))
                          .text(named.textAt(2))
                          .text(named.textAt(3))
                          .run()
                          .ok());
  }
}

void bringSettings(Connection& damaged, Connection& fresh) {
  Query row = damaged.query("SELECT key, value FROM settings");
  while (true) {
    const Result<bool> there = row.next();
    if (!there.ok() || !*there) return;
    static_cast<void>(fresh.query("INSERT OR IGNORE INTO settings VALUES(?1, ?2)")
                          .text(row.textAt(0))
                          .text(row.textAt(1))
                          .run()
                          .ok());
  }
}

void bringDirectories(Connection& damaged, Connection& fresh) {
  Query row = damaged.query("SELECT version, sha256, envelope FROM directories ORDER BY version");
  while (true) {
    const Result<bool> there = row.next();
    if (!there.ok() || !*there) return;
    if (!fresh.query("INSERT INTO directories VALUES(?1, ?2, ?3)")
             .number(row.numberAt(0))
             .text(row.textAt(1))
             .text(row.textAt(2))
             .run()
             .ok()) {
      return;
    }
  }
}

// A copy to read from: SQLite itself may change or remove what it opens, and the damaged file is evidence.
class Copy {
 public:
  explicit Copy(const std::filesystem::path& damaged) : m_file(with(damaged, ".reading")) { remove(); }
  ~Copy() { remove(); }
  Copy(const Copy&) = delete;
  Copy& operator=(const Copy&) = delete;

  Status make(const std::filesystem::path& damaged) {
    std::error_code error;
    std::filesystem::copy_file(damaged, m_file, error);
    if (!error && std::filesystem::exists(with(damaged, "-wal"))) {
      std::filesystem::copy_file(with(damaged, "-wal"), with(m_file, "-wal"), error);
    }
    if (error) return faultFromErrno(error.value(), "copy " + damaged.string());
    lengthen();
    return {};
  }
  const std::filesystem::path& file() const { return m_file; }

 private:
  static std::filesystem::path with(std::filesystem::path file, const char* ending) { return file += ending; }

  // SQLite refuses a file shorter than its header says (bytes 16 and 28, https://www.sqlite.org/fileformat.html), and
  // throws away the log of an empty one.
  void lengthen() const {
    constexpr std::uintmax_t leastPage = 4096;
    constexpr std::uintmax_t most = std::uintmax_t{1} << 36U;
    std::array<unsigned char, 32> header{};
    std::ifstream(m_file, std::ios::binary).read(reinterpret_cast<char*>(header.data()), header.size());
    const std::uintmax_t page = (std::uintmax_t{header[16]} << 8U) | header[17];
    const std::uintmax_t pages = (std::uintmax_t{header[28]} << 24U) | (std::uintmax_t{header[29]} << 16U) |
                                 (std::uintmax_t{header[30]} << 8U) | header[31];
    const std::uintmax_t wanted = std::max(page * pages, leastPage);
    std::error_code error;
    const std::uintmax_t size = std::filesystem::file_size(m_file, error);
    if (!error && size < wanted && wanted < most) std::filesystem::resize_file(m_file, wanted, error);
  }

  void remove() const {
    std::error_code ignored;
    for (const char* ending : {"-wal", "-shm", ""}) std::filesystem::remove(with(m_file, ending), ignored);
  }

  std::filesystem::path m_file;
};

}  // namespace

Result<std::int64_t> salvage(const std::filesystem::path& damagedFile, Connection& fresh) {
  Copy copy(damagedFile);
  PB_TRY(copy.make(damagedFile));
  PB_TRY_VALUE(const std::unique_ptr<Connection> damaged, Connection::open(copy.file(), Connection::Mode::readWrite));
  bringOrders(*damaged, fresh);
  std::int64_t brought = 0;
  std::int64_t misses = 0;
  for (std::int64_t n = 1; misses < missesAtEnd; ++n) {
    const std::optional<Found> found = readWhole(*damaged, n);
    if (!found) {
      ++misses;
      continue;
    }
    misses = 0;
    const Status status = bringPosting(fresh, *found);
    if (status.ok()) {
      ++brought;
    } else if (status.fault().code == FaultCode::diskFull) {
      return status.fault();
    }
  }
  bringDrafts(*damaged, fresh);
  bringSettings(*damaged, fresh);
  bringDirectories(*damaged, fresh);
  return brought;
}

}  // namespace pillarbox::store

#include <sqlite3.h>

#include "server/sql/engine.h"

namespace pillarbox::server {

namespace {

struct CloseDatabase {
  void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
};
struct FinalizeStatement {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};

Fault faultOf(sqlite3* handle, int code) {
  const std::string reason = handle != nullptr ? sqlite3_errmsg(handle) : sqlite3_errstr(code);
  switch (code & 0xff) {
    case SQLITE_FULL:
      return {FaultCode::diskFull, "The server's disk is full."};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {FaultCode::busy, "The server's database is busy."};
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return {FaultCode::damaged, "The server's database is damaged: " + reason + "."};
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_READONLY:
      return {FaultCode::notPermitted, "The server's database cannot be opened for writing."};
    case SQLITE_CONSTRAINT:
      if (code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY) {
        return {FaultCode::alreadyExists, "That is in the server's database already."};
      }
      [[fallthrough]];
    default:
      return {FaultCode::diskError, "The server's database failed: " + reason + "."};
  }
}

class SqliteStatement final : public Statement {
 public:
  SqliteStatement(sqlite3* handle, sqlite3_stmt* statement) : m_handle(handle), m_statement(statement) {}

  void bind(std::int64_t value) override {
    if (m_error == SQLITE_OK) m_error = sqlite3_bind_int64(m_statement.get(), m_next++, value);
  }
  void bind(std::string_view text) override {
    if (m_error != SQLITE_OK) return;
    m_error = sqlite3_bind_text64(m_statement.get(), m_next++, text.data() == nullptr ? "" : text.data(), text.size(),
                                  SQLITE_TRANSIENT, SQLITE_UTF8);
  }
  void bindBytes(BytesView bytes) override {
    if (m_error != SQLITE_OK) return;
    m_error = bytes.empty()
                  ? sqlite3_bind_zeroblob(m_statement.get(), m_next++, 0)
                  : sqlite3_bind_blob64(m_statement.get(), m_next++, bytes.data(), bytes.size(), SQLITE_STATIC);
  }
  Result<bool> step() override {
    if (m_error == SQLITE_OK) {
      const int code = sqlite3_step(m_statement.get());
      if (code == SQLITE_ROW) return true;
      if (code == SQLITE_DONE) return false;
      m_error = code;
    }
    return faultOf(m_handle, m_error);
  }
  void reset() override {
    sqlite3_reset(m_statement.get());
    sqlite3_clear_bindings(m_statement.get());
    m_error = SQLITE_OK;
    m_next = 1;
  }
  std::int64_t integer(int column) const override { return sqlite3_column_int64(m_statement.get(), column); }
  std::string text(int column) const override {
    const unsigned char* data = sqlite3_column_text(m_statement.get(), column);
    const int size = sqlite3_column_bytes(m_statement.get(), column);
    return data == nullptr ? std::string()
                           : std::string(reinterpret_cast<const char*>(data), static_cast<std::size_t>(size));
  }
  Bytes bytes(int column) const override {
    const auto* data = static_cast<const std::uint8_t*>(sqlite3_column_blob(m_statement.get(), column));
    const int size = sqlite3_column_bytes(m_statement.get(), column);
    return data == nullptr ? Bytes() : Bytes(data, data + size);
  }

 private:
  sqlite3* m_handle;
  std::unique_ptr<sqlite3_stmt, FinalizeStatement> m_statement;
  int m_error = SQLITE_OK;
  int m_next = 1;
};

class SqliteEngine final : public Engine {
 public:
  explicit SqliteEngine(sqlite3* handle) : m_handle(handle) {}

  Kind kind() const override { return Kind::sqlite; }
  Status run(const std::string& sql) override {
    const int code = sqlite3_exec(m_handle.get(), sql.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) return faultOf(m_handle.get(), code);
    return {};
  }
  Result<std::unique_ptr<Statement>> prepare(const std::string& sql) override {
    sqlite3_stmt* raw = nullptr;
    const int code = sqlite3_prepare_v3(m_handle.get(), sql.c_str(), -1, SQLITE_PREPARE_PERSISTENT, &raw, nullptr);
    if (code != SQLITE_OK) return faultOf(m_handle.get(), code);
    return std::unique_ptr<Statement>(std::make_unique<SqliteStatement>(m_handle.get(), raw));
  }
  Status begin() override { return run("BEGIN IMMEDIATE"); }
  Status beginSnapshot() override { return run("BEGIN"); }
  bool inTransaction() const override { return sqlite3_get_autocommit(m_handle.get()) == 0; }

  Status check() override {
    PB_TRY_VALUE(const auto asked, prepare("PRAGMA quick_check(1)"));
    PB_TRY_VALUE(const bool found, asked->step());
    if (found && asked->text(0) == "ok") return {};
    std::string says = found ? asked->text(0) : "no answer";
    for (char& c : says) c = c == '\n' ? ' ' : c;
    return Fault{FaultCode::damaged, "The server's database is damaged: " + says + "."};
  }

  // In one step under a read lock of WAL: writers are not held up, and the copy is of one moment.
  Status copyTo(const std::filesystem::path& file) override {
    sqlite3* raw = nullptr;
    const int opened =
        sqlite3_open_v2(file.c_str(), &raw, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
    const std::unique_ptr<sqlite3, CloseDatabase> copy(raw);
    if (opened != SQLITE_OK) return faultOf(raw, opened);
    sqlite3_extended_result_codes(raw, 1);
    sqlite3_backup* backup = sqlite3_backup_init(raw, "main", m_handle.get(), "main");
    if (backup == nullptr) return faultOf(raw, sqlite3_errcode(raw));
    const int stepped = sqlite3_backup_step(backup, -1);
    const int finished = sqlite3_backup_finish(backup);
    if (stepped != SQLITE_DONE) return faultOf(raw, stepped);
    if (finished != SQLITE_OK) return faultOf(raw, finished);
    // The copy is one file: no -wal beside it.
    const int single = sqlite3_exec(raw, "PRAGMA journal_mode=DELETE", nullptr, nullptr, nullptr);
    if (single != SQLITE_OK) return faultOf(raw, single);
    return {};
  }

 private:
  std::unique_ptr<sqlite3, CloseDatabase> m_handle;
};

}  // namespace

Result<std::unique_ptr<Engine>> openSqlite(const std::filesystem::path& file, bool create) {
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | (create ? SQLITE_OPEN_CREATE : 0);
  sqlite3* raw = nullptr;
  const int opened = sqlite3_open_v2(file.c_str(), &raw, flags, nullptr);
  auto engine = std::make_unique<SqliteEngine>(raw);
  if (opened != SQLITE_OK) {
    std::error_code error;
    if (!std::filesystem::exists(file, error)) {
      return Fault{FaultCode::notFound, "There is no database at " + file.string() + "."};
    }
    return faultOf(raw, opened);
  }
  sqlite3_extended_result_codes(raw, 1);
  sqlite3_busy_timeout(raw, 10'000);
  PB_TRY(
      engine->run("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
                  "PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON; PRAGMA journal_size_limit=67108864"));
  return std::unique_ptr<Engine>(std::move(engine));
}

}  // namespace pillarbox::server

#include "server/store_sql.h"

#include <sqlite3.h>

namespace pillarbox::server {

void CloseDatabase::operator()(sqlite3* database) const {
  sqlite3_close_v2(database);
}
void FinalizeStatement::operator()(sqlite3_stmt* statement) const {
  sqlite3_finalize(statement);
}

Result<Database> Database::open(const std::filesystem::path& file, Mode mode) {
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | (mode == Mode::create ? SQLITE_OPEN_CREATE : 0);
  sqlite3* raw = nullptr;
  const int opened = sqlite3_open_v2(file.c_str(), &raw, flags, nullptr);
  Database database;
  database.m_handle.reset(raw);
  if (opened != SQLITE_OK) {
    std::error_code error;
    if (!std::filesystem::exists(file, error)) {
      return Fault{FaultCode::notFound, "There is no database at " + file.string() + "."};
    }
    return database.fault(opened);
  }
  sqlite3_extended_result_codes(raw, 1);
  sqlite3_busy_timeout(raw, 10'000);
  PB_TRY(
      database.run("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
                   "PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON; PRAGMA journal_size_limit=67108864"));
  return database;
}

Fault Database::fault(int code) const {
  const std::string reason = m_handle ? sqlite3_errmsg(m_handle.get()) : sqlite3_errstr(code);
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
    default:
      return {FaultCode::diskError, "The server's database failed: " + reason + "."};
  }
}

Status Database::run(const std::string& sql) {
  const int code = sqlite3_exec(m_handle.get(), sql.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return fault(code);
  return {};
}

Query Database::query(const char* sql) {
  auto& slot = m_statements[sql];
  int code = SQLITE_OK;
  if (!slot) {
    sqlite3_stmt* raw = nullptr;
    code = sqlite3_prepare_v3(m_handle.get(), sql, -1, SQLITE_PREPARE_PERSISTENT, &raw, nullptr);
    slot.reset(raw);
  }
  return Query(*this, slot.get(), code);
}

Result<std::int64_t> Database::integer(const char* sql) {
  Query one = query(sql);
  PB_TRY_VALUE(const bool found, one.step());
  return found ? one.integer(0) : 0;
}

bool Database::inTransaction() const {
  return sqlite3_get_autocommit(m_handle.get()) == 0;
}

Query::~Query() {
  if (m_statement == nullptr) return;
  sqlite3_reset(m_statement);
  sqlite3_clear_bindings(m_statement);
}

Query& Query::with(std::int64_t value) {
  if (m_error == SQLITE_OK) m_error = sqlite3_bind_int64(m_statement, m_next++, value);
  return *this;
}

Query& Query::with(std::string_view text) {
  if (m_error == SQLITE_OK) {
    m_error = sqlite3_bind_text64(m_statement, m_next++, text.data() == nullptr ? "" : text.data(), text.size(),
                                  SQLITE_TRANSIENT, SQLITE_UTF8);
  }
  return *this;
}

Query& Query::withBlob(BytesView bytes) {
  if (m_error == SQLITE_OK) {
    m_error = bytes.empty() ? sqlite3_bind_zeroblob(m_statement, m_next++, 0)
                            : sqlite3_bind_blob64(m_statement, m_next++, bytes.data(), bytes.size(), SQLITE_STATIC);
  }
  return *this;
}

Result<bool> Query::step() {
  if (m_error == SQLITE_OK) {
    const int code = sqlite3_step(m_statement);
    if (code == SQLITE_ROW) return true;
    if (code == SQLITE_DONE) return false;
    m_error = code;
  }
  return m_database.fault(m_error);
}

Status Query::run() {
  PB_TRY(step());
  return {};
}

std::int64_t Query::integer(int column) const {
  return sqlite3_column_int64(m_statement, column);
}

std::string Query::text(int column) const {
  const unsigned char* data = sqlite3_column_text(m_statement, column);
  const int size = sqlite3_column_bytes(m_statement, column);
  return data == nullptr ? std::string()
                         : std::string(reinterpret_cast<const char*>(data), static_cast<std::size_t>(size));
}

Bytes Query::blob(int column) const {
  const auto* data = static_cast<const std::uint8_t*>(sqlite3_column_blob(m_statement, column));
  const int size = sqlite3_column_bytes(m_statement, column);
  return data == nullptr ? Bytes() : Bytes(data, data + size);
}

}  // namespace pillarbox::server

#include "shared/store/sqlite.h"

#include <sqlite3.h>

#include <cerrno>
#include <climits>

namespace pillarbox::store {

namespace {

// Long enough for the slowest disk to finish another process's commit; a person never waits for it on screen.
constexpr int busyMilliseconds = 10'000;

}  // namespace

Fault faultOf(sqlite3* connection, int code) {
  const std::string says = connection != nullptr ? sqlite3_errmsg(connection) : sqlite3_errstr(code);
  const int systemError = connection != nullptr ? sqlite3_system_errno(connection) : 0;
  switch (code & 0xff) {
    case SQLITE_FULL:
      return Fault{FaultCode::diskFull, "The disk is full."};
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return Fault{FaultCode::damaged, "The database is damaged (" + says + ")."};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return Fault{FaultCode::busy, "Another program is using the database."};
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return Fault{FaultCode::notPermitted, "The database may not be written (" + says + ")."};
    case SQLITE_TOOBIG:
      return Fault{FaultCode::tooLarge, "This is too large for the database."};
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
      if (systemError == ENOSPC || systemError == EDQUOT) return Fault{FaultCode::diskFull, "The disk is full."};
      if (systemError == EACCES || systemError == EPERM || systemError == EROFS) {
        return Fault{FaultCode::notPermitted, "The database may not be opened."};
      }
      return Fault{FaultCode::diskError, "The disk did not do what was asked (" + says + ")."};
    default:
      return Fault{FaultCode::internal, "The database refused this (" + says + ")."};
  }
}

Query::Query(sqlite3* connection, sqlite3_stmt* statement, int prepared)
    : m_connection(connection), m_statement(statement), m_problem(prepared) {}

Query::~Query() {
  if (m_statement == nullptr) return;
  sqlite3_reset(m_statement);
  sqlite3_clear_bindings(m_statement);
}

Query& Query::text(std::string_view value) {
  if (m_problem != SQLITE_OK) return *this;
  m_problem = sqlite3_bind_text64(m_statement, ++m_bound, value.data(), value.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
  if (value.data() == nullptr && m_problem == SQLITE_OK) {
    m_problem = sqlite3_bind_text64(m_statement, m_bound, "", 0, SQLITE_STATIC, SQLITE_UTF8);
  }
  return *this;
}

Query& Query::number(std::int64_t value) {
  if (m_problem == SQLITE_OK) m_problem = sqlite3_bind_int64(m_statement, ++m_bound, value);
  return *this;
}

Query& Query::blob(BytesView value) {
  if (m_problem != SQLITE_OK) return *this;
  m_problem = value.empty() ? sqlite3_bind_zeroblob(m_statement, ++m_bound, 0)
                            : sqlite3_bind_blob64(m_statement, ++m_bound, value.data(), value.size(), SQLITE_STATIC);
  return *this;
}

Query& Query::null() {
  if (m_problem == SQLITE_OK) m_problem = sqlite3_bind_null(m_statement, ++m_bound);
  return *this;
}

Result<bool> Query::next() {
  if (m_problem != SQLITE_OK) return faultOf(m_connection, m_problem);
  const int code = sqlite3_step(m_statement);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  m_problem = sqlite3_extended_errcode(m_connection);
  return faultOf(m_connection, code);
}

Status Query::run() {
  while (true) {
    PB_TRY_VALUE(const bool more, next());
    if (!more) return {};
  }
}

std::string Query::textAt(int column) const {
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(m_statement, column));
  const int length = sqlite3_column_bytes(m_statement, column);
  return bytes == nullptr ? std::string() : std::string(bytes, static_cast<std::size_t>(length));
}

std::int64_t Query::numberAt(int column) const {
  return sqlite3_column_int64(m_statement, column);
}

Bytes Query::blobAt(int column) const {
  const auto* bytes = static_cast<const std::uint8_t*>(sqlite3_column_blob(m_statement, column));
  const int length = sqlite3_column_bytes(m_statement, column);
  return bytes == nullptr ? Bytes() : Bytes(bytes, bytes + length);
}

bool Query::isNullAt(int column) const {
  return sqlite3_column_type(m_statement, column) == SQLITE_NULL;
}

void Connection::Close::operator()(sqlite3* connection) const {
  sqlite3_close_v2(connection);
}
void Connection::Finalize::operator()(sqlite3_stmt* statement) const {
  sqlite3_finalize(statement);
}

Result<std::unique_ptr<Connection>> Connection::open(const std::filesystem::path& file, Mode mode) {
  std::unique_ptr<Connection> made(new Connection);
  sqlite3* raw = nullptr;
  const int flags = (mode == Mode::readOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE) | SQLITE_OPEN_NOMUTEX |
                    SQLITE_OPEN_EXRESCODE;
  const int code = sqlite3_open_v2(file.c_str(), &raw, flags, nullptr);
  made->m_connection.reset(raw);
  if (code != SQLITE_OK) return faultOf(raw, code);
  sqlite3_busy_timeout(raw, busyMilliseconds);
  sqlite3_db_config(raw, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(raw, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  sqlite3_db_config(raw, SQLITE_DBCONFIG_ENABLE_FKEY, 1, nullptr);
  // Closing must never remove FILE-wal by its name: if the file was set aside meanwhile, that name is the new one's.
  sqlite3_db_config(raw, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
  PB_TRY(
      made->script("PRAGMA synchronous=FULL; PRAGMA recursive_triggers=ON; PRAGMA cell_size_check=ON; "
                   "PRAGMA temp_store=MEMORY; PRAGMA journal_size_limit=4194304; PRAGMA secure_delete=ON;"));
  return made;
}

Connection::~Connection() {
  m_statements.clear();
}

Query Connection::query(const char* sql) {
  auto& kept = m_statements[sql];
  int code = SQLITE_OK;
  if (kept == nullptr) {
    sqlite3_stmt* raw = nullptr;
    code = sqlite3_prepare_v3(m_connection.get(), sql, -1, SQLITE_PREPARE_PERSISTENT, &raw, nullptr);
    kept.reset(raw);
  }
  return Query(m_connection.get(), kept.get(), code);
}

Status Connection::script(const char* sql) {
  const int code = sqlite3_exec(m_connection.get(), sql, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return faultOf(m_connection.get(), code);
  return {};
}

Result<std::int64_t> Connection::number(const char* sql) {
  Query asked = query(sql);
  PB_TRY_VALUE(const bool found, asked.next());
  return found ? asked.numberAt(0) : std::int64_t{0};
}

int Connection::changed() const {
  return sqlite3_changes(m_connection.get());
}

bool Connection::sawDamage() const {
  const int code = sqlite3_errcode(m_connection.get()) & 0xff;
  return code == SQLITE_CORRUPT || code == SQLITE_NOTADB;
}

Result<Transaction> Transaction::begin(Connection& connection) {
  PB_TRY(connection.query("BEGIN IMMEDIATE").run());
  return Transaction(connection);
}

Transaction::Transaction(Transaction&& other) noexcept : m_connection(other.m_connection) {
  other.m_connection = nullptr;
}

Transaction::~Transaction() {
  // SQLite may have rolled back by itself (disk full); then there is nothing left to do.
  if (m_connection != nullptr && sqlite3_get_autocommit(m_connection->handle()) == 0) {
    static_cast<void>(m_connection->query("ROLLBACK").run().ok());
  }
}

Status Transaction::commit() {
  PB_TRY(m_connection->query("COMMIT").run());
  m_connection = nullptr;
  return {};
}

}  // namespace pillarbox::store

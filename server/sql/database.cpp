#include "server/sql/database.h"

#include <array>
#include <utility>

namespace pillarbox::server {

Result<Database> Database::open(const DatabasePlace& place, Mode mode) {
  Database database;
  if (place.conninfo.empty()) {
    PB_TRY_VALUE(database.m_engine, openSqlite(place.file, mode == Mode::create));
  } else {
    PB_TRY_VALUE(database.m_engine, openPostgres(place.conninfo));
  }
  return database;
}

std::string Database::spelled(std::string_view sql) const {
  static constexpr std::array<std::array<std::string_view, 3>, 5> words = {{{"{int}", "INTEGER", "BIGINT"},
                                                                            {"{bytes}", "BLOB", "BYTEA"},
                                                                            {"{any}", "ANY", "TEXT"},
                                                                            {"{strict}", "STRICT", ""},
                                                                            {"{for update}", "", "FOR UPDATE"}}};
  std::string text;
  while (!sql.empty()) {
    const std::size_t brace = sql.find('{');
    text += sql.substr(0, brace);
    if (brace == std::string_view::npos) break;
    sql.remove_prefix(brace);
    std::size_t taken = 1;
    std::string_view instead = "{";
    for (const auto& word : words) {
      if (!sql.starts_with(word[0])) continue;
      taken = word[0].size();
      instead = isPostgres() ? word[2] : word[1];
    }
    text += instead;
    sql.remove_prefix(taken);
  }
  return text;
}

Status Database::run(std::string_view sql) {
  return m_engine->run(spelled(sql));
}

Query Database::query(const char* sql) {
  const Status ready = m_engine->ready();
  if (!ready.ok()) return Query(ready.fault());
  Prepared& slot = m_statements[sql];
  if (!slot.statement || slot.connection != m_engine->connections()) {
    slot.statement.reset();
    auto prepared = m_engine->prepare(spelled(sql));
    if (!prepared.ok()) return Query(prepared.fault());
    slot.statement = std::move(*prepared);
    slot.connection = m_engine->connections();
  }
  return Query(slot.statement.get());
}

Query Database::once(const std::string& sql) {
  const Status ready = m_engine->ready();
  if (!ready.ok()) return Query(ready.fault());
  auto prepared = m_engine->prepare(spelled(sql));
  if (!prepared.ok()) return Query(prepared.fault());
  return Query(std::move(*prepared));
}

Result<std::int64_t> Database::integer(const char* sql) {
  Query one = query(sql);
  PB_TRY_VALUE(const bool found, one.step());
  return found ? one.integer(0) : 0;
}

Status Database::begin() {
  return m_engine->begin();
}

Status Database::commit() {
  const Status done = m_engine->run("COMMIT");
  if (!done.ok()) rollback();
  return done;
}

void Database::rollback() {
  if (m_engine->inTransaction()) (void)m_engine->run("ROLLBACK").ok();
}

Status Database::inTransaction(const std::function<Status()>& work) {
  PB_TRY(begin());
  const Status done = work();
  if (!done.ok()) {
    rollback();
    return done;
  }
  return commit();
}

Query::~Query() {
  if (m_statement != nullptr) m_statement->reset();
}

Query& Query::with(std::int64_t value) {
  if (m_statement != nullptr) m_statement->bind(value);
  return *this;
}
Query& Query::with(std::string_view text) {
  if (m_statement != nullptr) m_statement->bind(text);
  return *this;
}
Query& Query::withBlob(BytesView bytes) {
  if (m_statement != nullptr) m_statement->bindBytes(bytes);
  return *this;
}

Query& Query::again() {
  if (m_statement != nullptr) m_statement->reset();
  return *this;
}

Result<bool> Query::step() {
  if (m_fault) return *m_fault;
  return m_statement->step();
}

Result<std::vector<std::string>> Query::texts() {
  std::vector<std::string> all;
  for (;;) {
    PB_TRY_VALUE(const bool found, step());
    if (!found) return all;
    all.push_back(text(0));
  }
}

Status Query::run() {
  PB_TRY(step());
  return {};
}

}  // namespace pillarbox::server
